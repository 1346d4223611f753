package chassis

import (
	"slices"

	"hsmlab/sim/led"
	"hsmlab/sim/refusal"
	"hsmlab/sim/vcm"
)

// Inside is the product of the module in a unit, whose table of error codes counts: a 5s in a 5c, and what is sold as
// a card under the name Solo XC in a Connect XC.
func (p Product) Inside() led.Product {
	if p == ConnectXC {
		return led.SoloXC
	}
	return led.Shield5s
}

// Fault is what put the module inside in an error state. The LED shows the oldest.
type Fault struct {
	Code    string // that the lamp shows: "1-2-2" in a 5c, "OLC" in a Connect XC
	Letters string // of an error of a 5s that enquiry tells in letters, "HV"; "" when it does not
	Cause   bool   // the cause is still there: a reboot does not help

	status string // that enquiry prints
	about  string // meaning and action, for those who ask
	rule   refusal.Rule
	clears bool // a reboot ends it once its cause is gone
	signal led.Signal
}

// sosFault is an error of a Connect XC; tamper chooses the tamper event where the letters have two meanings (D-61).
func sosFault(letters string, tamper bool) (Fault, bool) {
	all := led.Distress(led.SoloXC, letters)
	i := slices.IndexFunc(all, func(c led.SOSCode) bool { return !tamper || c.Category == led.Tampering })
	if i < 0 {
		return Fault{}, false
	}
	c := all[i]
	f := Fault{Code: letters, Cause: c.Lasts(), status: "SOS-" + letters, about: "SOS-" + letters + ": " + c.Meaning + " -> " + c.Action()}
	f.rule = refusal.Rule{ID: c.ID, Guide: "4.16", Basis: refusal.Documented}
	f.clears = c.Category != led.Tampering
	f.signal, _ = led.SOSError(led.SoloXC, letters)
	return f, true
}

// digitFault is an error of the 5s in a 5c, by the digits of its LED or by letters that have some (D-77).
func digitFault(code string) (Fault, bool) {
	f := Fault{Code: code, Cause: true}
	letters, remote := led.Remote(code)
	if remote {
		f.Code, f.Letters = letters.Lamp, code
	}
	c, ok := led.Lookup(f.Code)
	if !ok {
		return Fault{}, false
	}
	f.status, f.about, f.clears = c.Meaning, c.Meaning, c.Clears
	f.rule = refusal.Rule{ID: c.ID(), Guide: "4.4.3", Basis: refusal.Documented}
	if remote {
		f.status, f.rule.ID = letters.Letters+": "+letters.Meaning, letters.ID
		f.about = f.status + " -> " + letters.Action()
	}
	f.signal, _ = led.BlueError(f.Code)
	return f, true
}

// Break makes an error of the module inside happen, by a code of its product; tamper is for codes with two meanings
// (D-61). It reports whether there is such a code. Of errors in the ncoreapi service of a 5s alone the lamp tells
// nothing (D-77).
func (u *Unit) Break(code string, tamper bool) bool {
	if u.Product.Inside() == led.SoloXC {
		f, ok := sosFault(code, tamper)
		return ok && u.fail(f)
	}
	if f, ok := digitFault(code); ok {
		return u.fail(f)
	}
	if !u.ncore.Fail(code) {
		return false
	}
	u.panel = panel{}
	return true
}

// fail stops the module. What somebody was doing at the panel ends.
func (u *Unit) fail(f Fault) bool {
	if at := slices.IndexFunc(u.faults, func(o Fault) bool { return o.status == f.status }); at >= 0 {
		u.faults[at].Cause = f.Cause
		return true
	}
	u.faults = append(u.faults, f)
	u.ncore.Stop()
	u.panel = panel{}
	return true
}

// Mend takes the cause of an error away, by the code that the lamp shows or the letters; the error state stays until
// a reboot. It reports whether the module has that error, of a kind that can be mended.
func (u *Unit) Mend(code string) bool {
	found := false
	for i := range u.faults {
		if f := &u.faults[i]; f.clears && (f.Code == code || f.Letters == code) {
			f.Cause, found = false, true
		}
	}
	return found
}

// clearFaults forgets at a boot what it ends.
func (u *Unit) clearFaults() {
	u.faults = slices.DeleteFunc(u.faults, func(f Fault) bool { return f.clears && !f.Cause })
}

// Failed reports whether the module inside is in an error state, in which it answers nothing (guide 4.16).
func (u *Unit) Failed() bool { return u.phase == On && len(u.faults) > 0 }

// Faults lists the errors of the module inside, oldest first. The slice is a copy.
func (u *Unit) Faults() []Fault { return slices.Clone(u.faults) }

// Broken reports whether the unit is non-functional (guide 4.19): a pair of fans, the supplies, or the module inside
// failed. One that was put down, or whose tray or supplies lie beside it, is not.
func (u *Unit) Broken() bool {
	dead := !slices.Contains(u.supplies[:], Working) && slices.Contains(u.supplies[:], Failed)
	return dead || u.tray.pairFailed() || len(u.faults) > 0 || u.ncore.Mode() == vcm.Error
}

// Mode is the mode of the module inside, "failed" in an error state and "" while it does not run.
func (u *Unit) Mode() string {
	if u.Failed() || u.ncore.Mode() == vcm.Error {
		return "failed"
	}
	if !u.ncore.Active() {
		return ""
	}
	return string(u.ncore.Mode())
}

// Status is the hardware status that enquiry shows: OK, or what the table of the product tells of the error. A unit
// that does not answer tells nothing.
func (u *Unit) Status() string {
	switch {
	case !u.Answers():
	case u.Failed():
		return u.faults[0].status
	case u.ncore.Trouble() != "":
		return u.ncore.Trouble()
	}
	return "OK"
}

// Trouble is the row of the guide that the error state is, for what ran into it; nil without one.
func (u *Unit) Trouble(method string) *refusal.Refusal {
	if u.Failed() {
		return u.faults[0].rule.New("module", method, u.faults[0].about)
	}
	c, ok := led.Remote(u.ncore.Code())
	if !ok {
		return nil
	}
	return refusal.Rule{ID: c.ID, Guide: "4.4.3", Basis: refusal.Documented}.New("module", method, u.ncore.Trouble()+" -> "+c.Action())
}
