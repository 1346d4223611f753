package app

import (
	"fmt"
	"strconv"
	"time"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"hsmlab/lessons"
)

// examHead is what an exam has above its paper: the form, then the clock, then the result.
func examHead(d *desk) ui.UI {
	s := d.sitting
	switch {
	case s == nil:
		return ui.Div().Hidden(true)
	case s.ended:
		return examResult(d)
	case s.attempt != nil:
		return &examClock{Desk: d}
	}
	return &examForm{Desk: d}
}

// examRules say what holds for an exam before somebody begins.
func examRules(l *lessons.Lesson) ui.UI {
	return ui.Ul().Class("exam-rules").Body(
		ui.Li().Text(fmt.Sprintf("%d minutes of the lab's time; %d %% of the points pass. Where the lab's clock stands still, so does the exam's.",
			l.Exam.BudgetMinutes, l.Exam.PassPercent)),
		ui.Li().Text("No hints, and no ticks until you hand in. Undo is allowed: it is recorded and gives no time back."),
		ui.Li().Text("You can reload the page or come back later; the attempt goes on where it was."),
	)
}

// examForm asks who takes the exam.
type examForm struct {
	ui.Compo
	Desk *desk
}

func (f *examForm) OnMount(ctx ui.Context) { f.Desk.watch(ctx, onDesk) }

func (f *examForm) Render() ui.UI {
	d := f.Desk
	return ui.Section().Class("exam-box").ID("exam-form").Aria("labelledby", "exam-form-title").Body(
		ui.H2().ID("exam-form-title").Text("Before you begin"),
		examRules(d.sitting.paper),
		ui.Form().Class("exam-fields").OnSubmit(f.submit).Body(
			examField("exam-name", "Your name", "It stands in the transcript, and your module, addresses and mishaps follow from it.",
				ui.Input().Type("text").Attr("autocomplete", "name").MaxLength(lessons.MaxName)),
			examField("exam-variant", "Variant", "The number that your trainer gave out; 0 to practise.",
				ui.Input().Type("number").Min("0").Max("999999999").Step(1).Value("0")),
			examField("exam-time", "Time in percent", "100, unless your trainer has granted you more. It stands in the transcript, too.",
				ui.Input().Type("number").Min("100").Max(fmt.Sprint(lessons.MaxAccommodation)).Step(5).Value("100")),
			ui.P().Class("fault").ID("exam-fault").Role("alert").Text(d.sitting.fault),
			ui.Button().Type("submit").Class("btn").ID("exam-begin").DataSet("kind", "primary").Disabled(d.stage != unbegun).Text("Begin the exam"),
		),
		ui.P().Class("muted", "small").Text("In the paper below, words such as ‹team› stand where your attempt has values of its own."),
	)
}

func examField(id, label, help string, input ui.HTMLInput) ui.UI {
	return ui.Div().Class("exam-field").Body(
		ui.Label().For(id).Text(label),
		input.ID(id).Name(id).Aria("describedby", id+"-help"),
		ui.Span().Class("muted", "small").ID(id+"-help").Text(help),
	)
}

func (f *examForm) submit(_ ui.Context, e ui.Event) {
	e.PreventDefault()
	d := f.Desk
	if d.stage != unbegun {
		return
	}
	who, fault := entrant(fieldText("exam-name"), fieldText("exam-variant"), fieldText("exam-time"))
	if fault != "" {
		d.sitting.fault = fault
		d.tell(onDesk)
		return
	}
	d.begin(who)
}

// entrant reads what was put into the form; fault says what is wrong with it.
func entrant(name, variant, percent string) (who lessons.Entrant, fault string) {
	clean, err := lessons.CleanName(name)
	if err != nil {
		return who, fmt.Sprintf("Your name: 1 to %d characters that can be printed are wanted.", lessons.MaxName)
	}
	n, err := strconv.ParseUint(variant, 10, 32)
	if err != nil || n > 999_999_999 {
		return who, "Variant: a whole number from 0 to 999999999 is wanted."
	}
	p, err := strconv.Atoi(percent)
	if err != nil || p < 100 || p > lessons.MaxAccommodation {
		return who, fmt.Sprintf("Time in percent: a whole number from 100 to %d is wanted.", lessons.MaxAccommodation)
	}
	return lessons.Entrant{Name: clean, Variant: n, Accommodation: p}, ""
}

