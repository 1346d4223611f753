package app

import (
	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"hsmlab/sim"
	"hsmlab/sim/led"
)

// benchPane is the room: the rear of a host, and the card in it.
type benchPane struct {
	ui.Compo
	Desk *desk
}

func (b *benchPane) OnMount(ctx ui.Context) { b.Desk.watch(ctx, onLab, onDesk) }

func (b *benchPane) Render() ui.UI {
	d := b.Desk
	content := ui.UI(&rearView{Desk: d})
	if d.shown.snapshot == nil && d.rack { // nothing like the card that a cold bench shows
		content = ui.P().ID("rack-soon").Class("muted").Text("A unit in the rack: it comes into view when the lab is up.")
	}
	switch d.bench {
	case benchList:
		content = &benchTable{Desk: d}
	case benchCharts:
		content = &chartPane{Desk: d}
	case benchTenants:
		content = &tenantPane{Desk: d}
	case benchMail:
		content = &mailPane{Desk: d}
	}
	return ui.Section().Class("pane", "pane-bench").DataSet("pane", "bench").TabIndex(-1).Aria("label", "Bench").Body(
		b.head(),
		b.hands(),
		b.modulePicker(),
		ui.Div().Class("sr").ID("led-said").Role("status").Text(d.lit),
		ui.Div().Class("bench-scroll").TabIndex(0).Role("group").Aria("label", "Things on the bench").Body(content),
	)
}

// benchNames are what the style sheet knows the views by.
var benchNames = map[benchView]string{benchRear: "rear", benchList: "list", benchCharts: "charts", benchTenants: "tenants", benchMail: "mail"}

// head has the views of the room.
func (b *benchPane) head() ui.UI {
	d := b.Desk
	return ui.Div().Class("bench-head").Body(
		ui.H2().Class("sr").Text("Bench"),
		ui.Div().Class("bench-views").Role("group").Aria("label", "What the bench shows").Body(
			b.viewButton("Bench", "bench-rear", benchRear, 0),
			b.viewButton("Charts", "bench-charts", benchCharts, 0),
			b.viewButton("Tenants", "bench-tenants", benchTenants, 0),
			b.viewButton("Mail", "bench-mail", benchMail, d.allNews()),
		),
		iconButton("Close the bench", "x").Class("drawer-close").
			OnClick(func(ui.Context, ui.Event) { d.toggleDrawer() }),
	)
}

// viewButton shows the bench in another way, or as the drawing again.
func (b *benchPane) viewButton(label, id string, v benchView, news int) ui.UI {
	d := b.Desk
	return ui.Button().Type("button").Class("bench-view").ID(id).Aria("pressed", yes(d.bench == v || v == benchRear && d.bench == benchList)).
		OnClick(func(ui.Context, ui.Event) { b.turn(v) }, id, int(d.bench)).
		Body(ui.Text(label), badge(news))
}

// turn shows a view; the one that is shown gives way to the drawing.
func (b *benchPane) turn(v benchView) {
	if b.Desk.bench == v {
		v = benchRear
	}
	b.Desk.showBench(v)
}

// hands chooses the host that is within reach, and whether its things are drawn or listed. Tenants and mail are of the
// whole room.
func (b *benchPane) hands() ui.UI {
	d := b.Desk
	if d.bench == benchTenants || d.bench == benchMail {
		return ui.Div().Hidden(true)
	}
	return ui.Div().Class("bench-bar").Body(
		b.picker(),
		iconButton("Bench as list", "list").ID("bench-list").Hidden(d.bench == benchCharts).Aria("pressed", yes(d.bench == benchList)).
			OnClick(func(ui.Context, ui.Event) { b.turn(benchList) }, int(d.bench)),
	)
}

// showBench turns the bench to another view.
func (d *desk) showBench(v benchView) {
	d.bench = v
	d.tell(onDesk)
}

// manyHosts is from how many hosts on they are chosen from a list: that many buttons do not fit the pane.
const manyHosts = 4

