package sim

import (
	"time"

	"hsmlab/sim/chassis"
	"hsmlab/sim/led"
	"hsmlab/sim/refusal"
)

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

	Inside       string     `json:"internal_module"` // its product, whose table of error codes counts
	Mode         string     `json:"mode"`            // of the internal module, "failed" in an error state; "" while it does not run
	Status       string     `json:"hardware_status"` // as clients see it: "OK", "SOS-OLC"; "" while the unit answers none
	Faults       []string   `json:"faults"`          // of the internal module: codes that the lamp shows
	LED          led.Signal `json:"led"`
	LEDSince     int64      `json:"led_since_us"`  // virtual time at which this signal began
	Footer       string     `json:"footer"`        // bar at the bottom of the display, "" when there is none
	FooterColour string     `json:"footer_colour"` // "green", "yellow" or "red"

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
	Mapped     int                `json:"mapped_slot"` // that is exchanged with slot 0, as it counts; 0 for none
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
	v.viewInside(u)
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
	v.Mapped = u.Slots().Swap(u.ESN)
	ambient, air := u.Air()
	c := u.Climate()
	v.Climate = UnitClimateSnapshot{ambient, air, c.Current, c.Current2, c.Max, c.Max2}
	return v
}

// viewInside shows the module in a unit, and where its state can be read.
func (v *UnitSnapshot) viewInside(u *chassis.Unit) {
	v.Inside, v.Mode, v.Faults = string(u.Product.Inside()), u.Mode(), []string{}
	if u.Answers() {
		v.Status = u.Status()
	}
	for _, f := range u.Faults() {
		v.Faults = append(v.Faults, f.Code)
	}
	signal, since := u.LED()
	v.LED, v.LEDSince = signal, since.Microseconds()
	v.Footer, v.FooterColour = u.Footer()
}
