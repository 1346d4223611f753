package sim

import (
	"fmt"
	"strconv"
	"strings"
	"time"

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

// UnitSnapshot is a network-attached HSM.
type UnitSnapshot struct {
	Name     string `json:"name"`
	ESN      string `json:"esn"`
	Product  string `json:"product"`
	Phase    string `json:"phase"`       // "off", "standby", "booting" or "on"
	Working  bool   `json:"working"`     // does cryptography
	Warning  bool   `json:"warning_led"` // the orange LED is on
	Beeping  bool   `json:"beeping"`
	LidOpen  bool   `json:"lid_open"`
	Tampered bool   `json:"tampered"` // a tamper event waits for its factory reset
	World    string `json:"world"`    // hash of the Security Officer's key, "" when there is none

	Errors     []string                `json:"errors"`  // on the display
	Display    []string                `json:"display"` // by lines
	Menu       []string                `json:"menu"`    // entries of the open menu
	Cursor     int                     `json:"cursor"`  // chosen entry, from 0
	Refusal    *refusal.Refusal        `json:"refusal,omitempty"`
	Parts      map[string]PartSnapshot `json:"parts"` // what one can inspect
	TamperLog  []TamperSnapshot        `json:"tamper_log"`
	Supplies   []string                `json:"psu"` // "working", "failed" or "out"
	FansFailed []int                   `json:"fans_failed"`
	TrayOut    bool                    `json:"fan_tray_out"`
	TrayLeft   int                     `json:"fan_tray_minutes_left,omitempty"` // until that is taken for tampering
	TrayWarned bool                    `json:"fan_tray_warning"`
	BatteryLow bool                    `json:"battery_low"`
	Climate    UnitClimateSnapshot     `json:"climate"`

	Clients    []string           `json:"clients"`
	MaxClients int                `json:"max_clients"`
	Features   []string           `json:"features"`
	Address    string             `json:"address"` // with its network, "" when it was not set
	Exports    []UnitSlotSnapshot `json:"exported_slots"`
	Imports    []UnitSlotSnapshot `json:"imported_slots"`
}

// UnitSlotSnapshot is a remote slot as a unit is configured to export or import it, whether that counts already or not.
type UnitSlotSnapshot struct {
	Address string `json:"address"` // of the other HSM, "" for all
	ESN     string `json:"esn"`     // of the other HSM, "" for all
	ID      int    `json:"id"`      // slot on this HSM; for an import 0 is the lowest that is free
	Port    int    `json:"port"`    // of the hardserver that exports; 0 for an export
}

// PartSnapshot is how a part of a box looks.
type PartSnapshot struct {
	Looks string `json:"looks"`
	Good  bool   `json:"good"`
}

// TamperSnapshot is an entry of the tamper log, by the clock of the tamper circuit.
type TamperSnapshot struct {
	At   string `json:"at"`
	What string `json:"what"`
}

// UnitClimateSnapshot is the air around and in a unit, temperatures in thousandths of a degree.
type UnitClimateSnapshot struct {
	Ambient  int    `json:"ambient_millicelsius"`
	Airflow  string `json:"airflow"`
	Current  int    `json:"current_millicelsius"`
	Current2 int    `json:"current2_millicelsius"`
	Max      int    `json:"max_millicelsius"`
	Max2     int    `json:"max2_millicelsius"`
}

// inspected are the parts of a unit that one can look at.
var inspected = []string{"boundary", "fans", "lid", "psu", "seal", "surfaces", "vents"}

func (l *Lab) viewUnits() []UnitSnapshot {
	var list []UnitSnapshot
	for _, u := range l.room.Units {
		list = append(list, viewUnit(u))
	}
	return list
}

func viewUnit(u *chassis.Unit) UnitSnapshot {
	v := UnitSnapshot{
		Name: u.Name, ESN: u.ESN, Product: u.Kind(), Phase: string(u.Phase()), Working: u.Working(), Warning: u.Warning(),
		Beeping: u.Beeping(), LidOpen: u.LidOpen(), Tampered: u.Tampered(), World: u.World().KNSO, Errors: append([]string{}, u.Errors()...),
		Display: append([]string{}, u.Display()...), Refusal: u.Refused(), Parts: map[string]PartSnapshot{}, TamperLog: []TamperSnapshot{},
		FansFailed: u.FansFailed(), BatteryLow: u.BatteryLow(), Features: u.Features(), Exports: []UnitSlotSnapshot{}, Imports: []UnitSlotSnapshot{},
	}
	if u.Address.IsValid() {
		v.Address = u.Address.String()
	}
	for _, e := range u.Configured().Exports {
		v.Exports = append(v.Exports, UnitSlotSnapshot{e.RemoteIP, e.RemoteESN, e.Slot, 0})
	}
	for _, i := range u.Configured().Imports {
		v.Imports = append(v.Imports, UnitSlotSnapshot{i.RemoteIP, i.RemoteESN, i.Slot, i.RemotePort})
	}
	menu, cursor := u.Menu()
	v.Menu, v.Cursor = append([]string{}, menu...), cursor
	v.Clients, v.MaxClients = u.Clients()
	for _, name := range inspected {
		text, good, err := u.Inspect(name)
		if err != nil {
			panic("BUG: " + err.Error())
		}
		v.Parts[name] = PartSnapshot{text, good}
	}
	for _, e := range u.TamperLog() {
		v.TamperLog = append(v.TamperLog, TamperSnapshot{stamp(e.At), e.What})
	}
	for _, s := range u.Supplies() {
		v.Supplies = append(v.Supplies, string(s))
	}
	out, left, warned := u.TrayOut()
	v.TrayOut, v.TrayLeft, v.TrayWarned = out, int(left/time.Minute), warned
	ambient, air := u.Air()
	c := u.Climate()
	v.Climate = UnitClimateSnapshot{ambient, air, c.Current, c.Current2, c.Max, c.Max2}
	return v
}
