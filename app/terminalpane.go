package app

import (
	ui "github.com/maxence-charriere/go-app/v9/pkg/app"
)

// terminalPane has a tab and a terminal for each host.
type terminalPane struct {
	ui.Compo
	Desk *desk
}

func (t *terminalPane) OnMount(ctx ui.Context) { t.Desk.watch(ctx, onLab, onDesk) }

func (t *terminalPane) Render() ui.UI {
	d := t.Desk
	return ui.Section().Class("pane", "pane-terminal").DataSet("pane", "terminal").TabIndex(-1).Aria("label", "Terminals").Body(
		ui.Div().Class("term-bar").Body(
			ui.Div().Class("term-tabs").Role("tablist").Aria("label", "Hosts").Body(
				ui.Range(d.hosts).Slice(func(i int) ui.UI { return t.tab(i, d.hosts[i]) })),
			ui.Span().Class("term-hint").Hidden(d.plain).Body(ui.Kbd().Text("Esc"), ui.Text(" "), ui.Kbd().Text("Esc"), ui.Text(" leaves")),
			t.filesButton(),
		),
		ui.Div().Class("term-body").Body(
			ui.Range(d.hosts).Slice(func(i int) ui.UI {
				host := d.hosts[i]
				if d.plain {
					return &plainTerminal{Desk: d, Host: host, Front: host == d.host}
				}
				return &fullTerminal{Desk: d, Host: host, Front: host == d.host}
			}),
		),
		pastNote(d),
		t.keyRow(),
	)
}

func (t *terminalPane) tab(i int, host string) ui.UI {
	d := t.Desk
	front := host == d.host
	index := -1
	if front {
		index = 0
	}
	return ui.Button().Type("button").Class("term-tab").ID("tab-"+host).DataSet("term-tab", host).Role("tab").
		Aria("selected", yes(front)).Aria("controls", "term-"+host).TabIndex(index).
		OnClick(func(ui.Context, ui.Event) { d.front(host) }, host).
		OnKeyDown(func(_ ui.Context, e ui.Event) { t.arrow(e, i) }, i).
		Body(
			ui.Span().Text(host),
			ui.Span().Class("dot").Hidden(front || !d.busy[host]).Body(ui.Span().Class("sr").Text("has new output")),
		)
}

// arrow moves along the tabs, as tab lists do.
func (t *terminalPane) arrow(e ui.Event, i int) {
	step := map[string]int{"ArrowRight": 1, "ArrowLeft": -1}[e.Get("key").String()]
	if step == 0 {
		return
	}
	hosts := t.Desk.hosts
	host := hosts[(i+step+len(hosts))%len(hosts)]
	t.Desk.front(host)
	js().Call("focus", "#tab-"+host)
}

// front brings a host's terminal to the front.
func (d *desk) front(host string) {
	d.host = host
	delete(d.busy, host)
	d.tell(onDesk)
}

// keyRow gives touch keyboards what they lack. In the plain-text terminal a key acts on its input field.
func (t *terminalPane) keyRow() ui.UI {
	return ui.Div().Class("keys").Role("group").Aria("label", "Keys for the terminal").Body(
		t.key("Tab", "Tab"), t.key("Ctrl-C", "Ctrl C"), t.key("↑", "Command before"), t.key("|", "Pipe"), t.key(`"`, "Quotation mark"),
	)
}

func (t *terminalPane) key(text, label string) ui.UI {
	return ui.Button().Type("button").Class("btn").DataSet("key", text).Aria("label", label).Text(text).
		OnClick(func(ui.Context, ui.Event) { t.Desk.key(text) }, text)
}
