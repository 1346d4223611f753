package chassis

import (
	"strings"
	"time"

	"hsmlab/sim/led"
	"hsmlab/sim/vcm"
)

// LED is the signal of the status LED at the front, and since when it shows, in virtual time. The lamp is blue only,
// with the patterns of a Solo (D-59).
func (u *Unit) LED() (led.Signal, time.Duration) { return u.signal, u.since }

// Relight updates the LED after a change.
func (u *Unit) Relight() {
	if s := u.shows(); s != u.signal {
		u.signal, u.since = s, u.time.Now()
	}
}

// shows is what the lamp shows. It is dark while the module inside does not run: in standby, while the unit boots, and
// when tampering or fans have stopped it [simulated].
func (u *Unit) shows() led.Signal {
	switch {
	case u.Failed():
		return u.faults[0].signal
	case u.phase != On || !u.ncore.Active():
		return led.Off
	}
	switch u.ncore.Mode() {
	case vcm.Maintenance:
		return led.SoloMaintenance
	case vcm.PreInitialization, vcm.Initialization:
		return led.SoloInitialization
	}
	return led.SoloOperational
}

// Errors are the messages that light the warning LED, in the guide's words.
func (u *Unit) Errors() []string {
	if u.phase == Off {
		return nil
	}
	return append(u.fanTrouble(), u.supplyTrouble()...)
}

// Warning reports whether the orange warning LED is on (guide 4.14.3).
func (u *Unit) Warning() bool { return u.phase != Off && len(u.Errors()) > 0 }

// Footer is the bar at the bottom of the display: the mode of the module inside, and the colour of the bar. Both are ""
// while the display has none. That it is there and coloured is known; its words and colours are simulated.
func (u *Unit) Footer() (text, colour string) {
	switch mode := u.Mode(); {
	case u.phase != On || u.security.pending || u.tray.falling || u.tray.pairGone():
		return "", ""
	case mode == "failed":
		return "HSM failed", "red"
	case mode == string(vcm.Operational):
		return "Operational", "green"
	case mode == string(vcm.PreInitialization), mode == string(vcm.Initialization):
		return "Initialization", "yellow"
	default:
		return strings.ToUpper(mode[:1]) + mode[1:], "yellow"
	}
}
