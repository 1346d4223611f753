//go:build !js

package app

import ui "github.com/maxence-charriere/go-app/v9/pkg/app"

// secondPage is for a second window beside the one that has a lab: somebody else's hands, and the trainer's faults.
// web/lazy/second.js brings it to life.
func secondPage() ui.UI {
	return frame(secondPath, ui.Div().Class("site-main", "text", "second").DataSet("second", "page").Body(
		ui.H1().Text("Second window"),
		ui.P().Class("lead").Text("A lab is open in one window of this browser; this one stands beside it. A colleague holds the button here while "+
			"you type there, or a trainer makes a fault for somebody else to find. Nothing goes over a network."),
		ui.P().ID("second-none").Role("status").Text("No lab is open in another window of this browser. Open a lesson or the free lab there; it appears here by itself."),
		ui.Div().ID("second-room").Hidden(true).Body(
			ui.P().ID("second-closed").Role("status").Class("note"),
			secondField("second-lab", "Lab"),
			ui.H2().Text("Hands"),
			secondField("second-thing", "On the bench"),
			ui.Div().Class("second-lamp").Body(lamp(), ui.P().Body(ui.B().Text("Status LED: "), ui.Span().ID("second-words").Role("status"))),
			ui.P().Class("second-acts").Body(
				ui.Button().Type("button").Class("btn").ID("second-hold").Aria("pressed", "false").Text("Hold the recovery button"),
			),
			ui.Div().ID("second-hosts").Class("second-acts").Role("group").Aria("label", "Mains of the hosts"),
			ui.H2().Text("Faults"),
			ui.P().ID("second-faults").Role("status"),
			secondField("second-fault", "Fault"),
			ui.P().Class("second-acts").Body(
				ui.Button().Type("button").Class("btn").DataSet("kind", "primary").ID("second-inject").Text("Make it happen"),
				ui.Button().Type("button").Class("btn").ID("second-random").Text("One at random"),
				ui.Button().Type("button").Class("btn").ID("second-clear").Text("Take its cause away"),
			),
			ui.P().Class("muted", "small").Text("A random fault is drawn from the seed of the lab: the same lab, the same fault. What happens here stands in the lab’s "+
				"journal, and its window can undo it."),
			ui.H2().Text("Done from here"),
			ui.Ol().ID("second-log").Aria("live", "polite").Attr("reversed", true),
		),
	))
}

// secondField is a list to choose from; the script fills it.
func secondField(id, label string) ui.UI {
	return ui.P().Class("second-field").Body(ui.Label().For(id).Text(label), ui.Select().Class("field").ID(id))
}
