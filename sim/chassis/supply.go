package chassis

import "fmt"

// Supply is the state of one of the two power supply units (PSU), which one reaches from the rear (guide 4.14.3).
type Supply string

// The states of a PSU.
const (
	Working Supply = "working"
	Failed  Supply = "failed"
	Removed Supply = "out"
)

// Supplies are the states of PSU 1 and 2.
func (u *Unit) Supplies() [2]Supply { return u.supplies }

// SetSupply takes a PSU (1 or 2) out, puts a good one in, or lets it fail. None of that is tampering, and the
// unit goes on with the other one (guide 4.14.3.2).
func (u *Unit) SetSupply(number int, to Supply) error {
	if number < 1 || number > len(u.supplies) {
		return fmt.Errorf("no PSU %d; the unit has 1 and 2", number)
	}
	s := &u.supplies[number-1]
	if to == Failed && *s == Removed {
		return fmt.Errorf("PSU %d is out, and cannot fail", number)
	}
	if to == Failed && *s == Working && u.mains {
		u.beeping = true
	}
	*s = to
	u.feed()
	return nil
}

// supplyTrouble is what is wrong with the supplies, "" when nothing is.
func (u *Unit) supplyTrouble() []string {
	var list []string
	for i, s := range u.supplies {
		if s != Working {
			list = append(list, fmt.Sprintf("PSU %d failed", i+1))
		}
	}
	return list
}

// Beeping reports whether the beeper sounds: from the failure of a PSU until somebody opens the Critical errors
// screen or the cause is gone (guide 4.14.3.2.1).
func (u *Unit) Beeping() bool {
	return u.beeping && u.fed() && u.phase != Off && len(u.supplyTrouble()) > 0
}
