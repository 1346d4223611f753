package app

import (
	"strings"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"hsmlab/lessons"
)

// hintBox helps with one task: a rung of the ladder at a time, and in the end the command in the prompt, not run.
type hintBox struct {
	ui.Compo
	Desk *desk
	Task string
}

func (h *hintBox) OnMount(ctx ui.Context) { h.Desk.watch(ctx, onLab, onDesk) }

func (h *hintBox) Render() ui.UI {
	d := h.Desk
	given := d.given[h.Task]
	live := d.stage == alive && d.taskState(h.Task) == "active" && d.lesson != nil && d.lesson.Exam == nil
	return ui.Div().Body(
		ui.Div().Role("status").Body(
			ui.Range(d.said).Slice(func(i int) ui.UI {
				if d.said[i].Task != h.Task {
					return nil
				}
				return ui.P().Class("feedback").Body(append([]ui.UI{ui.B().Text("Noticed")}, words(d.said[i].Text)...)...)
			}),
			ui.Range(given).Slice(func(i int) ui.UI {
				return ui.P().Class("hint").Body(append([]ui.UI{ui.B().Text(rungTitle(given[i].Rung))}, hintWords(given[i])...)...)
			}),
		),
		ui.Div().Class("hints").Hidden(!live).Body(
			ui.Button().Type("button").Class("btn").DataSet("hint", h.Task).Hidden(!d.moreHints(h.Task)).
				Body(icon("lightbulb"), ui.Text("Hint")).
				OnClick(func(ui.Context, ui.Event) { d.hint(h.Task) }, h.Task),
			ui.Button().Type("button").Class("btn").DataSet("stuck", h.Task).
				Title("Writes the command into the prompt; you run it").
				Body(icon("square-terminal"), ui.Text("Stuck?"), ui.Span().Class("sr").Text(" Write the command into the prompt")).
				OnClick(func(ui.Context, ui.Event) { d.stuck(h.Task) }, h.Task),
		),
	)
}

func rungTitle(r lessons.Rung) string {
	switch r {
	case lessons.Nudge:
		return "Think about"
	case lessons.Where:
		return "Where"
	}
	return "In the prompt, not run"
}

func hintWords(g lessons.Given) []ui.UI {
	list := words(g.Text)
	if g.Line != "" {
		list = append(list, ui.Text(" "), ui.Code().Text(g.Line))
	}
	return list
}

// words shows a sentence of a lesson; what stands between backticks is code.
func words(text string) []ui.UI {
	var list []ui.UI
	for i, part := range strings.Split(text, "`") {
		switch {
		case part == "":
		case i%2 == 1:
			list = append(list, ui.Code().Text(part))
		default:
			list = append(list, ui.Text(part))
		}
	}
	return list
}

// moreHints tells whether the ladder may have a rung below the command that was not given yet.
func (d *desk) moreHints(task string) bool {
	t, ok := d.lesson.Find(task)
	if !ok {
		return false
	}
	given := map[lessons.Rung]bool{}
	for _, g := range d.given[task] {
		given[g.Rung] = true
	}
	for _, h := range t.Hints {
		if h.Rung != lessons.Command && !given[h.Rung] {
			return true
		}
	}
	return false
}
