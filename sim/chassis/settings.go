package chassis

import (
	"net/netip"
	"slices"

	"hsmlab/sim/hsconfig"
	"hsmlab/sim/remoteslot"
)

// settings is the hardserver configuration of the unit, and what of it counts.
type settings struct {
	text   []byte
	counts remoteslot.Config
}

// factorySettings are the configuration of a unit in factory state.
func factorySettings() settings {
	s := settings{text: []byte(hsconfig.Head + "# Configuration of this network-attached HSM. A line of dashes begins the next entry of a section.\n")}
	s.counts = s.read()
	return s
}

// read takes the slots from the text, which was checked.
func (s settings) read() remoteslot.Config {
	f, err := hsconfig.Parse(s.text)
	if err != nil {
		panic("BUG: unchecked configuration: " + err.Error())
	}
	return remoteslot.Read(f)
}

// Slots is what counts of the configuration: what the panel sets at once, what was pushed since the unit was cleared
// or has booted.
func (u *Unit) Slots() remoteslot.Config { return u.settings.counts }

// Configured is what the configuration says, whether it counts already or not.
func (u *Unit) Configured() remoteslot.Config { return u.settings.read() }

// Push replaces the configuration, as cfg-pushnethsm does. It counts once the unit is cleared (guide 4.11.2.3.2). An
// error names the line and changes nothing.
func (u *Unit) Push(text []byte) error {
	if err := u.check(text); err != nil {
		return err
	}
	u.settings.text = slices.Clone(text)
	u.Publish()
	return nil
}

// check tells the first thing that is wrong with a configuration for this unit. Errors are of type *hsconfig.Error.
func (u *Unit) check(text []byte) error {
	f, err := hsconfig.Parse(text)
	if err == nil {
		err = f.Check()
	}
	if err == nil {
		err = f.Suits("this unit", []hsconfig.Module{{ESN: u.ESN}})
	}
	return err
}

// Clear is what clearing the module does to its slots: the configuration counts as it stands.
func (u *Unit) Clear() { u.settings.counts = u.settings.read() }

// change sets the configuration from the panel, where it counts at once.
func (u *Unit) change(text []byte) {
	u.settings.text = text
	u.Clear()
	u.Publish()
}

// Publish writes the configuration to the remote file system.
func (u *Unit) Publish() {
	if u.Keep != nil {
		u.Keep(slices.Clone(u.settings.text))
	}
}

// OwnSlots are the slots of the unit without those that it imports, before any exchange, and the slot to be exchanged
// with slot 0. No reader of Remote Administration is connected to its dynamic slots.
func (u *Unit) OwnSlots() (own []remoteslot.Slot, swap int) {
	n, _ := u.settings.counts.Dynamic(u.ESN)
	return remoteslot.Own(&u.Reader, n, nil), u.settings.counts.Swap(u.ESN)
}

// At reports whether a is the address of the unit, and the unit answers there.
func (u *Unit) At(a netip.Addr) bool { return u.phase == On && u.Address.Addr() == a }
