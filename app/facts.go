package app

import (
	ui "github.com/maxence-charriere/go-app/v9/pkg/app"
)

// fact is one thing that can be read off the bench.
type fact struct{ name, value string }

// facts are what the host's front and its HSM tell about themselves without being asked by a command.
func (d *desk) facts() []fact {
	host, up := d.shown.computer()
	if !up {
		return []fact{{"Host", ""}, {"Host clock", ""}, {"HSM clock", ""}, {"ESN", ""}}
	}
	rows := []fact{{"Host", host.Power}, {"Host clock", d.clockText(host.Clock, host.Power != "off")}}
	if m, ok := d.shown.module(); ok {
		rows = append(rows, fact{"HSM clock", d.clockText(m.Clock, m.Power)}, fact{"ESN", m.ESN})
	}
	return rows
}

func (d *desk) clockText(text string, on bool) string {
	at, ok := d.shown.clock(text)
	if !on || !ok {
		return "–"
	}
	return at.Format("2006-01-02 15:04:05")
}

// benchTable is the bench as a list: every thing, its state, and what can be done with it.
type benchTable struct {
	ui.Compo
	Desk *desk
}

func (t *benchTable) OnMount(ctx ui.Context) { t.Desk.watch(ctx, onTime, onLab, onDesk) }

func (t *benchTable) Render() ui.UI {
	d := t.Desk
	rows := []ui.UI{t.mains()}
	if m, ok := d.shown.module(); ok {
		rows = append(rows,
			tableRow("Status LED of "+m.ESN, ui.Span().ID("led-text").Text(m.LED.Words()), nil),
			tableRow("Recovery mode button", ui.Text(d.recoveryText()), t.hold(m.Button.Down)),
		)
	}
	for _, r := range d.readers() {
		rows = append(rows, tableRow(r.name, ui.Text(d.readerWords(r)), d.cardVerbs(r)))
	}
	for _, f := range d.facts()[1:] {
		rows = append(rows, tableRow(f.name, ui.Text(f.value), nil))
	}
	return ui.Table().Class("bench-table").Body(
		ui.Caption().Text("Everything on the bench of "+d.shown.host),
		ui.THead().Body(ui.Tr().Body(
			ui.Th().Scope("col").Text("Thing"), ui.Th().Scope("col").Text("State"), ui.Th().Scope("col").Text("Do"))),
		ui.TBody().Body(rows...),
	)
}

func tableRow(name string, state, verb ui.UI) ui.UI {
	cell := ui.Td()
	if verb != nil {
		cell = cell.Body(verb)
	}
	return ui.Tr().Body(ui.Th().Scope("row").Text(name), ui.Td().Body(state), cell)
}

func (t *benchTable) mains() ui.UI {
	d := t.Desk
	host, _ := d.shown.computer()
	on := host.Power != "off"
	label := "Switch on"
	if on {
		label = "Switch off"
	}
	return tableRow("Mains of "+d.shown.host, ui.Text(host.Power),
		ui.Button().Type("button").Class("btn").Text(label).OnClick(func(ui.Context, ui.Event) { d.power(!on) }, on))
}

func (t *benchTable) hold(down bool) ui.UI {
	label := "Hold"
	if down {
		label = "Let go"
	}
	return ui.Button().Type("button").Class("btn").Aria("label", label+" the recovery mode button").Text(label).
		OnClick(func(ui.Context, ui.Event) { t.Desk.toggleLatch() })
}
