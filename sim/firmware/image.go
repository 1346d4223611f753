package firmware

// Component is one of the three parts of an HSM's firmware (guide 4.1.1).
type Component string

// The components, in the order in which packages list them.
const (
	Primary    Component = "primary"
	Recovery   Component = "recovery"
	Bootloader Component = "bootloader"
)

// Image is a primary or recovery image in a module.
type Image struct {
	Version Version
	VSN     int  // version security number (guide 4.1.2.1)
	Broken  bool // its programming was cut off: it does not boot [simulated]
}

// String is the version, or "invalid" for an image that does not boot.
func (i Image) String() string {
	if i.Broken {
		return "invalid"
	}
	return i.Version.String()
}

// Boot is the bootloader in a module. It has no VSN (guide 4.1.2.2).
type Boot struct {
	Version Version
	Revoked int // bootloader signing keys up to this number are refused; 0 = none
}

// Loaded is all the firmware of a module, with the lowest VSN that it accepts. It survives factory state.
type Loaded struct {
	Primary, Recovery Image
	Bootloader        Boot
	MinVSN            int
}

// Image returns the slot of a primary or recovery image.
func (l *Loaded) Image(c Component) *Image {
	switch c {
	case Primary:
		return &l.Primary
	case Recovery:
		return &l.Recovery
	}
	panic("BUG: no image for component " + string(c))
}
