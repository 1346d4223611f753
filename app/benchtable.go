package app

import (
	"fmt"
	"strings"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"hsmlab/sim"
	"hsmlab/sim/led"
)

// benchTable is the bench as a list: every thing, its state, and what can be done with it.
type benchTable struct {
	ui.Compo
	Desk *desk
}

func (t *benchTable) OnMount(ctx ui.Context) { t.Desk.watch(ctx, onTime, onLab, onDesk) }

func (t *benchTable) Render() ui.UI {
	d := t.Desk
	if d.shown.snapshot == nil {
		return ui.P().Class("muted").Text("The bench comes with the lab.")
	}
	var rows []ui.UI
	m, isCard := d.shown.module()
	u, isUnit := d.shown.unit()
	h, isServer := d.shown.server()
	switch {
	case isServer:
		rows = t.serverRows(h)
	case isUnit:
		rows = t.unitRows(u)
	case isCard && isSolo(m):
		rows = append([]ui.UI{t.mains()}, t.soloRows(m)...)
	case isCard:
		rows = append([]ui.UI{t.mains()}, t.recoveryRows(m)...)
	default:
		rows = []ui.UI{t.mains()}
	}
	if !isServer {
		rows = append(rows, t.rest(m, u)...)
	}
	return ui.Table().Class("bench-table", "things").Body(
		ui.Caption().Text("Everything on the bench of "+d.benchOwner()),
		ui.THead().Body(ui.Tr().Body(
			ui.Th().Scope("col").Text("Thing"), ui.Th().Scope("col").Text("State, and what to do"))),
		ui.TBody().Body(rows...),
	)
}

// benchOwner is what the bench is named after.
func (d *desk) benchOwner() string {
	if t := d.shown.thing(); t.kind == unitThing || t.kind == serverHost {
		return t.id
	}
	return d.shown.host
}

// tableRow has what can be done beside the state where there is room, and below it in a narrow pane.
func tableRow(name string, state, verb ui.UI) ui.UI {
	parts := []ui.UI{ui.Div().Class("thing-state").Body(state)}
	if verb != nil {
		parts = append(parts, ui.Div().Class("thing-verbs").Body(verb))
	}
	return ui.Tr().Body(ui.Th().Scope("row").Text(name), ui.Td().Body(ui.Div().Class("thing").Body(parts...)))
}

func textRow(name, state string, verb ui.UI) ui.UI { return tableRow(name, ui.Text(state), verb) }

func (t *benchTable) mains() ui.UI {
	d := t.Desk
	host, _ := d.shown.computer()
	on := host.Power != "off"
	label := "Switch on"
	if on {
		label = "Switch off"
	}
	return textRow("Mains of "+d.shown.host, host.Power, d.act(label, "host power", func() { d.power(!on) }, on, d.shown.host))
}

func ledRow(of string, s led.Signal) ui.UI {
	return tableRow("Status LED of "+of, ui.Span().ID("led-text").Body(wholeWords(s.Words())...), nil)
}

// recoveryRows are what an nShield 5s has on its bracket.
func (t *benchTable) recoveryRows(m sim.ModuleSnapshot) []ui.UI {
	label := "Hold"
	if m.Button.Down {
		label = "Let go"
	}
	return []ui.UI{
		ledRow(m.ESN, m.LED),
		textRow("Recovery mode button", t.Desk.recoveryText(),
			t.Desk.act(label, "recovery button", t.Desk.toggleLatch).Aria("label", label+" the recovery mode button")),
	}
}

// soloRows are what a Solo has on its bracket and board.
func (t *benchTable) soloRows(m sim.ModuleSnapshot) []ui.UI {
	d := t.Desk
	rows := []ui.UI{
		ledRow(m.ESN, m.LED),
		textRow("Clear button", clearWords(m), d.act("Press", "Clear button", func() { d.clear(m) }, m.ESN).Aria("label", "Press the Clear button")),
		textRow("Mode switch", switchWords(m), d.modeSwitch(m, "list")),
	}
	for i, j := range jumpers {
		rows = append(rows, textRow(j.label+" jumper", onOff(jumperOn(m, i)), d.jumperCap(m, i)))
	}
	return rows
}

