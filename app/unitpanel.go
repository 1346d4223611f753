package app

import (
	"fmt"
	"slices"
	"strings"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"hsmlab/sim"
	"hsmlab/sim/chassis"
)

// unitView is a network-attached HSM: from above its lid, the front with display and wheel, the front vent with the fan
// tray behind it, and the rear with two power supplies.
type unitView struct {
	ui.Compo
	Desk *desk
}

func (v *unitView) OnMount(ctx ui.Context) { v.Desk.watch(ctx, onLab, onDesk) }

func (v *unitView) Render() ui.UI {
	d := v.Desk
	u, _ := d.shown.unit()
	return ui.Div().Body(
		ui.Div().Class("unit").DataSet("warning", yes(u.Warning)).Body(
			unitPicture(u, d.cardAt(u.ESN)),
			&benchLamp{Desk: d},
			ui.Div().Class("unit-display").DataSet("lit", yes(u.Phase != "off")).TabIndex(0).Role("status").Aria("label", "Display of "+u.Name).Body(
				ui.Pre().ID("unit-display").Text(strings.Join(u.Display, "\n")),
				ui.P().Class("unit-footer").ID("unit-footer").DataSet("colour", u.FooterColour).Hidden(u.Footer == "").Text(u.Footer),
			),
			v.keys(u),
			d.lidVerb(u), d.trayVerb(u), d.supplyVerb(u, 1), d.supplyVerb(u, 2), d.unitMains(u),
		),
		d.wheelEntry(u),
		ui.P().Class("unit-words").ID("unit-words").Text(unitWords(u)),
		ui.P().Class("unit-words", "unit-alarm").ID("unit-alarm").Role("status").Text(trayAlarm(u)),
		ui.Div().Class("unit-led").Body(&ledWords{Desk: d}),
	)
}

// cardAt reports whether a card is in a reader.
func (d *desk) cardAt(target string) bool {
	_, in := d.cardIn(reader{target: target})
	return in
}

// panelKeys are the keys of the front panel with what their buttons say.
var panelKeys = [...]struct{ key, face, label string }{
	{"up", "▲", "Wheel up"}, {"select", "Select", "Select"}, {"down", "▼", "Wheel down"},
	{"back", "Back", "Back"}, {"main", "Menu", "Main menu"}, {"power", "", "Power button"},
}

func (v *unitView) keys(u sim.UnitSnapshot) ui.UI {
	return ui.Div().Class("unit-keys").Role("group").Aria("label", "Front panel").Body(
		ui.Range(panelKeys[:]).Slice(func(i int) ui.UI { return v.Desk.panelKey(u, i).Class("unit-key") }))
}

// panelKey is one key of the front panel.
func (d *desk) panelKey(u sim.UnitSnapshot, i int) ui.HTMLButton {
	k := panelKeys[i]
	face := ui.UI(ui.Text(k.face))
	if k.face == "" {
		face = icon("power")
	}
	return ui.Button().Type("button").DataSet("control", "front panel").DataSet("key", k.key).Aria("label", k.label).Title(k.label).
		Disabled(d.stage != alive).OnClick(func(ui.Context, ui.Event) { d.set(u.Name, sim.PanelControl, k.key) }, u.Name, k.key).Body(face)
}

// wheelEntry stands for letters and digits, which one turns the wheel for.
func (d *desk) wheelEntry(u sim.UnitSnapshot) ui.UI {
	asked := len(u.Display) > 0 && strings.HasSuffix(u.Display[len(u.Display)-1], ": _")
	return d.entry("unit-value", "Value, as turned with the wheel", "Enter", "front panel", asked,
		func(text string) { d.set(u.Name, sim.PanelControl, "type:"+text) }, u.Name)
}

// lidVerb opens or closes the lid.
func (d *desk) lidVerb(u sim.UnitSnapshot) ui.UI {
	if u.LidOpen {
		return d.act("Close the lid", "lid", func() { d.set(u.Name, sim.LidControl, "close") }, u.Name).ID("lid")
	}
	return d.act("Open the lid", "lid", func() { d.set(u.Name, sim.LidControl, "open") }, u.Name).ID("lid")
}

// trayVerb pulls the fan tray out, or puts a new one in.
func (d *desk) trayVerb(u sim.UnitSnapshot) ui.UI {
	if u.TrayOut {
		return d.act("Fit a tray", "fan tray", func() { d.set(u.Name, sim.FanControl, "in") }, u.Name).ID("tray")
	}
	return d.act("Pull the tray", "fan tray", func() { d.set(u.Name, sim.FanControl, "out") }, u.Name).ID("tray")
}

// supply is the state of a power supply, 1 or 2.
func supply(u sim.UnitSnapshot, n int) string {
	if n > len(u.Supplies) {
		return ""
	}
	return u.Supplies[n-1]
}

