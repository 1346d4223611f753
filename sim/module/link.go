package module

// Seen reports whether the PCIe bus of its host shows the module. Power saving can make it vanish from there,
// while the module itself runs on and its lamp stays blue (guide 4.3.1.1).
func (m *Module) Seen() bool { return !m.boot.unseen }

// Vanish takes the module off the bus until it boots again with its host. Tenants who were using it are cut off.
func (m *Module) Vanish() {
	m.boot.unseen = true
	m.interrupt()
}
