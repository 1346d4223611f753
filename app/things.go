package app

import (
	"slices"
	"strings"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"hsmlab/sim"
	"hsmlab/sim/led"
)

// thingKind is what a thing on the bench is.
type thingKind int

const (
	noThing    thingKind = iota // the host itself: no HSM is in it
	cardThing                   // a PCIe card, in the host or on the shelf
	unitThing                   // a network-attached HSM
	serverHost                  // a server with virtual machines
)

// thing is what can be put on the bench beside a host: one of its cards, one on the shelf, a network-attached HSM of
// the room, a server with virtual machines.
type thing struct {
	kind    thingKind
	id      string // ESN, or a name; "" is the host itself
	product string
	name    string // what tells it from others of its product
	shelved bool
}

// things lists what can be put on the bench, the first that comes to mind first.
func (s shown) things() []thing {
	var list []thing
	if s.snapshot == nil {
		return nil
	}
	for _, m := range s.snapshot.Modules {
		if m.Host == s.host {
			list = append(list, thing{cardThing, m.ESN, m.Product, m.ESN, false})
		}
	}
	empty := len(list) == 0
	for _, u := range s.snapshot.Units {
		if !s.gone(u.Name) {
			list = append(list, thing{unitThing, u.Name, u.Product, u.Name, false})
		}
	}
	for _, h := range s.snapshot.Hypervisors {
		list = append(list, thing{serverHost, h.Name, h.Kind, h.Name, false})
	}
	if empty {
		list = append(list, thing{noThing, "", "host", s.host, false})
	}
	for _, m := range s.snapshot.Modules {
		if m.Host == sim.Shelf && !s.gone(m.ESN) {
			list = append(list, thing{cardThing, m.ESN, m.Product, m.ESN, true})
		}
	}
	return list
}

// gone reports whether a module or unit is on its way back to the vendor.
func (s shown) gone(id string) bool { return slices.Contains(s.snapshot.Returned, id) }

// thing is what was chosen, or the first.
func (s shown) thing() thing {
	list := s.things()
	if i := slices.IndexFunc(list, func(t thing) bool { return t.id == s.esn && s.esn != "" || s.itself && t.kind == noThing }); i >= 0 {
		return list[i]
	}
	if len(list) == 0 {
		return thing{}
	}
	return list[0]
}

// unit is the network-attached HSM on the bench; false when it is something else.
func (s shown) unit() (sim.UnitSnapshot, bool) {
	if t := s.thing(); t.kind == unitThing {
		for _, u := range s.snapshot.Units {
			if u.Name == t.id {
				return u, true
			}
		}
	}
	return sim.UnitSnapshot{}, false
}

// server is the server with virtual machines on the bench; false when it is something else.
func (s shown) server() (sim.HypervisorSnapshot, bool) {
	if t := s.thing(); t.kind == serverHost {
		for _, h := range s.snapshot.Hypervisors {
			if h.Name == t.id {
				return h, true
			}
		}
	}
	return sim.HypervisorSnapshot{}, false
}

// label tells a thing from the others on the bench: by its product where that does, and by its name otherwise.
func (t thing) label(all []thing) string {
	n := 0
	for _, o := range all {
		if o.product == t.product {
			n++
		}
	}
	text := t.name
	if t.kind == cardThing && n == 1 {
		text = strings.TrimPrefix(t.product, "nShield ")
	}
	if t.shelved {
		text += " (shelf)"
	}
	return text
}

// modulePicker chooses among the things that can be on the bench with a host.
func (b *benchPane) modulePicker() ui.UI {
	d := b.Desk
	list := d.shown.things()
	if d.shown.snapshot == nil && d.picks {
		return ui.Div().Class("speeds", "module-pick").Aria("hidden", "true").Body(ui.Span().Class("speed").Text("\u00a0"))
	}
	if len(list) < 2 || d.bench == benchTenants || d.bench == benchMail {
		return ui.Div().Hidden(true)
	}
	chosen := d.shown.thing()
	return ui.FieldSet().Class("speeds", "module-pick").Body(
		ui.Legend().Class("sr").Text("On the bench"),
		ui.Range(list).Slice(func(i int) ui.UI {
			t := list[i]
			return ui.Label().Class("speed").Title(strings.TrimSpace(t.product+" "+t.name)).Body(
				ui.Input().Type("radio").Name("bench-module").Value(t.id).Checked(t == chosen).
					OnChange(func(ui.Context, ui.Event) { d.chooseThing(t) }, t.id, int(t.kind)),
				ui.Text(t.label(list)),
			)
		}),
	)
}

// chooseThing puts something else on the bench.
func (d *desk) chooseThing(t thing) {
	d.shown.esn, d.shown.itself = t.id, t.kind == noThing
	d.tell(onDesk)
	d.showLamp()
	d.drawCharts()
}

// event sends what hands did to the lab, once it is up.
func (d *desk) event(e sim.Event) {
	if d.rig != nil {
		d.rig.event(e)
	}
}

// set is sim.Set by hand.
func (d *desk) set(target, control, value string) {
	d.event(sim.Set{Target: target, Control: control, Value: value})
}

// isSolo reports whether a card is an nShield Solo or Solo XC.
func isSolo(m sim.ModuleSnapshot) bool { return m.ModeSwitch != "" }

// isXC reports whether a card is an nShield Solo XC.
func isXC(m sim.ModuleSnapshot) bool { return m.Product == string(led.SoloXC) }

// act is a button that does something in the lab. Scope are the values that f depends on.
func (d *desk) act(label, control string, f func(), scope ...any) ui.HTMLButton {
	return ui.Button().Type("button").Class("btn").DataSet("control", control).Disabled(d.stage != alive).Text(label).
		OnClick(func(ui.Context, ui.Event) { f() }, append(scope, label)...)
}

// entry is a field with a button that gives its value to f, and is empty then.
func (d *desk) entry(id, label, button, control string, may bool, f func(string), scope ...any) ui.UI {
	off := d.stage != alive || !may
	return ui.Form().Class("entry").AutoComplete(false).OnSubmit(func(ctx ui.Context, e ui.Event) {
		e.PreventDefault()
		field := ctx.JSSrc().Call("querySelector", "input")
		if text := strings.TrimSpace(field.Get("value").String()); text != "" {
			field.Set("value", "")
			f(text)
		}
	}, scope...).Body(
		ui.Label().For(id).Text(label),
		ui.Input().ID(id).Class("field").Type("text").Attr("spellcheck", "false").Disabled(off),
		ui.Button().Type("submit").Class("btn").DataSet("control", control).Disabled(off).Text(button),
	)
}