// supplyVerb pulls a power supply out, or puts a good one in.
func (d *desk) supplyVerb(u sim.UnitSnapshot, n int) ui.UI {
	label, value := "Pull PSU %d", "%d out"
	if supply(u, n) == string(chassis.Removed) {
		label, value = "Fit PSU %d", "%d in"
	}
	return d.act(fmt.Sprintf(label, n), "power supply", func() { d.set(u.Name, sim.PSUControl, fmt.Sprintf(value, n)) }, u.Name).ID(fmt.Sprint("psu-", n))
}

// plugged reports whether the mains cables are in. While no power supply works nobody can tell, and they count as in.
func plugged(u sim.UnitSnapshot) bool {
	return u.Phase != string(chassis.Off) || !slices.Contains(u.Supplies, string(chassis.Working))
}

// unitMains is the two mains cables of a unit.
func (d *desk) unitMains(u sim.UnitSnapshot) ui.UI {
	on := plugged(u)
	return ui.Button().Type("button").Class("btn").ID("unit-mains").DataSet("control", "host power").Role("switch").Aria("checked", yes(on)).
		Disabled(d.stage != alive).OnClick(func(ui.Context, ui.Event) { d.event(sim.Power{Host: u.Name, On: !on}) }, on, u.Name).
		Aria("label", "Mains cables").Text("Mains cables: " + map[bool]string{true: "in", false: "out"}[on])
}

// trayWords say how the fan tray is.
func trayWords(u sim.UnitSnapshot) string {
	switch {
	case u.TrayOut && u.TrayLeft > 0:
		return fmt.Sprintf("fan tray out, %d min until that is taken for tampering", u.TrayLeft)
	case u.TrayOut:
		return "fan tray out"
	case len(u.FansFailed) == 1:
		return fmt.Sprintf("fan tray in, fan %d does not turn", u.FansFailed[0])
	case len(u.FansFailed) > 1:
		return fmt.Sprintf("fan tray in, fans %s do not turn", strings.ReplaceAll(strings.Trim(fmt.Sprint(u.FansFailed), "[]"), " ", ", "))
	}
	return "fan tray in"
}

// trayAlarm warns when half of the time for a fan tray has passed (D-57); "" otherwise. It stays the same while the time
// runs out, so that it is announced once.
func trayAlarm(u sim.UnitSnapshot) string {
	if !u.TrayWarned {
		return ""
	}
	return "Warning: half of the hour without fan tray and mains has passed. Fit a tray, or plug the mains in."
}

// trayState is how the fan tray is, with its warning.
func trayState(u sim.UnitSnapshot) ui.UI {
	return ui.Div().Body(ui.Div().Text(trayWords(u)), ui.Div().ID("unit-alarm").Role("status").Text(trayAlarm(u)))
}

// footerWords say what the bar below the display shows.
func footerWords(u sim.UnitSnapshot) string {
	if u.Footer == "" {
		return "none"
	}
	return u.FooterColour + ", " + u.Footer
}

// unitWords say what lamps, beeper and parts tell.
func unitWords(u sim.UnitSnapshot) string {
	words := []string{"warning LED dark", "beeper silent", "lid closed", trayWords(u)}
	if u.Warning {
		words[0] = "warning LED orange"
	}
	if u.Beeping {
		words[1] = "beeper sounds"
	}
	if u.LidOpen {
		words[2] = "lid open"
	}
	for n := range u.Supplies {
		words = append(words, fmt.Sprintf("PSU %d %s", n+1, supply(u, n+1)))
	}
	return upper(strings.Join(words, ", ")) + "."
}

// partName is a part as a heading.
func partName(name string) string {
	if name == "psu" {
		return "PSUs"
	}
	return upper(name)
}

func upper(text string) string { return strings.ToUpper(text[:1]) + text[1:] }

// inspection is what a physical security check finds (guide 4.14.2).
func inspection(u sim.UnitSnapshot) ui.UI {
	var names []string
	for name := range u.Parts {
		names = append(names, name)
	}
	slices.Sort(names)
	var rows []ui.UI
	for _, name := range names {
		rows = append(rows, ui.Dt().Text(partName(name)), ui.Dd().DataSet("good", yes(u.Parts[name].Good)).Text(u.Parts[name].Looks))
	}
	for _, e := range u.TamperLog {
		rows = append(rows, ui.Dt().Text("Tamper log"), ui.Dd().Text(e.At+" "+e.What))
	}
	return ui.Details().Class("hands").Body(
		ui.Summary().DataSet("control", "inspection").Text("Inspect the unit"),
		ui.Dl().Class("looks").Body(rows...),
	)
}
