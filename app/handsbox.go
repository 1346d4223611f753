package app

import (
	"fmt"
	"slices"
	"strings"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"hsmlab/sim"
	"hsmlab/sim/module"
	"hsmlab/sim/workbench"
)

// What hands do beside the panel: air, battery, place, return. The same verbs stand below the drawing and in the list.

// handsOnCard is what can be done to a card and its host beside the panel.
func (d *desk) handsOnCard(m sim.ModuleSnapshot, fitted bool) ui.UI {
	if !fitted || m.ESN == "" {
		return ui.Div().Hidden(true)
	}
	body := []ui.UI{}
	if m.Host != sim.Shelf {
		body = append(body, hand("Airflow, room", d.airVerbs(m.Host, m.Sensors.Airflow, m.Sensors.AmbientMilliC)))
	}
	if replaceable(m) {
		body = append(body, hand("Battery in BT1", batteryPicture(d.benchOf(m.ESN)),
			ui.P().Class("hand-state").ID("bench-told").Role("status").Text(benchWords(d.benchOf(m.ESN))), d.batterySteps(m)))
	}
	body = append(body, hand("Place", handState(placeWords(m)), d.placeVerbs(m)),
		hand("Product return", handState(emptied), d.returnVerb(m.ESN)))
	return ui.Details().Class("hands").Body(append([]ui.UI{ui.Summary().Text("Air, battery, place")}, body...)...)
}

// handsOnUnit is what can be done to a unit beside its panels.
func (d *desk) handsOnUnit() ui.UI {
	u, _ := d.shown.unit()
	return ui.Div().Body(inspection(u), ui.Details().Class("hands").Body(
		ui.Summary().Text("Air, return"),
		hand("Airflow, room", d.airVerbs(u.Name, u.Climate.Airflow, u.Climate.Ambient)),
		hand("Product return", handState(emptied), d.returnVerb(u.Name)),
	))
}

func hand(name string, inside ...ui.UI) ui.UI {
	return ui.Div().Class("hand").Role("group").Aria("label", name).Body(append([]ui.UI{ui.B().Text(name)}, inside...)...)
}

func handState(text string) ui.UI { return ui.P().Class("hand-state").Text(text) }

// airVerbs set the airflow and the temperature around a host or a unit.
func (d *desk) airVerbs(target, airflow string, ambient int) ui.UI {
	flows := module.Airflows()
	return ui.Div().Body(
		ui.FieldSet().Class("speeds", "airflow").Body(
			ui.Legend().Class("sr").Text("Airflow"),
			ui.Range(flows).Slice(func(i int) ui.UI {
				f := string(flows[i])
				return ui.Label().Class("speed").Body(
					ui.Input().Type("radio").Name("airflow").Value(f).DataSet("control", "airflow").Checked(f == airflow).Disabled(d.stage != alive).
						OnChange(func(ui.Context, ui.Event) { d.set(target, sim.AirflowControl, f) }, target, f),
					ui.Text(f),
				)
			}),
		),
		d.entry("ambient", fmt.Sprintf("Room, °C (now %s)", decimal(ambient, 1000, 1)), "Set", "ambient", true,
			func(text string) { d.set(target, sim.AmbientControl, text) }, target),
	)
}

// placeVerbs move a card to a host or to the shelf.
func (d *desk) placeVerbs(m sim.ModuleSnapshot) ui.UI {
	var verbs []ui.UI
	for _, to := range append(slices.Clone(d.hosts), sim.Shelf) {
		if to == m.Host {
			continue
		}
		label := "Fit into " + to
		if to == sim.Shelf {
			label = "Put on the shelf"
		}
		verbs = append(verbs, d.act(label, "place", func() { d.event(sim.Move{Target: m.ESN, Host: to}) }, m.ESN, to))
	}
	return ui.Div().Class("verbs").Body(verbs...)
}

func placeWords(m sim.ModuleSnapshot) string {
	if m.Host == sim.Shelf {
		return "on the shelf"
	}
	return fmt.Sprintf("slot %d of %s; the host must be off for a move", m.Slot, m.Host)
}

// emptied is in which state something goes back (guide 4.19).
const emptied = "goes in factory state, without a Security World, unless it does not work"

// returnVerb sends a module or unit back to the vendor (guide 4.19).
func (d *desk) returnVerb(target string) ui.UI {
	return ui.Div().Class("verbs").Body(
		d.act("Send to the vendor", "product return", func() { d.set(target, sim.ReturnControl, "vendor") }, target))
}

// replaceable reports whether users replace the battery of a card (guide 4.21; not of a Solo+).
func replaceable(m sim.ModuleSnapshot) bool { return !isSolo(m) || isXC(m) }

