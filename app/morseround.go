package app

import (
	"fmt"
	"slices"
	"strings"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"hsmlab/lessons/morse"
	"hsmlab/sim/led"
)

// morseSteps are what a round asks for, in its order.
var morseSteps = []string{"Code", "Meaning", "Action"}

// exercise is the round: its steps, the present question, what was said about the last answer.
func (p *morsePage) exercise() ui.UI {
	return ui.Section().Class("morse-round").Aria("labelledby", "morse-question").Body(
		ui.Ol().Class("morse-steps").Aria("label", "Steps of this round").Body(ui.Range(morseSteps).Slice(func(i int) ui.UI {
			item := ui.Li().Text(morseSteps[i])
			if int(p.step()) == i {
				item = item.Aria("current", "step")
			}
			return item
		})),
		ui.Form().ID("morse-form").AutoComplete(false).OnSubmit(func(ctx ui.Context, e ui.Event) { e.PreventDefault(); p.answer(ctx) }).Body(p.question()),
		ui.P().Class("morse-said").ID("morse-said").Role("status").Text(p.said),
	)
}

func (p *morsePage) step() morse.Step {
	if p.round == nil {
		return morse.Reading
	}
	return p.round.Step
}

// question is what the present step asks. All questions have the same heading, so that nothing jumps.
func (p *morsePage) question() ui.UI {
	switch p.step() {
	case morse.Meaning:
		return p.choice("What does "+p.name()+" mean?", p.round.Meanings)
	case morse.Action:
		return p.choice("What do you do about it?", p.round.Actions)
	case morse.Over:
		return p.outcome()
	}
	return ui.Div().Class("morse-ask").Body(
		ui.H2().ID("morse-question").Body(ui.Label().For("morse-code").Text("Which code does the lamp show?")),
		ui.P().Class("muted", "small").ID("morse-how").Body(ui.Text(p.how()), ui.Code().Text(p.example())),
		ui.Input().ID("morse-code").Class("field", "mono").Type("text").Required(true).AutoComplete(false).Disabled(p.round == nil).
			Attr("autocapitalize", "characters").Attr("spellcheck", "false").Aria("describedby", "morse-how").MaxLength(24),
		ui.P().Class("mono", "morse-help").ID("morse-help").Role("status").Text(p.help),
		ui.Div().Class("morse-buttons").Body(
			p.check(),
			ui.Button().Type("button").Class("btn").ID("morse-decode").Disabled(p.round == nil || p.help != "").Text("Dots and dashes (costs the mark)").
				OnClick(func(ui.Context, ui.Event) { p.help = p.round.Help() }),
			ui.Button().Type("button").Class("btn").ID("morse-tell").Disabled(p.round == nil).Text("Tell me the code").
				OnClick(func(ctx ui.Context, _ ui.Event) { p.tell(ctx) }),
		),
	)
}

// how says what a code of the product looks like.
func (p *morsePage) how() string {
	if morseProducts[p.product].product == led.Shield5s {
		return "Three digits: count the dots, then the dashes, then the dots. Written: "
	}
	return "Letters and numerals in Morse, after SOS. Written without SOS: "
}

// example is a code as it may be written.
func (p *morsePage) example() string {
	if morseProducts[p.product].product == led.Shield5s {
		return "1-2-3"
	}
	return "OLC"
}

func (p *morsePage) check() ui.UI {
	return ui.Button().Type("submit").Class("btn").DataSet("kind", "primary").ID("morse-check").Disabled(p.round == nil).Text("Check")
}

// choice is a question with answers to choose from.
func (p *morsePage) choice(question string, answers []string) ui.UI {
	return ui.Div().Class("morse-ask").Body(
		ui.H2().ID("morse-question").Text(question),
		ui.Div().Class("morse-choices").Role("radiogroup").Aria("labelledby", "morse-question").Body(
			ui.Range(answers).Slice(func(i int) ui.UI {
				return ui.Label().Body(
					ui.Input().Type("radio").Name("morse-choice").Value(answers[i]).Required(true),
					ui.Span().Text(sentence(answers[i])),
				)
			})),
		ui.Div().Class("morse-buttons").Body(p.check()),
	)
}

