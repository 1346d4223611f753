package app

import (
	"fmt"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"hsmlab/sim"
)

// scenarioDialog lets the free lab begin in another situation. It asks before it throws a lab away.
type scenarioDialog struct {
	ui.Compo
	Desk *desk

	chosen string // name; "" is the one at work
}

// OnMount redraws it with the page.
func (s *scenarioDialog) OnMount(ctx ui.Context) { s.Desk.watch(ctx, onDesk) }

func (s *scenarioDialog) Render() ui.UI {
	d := s.Desk
	all := sim.Scenarios()
	now := d.scenario()
	chosen := s.pick()
	return ui.Dialog().ID("scenarios").Class("scenarios").Aria("labelledby", "scenarios-title").Body(
		ui.H2().ID("scenarios-title").Text("Begin with another situation"),
		ui.FieldSet().Class("scenario-list").Body(
			ui.Legend().Class("sr").Text("Situations"),
			ui.Range(all).Slice(func(i int) ui.UI { return s.row(all[i], chosen, now) }),
		),
		ui.P().Class("scenario-warn", "small").Hidden(!d.inProgress()).Text(fmt.Sprintf("There is work in this lab: %s. "+
			"A new one takes its place, and undo cannot bring it back. Its journal can: save it first.", actsWords(d.acts()))),
		ui.Div().Class("dialog-end").Body(
			ui.Button().Type("button").Class("btn").DataSet("act", "close").Text("Keep this lab"),
			ui.Button().Type("button").Class("btn").ID("scenario-save").Hidden(!d.inProgress()).Text("Save its journal").
				OnClick(func(ui.Context, ui.Event) { d.saveJournal() }),
			ui.Button().Type("button").Class("btn").DataSet("kind", "primary").ID("scenario-start").Text(startLabel(d.inProgress())).
				OnClick(func(ui.Context, ui.Event) { d.beginScenario(s.pick()) }),
		),
	)
}

// pick is the name that is chosen now: what was clicked, or what the address asked for, or the one at work. It is read
// when the button is pressed, which may be before the choice has been drawn.
func (s *scenarioDialog) pick() string {
	switch {
	case s.chosen != "":
		return s.chosen
	case s.Desk.wanted != "":
		return s.Desk.wanted
	}
	return s.Desk.scenario()
}

func startLabel(discards bool) string {
	if discards {
		return "Discard it and begin"
	}
	return "Begin"
}

func (s *scenarioDialog) row(sc sim.Scenario, chosen, now string) ui.UI {
	title := sc.Title
	if sc.Name == now {
		title += " (the one at work)"
	}
	return ui.Label().Class("scenario").Body(
		ui.Input().Type("radio").Name("scenario").Value(sc.Name).Checked(sc.Name == chosen).
			OnChange(func(ui.Context, ui.Event) { s.chosen = sc.Name; s.Desk.tell(onDesk) }, sc.Name),
		ui.Span().Body(ui.B().Text(title), ui.Span().Class("small", "muted").Text(sc.About)),
	)
}

// scenario is the name of the one at work.
func (d *desk) scenario() string {
	if d.shown.snapshot == nil {
		return sim.Scenarios()[0].Name
	}
	return d.shown.snapshot.Scenario
}

// acts is how many command lines and actions of hands the lab's journal has.
func (d *desk) acts() int { return d.deeds }

func actsWords(n int) string {
	if n == 1 {
		return "one command or action"
	}
	return fmt.Sprintf("%d commands and actions", n)
}

// inProgress tells whether there is something to lose.
func (d *desk) inProgress() bool { return d.acts() > 0 }

// deedsIn counts what people did: command lines, and panel actions that belong to none.
func deedsIn(j *sim.Journal) int {
	n := 0
	for _, e := range j.Entries {
		switch e.Event.(type) {
		case sim.Line:
			n++
		case sim.Press, sim.Power, sim.Insert, sim.Remove, sim.Deliver, sim.Set, sim.Move, sim.Inject, sim.Order:
			if !e.Typed {
				n++
			}
		}
	}
	return n
}

// openScenarios shows the dialog, with the journal counted.
func (d *desk) openScenarios() {
	r := d.rig
	if r == nil {
		return
	}
	r.do(func() {
		n := 0
		r.kernel.View(func(l *sim.Lab) { n = deedsIn(l.Journal()) })
		r.ctx.Dispatch(func(ui.Context) {
			d.deeds = n
			d.tell(onDesk)
			js().Call("openDialogSoon", "scenarios", `input[name="scenario"]:checked`)
		})
	})
}

// beginScenario throws the lab away and loads the page with a fresh one.
func (d *desk) beginScenario(name string) {
	if d.rig != nil {
		d.rig.keeper.off = true
	}
	js().Call("startOver", d.lab, "?scenario="+name)
}

// askScenario tells that the address asks for another situation than the lab that is kept, which nothing discards
// unasked.
func (d *desk) askScenario(wanted string) {
	if d.lab != FreeLab || wanted == "" || wanted == d.scenario() {
		return
	}
	for _, s := range sim.Scenarios() {
		if s.Name != wanted {
			continue
		}
		d.wanted = wanted
		d.say(notice{ID: "scenario", Text: "This is the lab that you left, not “" + s.Title + "”, which the address asks for.",
			Buttons: []noticeButton{
				{Label: "Begin with it …", Main: true, Do: func() { d.unsay("scenario"); d.openScenarios() }},
				{Label: "Go on with this one", Do: func() { d.unsay("scenario") }},
			}})
	}
}
