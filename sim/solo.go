package sim

import (
	"fmt"

	"hsmlab/sim/host"
	"hsmlab/sim/module"
	"hsmlab/sim/solo"
)

// Controls of a Solo and a Solo XC.
const (
	ClearButton    = "clear"           // Press
	SwitchControl  = "switch"          // Set: M, O or I
	PhysicalJumper = "jumper-physical" // Set: on or off
	RemoteJumper   = "jumper-remote"   // Set: on or off
)

// solo finds a Solo by its ESN; nil when there is none.
func (l *Lab) solo(esn string) *solo.Card {
	c, _ := l.room.HSM(esn)
	s, _ := c.(*solo.Card)
	return s
}

// pressSolo pushes the Clear button: it is recessed and acts at once, so letting it go does nothing.
func pressSolo(c *solo.Card, control string, down bool) error {
	if control != ClearButton {
		return fmt.Errorf("module %s has no button %q; it has %s", c.ESN, control, ClearButton)
	}
	if down {
		c.Clear()
	}
	return nil
}

// setSolo moves the mode switch, or puts a jumper: that is on the board, so the host must be off and open.
func (l *Lab) setSolo(e Set) error {
	c := l.solo(e.Target)
	if c == nil {
		return fmt.Errorf("module %q has no %s: only nShield Solo and Solo XC do", e.Target, e.Control)
	}
	if e.Control == SwitchControl {
		for _, p := range solo.Positions() {
			if string(p) == e.Value {
				c.Turn(p)
				return nil
			}
		}
		return fmt.Errorf("the mode switch has the positions M, O and I, and no %q", e.Value)
	}
	if e.Value != "on" && e.Value != "off" {
		return fmt.Errorf("a jumper is on or off, and not %q", e.Value)
	}
	if _, h := l.room.HSM(e.Target); h != nil && h.Phase() != host.Off {
		return fmt.Errorf("the jumper is on the board of module %s: switch host %s off before its case is opened (lab power off %[2]s)", c.ESN, h.Name)
	}
	j := c.Jumpers()
	if e.Control == PhysicalJumper {
		j.Physical = e.Value == "on"
	} else {
		j.Remote = e.Value == "on"
	}
	c.SetJumpers(j)
	return nil
}

// relight brings the LEDs of Solos and units up to date.
func (l *Lab) relight() {
	for _, u := range l.room.Units {
		u.Relight()
	}
	for _, h := range l.room.Hosts {
		for _, c := range h.Cards { // those in storage are dark
			if s, ok := c.(*solo.Card); ok {
				s.Relight()
			}
		}
	}
}

// soloRise is how warm a Solo gets over its room, by the airflow.
var soloRise = map[module.Airflow]int{module.AirflowNormal: solo.NormalRise, module.AirflowLow: solo.LowRise, module.AirflowNone: solo.NoAirRise}

// airSolos changes room or air of the Solos in a host.
func airSolos(h *host.Host, change func(ambient, rise int) (int, int)) {
	for _, c := range h.Cards {
		if s, ok := c.(*solo.Card); ok {
			s.SetAir(change(s.Air()))
		}
	}
}

// airflowOf names the airflow that makes a Solo as warm over its room as it is.
func airflowOf(rise int) string {
	for _, a := range module.Airflows() {
		if soloRise[a] == rise {
			return string(a)
		}
	}
	panic("BUG: a Solo without a name for its airflow")
}
