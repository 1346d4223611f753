package app

import (
	"fmt"
	"strconv"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"hsmlab/lessons"
)

// travelSlider is the id of the slider over the journal. Its range is set when it is shown: a value that comes before
// its range would be cut.
const travelSlider = "travel-slider"

// travelBar moves through the lab's past.
type travelBar struct {
	ui.Compo
	Desk *desk
}

// OnMount redraws it with the page.
func (b *travelBar) OnMount(ctx ui.Context) { b.Desk.watch(ctx, onDesk) }

func (b *travelBar) Render() ui.UI {
	d := b.Desk
	t := d.travel
	when, words := "", ""
	if t.open {
		when = t.when().Format("15:04:05")
		words = t.what()
	}
	last := !t.open || t.at == len(t.list)-1
	return ui.Section().Class("travel").ID("travel").Hidden(!t.open).Aria("label", "Looking at the past").
		DataSet("arrived", b.arrived()).Body(
		ui.Div().Class("travel-what").Body(
			ui.B().ID("travel-when").Text(when),
			ui.Span().ID("travel-words").Title(words).Text(words),
		),
		ui.Div().Class("travel-line").Body(
			b.step("Step back", "chevron-left", -1).Disabled(!t.open || t.at == 0),
			ui.Input().Type("range").ID(travelSlider).Min(0).Step(1).Aria("label", "Moment in the lab’s past").
				Aria("valuetext", when+", "+words).
				OnInput(func(ctx ui.Context, _ ui.Event) {
					if at, err := strconv.Atoi(ctx.JSSrc().Get("value").String()); err == nil {
						d.wish(at)
					}
				}),
			b.step("Step forward", "chevron-right", 1).Disabled(last),
		),
		ui.Div().Class("travel-ends").Body(
			ui.Button().Type("button").Class("btn").ID("travel-on").DataSet("control", "undo").Disabled(last).Text("Go on from here …").
				OnClick(func(ui.Context, ui.Event) { js().Call("openDialogSoon", "go-on", "#go-on-no") }),
			ui.Button().Type("button").Class("btn").DataSet("kind", "primary").ID("travel-now").Text("Back to now").
				OnClick(func(ui.Context, ui.Event) { d.comeBack(); js().Call("focusTerminalSoon") }),
		),
	)
}

// arrived is the moment that is shown, once it is the wanted one: tests wait for it.
func (b *travelBar) arrived() string {
	t := b.Desk.travel
	if !t.open || t.arrived != t.at || t.scene.snapshot == nil {
		return ""
	}
	return fmt.Sprint(t.list[t.arrived].Entries)
}

func (b *travelBar) step(label, iconName string, by int) ui.HTMLButton {
	return iconButton(label, iconName).DataSet("travel-step", fmt.Sprint(by)).OnClick(func(ui.Context, ui.Event) {
		d := b.Desk
		d.wish(d.travel.at + by)
		ui.Window().GetElementByID(travelSlider).Set("value", d.travel.at)
	}, by)
}

// goOnDialog asks before what came after a moment is undone.
type goOnDialog struct {
	ui.Compo
	Desk *desk
}

// OnMount redraws it with the page.
func (g *goOnDialog) OnMount(ctx ui.Context) { g.Desk.watch(ctx, onDesk) }

// lostShown is how many of the acts that would be lost are listed.
const lostShown = 6

func (g *goOnDialog) Render() ui.UI {
	d := g.Desk
	t := d.travel
	title := "Go on from here?"
	if t.open {
		title = "Go on from " + t.when().Format("15:04:05") + "?"
	}
	var acts []lessons.Moment
	for _, m := range t.lost() {
		if m.Act {
			acts = append(acts, m)
		}
	}
	more := max(0, len(acts)-lostShown)
	acts = acts[:len(acts)-more]
	return ui.Dialog().ID("go-on").Aria("labelledby", "go-on-title").Body(
		ui.H2().ID("go-on-title").Text(title),
		ui.P().ID("go-on-loss").Text(t.lossWords()),
		ui.Ul().Class("lost-acts").Body(ui.Range(acts).Slice(func(i int) ui.UI { return ui.Li().Body(ui.Code().Text(acts[i].What)) })),
		ui.P().Class("small", "muted").Hidden(more == 0).Text(fmt.Sprintf("… and %d more", more)),
		ui.P().Text("It counts as undo. Ticks of tasks that were done once stay; a rule that was broken stays broken. "+
			"Programs that were running at that moment are ended."),
		ui.Div().Class("dialog-end").Body(
			ui.Button().Type("button").Class("btn").DataSet("act", "close").ID("go-on-no").Text("Keep everything"),
			ui.Button().Type("button").Class("btn").DataSet("kind", "primary").DataSet("act", "close").ID("go-on-yes").Text("Go on from here").
				OnClick(func(ui.Context, ui.Event) { d.goOn() }),
		),
	)
}

// pastNote tells in the terminals that they do not show what the bench shows.
func pastNote(d *desk) ui.UI {
	when := ""
	if d.travel.open {
		when = d.travel.when().Format("15:04:05")
	}
	return ui.P().Class("term-past").ID("term-past").Role("status").Hidden(!d.travel.open).
		Text("You are looking at " + when + ". The terminals stand as they are now, and take no input until you are back.")
}
