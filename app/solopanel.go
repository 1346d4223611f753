package app

import (
	"fmt"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"hsmlab/sim"
)

// positions are those of a Solo's mode switch, from top to bottom, with what the module starts in there (guide 4.3.2).
var positions = [...]struct{ letter, mode string }{{"M", "maintenance"}, {"O", "operational"}, {"I", "initialization"}}

// modeSwitch is the slide switch of a Solo. place tells the drawn one from the one in the list.
func (d *desk) modeSwitch(m sim.ModuleSnapshot, place string) ui.UI {
	return ui.FieldSet().Class("mode-switch").DataSet("place", place).Body(
		ui.Legend().Class("sr").Text("Mode switch"),
		ui.Range(positions[:]).Slice(func(i int) ui.UI {
			p := positions[i]
			return ui.Label().Title(p.letter+": "+p.mode).Body(
				ui.Input().Type("radio").Name("mode-switch").Value(p.letter).DataSet("control", "mode switch").
					Aria("label", p.letter+", "+p.mode).Checked(m.ModeSwitch == p.letter).Disabled(d.stage != alive).
					OnChange(func(ui.Context, ui.Event) { d.set(m.ESN, sim.SwitchControl, p.letter) }, m.ESN, p.letter),
				ui.Span().Aria("hidden", "true").Text(p.letter),
			)
		}),
	)
}

// clearButton is the recessed button of a Solo. It acts when it is pressed.
func (d *desk) clearButton(m sim.ModuleSnapshot) ui.UI {
	return ui.Button().Type("button").Class("clear").ID("clear").DataSet("control", "Clear button").
		Aria("label", "Clear button").Aria("describedby", "clear-text").Disabled(d.stage != alive).
		OnClick(func(ui.Context, ui.Event) { d.clear(m) }, m.ESN)
}

func (d *desk) clear(m sim.ModuleSnapshot) {
	d.event(sim.Press{Target: m.ESN, Control: sim.ClearButton})
}

// soloCallouts say what the controls of a Solo are and how they stand.
func soloCallouts(m sim.ModuleSnapshot) ui.UI {
	return ui.Div().Body(
		ui.Div().Class("callout", "callout-clear").Body(
			ui.B().Text("Clear button"), ui.Span().ID("clear-text").Text(clearWords(m))),
		ui.Div().Class("callout", "callout-switch").Body(
			ui.B().Text("Mode switch"), ui.Span().ID("switch-text").Text(switchWords(m))),
	)
}

// clearWords say what pressing it would do.
func clearWords(m sim.ModuleSnapshot) string {
	switch {
	case !m.Power:
		return "does nothing without power"
	case m.Boot == "error":
		return "does nothing in an error state"
	}
	return fmt.Sprintf("resets the module; %d so far", m.Resets)
}

// switchWords say where the switch stands, and what the module is in: that follows at the next reset.
func switchWords(m sim.ModuleSnapshot) string {
	at := m.ModeSwitch
	for _, p := range positions {
		if p.letter == m.ModeSwitch {
			at += ", " + p.mode
		}
	}
	switch {
	case !m.Power:
		return "at " + at + "; no power"
	case m.Jumpers != nil && m.Jumpers.Physical:
		return "at " + at + ", but ignored (jumper); module: " + m.Solo.Mode
	}
	return "at " + at + "; module: " + m.Solo.Mode
}

// jumpers are the override jumpers on the board of a Solo.
var jumpers = [...]struct{ control, verb, label, about string }{
	{"physical override jumper", sim.PhysicalJumper, "Physical mode override", "on: the mode switch is ignored"},
	{"remote override jumper", sim.RemoteJumper, "Remote mode override", "on: nopclearfail changes no mode"},
}

// jumperOn reports how a jumper of the table above is put.
func jumperOn(m sim.ModuleSnapshot, i int) bool {
	return m.Jumpers != nil && (i == 0 && m.Jumpers.Physical || i == 1 && m.Jumpers.Remote)
}

// jumperBoard is the part of a Solo's circuit board that has the jumpers. The case is open while the host is off.
func (d *desk) jumperBoard(m sim.ModuleSnapshot) ui.UI {
	words := "The case is open: the host is off."
	if !d.caseOpen(m) {
		words = "Inside the case: switch the host off to reach them."
	}
	return ui.Div().Class("board").Body(
		ui.Div().Class("board-title").Body(ui.B().Text("Override jumpers"), ui.Span().ID("case-text").Text(words)),
		d.jumperCap(m, 0), d.jumperCap(m, 1),
	)
}

// jumperCap is one jumper: two pins, and the cap that is put over them.
func (d *desk) jumperCap(m sim.ModuleSnapshot, i int) ui.UI {
	j, on := jumpers[i], jumperOn(m, i)
	return ui.Label().Class("jumper").Body(
		ui.Input().Type("checkbox").DataSet("control", j.control).Checked(on).Disabled(!d.caseOpen(m)).
			OnChange(func(ui.Context, ui.Event) { d.set(m.ESN, j.verb, onOff(!on)) }, m.ESN, on),
		ui.Span().Body(ui.Span().Class("jumper-name").Text(j.label), ui.Span().Class("jumper-about").Text(j.about)),
	)
}

// caseOpen reports whether hands reach the board of a card: its host is off, or it is in none.
func (d *desk) caseOpen(m sim.ModuleSnapshot) bool {
	if d.stage != alive {
		return false
	}
	return m.Host == sim.Shelf || d.shown.snapshot.Hosts[m.Host].Power == "off"
}