// outcome tells what the round was about.
func (p *morsePage) outcome() ui.UI {
	return ui.Div().Class("morse-ask").Body(
		ui.H2().ID("morse-question").Text(fmt.Sprintf("%s: %d of %d marks", p.name(), p.round.Marks, morse.MarksOfRound)),
		ui.Dl().Class("morse-outcome").Body(
			ui.Dt().Text("Lamp"), ui.Dd().Class("mono").Text(string(p.round.Signal.Colour)+"  "+p.round.Signal.Morse()),
			ui.Dt().Text("Meaning"), ui.Dd().Text(p.round.Signal.Meaning()),
			ui.Dt().Text("Action"), ui.Dd().Text(sentence(strings.Join(p.round.RightActions(), "; or: "))+p.clears()),
		),
		ui.Div().Class("morse-buttons").Body(
			ui.Button().Type("submit").Class("btn").DataSet("kind", "primary").ID("morse-next").Text("Next code")),
	)
}

// clears tells whether a 5s comes back by itself.
func (p *morsePage) clears() string {
	c, ok := led.Lookup(p.round.Signal.Code)
	switch {
	case !ok || p.round.Signal.Pattern != led.Morse:
		return ""
	case c.Clears:
		return ". A reset or a power cycle ends the error once its cause is gone."
	}
	return ". Neither a reset nor a power cycle ends it."
}

// name is the code as people say it.
func (p *morsePage) name() string {
	if p.round.Signal.Pattern == led.SOS {
		return "SOS-" + p.round.Signal.Code
	}
	return p.round.Signal.Code
}

// answer takes what was written or chosen.
func (p *morsePage) answer(ctx ui.Context) {
	if p.round == nil {
		return
	}
	step := p.round.Step
	if step == morse.Over {
		p.next()
		p.turn("#morse-code")
		return
	}
	text := given(step)
	right := p.round.Answer(text)
	switch {
	case step == morse.Reading && !right:
		p.said = "Not " + text + ". Look again; the mark for reading is gone."
		ui.Window().GetElementByID("morse-code").Call("select")
		return
	case right:
		p.said = "Right."
	case step == morse.Meaning:
		p.said = "No. " + p.name() + " means: " + p.round.Signal.Meaning() + "."
	default:
		p.said = "No. The guide says: " + strings.Join(p.round.RightActions(), "; or: ") + "."
	}
	p.proceed()
}

// tell ends the reading without its mark.
func (p *morsePage) tell(ui.Context) {
	p.round.Tell()
	p.said = "It is " + p.name() + ": " + p.round.Signal.Morse()
	p.proceed()
}

// proceed turns to the next question, or keeps the round when it was the last.
func (p *morsePage) proceed() {
	if p.round.Step == morse.Over {
		p.trainer.End(p.round)
		p.keep()
		p.turn("#morse-next")
		return
	}
	p.turn(`[name="morse-choice"]`)
}

// turn clears the form, whose fields the next question uses again, and leads the keyboard to it.
func (p *morsePage) turn(to string) {
	ui.Window().GetElementByID("morse-form").Call("reset")
	if m := js().Get("morse"); m.Truthy() {
		m.Call("focusSoon", to)
	}
}

// given is what stands in the form.
func given(step morse.Step) string {
	if step == morse.Reading {
		return ui.Window().GetElementByID("morse-code").Get("value").String()
	}
	chosen := ui.Window().Get("document").Call("querySelector", `[name="morse-choice"]:checked`)
	if !chosen.Truthy() {
		return ""
	}
	return chosen.Get("value").String()
}

// sentence begins with a capital.
func sentence(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// score is how the learner does with the product, and what comes back.
func (p *morsePage) score() ui.UI {
	var r morse.Record
	if p.trainer != nil {
		r = p.trainer.Record
	}
	missed := make([]string, len(r.Missed))
	for i, m := range r.Missed {
		missed[i] = m.Code
	}
	slices.Sort(missed)
	list := "none"
	if len(missed) > 0 {
		list = strings.Join(missed, ", ")
	}
	return ui.Section().Class("morse-score").Aria("label", "Score").Body(
		ui.Dl().Body(
			ui.Div().Body(ui.Dt().Text("Rounds"), ui.Dd().ID("morse-rounds").Text(r.Rounds)),
			ui.Div().Body(ui.Dt().Text("Marks"), ui.Dd().ID("morse-marks").Text(fmt.Sprintf("%d of %d", r.Marks, r.Rounds*morse.MarksOfRound))),
			ui.Div().Body(ui.Dt().Text("Missed, coming back"), ui.Dd().ID("morse-missed").Text(list)),
		),
		ui.Button().Type("button").Class("btn").ID("morse-forget").Disabled(r.Rounds == 0).Text("Forget score and missed codes").
			OnClick(func(ui.Context, ui.Event) { p.forget() }),
	)
}

// forget begins anew with the product.
func (p *morsePage) forget() {
	p.trainer.Record = morse.Record{}
	p.keep()
}
