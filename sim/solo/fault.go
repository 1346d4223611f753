package solo

import (
	"slices"

	"hsmlab/sim/firmware"
	"hsmlab/sim/led"
	"hsmlab/sim/refusal"
)

// Fault is what put the card in an error state. The LED shows the oldest.
type Fault struct {
	Code  led.SOSCode // with its numeral filled in
	Cause bool        // the cause is still there: power off and on does not help
	Heat  bool        // the cause is heat, which air takes away
}

// Break makes the error with a code happen; tamper chooses the tamper event where the letters have two meanings (D-61).
// It reports whether the product has such a code.
func (c *Card) Break(letters string, tamper bool) bool {
	all := led.Distress(c.Product, letters)
	i := slices.IndexFunc(all, func(o led.SOSCode) bool { return !tamper || o.Category == led.Tampering })
	if i < 0 {
		return false
	}
	f := Fault{Code: all[i], Cause: all[i].Lasts()}
	if at := slices.IndexFunc(c.faults, func(o Fault) bool { return o.Code == f.Code }); at >= 0 {
		c.faults[at].Cause = f.Cause
		return true
	}
	c.faults = append(c.faults, f)
	c.ncore.Stop()
	c.Relight()
	return true
}

// Tampered reports whether the card noticed tampering: nothing ends that, it must be destroyed or
// returned (guide 4.16.6).
func (c *Card) Tampered() bool {
	return slices.ContainsFunc(c.faults, func(f Fault) bool { return f.Code.Category == led.Tampering })
}

// Mend takes the cause of an error away; the error state stays until power goes off and on. It reports whether the
// card has that error, of a kind that can be mended.
func (c *Card) Mend(letters string) bool {
	found := false
	for i := range c.faults {
		if f := &c.faults[i]; f.Code.Letters == letters && f.Code.Category != led.Tampering {
			f.Cause, found = false, true
		}
	}
	return found
}

func (c *Card) clearFaults() {
	c.faults = slices.DeleteFunc(c.faults, func(f Fault) bool { return !f.Cause })
}

// Failed reports whether the card is in an error state, in which it answers nothing and writes nothing to the
// bus (guide 4.16).
func (c *Card) Failed() bool { return c.power && len(c.faults) > 0 }

// Faults lists the errors, oldest first. The slice is a copy.
func (c *Card) Faults() []Fault { return slices.Clone(c.faults) }

// reporting is the first firmware that tells its error code to the hardserver (guide 4.16).
var reporting = firmware.Version{Major: 2, Minor: 61, Patch: 2}

// Status is what enquiry prints as hardware status: OK, or the code in the form SOS-OLC (D-60). Firmware before
// 2.61.2 leaves the code to the LED.
func (c *Card) Status() string {
	switch {
	case c.sfp:
		return SFP
	case !c.Failed():
		return "OK"
	case !c.firmware.Since(reporting):
		return "unknown; the module does not answer"
	}
	return "SOS-" + c.faults[0].Code.Letters
}

// SFP is the code of a failed Security Fuse Processor: it stops requests, and not the card (guide 4.16.7).
const SFP = "SFP"

var fuses = refusal.Rule{ID: "G-4.16.7-1", Guide: "4.16.7", Basis: refusal.Documented}

// BlowFuses makes the Security Fuse Processor fail, which only a Solo XC has. It reports whether it did. Any restart
// of the card ends that.
func (c *Card) BlowFuses() bool {
	if c.Product != led.SoloXC || !c.power || c.Failed() {
		return false
	}
	c.sfp = true
	return true
}

// Serves tells why the card cannot handle requests although it answers; nil if it can.
func (c *Card) Serves() *refusal.Refusal {
	if c.sfp {
		return fuses.New("module", "request", "SFP: the Security Fuse Processor failed; restart the HSM, and call Entrust Support if it fails again")
	}
	return nil
}

// oldest is the last release that a Solo+ cannot go back to (guide 4.16.3).
var oldest = firmware.Version{Major: 2, Minor: 51}

var downgrade = refusal.Rule{ID: "G-4.16.3-3", Guide: "4.16.3", Basis: refusal.Documented}

// Load puts other firmware into the card, which must be in maintenance mode. A Solo+ that is taken back to 2.50.x or
// older fails with HR.
func (c *Card) Load(v firmware.Version) *refusal.Refusal {
	if c.Product == led.SoloPlus && !v.Since(oldest) {
		c.Break("HR", false)
		return downgrade.New("module", "load", "firmware "+v.String()+" is older than this Solo+ can run: its random number generator failed (SOS-HR)")
	}
	c.firmware = v
	c.Clear()
	return nil
}
