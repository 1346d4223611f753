package app

import (
	"fmt"
	"strings"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"hsmlab/lessons"
)

// reviewBox shows below a lesson what was done, step by step, when the learner asks for it.
type reviewBox struct {
	ui.Compo
	Desk *desk
}

// OnMount redraws it with the lab and the page.
func (b *reviewBox) OnMount(ctx ui.Context) { b.Desk.watch(ctx, onLab, onDesk) }

func (b *reviewBox) Render() ui.UI {
	d := b.Desk
	l := d.looking
	label := "Review what you did"
	switch {
	case l.busy:
		label = "Looking back …"
	case l.found != nil:
		label = "Review it anew"
	}
	parts := []ui.UI{
		ui.Button().Type("button").Class("btn").ID("review-open").Disabled(l.busy || d.stage != alive || d.exam()).
			Body(icon("history"), ui.Text(label)).OnClick(func(ui.Context, ui.Event) { d.review() }),
		ui.P().Class("small", "fault").Role("alert").Text(l.fault),
	}
	if l.found != nil {
		parts = append(parts, b.found(l))
	}
	return ui.Section().Class("review").ID("review").Aria("label", "What you did").Body(parts...)
}

func (b *reviewBox) found(l looking) ui.UI {
	acts := l.found.Acts
	return ui.Div().Body(
		ui.H2().Text("What you did"),
		ui.P().ID("review-way").Text(l.wayWords()),
		ui.P().ID("review-cost").Text(costWords(l.found.Cost)),
		ui.P().Class("small", "muted").Text("Steps that were undone are not listed: the journal does not keep them."),
		ui.Ol().Class("review-acts").Body(ui.Range(acts).Slice(func(i int) ui.UI { return b.act(l, i, acts[i]) })),
	)
}

func (b *reviewBox) act(l looking, i int, a lessons.Act) ui.UI {
	state := ""
	if a.Left() {
		state = "left"
	}
	var notes []ui.UI
	note := func(kind, iconName string, what ...ui.UI) {
		notes = append(notes, ui.P().Class("review-note").DataSet("kind", kind).Body(icon(iconName), ui.Span().Body(what...)))
	}
	for _, t := range a.Done {
		note("done", "check", ui.Text("Done: "+t))
	}
	for _, t := range a.Lost {
		note("left", "undo-2", ui.Text("No longer so: "+t))
	}
	for _, t := range a.Tripped {
		note("left", "triangle-alert", ui.Text("Rule broken: "+t))
	}
	for _, t := range a.Said {
		note("left", "lightbulb", words(t)...)
	}
	for _, r := range a.Refused {
		note("left", "x", refusedWords(r)...)
	}
	if !a.Cost.Nothing() {
		note("cost", "minus", ui.Text(costWords(a.Cost)))
	}
	return ui.Li().DataSet("review-act", fmt.Sprint(i)).DataSet("state", state).Body(
		ui.Div().Class("review-line").Body(
			ui.Span().Class("review-when").Text(l.when(a)),
			ui.Code().Text(a.What),
			ui.Button().Type("button").Class("btn").DataSet("kind", "quiet").Aria("label", "See the lab after step "+fmt.Sprint(i+1)).Text("See").
				OnClick(func(ui.Context, ui.Event) { b.Desk.lookAt(a.Entries) }, i, a.Entries),
		),
		ui.Div().Body(notes...),
	)
}

// refusedWords say why a command was refused, and where the guide demands it.
func refusedWords(r lessons.Refused) []ui.UI {
	parts := []ui.UI{ui.Text("Refused: " + r.Reason + ". ")}
	path := commandsPath + strings.ReplaceAll(r.Command, " ", "-") + "/"
	where := "Simulated: the guide does not say."
	if r.Guide != "" {
		where = "Guide " + r.Guide
		if r.ID != "" {
			where += ", " + r.ID
		}
	}
	command := ui.UI(ui.A().Href(href(path)).Text(r.Command))
	if portable() {
		command = ui.Text(r.Command)
	}
	return append(parts, command, ui.Text(" · "+where))
}
