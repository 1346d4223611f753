//go:build !js

package app

import ui "github.com/maxence-charriere/go-app/v9/pkg/app"

// secondPage is for a second window beside the one that has a lab: somebody else's hands, and the trainer's faults.
// web/lazy/second.js brings it to life.
func secondPage() ui.UI {
	return frame(secondPath, ui.Div().Class("site-main", "second").DataSet("second", "page").Body(
		ui.H1().Text("Second window"),
		ui.P().Class("lead").Text("A lab is open in one window of this browser; this one stands beside it. A colleague holds the button here while "+
			"you type there, or a trainer makes a fault for somebody else to find. Nothing goes over a network."),
		ui.P().ID("second-none").Class("second-none").Role("status").
			Text("No lab is open in another window of this browser. Open a lesson or the free lab there; it appears here by itself."),
		ui.Div().ID("second-room").Class("second-room").Hidden(true).Body(
			ui.P().ID("second-closed").Class("second-closed").Role("status"),
			ui.Div().Class("second-pick").Body(secondField("second-lab", "Lab"), secondField("second-thing", "On the bench")),
			secondHands(), secondFaults(), secondLog(),
		),
	))
}

// secondField is a list to choose from; the script fills it.
func secondField(id, label string) ui.UI {
	return ui.Div().Class("second-field").ID(id+"-field").Body(
		ui.Label().For(id).ID(id+"-label").Text(label), ui.Select().Class("field").ID(id))
}

func secondPart(id, title string, inside ...ui.UI) ui.UI {
	return ui.Section().Class("second-part").ID(id).Aria("labelledby", id+"-title").
		Body(append([]ui.UI{ui.H2().ID(id + "-title").Text(title)}, inside...)...)
}

// secondHands has the lamp with its pause control, and what hands can move.
func secondHands() ui.UI {
	return secondPart("second-hands", "Hands",
		ui.Div().Class("second-lamp").Body(
			ui.Div().ID("second-plate").Class("second-plate").Body(lamp()),
			ui.Div().Body(
				ui.B().ID("second-what").Text("Status LED"),
				ui.P().ID("second-words"),
				ui.P().ID("second-note").Class("small", "muted").Hidden(true).Text("(the lamp blinks at 1×)"),
				ui.P().ID("second-said").Class("sr").Role("status"),
			),
			secondPause(),
		),
		ui.Div().Class("second-acts").Body(
			ui.Button().Type("button").Class("btn").ID("second-hold").Aria("pressed", "false").Text("Hold the recovery button"),
		),
		ui.Div().ID("second-hosts").Class("second-acts").Role("group").Aria("label", "Mains of the hosts"),
	)
}

// secondPause holds the lamp of this window, or lets it go on. The script shows one of the two faces.
func secondPause() ui.UI {
	return ui.Button().Type("button").Class("btn").DataSet("kind", "icon").ID("second-pause").Hidden(true).Aria("label", "Pause the lamp").Title("Pause the lamp").Body(
		ui.Span().DataSet("face", "pause").Body(icon("pause")),
		ui.Span().DataSet("face", "play").Hidden(true).Body(icon("play")),
	)
}

// secondFaults has the faults of what is chosen. Those of one VCM or of a computer ask which.
func secondFaults() ui.UI {
	return secondPart("second-faulty", "Faults",
		ui.P().ID("second-faults").Role("status"),
		ui.Div().Class("second-pick").Body(secondField("second-fault", "Fault"), secondField("second-value", "VCM")),
		ui.Div().Class("second-acts").Body(
			ui.Button().Type("button").Class("btn").DataSet("kind", "primary").ID("second-inject").Text("Make it happen"),
			ui.Button().Type("button").Class("btn").ID("second-random").Text("One at random"),
			ui.Button().Type("button").Class("btn").ID("second-clear").Text("Take its cause away"),
		),
		ui.P().Class("muted", "small").Text("A random fault is drawn from the seed of the lab: the same lab, the same fault. What happens here stands in the "+
			"lab’s journal, and its window can undo it."),
	)
}

func secondLog() ui.UI {
	return secondPart("second-done", "Done from here",
		ui.P().ID("second-nothing").Class("muted", "small").Text("Nothing yet."),
		ui.Ol().ID("second-log").Aria("live", "polite").Attr("reversed", true),
	)
}
