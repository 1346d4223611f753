package app

import ui "github.com/maxence-charriere/go-app/v9/pkg/app"

// fullTerminal is xterm.js (web/js/term.js).
type fullTerminal struct {
	ui.Compo
	Desk  *desk
	Host  string
	Front bool

	of     string // host whose terminal was opened, "" before
	answer ui.Func
	screen ui.Value
}

// OnMount opens the terminal that the learner sees first.
func (f *fullTerminal) OnMount(ctx ui.Context) {
	f.Desk.watch(ctx, onDesk)
	f.open(ctx)
}

// OnUpdate opens a terminal when it comes to the front for the first time. One that nobody has looked at
// would cost the start of the page a tenth of a second.
func (f *fullTerminal) OnUpdate(ctx ui.Context) { f.open(ctx) }

// open opens the terminal in its element, once for each host that the element is for: a scenario can bring other hosts
// than were prerendered.
func (f *fullTerminal) open(ctx ui.Context) {
	if !ui.IsClient || f.of == f.Host || !f.Front {
		return
	}
	f.close()
	host := f.Host
	f.of = host
	whenReady(ctx, "openTerm", func(ctx ui.Context) {
		if f.of != host {
			return
		}
		term := f.Desk.term(host)
		f.answer = ui.FuncOf(term.answers)
		box := ctx.JSSrc().Call("querySelector", ".xterm-host")
		f.screen = js().Call("openTerm", box, host, f.answer)
		term.attach(f.screen)
	})
}

// OnDismount gives the terminal's resources back.
func (f *fullTerminal) OnDismount() { f.close() }

func (f *fullTerminal) close() {
	if f.screen == nil {
		return
	}
	f.Desk.term(f.of).detach()
	f.screen.Call("dispose")
	f.answer.Release()
	f.screen = nil
}

func (f *fullTerminal) Render() ui.UI {
	return ui.Div().Class("term").ID("term-"+f.Host).Role("tabpanel").Aria("labelledby", "tab-"+f.Host).Hidden(!f.Front).Body(
		ui.Div().Class("term-outline").Aria("hidden", "true").Hidden(f.Desk.stage == alive).Text(user+"@"+f.Host+":~# ▯"),
		ui.Div().Class("xterm-host"),
		hostDown(f.Desk, f.Host),
	)
}

// hostDown says why nothing answers.
func hostDown(d *desk, host string) ui.UI {
	text := ""
	if s := d.shown.snapshot; s != nil {
		switch s.Hosts[host].Power {
		case "off":
			text = "This host is switched off."
		case "booting":
			text = "This host is booting."
		}
	}
	return ui.P().Class("term-off").Role("status").Hidden(text == "").Text(text)
}
