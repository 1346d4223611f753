package app

import (
	"strings"
	"unicode/utf16"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"
)

// plainTerminal is a log and an input field: for screen readers, touch keyboards, and whoever likes it.
type plainTerminal struct {
	ui.Compo
	Desk  *desk
	Host  string
	Front bool

	of     string // host whose log it is, "" before
	answer ui.Func
	screen ui.Value
	back   int // how many lines back in the history, 0 for none
}

// OnMount shows the terminal in the log.
func (p *plainTerminal) OnMount(ctx ui.Context) {
	p.Desk.watch(ctx, onDesk)
	p.open(ctx)
}

// OnUpdate opens it again when the scenario brings another host than was prerendered.
func (p *plainTerminal) OnUpdate(ctx ui.Context) { p.open(ctx) }

func (p *plainTerminal) open(ctx ui.Context) {
	if !ui.IsClient || p.of == p.Host {
		return
	}
	p.OnDismount()
	host := p.Host
	p.of = host
	whenReady(ctx, "openPlain", func(ctx ui.Context) {
		if p.of != host {
			return
		}
		log := ctx.JSSrc().Call("querySelector", ".plain-log")
		log.Set("textContent", "")
		term := p.Desk.term(host)
		p.answer = ui.FuncOf(term.answers)
		p.screen = js().Call("openPlain", log, host, p.answer)
		term.attach(p.screen)
	})
}

// OnDismount leaves the log.
func (p *plainTerminal) OnDismount() {
	if p.screen != nil {
		p.Desk.term(p.of).detach()
		p.screen.Call("dispose")
		p.answer.Release()
		p.screen = nil
	}
}

func (p *plainTerminal) Render() ui.UI {
	kind := "text"
	if p.Desk.term(p.Host).hidden {
		kind = "password"
	}
	return ui.Div().Class("term").ID("term-"+p.Host).Role("tabpanel").Aria("labelledby", "tab-"+p.Host).Hidden(!p.Front).Body(
		ui.Div().Class("plain-log").Role("log").TabIndex(0).Aria("label", "Output of "+p.Host),
		ui.Form().Class("plain-form").OnSubmit(p.submit).Body(
			ui.Label().For("plain-"+p.Host).Text("Line for "+p.Host),
			ui.Input().Class("plain-input").ID("plain-"+p.Host).Type(kind).AutoComplete(false).Attr("autocapitalize", "off").
				Attr("spellcheck", "false").Attr("enterkeyhint", "send").Disabled(p.Desk.stage != alive || p.Desk.travel.open).
				OnKeyDown(p.keyDown),
		),
		hostDown(p.Desk, p.Host),
	)
}

// submit sends the line.
func (p *plainTerminal) submit(ctx ui.Context, e ui.Event) {
	e.PreventDefault()
	field := ui.Window().GetElementByID("plain-" + p.Host)
	line := field.Get("value").String()
	field.Set("value", "")
	p.back = 0
	p.Desk.term(p.Host).input(line + "\r")
}

func (p *plainTerminal) keyDown(_ ui.Context, e ui.Event) {
	key := e.Get("key").String()
	control := e.Get("ctrlKey").Bool()
	t := p.Desk.term(p.Host)
	switch {
	case t.session == nil:
	case control && key == "c" && !js().Call("selected").Bool():
		e.PreventDefault()
		t.session.Interrupt()
	case control && key == "d":
		e.PreventDefault()
		t.input("\x04")
	case key == "ArrowUp":
		e.PreventDefault()
		p.recall(t, 1)
	case key == "ArrowDown":
		e.PreventDefault()
		p.recall(t, -1)
	}
}

// recall goes back or forth in the history.
func (p *plainTerminal) recall(t *terminal, step int) {
	lines := t.session.History()
	p.back = min(max(p.back+step, 0), len(lines))
	line := ""
	if p.back > 0 {
		line = lines[len(lines)-p.back]
	}
	js().Call("fillPlain", p.Host, line)
}

// plainKey is a key of the row, for the input field.
func (d *desk) plainKey(t *terminal, key string) {
	switch {
	case t.session == nil:
	case key == "↑":
		if lines := t.session.History(); len(lines) > 0 {
			js().Call("fillPlain", t.host, lines[len(lines)-1])
		}
	case key == "Tab":
		t.completePlain()
	default:
		js().Call("typePlain", t.host, key)
	}
}

// completePlain is Tab in the input field. Where several words are possible they are listed.
func (t *terminal) completePlain() {
	field := ui.Window().GetElementByID("plain-" + t.host)
	line, units := field.Get("value").String(), utf16.Encode([]rune(field.Get("value").String()))
	before := string(utf16.Decode(units[:min(field.Get("selectionStart").Int(), len(units))]))
	filled, at, words := t.session.Complete(line, len(before))
	if len(words) > 0 {
		t.print([]byte(strings.Join(words, "  ") + "\n"))
	}
	js().Call("fillPlain", t.host, filled, len(utf16.Encode([]rune(filled[:at]))))
}
