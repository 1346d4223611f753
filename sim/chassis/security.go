package chassis

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// security is the boundary of the box: what one can inspect and what the circuit noticed.
type security struct {
	open    bool // the lid
	pending bool // a tamper event that no factory reset has followed yet
	reset   bool // the display tells that the unit went back to factory state
	traces  map[string]string
	log     []Event
}

// Event is an entry of the tamper log.
type Event struct {
	At   time.Time // by the clock of the tamper circuit, which differs a little from that of other logs (guide 4.14.1.1)
	What string
}

// offset is how far the clock of the tamper circuit is from the system's [simulated].
const offset = 3 * time.Second

func newSecurity() security { return security{traces: map[string]string{}} }

// Part is something on the outside that a physical security check looks at (guide 4.14.2).
type Part struct {
	Name, Look string // what one looks for
	good, bad  string
	rule       string
}

// Parts lists what a physical security check looks at, in the guide's order; then what else one can look at.
func Parts() []Part {
	return []Part{
		{"seal", "the holographic foil on top, with the nCipher logo: cuts, tears, voiding", "intact and authentic: a holographic foil with the nCipher logo, no cut, tear or void mark", "cut along the edge of the lid, and VOID shows in the foil", "1"},
		{"lid", "the metal lid is flush with the chassis", "flush with the chassis all around", "bent up at a corner, a gap of two millimetres", "2"},
		{"surfaces", "top, bottom and sides", "no scratches, dents or holes", "a drilled hole on the left side, filled with putty", "3"},
		{"vents", "no damage, nothing pushed through", "undamaged, and nothing in them; baffles behind them keep objects out", "a fin is bent, and a wire is stuck at the baffle behind it", "4"},
	}
}

// Inspect tells how a part looks, in a sentence, and whether it is as it should be. The part may be one of Parts, or
// "boundary", "fans", "psu".
func (u *Unit) Inspect(name string) (text string, good bool, err error) {
	if name == "lid" && u.security.open {
		return "open: the lid is off, and one sees the internal module", false, nil
	}
	for _, p := range Parts() {
		if p.Name == name {
			if trace, ok := u.security.traces[name]; ok {
				return trace, false, nil
			}
			return p.good, true, nil
		}
	}
	switch name {
	case "boundary":
		return "lid with seal and tamper switches, baffles behind the vents; fan tray and PSUs lie outside it. The FIPS 140 Level 3 boundary is the internal module, not the box", true, nil
	case "fans":
		return u.trayText(), !u.tray.out && u.tray.broken() == 0, nil
	case "psu":
		return fmt.Sprintf("PSU 1 %s, PSU 2 %s; both at the rear, outside the security boundary", u.supplies[0], u.supplies[1]), u.supplies == [2]Supply{Working, Working}, nil
	}
	return "", false, fmt.Errorf("nothing called %q to look at; there are seal, lid, surfaces, vents, boundary, fans, psu", name)
}

func (u *Unit) trayText() string {
	out, left, warned := u.TrayOut()
	switch {
	case warned:
		return fmt.Sprintf("out, without mains: WARNING, %d minutes are left before that is taken for tampering", left/time.Minute)
	case out && left > 0:
		return fmt.Sprintf("out, without mains: %d minutes are left before that is taken for tampering", left/time.Minute)
	case out:
		return "out; while mains are connected nothing limits how long"
	case u.tray.broken() == 1:
		return fmt.Sprintf("in, behind the removable front vent; fan %d does not turn", u.FansFailed()[0])
	case u.tray.broken() > 1:
		return fmt.Sprintf("in, behind the removable front vent; fans %s do not turn", strings.ReplaceAll(strings.Trim(fmt.Sprint(u.FansFailed()), "[]"), " ", ", "))
	}
	return "in, behind the removable front vent; all fans are good; its batteries keep the tamper detection for 3 years without mains"
}

// guarded reports whether the tamper circuit has power: from the mains, or the batteries on the tray, which it
// outlasts by SwapLimit.
func (u *Unit) guarded() bool { return u.fed() || u.tray.charge > 0 }

// Tamper is an event that the tamper circuit notices. Cryptography ends at once; a powered unit with its lid closed goes
// back to factory state by itself (guide 4.14.1.1).
func (u *Unit) Tamper(what string) {
	if !u.guarded() {
		return
	}
	u.security.log = append(u.security.log, Event{u.time.Wall().Add(offset), what})
	u.security.pending, u.security.reset = true, false
	u.ncore.Stop()
	if u.phase == On || u.phase == Booting {
		if u.security.open {
			u.panel = panel{}
			return
		}
		u.boot()
	}
}

// OpenLid takes the lid off, which destroys the seal and trips the tamper switches.
func (u *Unit) OpenLid() error {
	if u.security.open {
		return fmt.Errorf("the lid is off already")
	}
	u.security.open = true
	u.security.traces["seal"] = Parts()[0].bad
	u.Tamper("lid opened")
	return nil
}

// CloseLid puts the lid on. A unit that noticed it must be rebooted then (guide 4.14.1.2).
func (u *Unit) CloseLid() error {
	if !u.security.open {
		return fmt.Errorf("the lid is closed")
	}
	u.security.open = false
	return nil
}

// LidOpen reports whether the lid is off.
func (u *Unit) LidOpen() bool { return u.security.open }

// Tampered reports whether a tamper event waits for its factory reset.
func (u *Unit) Tampered() bool { return u.security.pending }

// TamperLog lists the tamper events, oldest first. It outlasts a factory reset. The slice is a copy.
func (u *Unit) TamperLog() []Event { return slices.Clone(u.security.log) }

// Damages are what somebody can do to the box: those that leave a trace only, "drill", which the circuit notices,
// and "shake", which it is built not to notice (guide 4.14.1).
func Damages() []string { return []string{"drill", "lid", "seal", "shake", "surfaces", "vents"} }

// Damage does something to the box, one of Damages.
func (u *Unit) Damage(how string) error {
	switch how {
	case "shake":
		return nil
	case "drill":
		u.security.traces["surfaces"] = Parts()[2].bad
		u.Tamper("case pierced")
		return nil
	}
	for _, p := range Parts() {
		if p.Name == how {
			u.security.traces[how] = p.bad
			return nil
		}
	}
	return fmt.Errorf("nothing called %q to do to the box; there are %v", how, Damages())
}
