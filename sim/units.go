package sim

import (
	"fmt"
	"strconv"
	"strings"

	"hsmlab/sim/chassis"
	"hsmlab/sim/module"
	"hsmlab/sim/refusal"
)

// The controls of Set on a network-attached unit, besides ambient and airflow.
const (
	LidControl    = "lid"    // "open" or "close"
	FanControl    = "fan"    // "out", "in", "battery low", or "1 fail" to "4 fail"
	PSUControl    = "psu"    // "1 fail", "1 out", "1 in", and of 2
	PanelControl  = "panel"  // a key of the front panel: up, down, select, back, main, power, "type:172.23.128.12"
	DamageControl = "damage" // what somebody does to the box: drill, lid, seal, shake, surfaces or vents
)

// chassis finds a network-attached unit by its name or ESN; nil when there is none.
func (l *Lab) chassis(name string) *chassis.Unit {
	for _, u := range l.room.Units {
		if u.Name == name || u.ESN == name {
			return u
		}
	}
	return nil
}

// setUnit is Set on a network-attached unit.
func (l *Lab) setUnit(u *chassis.Unit, e Set) error {
	switch e.Control {
	case LidControl:
		return setLid(u, e.Value)
	case FanControl:
		return setFan(u, e.Value)
	case PSUControl:
		return setPSU(u, e.Value)
	case DamageControl:
		return u.Damage(e.Value)
	case PanelControl:
		err := u.Key(e.Value)
		l.handRefused("lab panel", u.Refused())
		return err
	case AirflowControl:
		return u.SetAirflow(e.Value)
	case AmbientControl:
		t, err := milli(e.Value)
		if err != nil || t < module.MinAmbient || t > module.MaxAmbient {
			return fmt.Errorf("%q is not a temperature of a room between %d and %d degrees", e.Value, module.MinAmbient/1000, module.MaxAmbient/1000)
		}
		u.SetAmbient(t)
		return nil
	}
	return fmt.Errorf("nothing to set on unit %s that is called %q; there are airflow, ambient, damage, fan, lid, panel and psu", u.Name, e.Control)
}

func setLid(u *chassis.Unit, value string) error {
	switch value {
	case "open":
		return u.OpenLid()
	case "close":
		return u.CloseLid()
	}
	return fmt.Errorf("lid %q is neither open nor close", value)
}

func setFan(u *chassis.Unit, value string) error {
	switch value {
	case "out":
		return u.RemoveTray()
	case "in":
		return u.FitTray()
	case "battery low":
		return u.DrainTray()
	}
	number, rest, _ := strings.Cut(value, " ")
	n, err := strconv.Atoi(number)
	if err != nil || rest != "fail" {
		return fmt.Errorf("fan %q is none of out, in, battery low, and 1 fail to %d fail", value, chassis.Fans)
	}
	return u.FailFan(n)
}

func setPSU(u *chassis.Unit, value string) error {
	number, rest, _ := strings.Cut(value, " ")
	n, err := strconv.Atoi(number)
	to, ok := map[string]chassis.Supply{"fail": chassis.Failed, "out": chassis.Removed, "in": chassis.Working}[rest]
	if err != nil || !ok {
		return fmt.Errorf("psu %q is none of 1 fail, 1 out and 1 in, or the same of 2", value)
	}
	return u.SetSupply(n, to)
}

// handRefused notes a rule that hands ran into while the event itself happened: a key of a front panel that led to a
// message, a form that does not go on. r may be nil.
func (l *Lab) handRefused(command string, r *refusal.Refusal) {
	if r == nil {
		return
	}
	l.hands = append(l.hands, r)
	l.told, l.toldAt = []Explanation{{Command: command, Status: 1, Refusal: r, Note: "See section " + r.Guide + " of the guide."}}, l.ended
}

// HandRefusals are the rules that hands ran into since the last command line was typed.
func (l *Lab) HandRefusals() []*refusal.Refusal { return l.hands }