func fieldText(id string) string { return ui.Window().GetElementByID(id).Get("value").String() }

// examClock shows the time used and left, and is the way to the end.
type examClock struct {
	ui.Compo
	Desk *desk
}

func (c *examClock) OnMount(ctx ui.Context) { c.Desk.watch(ctx, onTime, onLab, onDesk) }

func (c *examClock) Render() ui.UI {
	d := c.Desk
	a := d.sitting.attempt
	used, budget := min(a.Used(), a.Budget()), a.Budget()
	return ui.Section().Class("exam-box", "exam-clock").ID("exam-clock").Aria("label", "Exam").Body(
		ui.P().Body(
			ui.B().ID("exam-left").Text(clockText(budget-used)), ui.Text(" left of "+clockText(budget)),
			ui.Span().Class("muted").ID("exam-used").Text("used "+clockText(used)+undoneText(a.Undone())),
		),
		ui.Progress().Max(int(budget/time.Second)).Value(int(used/time.Second)).Aria("label", "Time used"),
		ui.P().Class("exam-end").Body(
			ui.Span().Class("muted", "small").Text(a.Header().Name+", variant "+uintText(a.Header().Variant)),
			ui.Button().Type("button").Class("btn").DataSet("kind", "primary").ID("exam-hand-in").DataSet("act", "open:hand-in").
				Disabled(d.stage != alive).Text("Hand in"),
		),
	)
}

// clockText is a time as minutes and seconds.
func clockText(t time.Duration) string {
	s := int(t / time.Second)
	return fmt.Sprintf("%d:%02d", s/60, s%60)
}

func undoneText(n int) string {
	switch n {
	case 0:
		return ""
	case 1:
		return ", went back once"
	}
	return fmt.Sprintf(", went back %d times", n)
}

// handInDialog asks before an exam ends.
func handInDialog(d *desk) ui.UI {
	return ui.Dialog().ID("hand-in").Aria("labelledby", "hand-in-title").Body(
		ui.H2().ID("hand-in-title").Text("Hand in?"),
		ui.P().Text("The lab is judged as it stands now. What you do afterwards does not count any more."),
		ui.Div().Class("dialog-end").Body(
			ui.Button().Type("button").Class("btn").DataSet("act", "close").Text("Go on working"),
			ui.Button().Type("button").Class("btn").DataSet("kind", "primary").ID("hand-in-yes").DataSet("act", "close").Text("Hand in").
				OnClick(func(ui.Context, ui.Event) { d.handIn() }),
		),
	)
}

// examResult is what came of it, what that proves, and the file.
func examResult(d *desk) ui.UI {
	r := d.sitting.result
	h := d.sitting.attempt.Header()
	verdict, kind := "Not passed", "failed"
	if r.score.Passed {
		verdict, kind = "Passed", "passed"
	}
	how := "Handed in after " + clockText(r.used)
	if r.timeUp {
		how = "The time was up"
	}
	return ui.Section().Class("exam-box").ID("exam-result").DataSet("result", kind).Aria("labelledby", "exam-result-title").Body(
		ui.H2().ID("exam-result-title").Text(fmt.Sprintf("%s: %d %%", verdict, r.score.Percent())),
		ui.P().Text(fmt.Sprintf("%s, %d %% is needed.%s", how+undoneText(r.undone), d.lesson.Exam.PassPercent, crossedText(r.score.Failed))),
		ui.P().Body(
			ui.Button().Type("button").Class("btn").DataSet("kind", "primary").ID("save-transcript").
				Body(icon("download"), ui.Text("Save the transcript")).
				OnClick(func(ui.Context, ui.Event) { d.saveTranscript() }),
		),
		ui.P().Class("small").Body(
			ui.Text("The file holds all that you typed and did, passphrases too, as "+h.Name+" in variant "+uintText(h.Variant)+". "),
			ui.Code().Text("hsmlab grade"), ui.Text(" finds the score again by doing everything again, with simulator "+h.Simulator+" only."),
		),
		ui.P().Class("small").Body(ui.B().Text("It proves"), ui.Text(" that this run is valid: these events, in this order, in the lab that belongs to this name and "+
			"variant, end with these tasks done. "), ui.B().Text("It does not prove"), ui.Text(" who typed, whether somebody helped, or whether it was the first try.")),
	)
}

func crossedText(failed bool) string {
	if failed {
		return " Something happened that must not: then nothing else counts."
	}
	return ""
}
