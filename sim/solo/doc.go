// Package solo is the nShield Solo+ and the nShield Solo XC: one card that belongs to one Security World, with a
// switch for its mode on the back panel, a Clear button, two override jumpers on the board, and a blue status LED
// (guide 4.3.1.1, 4.3.2, 4.3.4, 4.16).
//
// Modelled: the mode that switch, jumpers and nopclearfail lead to, error states and what ends them, the real-time
// clock with the battery that powers it, heat where too little air moves, the ncoreapi service with its Security World, the card reader at the
// port. The ncoreapi service is that of package vcm: the same firmware speaks to the hardserver, only without
// a platform around it.
// Not modelled: how long a reset takes (none at all here), voltages, cryptographic throughput, firmware upgrades other than the downgrade that the card answers with an error.
package solo