// unitRows are what a network-attached unit has.
func (t *benchTable) unitRows(u sim.UnitSnapshot) []ui.UI {
	d := t.Desk
	keys := ui.Div().Class("verbs").Body(ui.Range(panelKeys[:]).Slice(func(i int) ui.UI { return d.panelKey(u, i).Class("btn") }))
	rows := []ui.UI{
		textRow("Mains of "+u.Name, u.Phase, d.unitMains(u)),
		tableRow("Display", ui.Pre().ID("unit-display").Class("list-display").Text(strings.Join(u.Display, "\n")), keys),
		textRow("Value on the display", "letters and digits", d.wheelEntry(u)),
		textRow("Bar below the display", footerWords(u), nil),
		ledRow(u.Name, u.LED),
		textRow("Warning LED", map[bool]string{true: "orange", false: "dark"}[u.Warning], nil),
		textRow("Beeper", map[bool]string{true: "sounds", false: "silent"}[u.Beeping], nil),
		textRow("Lid", map[bool]string{true: "open", false: "closed"}[u.LidOpen], d.lidVerb(u)),
		tableRow("Fan tray", trayState(u), d.trayVerb(u)),
	}
	for n := range u.Supplies {
		rows = append(rows, textRow(fmt.Sprint("PSU ", n+1), supply(u, n+1), d.supplyVerb(u, n+1)))
	}
	return append(rows, textRow("Seal, surfaces, vents", "what one sees", inspection(u)))
}

// serverRows are what a server with virtual machines has.
func (t *benchTable) serverRows(h sim.HypervisorSnapshot) []ui.UI {
	d := t.Desk
	rows := []ui.UI{
		textRow("Server "+h.Name, serverWords(h), d.cardsVerbs(h)),
		textRow("Forms", formsDone(h), d.formVerbs(h)),
		textRow("Window", "of "+h.Kind, d.formWindow(h)),
		textRow("PowerShell", map[bool]string{true: "takes lines", false: "none"}[h.Kind == "Hyper-V"], d.powershell(h)),
	}
	for _, g := range h.Guests {
		rows = append(rows, textRow("Virtual machine "+g.Name, guestWords(g), d.guestVerb(h, g)))
	}
	return rows
}

func formsDone(h sim.HypervisorSnapshot) string {
	if len(h.Done) == 0 {
		return "none finished"
	}
	return "finished: " + strings.Join(h.Done, ", ")
}

// rest are the rows of everything beside the panels.
func (t *benchTable) rest(m sim.ModuleSnapshot, u sim.UnitSnapshot) []ui.UI {
	d := t.Desk
	var rows []ui.UI
	for _, r := range d.readers() {
		rows = append(rows, textRow(r.name, d.readerWords(r), d.cardVerbs(r)))
	}
	switch {
	case u.Name != "":
		rows = append(rows, textRow("Air of "+u.Name, airWords(u.Climate.Airflow, u.Climate.Ambient), d.airVerbs(u.Name, u.Climate.Airflow, u.Climate.Ambient)),
			textRow("Product return", emptied, d.returnVerb(u.Name)))
	case m.ESN != "":
		rows = append(rows, t.cardRows(m)...)
	}
	for _, f := range d.facts()[1:] {
		rows = append(rows, textRow(f.name, f.value, nil))
	}
	return rows
}

// cardRows are what can be done to a card beside its panel.
func (t *benchTable) cardRows(m sim.ModuleSnapshot) []ui.UI {
	d := t.Desk
	var rows []ui.UI
	if m.Host != sim.Shelf {
		rows = append(rows, textRow("Air of "+m.Host, airWords(m.Sensors.Airflow, m.Sensors.AmbientMilliC), d.airVerbs(m.Host, m.Sensors.Airflow, m.Sensors.AmbientMilliC)))
	}
	if replaceable(m) {
		rows = append(rows, tableRow("Battery in BT1", ui.P().ID("bench-told").Role("status").Text(benchWords(d.benchOf(m.ESN))), d.batterySteps(m)))
	}
	return append(rows, textRow("Place", placeWords(m), d.placeVerbs(m)), textRow("Product return", emptied, d.returnVerb(m.ESN)))
}

func airWords(airflow string, ambient int) string {
	return airflow + " airflow, room at " + degrees(ambient)
}