// picker chooses whose rear is shown.
func (b *benchPane) picker() ui.UI {
	d := b.Desk
	if len(d.hosts) >= manyHosts {
		return ui.Div().Class("hosts-pick").Body(
			ui.Label().Class("sr").For("bench-host").Text("Host on the bench"),
			ui.Select().ID("bench-host").Class("field").OnChange(func(ctx ui.Context, _ ui.Event) { d.chooseHost(ctx.JSSrc().Get("value").String()) }).
				Body(ui.Range(d.hosts).Slice(func(i int) ui.UI {
					return ui.Option().Value(d.hosts[i]).Selected(d.hosts[i] == d.shown.host).Text(d.hosts[i])
				})))
	}
	return ui.FieldSet().Class("speeds", "hosts-pick").Body(
		ui.Legend().Class("sr").Text("Host on the bench"),
		ui.Range(d.hosts).Slice(func(i int) ui.UI {
			host := d.hosts[i]
			return ui.Label().Class("speed").Body(
				ui.Input().Type("radio").Name("bench-host").Value(host).Checked(d.shown.host == host).
					OnChange(func(ui.Context, ui.Event) { d.chooseHost(host) }, host),
				ui.Text(host),
			)
		}),
	)
}

// chooseHost puts another host on the bench.
func (d *desk) chooseHost(host string) {
	d.shown.host = host
	d.tell(onDesk)
	d.showLamp()
	d.drawCharts()
}

// rearView is the thing on the bench, drawn with its controls: by default the rear of a host with the card in it.
type rearView struct {
	ui.Compo
	Desk *desk
}

func (r *rearView) OnMount(ctx ui.Context) {
	r.Desk.watch(ctx, onLab, onDesk)
	r.Desk.showLamp()
}

func (r *rearView) Render() ui.UI {
	d := r.Desk
	if _, ok := d.shown.server(); ok {
		return ui.Div().Body(&serverView{Desk: d})
	}
	if _, ok := d.shown.unit(); ok {
		return ui.Div().Body(&unitView{Desk: d}, &lampStrip{Desk: d}, &readerBox{Desk: d}, &benchFacts{Desk: d}, d.handsOnUnit())
	}
	m, _ := d.shown.module()
	if d.shown.snapshot == nil {
		m = d.cold.module()
	}
	fitted := d.fitted()
	if isSolo(m) {
		return ui.Div().Body(r.rear(m, fitted), &lampStrip{Desk: d}, d.jumperBoard(m), &readerBox{Desk: d}, &benchFacts{Desk: d}, d.handsOnCard(m, fitted))
	}
	return ui.Div().Body(r.rear(m, fitted), &lampStrip{Desk: d}, &readerBox{Desk: d}, &benchFacts{Desk: d}, d.handsOnCard(m, fitted))
}

// rear is the drawing of a host's rear with what can be moved there.
func (r *rearView) rear(m sim.ModuleSnapshot, fitted bool) ui.UI {
	d := r.Desk
	parts := []ui.UI{rearOf(m, fitted)}
	if fitted {
		parts = append(parts, &benchLamp{Desk: d})
	}
	switch {
	case isSolo(m):
		parts = append(parts, d.clearButton(m), d.modeSwitch(m, "drawn"))
	case fitted:
		parts = append(parts, &recoveryButton{Desk: d})
	}
	if m.Host != sim.Shelf {
		parts = append(parts, &mainsSwitch{Desk: d})
	}
	product := map[bool]string{true: "solo", false: "5s"}[isSolo(m)]
	return ui.Div().Class("rear").DataSet("product", product).DataSet("card", m.Product).DataSet("switch", m.ModeSwitch).Body(append(parts, r.callouts(m, fitted))...)
}

// coldCard is what a cold bench shows of the card that will be on it: without power, so that nothing moves when the lab
// is up. The zero value is an nShield 5s.
type coldCard struct{ product, modeSwitch string }

func (c coldCard) module() sim.ModuleSnapshot {
	return sim.ModuleSnapshot{Product: c.product, ModeSwitch: c.modeSwitch}
}

