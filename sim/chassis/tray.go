package chassis

import (
	"fmt"
	"time"

	"hsmlab/sim/clock"
)

// Limits of the fan tray (guide 4.14.3).
const (
	SwapLimit   = time.Hour                // without mains a tray must be in again within this time
	SwapWarning = 30 * time.Minute         // the trainer warns then (D-57)
	StorageLife = 3 * 365 * 24 * time.Hour // that its batteries guarantee without mains
)

// Fans is how many fans a tray has, in pairs that back each other up: 1 and 2, 3 and 4 [simulated].
const Fans = 4

// tray is the module behind the front vent: fans, and the batteries of the tamper detection.
type tray struct {
	out     bool
	failed  [Fans]bool
	low     bool // the batteries
	fell    bool // the unit went down while a pair did not turn; a new tray makes it forget that
	falling bool // "Many fans have failed" is on the display, and timer of the unit ends in a shutdown

	charge  time.Duration // left of the batteries
	since   time.Duration // virtual time since which the batteries alone feed the circuit
	drains  bool
	timer   *clock.Timer // of warning and limit, or of the batteries
	missing bool         // neither tray nor mains
	warned  bool
}

func newTray() tray { return tray{charge: StorageLife} }

// pairGone reports whether two fans of one pair do not turn.
func (t *tray) pairGone() bool { return t.out || t.pairFailed() }

func (t *tray) pairFailed() bool { return t.failed[0] && t.failed[1] || t.failed[2] && t.failed[3] }

func (t *tray) broken() int {
	n := 0
	for _, f := range t.failed {
		if f {
			n++
		}
	}
	return n
}

// FailFan stops a fan, 1 to Fans. Two of a pair shut the unit down after a few seconds (guide 4.14.3.1.1).
func (u *Unit) FailFan(number int) error {
	switch {
	case number < 1 || number > Fans:
		return fmt.Errorf("no fan %d; the tray has 1 to %d, in pairs 1 2 and 3 4", number, Fans)
	case u.tray.out:
		return fmt.Errorf("the fan tray is out")
	}
	u.tray.failed[number-1] = true
	u.cool()
	return nil
}

// cool follows a change of the fans. A unit that was started in spite of its fans is not shut down again, and one
// that noticed tampering shows nothing else (guide 4.14.1.2).
func (u *Unit) cool() {
	u.heat.turn(u.time.Now(), u.warmth(u.phase))
	t := &u.tray
	if t.pairGone() && u.phase == On && !t.falling && !t.fell && !u.security.pending {
		t.falling = true
		u.timer = u.time.After(ShutdownTime, func() { u.stop(Standby) })
	}
}

// land ends a shutdown by the fans, whatever put the unit down: its timer, or somebody who was faster.
func (t *tray) land() {
	t.fell = t.fell || t.falling
	t.falling = false
}

// DrainTray makes the backup batteries on the tray run low.
func (u *Unit) DrainTray() error {
	if u.tray.out {
		return fmt.Errorf("the fan tray is out")
	}
	u.tray.low, u.tray.charge = true, 0
	return nil
}

// RemoveTray takes the fan tray out through the front vent. It is no tampering (guide 4.14.3); without mains the hour
// begins.
func (u *Unit) RemoveTray() error {
	if u.tray.out {
		return fmt.Errorf("the fan tray is out already")
	}
	u.settleBattery()
	u.tray.out = true
	u.cool()
	u.watchTray()
	return nil
}

// FitTray puts a new fan tray in, with full batteries. It calls off a shutdown that the old one brought about, and starts
// a unit anew that ran without fans [simulated].
func (u *Unit) FitTray() error {
	if !u.tray.out {
		return fmt.Errorf("a fan tray is in; take it out first")
	}
	old := u.tray
	u.time.Stop(old.timer)
	if old.falling {
		u.time.Stop(u.timer)
	}
	u.tray = newTray()
	u.cool()
	u.watchTray()
	if u.phase == On && old.fell && !u.security.pending {
		u.boot()
	}
	return nil
}

// settleBattery counts what the batteries gave since they alone feed the tamper detection.
func (u *Unit) settleBattery() {
	if u.tray.drains {
		u.tray.charge -= u.time.Now() - u.tray.since
	}
	if u.tray.charge <= 0 {
		u.tray.charge, u.tray.low = 0, true
	}
	u.tray.drains = false
}

// watchTray starts or stops the clocks of the tray after a change of mains or tray.
func (u *Unit) watchTray() {
	t := &u.tray
	u.time.Stop(t.timer)
	u.settleBattery()
	t.missing, t.warned = false, false
	switch {
	case u.fed():
	case t.out:
		t.missing, t.since = true, u.time.Now()
		t.timer = u.time.After(SwapWarning, func() {
			t.warned = true
			t.timer = u.time.After(SwapLimit-SwapWarning, func() { u.Tamper("no fan tray and no mains for an hour") })
		})
	default:
		t.drains, t.since = true, u.time.Now()
		if t.charge > 0 {
			t.timer = u.time.After(t.charge, u.settleBattery)
		}
	}
}

// TrayOut reports whether the fan tray is out; left is the time until that is taken for tampering, 0 when nothing
// limits it; warned tells that half of it has passed.
func (u *Unit) TrayOut() (out bool, left time.Duration, warned bool) {
	if !u.tray.missing || u.security.pending {
		return u.tray.out, 0, false
	}
	return u.tray.out, SwapLimit - (u.time.Now() - u.tray.since), u.tray.warned
}

// FansFailed lists the fans that do not turn, from 1.
func (u *Unit) FansFailed() []int {
	list := []int{}
	for i, f := range u.tray.failed {
		if f {
			list = append(list, i+1)
		}
	}
	return list
}

// BatteryLow reports whether the backup batteries on the tray run low.
func (u *Unit) BatteryLow() bool { return u.tray.low }

// fanTrouble is what the display says of the fan tray, in the words of guide 4.14.3.1.1 (D-27).
func (u *Unit) fanTrouble() []string {
	t := &u.tray
	var list []string
	switch {
	case t.falling:
		list = append(list, "Many fans have failed")
	case t.fell:
		list = append(list, "System Shutdown", "Both fans in a pair had failed")
	case t.broken() > 1:
		list = append(list, "Many fans fail")
	case t.broken() == 1:
		list = append(list, "Single fan fail")
	}
	if t.low {
		list = append(list, "Battery power low")
	}
	return list
}
