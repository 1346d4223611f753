package sim

import (
	"fmt"
	"slices"

	"hsmlab/sim/chassis"
	"hsmlab/sim/host"
	"hsmlab/sim/solo"
	"hsmlab/sim/world"
)

// sendBack sends a module or a unit to the vendor. It must be in factory state, unless it does not work (guide 4.19).
func (l *Lab) sendBack(e Set) error {
	if e.Value != "vendor" {
		return fmt.Errorf("return goes to the vendor, not to %q", e.Value)
	}
	if l.benched(e.Target).Away() {
		return fmt.Errorf("module %s lies on the workbench: put it back first (lab battery fit)", e.Target)
	}
	if u := l.chassis(e.Target); u != nil {
		return l.sendUnit(u)
	}
	if c := l.solo(e.Target); c != nil {
		return l.sendSolo(c)
	}
	m, h := l.room.Module(e.Target)
	switch {
	case m == nil:
		return fmt.Errorf("no module %q in the lab that one could send back", e.Target)
	case h != nil && h.Phase() != host.Off:
		return fmt.Errorf("host %s is %s; switch it off before its case is opened", h.Name, h.Phase())
	case !m.Factory() && len(m.Faults()) == 0:
		return fmt.Errorf("module %s works and is not in factory state: run hsmadmin factorystate before it leaves the house (guide 4.19)", m.ESN)
	}
	if h != nil {
		l.room.Move(m, nil)
	}
	l.packed(m.ESN, &m.Reader)
	return nil
}

// sendSolo sends back a Solo. One that works holds no Security World any more.
func (l *Lab) sendSolo(c *solo.Card) error {
	_, h := l.room.HSM(c.ESN)
	switch {
	case h != nil && h.Phase() != host.Off:
		return fmt.Errorf("host %s is %s; switch it off before its case is opened", h.Name, h.Phase())
	case c.Holds().Real() && len(c.Faults()) == 0:
		return fmt.Errorf("module %s works and holds a Security World: run initunit before it leaves the house (guide 4.19)", c.ESN)
	}
	if h != nil {
		l.room.MoveCard(c, nil)
	}
	l.packed(c.ESN, &c.Reader)
	return nil
}

// sendUnit sends back a network-attached unit. One that works has forgotten its world and its clients.
func (l *Lab) sendUnit(u *chassis.Unit) error {
	clients, _ := u.Clients()
	if (u.World().Real() || len(clients) > 0) && !u.Tampered() && !u.Broken() {
		first := ""
		if u.Phase() != chassis.On {
			first = "it is " + string(u.Phase()) + ", so let it run, and choose "
		}
		return fmt.Errorf("unit %s works and is not in factory state: %sSystem > System configuration > Factory state (guide 4.19)", u.Name, first)
	}
	u.SetMains(false)
	l.packed(u.Name, &u.Reader)
	return nil
}

// packed notes that something left the house. A smart card in it stays.
func (l *Lab) packed(name string, r *world.Reader) {
	r.Remove()
	l.returned = append(l.returned, name)
}

// gone tells why nobody can do anything to a module or a unit, or at its reader: it has left the house; nil if it is here.
func (l *Lab) gone(name string) error {
	if u := l.chassis(name); u != nil {
		name = u.Name
	}
	if slices.Contains(l.returned, name) {
		return fmt.Errorf("%s is on its way back to the vendor (guide 4.19)", name)
	}
	return nil
}

// goneOf is gone for what an event is about.
func (l *Lab) goneOf(e Event) error {
	switch e := e.(type) {
	case Press:
		return l.gone(e.Target)
	case Release:
		return l.gone(e.Target)
	case Power:
		return l.gone(e.Host)
	case Move:
		return l.gone(e.Target)
	case Insert:
		return l.gone(e.Target)
	case Inject:
		return l.gone(e.Target)
	case Set:
		return l.gone(e.Target)
	case Order:
		return l.gone(e.Target)
	}
	return nil
}