// fitted tells whether the host shown has an HSM. A cold bench shows the unpowered card.
func (d *desk) fitted() bool {
	if d.shown.snapshot == nil {
		return len(d.hosts) > 0 && d.shown.host == d.hosts[0]
	}
	_, ok := d.shown.module()
	return ok
}

func lamp() ui.UI {
	return ui.Div().Class("lamp").Body(
		ui.Span().Class("glow").DataSet("lamp", "glow"),
		ui.Span().Class("lens").DataSet("lamp", "lens").DataSet("lit", "false"),
	)
}

func (r *rearView) callouts(m sim.ModuleSnapshot, fitted bool) ui.UI {
	if !fitted {
		return ui.Div().Class("callout", "callout-led").Body(ui.B().Text("Empty slot"), ui.Text("This host has no HSM in it."))
	}
	buttons := ui.UI(ui.Div().Class("callout", "callout-button").Body(&recoveryWords{Desk: r.Desk}))
	if isSolo(m) {
		buttons = soloCallouts(m)
	}
	return ui.Div().Body(
		ui.Div().Class("callout", "callout-led").Body(&ledWords{Desk: r.Desk}),
		buttons,
		ui.Div().Class("callout", "callout-reader").Body(
			ui.B().Text("Serial card reader"), ui.Text(r.Desk.serialWords())),
	)
}

// ledWords says what the lamp shows. The live region for it is the bench's, which waits until the lamp has settled.
type ledWords struct {
	ui.Compo
	Desk *desk
}

func (l *ledWords) OnMount(ctx ui.Context) { l.Desk.watch(ctx, onLab, onDesk) }

func (l *ledWords) Render() ui.UI {
	d := l.Desk
	shown := d.shown.statusLED()
	moves := shown.signal.Waveform(led.Unit).Period > 0
	label, iconName := "Pause the lamp", "pause"
	if d.calm {
		label, iconName = "Let the lamp play", "play"
	}
	return ui.Div().Body(
		ui.Div().Class("callout-title").Body(
			ui.B().Text("Status LED"),
			iconButton(label, iconName).ID("lamp-pause").Hidden(!moves).Aria("pressed", yes(d.calm)).
				OnClick(func(ui.Context, ui.Event) { d.pauseLamp() }),
		),
		ui.Span().Class("led-words").ID("led-text").Body(wholeWords(shown.seen())...),
		ui.Span().Class("small", "lamp-note").Hidden(!moves || d.speed <= 1).Text("(the lamp blinks at 1×)"),
	)
}

// mainsSwitch is the rocker of the host's power supply.
type mainsSwitch struct {
	ui.Compo
	Desk *desk
}

func (m *mainsSwitch) OnMount(ctx ui.Context) { m.Desk.watch(ctx, onLab, onDesk) }

func (m *mainsSwitch) Render() ui.UI {
	d := m.Desk
	host, _ := d.shown.computer()
	on := host.Power != "" && host.Power != "off"
	return ui.Button().Type("button").Class("mains").ID("mains").DataSet("control", "host power").Role("switch").Aria("checked", yes(on)).
		Aria("label", "Mains of "+d.shown.host).Disabled(d.stage != alive).
		OnClick(func(ui.Context, ui.Event) { d.power(!on) }, on, d.shown.host).
		Body(ui.Span().Aria("hidden", "true").Text("I"), ui.Span().Aria("hidden", "true").Text("O"))
}

// benchFacts is what else can be read off: power and clocks.
type benchFacts struct {
	ui.Compo
	Desk *desk
}

func (f *benchFacts) OnMount(ctx ui.Context) { f.Desk.watch(ctx, onTime, onLab, onDesk) }

func (f *benchFacts) Render() ui.UI {
	var cells []ui.UI
	for _, row := range f.Desk.facts() {
		cells = append(cells, ui.Dt().Text(row.name), ui.Dd().Text(row.value))
	}
	return ui.Dl().Class("facts").Body(cells...)
}
