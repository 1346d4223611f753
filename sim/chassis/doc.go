// Package chassis is the network-attached HSM, an nShield 5c or Connect XC: a box with a display, its own mains and an
// internal module that clients reach over the network (guide 4.14).
//
// Modelled: lid, seal, surfaces and vents, tamper detection and the factory reset that follows, fan tray with its
// backup batteries, two power supplies, warning LED and beeper, standby, the display with its footer and those menus that
// the guide names, the hardserver configuration with remote slots and their mapping, set at the panel or pushed as a file,
// licences that do not survive an initialization, internal temperatures, error states of the internal module with its
// product's codes on the blue status LED. The ncoreapi service of the internal module is that of package vcm.
// Not modelled: the inner platform of the 5c, making a Security World at the panel, how the unit gets its address,
// which it keeps in factory state, errors that the internal module finds by itself, as from heat. Menus that the guide does
// not name, the words and colours of the footer, times of boot and shutdown, and the temperature curve are simulated.
package chassis