// benchOf is how far the replacement of a card's battery has come.
func (d *desk) benchOf(esn string) sim.BenchSnapshot {
	for _, b := range d.shown.snapshot.Benches {
		if b.ESN == esn {
			return b
		}
	}
	return sim.BenchSnapshot{ESN: esn}
}

// plainSteps are the steps that need no choice, with the words of their buttons; those with a cell stand between.
var plainSteps = [...]struct{ step, label string }{
	{"strap", "Put the wrist strap on"}, {"pull", "Pull the module"}, {"lay", "Lay it flat"}, {"fingers", "Cell out with fingers"},
	{"tweezers plastic", "Plastic tweezers"}, {"tweezers metal", "Metal tweezers"},
	{"insert plus-up", "Insert + up"}, {"insert plus-down", "Insert + down"}, {"fit", "Put the module back"},
}

// beforeCell is how many of the steps come before a cell is taken in hand.
const beforeCell = 6

// batterySteps are the steps of replacing a battery, in the guide's order (4.21.2). Each may be tried at any time.
func (d *desk) batterySteps(m sim.ModuleSnapshot) ui.UI {
	b := d.benchOf(m.ESN)
	step := func(i int) ui.UI {
		s := plainSteps[i]
		return d.act(s.label, "battery", func() { d.set(m.ESN, sim.BenchControl, s.step) }, m.ESN, s.step)
	}
	verbs := []ui.UI{}
	for i := range plainSteps {
		if i == beforeCell {
			verbs = append(verbs, d.cellPick(m, b))
		}
		verbs = append(verbs, step(i))
	}
	return ui.Div().Class("verbs", "battery-steps").Body(verbs...)
}

// cellPick takes one of the cells on sale in hand.
func (d *desk) cellPick(m sim.ModuleSnapshot, b sim.BenchSnapshot) ui.UI {
	cells := workbench.Cells()
	options := []ui.UI{ui.Option().Value("").Selected(b.Cell == "").Text("Take a cell …")}
	for _, c := range cells {
		options = append(options, ui.Option().Value(c.Name).Selected(c.Name == b.Cell).Text(cellWords(c)))
	}
	return ui.Select().ID("cell").Class("field").DataSet("control", "battery").Aria("label", "Cell to take in hand").Disabled(d.stage != alive).
		OnChange(func(ctx ui.Context, _ ui.Event) {
			if name := ctx.JSSrc().Get("value").String(); name != "" {
				d.set(m.ESN, sim.BenchControl, "cell "+name)
			}
		}, m.ESN).Body(options...)
}

// cellWords is what is printed on a cell and its box.
func cellWords(c workbench.Cell) string {
	return fmt.Sprintf("%s: %s, %s V, %d mAh, %s, %d to %d °C, %d mA, %s", c.Name, c.Size, c.Volts, c.Capacity, c.Chemistry, c.Low, c.High, c.Reverse, c.UL)
}

// benchWords say what the last step was like, and which mistakes there were.
func benchWords(b sim.BenchSnapshot) string {
	switch {
	case b.Told == "":
		return "The module is in its slot, with its cell. The host must be off."
	case len(b.Mistakes) > 0 && !strings.Contains(b.Told, "MISTAKE"):
		return fmt.Sprintf("%s Mistakes so far: %d.", b.Told, len(b.Mistakes))
	}
	return b.Told
}

// batteryPicture is the board with holder BT1, and what is in it.
func batteryPicture(b sim.BenchSnapshot) ui.UI {
	art := `<svg class="battery" viewBox="0 0 280 84" aria-hidden="true" focusable="false"><rect class="pcb" x="1" y="1" width="278" height="82" rx="4"/><path class="trace" d="M12 20h60l14 14h50M12 34h50l18 20h60M12 62h90"/><rect class="chip" x="24" y="42" width="34" height="26" rx="2"/><rect class="chip" x="96" y="12" width="26" height="18" rx="2"/>` +
		`<text x="150" y="20">BT1</text><text x="150" y="47" class="polarity">+ up</text><circle class="holder" cx="214" cy="42" r="34"/>`
	switch {
	case b.Empty:
		art += `<circle class="holder" cx="214" cy="42" r="24"/>`
	case b.Reversed:
		art += `<circle class="cell" cx="214" cy="42" r="28"/><path class="pole" d="M202 42h24"/>`
	default:
		art += `<circle class="cell" cx="214" cy="42" r="28"/><path class="pole" d="M202 42h24M214 30v24"/>`
	}
	return ui.Raw(art + `</svg>`)
}
