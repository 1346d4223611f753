// Package chassis is the network-attached HSM, an nShield 5c or Connect XC: a box with a display, its own mains and an
// internal module that clients reach over the network (guide 4.14).
//
// Modelled: lid, seal, surfaces and vents, tamper detection and the factory reset that follows, fan tray with its
// backup batteries, two power supplies, warning LED and beeper, standby, the display with those menus that the guide
// names, the hardserver configuration with remote slots, set at the panel or pushed as a file, licences that do not
// survive an initialization, internal temperatures. The ncoreapi service of the internal module is that of package vcm.
// Not modelled: the inner platform of the 5c, making a Security World at the panel, how the unit gets its address,
// which it keeps in factory state. Menus that the guide does not name, times of boot and shutdown, and the temperature
// curve are simulated.
package chassis
