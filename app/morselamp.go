package app

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"hsmlab/sim/led"
)

func (p *morsePage) Render() ui.UI {
	return frame(morsePath, ui.Div().Class("site-main", "morse").Body(
		ui.H1().Text("Read the lamp"),
		ui.P().Class("lead").Text("An HSM in trouble says why in Morse. Read the code off its status LED, look up what it means, and choose what to do."),
		p.products(),
		ui.Div().Class("morse-desk").Body(p.lamp(), ui.Div().Class("morse-side").Body(p.exercise(), p.score()), p.controls()),
		&morseTables{Product: morseProducts[p.product].product},
	))
}

// products chooses whose lamp it is.
func (p *morsePage) products() ui.UI {
	return ui.Div().Class("morse-top").Body(
		ui.FieldSet().Class("speeds").Body(
			ui.Legend().Class("sr").Text("Product"),
			ui.Range(morseProducts).Slice(func(i int) ui.UI {
				return ui.Label().Class("speed").Body(
					ui.Input().Type("radio").Name("morse-product").Value(morseProducts[i].slug).Checked(p.product == i).
						OnChange(func(ui.Context, ui.Event) { p.product = i; p.begin() }, i),
					ui.Text(string(morseProducts[i].product)),
				)
			}),
		),
		ui.P().Class("muted", "small").Text(fmt.Sprint("Codes of seed ", p.seed, ". The address repeats them.")),
	)
}

// lamp is the LED with its chart.
func (p *morsePage) lamp() ui.UI {
	size := "small"
	if p.large {
		size = "large"
	}
	return ui.Section().Class("morse-lamp").Aria("label", "Lamp").Body(
		ui.Div().Class("morse-bracket").DataSet("size", size).Body(lamp()),
		ui.P().Class("morse-state").ID("morse-state").Role("status").Text(p.state()),
		&stripChart{},
		ui.P().Class("small", "morse-calm").Text("Your system asks for less motion: the lamp is steady, and the chart shows one whole round."),
		p.transport(),
	)
}

// controls are what drives the lamp, and what it can be had as besides.
func (p *morsePage) controls() ui.UI {
	return ui.Section().Class("morse-controls").Aria("label", "Controls of the lamp").Body(
		p.speed(),
		p.senses(),
		ui.P().Class("muted", "small", "morse-note").ID("morse-note").Text(p.note()),
		ui.Details().Class("note").Body(
			ui.Summary().Text("One round of the lamp in words"),
			ui.P().Class("mono", "small").ID("morse-words").Text(rhythm(p.wave())),
		),
		ui.Div().Class("morse-buttons").Body(traceButtons(p.round != nil, p.trace)...),
	)
}

// state is what the lamp does, without telling the code.
func (p *morsePage) state() string {
	if p.round == nil {
		return "Dark"
	}
	text := fmt.Sprintf("Code %d, %s", p.rounds, p.round.Signal.Colour)
	if p.round.Again {
		text += "; you missed it before"
	}
	if p.held {
		text += ". Paused"
	}
	return text
}

// transport has what one does to a lamp that went too fast.
func (p *morsePage) transport() ui.UI {
	label, face := "Pause the lamp", "pause"
	if p.held {
		label, face = "Let the lamp play", "play"
	}
	return ui.Div().Class("morse-buttons").Body(
		ui.Button().Type("button").Class("btn").ID("morse-pause").Disabled(p.round == nil).OnClick(func(ui.Context, ui.Event) { p.hold() }).
			Body(icon(face), ui.Text(label)),
		ui.Button().Type("button").Class("btn").ID("morse-replay").Disabled(p.round == nil).OnClick(func(ui.Context, ui.Event) { p.show() }).
			Body(icon("rotate-ccw"), ui.Text("From the beginning")),
		ui.Button().Type("button").Class("btn").ID("morse-large").Disabled(p.round == nil).Aria("pressed", yes(p.large)).
			OnClick(func(ui.Context, ui.Event) { p.large = !p.large; p.show() }).Text("Large lamp"),
	)
}

// slowness are the speeds of the lamp: never above 1×.
var slowness = []struct {
	times       int
	text, label string
}{{1, "1×", "As fast as the dot says"}, {2, "½×", "Half as fast"}, {4, "¼×", "A quarter as fast"}}

// speed is the length of a dot, and slow motion.
func (p *morsePage) speed() ui.UI {
	return ui.Div().Class("morse-speed").Body(
		ui.Div().Class("morse-unit").Body(
			ui.Label().For("morse-unit").Text("Length of a dot"),
			ui.Output().ID("morse-unit-is").For("morse-unit").Text(fmt.Sprint(max(p.unit, p.least()), " ms")),
			ui.Input().ID("morse-unit").Type("range").Min(p.least()).Max(mostUnit).Step(unitStep).Value(max(p.unit, p.least())).
				Disabled(p.round == nil).OnInput(p.setUnit),
		),
		ui.FieldSet().Class("speeds").Body(
			ui.Legend().Class("sr").Text("Slow motion"),
			ui.Range(slowness).Slice(func(i int) ui.UI {
				s := slowness[i]
				return ui.Label().Class("speed").Title(s.label).Body(
					ui.Input().Type("radio").Name("morse-slow").Value(s.times).Checked(p.slow == s.times).Aria("label", s.label).
						OnChange(func(ui.Context, ui.Event) { p.slow = s.times; p.show() }, s.times),
					ui.Span().Aria("hidden", "true").Text(s.text),
				)
			}),
		),
	)
}

// setUnit takes the slider's place.
func (p *morsePage) setUnit(ctx ui.Context, _ ui.Event) {
	n, err := strconv.Atoi(ctx.JSSrc().Get("value").String())
	if err != nil || n == p.unit {
		return
	}
	p.unit = min(max(n, p.least()), mostUnit)
	p.keep()
	p.show()
}

// senses are the lamp for ears and hands (web/lazy/morse.js); they follow the lamp.
func (p *morsePage) senses() ui.UI {
	box := func(name, label string) ui.UI {
		return ui.Label().Body(ui.Input().Type("checkbox").DataSet("morse", name).Disabled(p.round == nil), ui.Text(label))
	}
	return ui.Div().Class("morse-senses").Body(box("sound", "Sound"), box("vibration", "Vibration"))
}

// note says how fast the lamp may be, and why.
func (p *morsePage) note() string {
	switch {
	case p.large:
		return fmt.Sprintf("The large lamp takes no dot below %d ms: it flashes at most 2.5 times a second.", leastLarge)
	case p.unit*p.slow < threeASec:
		return fmt.Sprintf("Dots below %d ms flash more than three times a second. Only the small lamp does that: its light "+
			"stays below the area that WCAG 2.3.1 allows.", threeASec)
	}
	return "The guide gives no length in seconds; the lab’s dot is 200 ms. Sound and vibration follow the lamp."
}

// rhythm is a waveform in words: how long each colour lasts.
func rhythm(w led.Waveform) string {
	var list []string
	for i, e := range w.Edges {
		end := w.Period
		if i+1 < len(w.Edges) {
			end = w.Edges[i+1].At
		}
		colour := string(e.Colour)
		if e.Colour == led.Dark {
			colour = "dark"
		}
		if w.Period == 0 {
			return colour + ", steady"
		}
		list = append(list, colour+" "+strconv.FormatFloat((end-e.At).Seconds(), 'f', -1, 64)+" s")
	}
	return strings.Join(list, ", ")
}

// morseTables are what one looks up: the codes of the product, and the alphabet.
type morseTables struct {
	ui.Compo
	Product led.Product
}

func (m *morseTables) Render() ui.UI {
	rows := codeRows(m.Product)
	return ui.Div().Class("morse-tables").Body(
		ui.Details().Class("note").Body(
			ui.Summary().Text("Error codes of the "+string(m.Product)),
			ui.Div().Class("table-wrap").TabIndex(0).Role("group").Aria("label", "Error codes").Body(ui.Table().Class("table").Body(
				ui.THead().Body(ui.Tr().Body(ui.Th().Scope("col").Text("Code"), ui.Th().Scope("col").Text("Meaning"), ui.Th().Scope("col").Text("Action"))),
				ui.TBody().Body(ui.Range(rows).Slice(func(i int) ui.UI {
					return ui.Tr().Body(ui.Th().Scope("row").Class("mono").Text(rows[i][0]), ui.Td().Text(rows[i][1]), ui.Td().Text(rows[i][2]))
				})),
			)),
		),
		ui.Details().Class("note").Body(
			ui.Summary().Text("Letters and numerals in Morse"),
			ui.P().Class("small", "muted").Text("A dash is three dots long; one dot of dark within a letter, three between letters, seven before the code repeats."),
			ui.Ul().Class("morse-alphabet").Body(ui.Range(make([]int, 36)).Slice(func(i int) ui.UI {
				letter := string("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"[i])
				return ui.Li().Body(ui.B().Text(letter), ui.Span().Class("mono").Text(led.Spell(letter)))
			})),
		),
	)
}

// codeRows are the codes of a product with meaning and action.
func codeRows(p led.Product) [][3]string {
	var rows [][3]string
	if p == led.Shield5s {
		for _, c := range led.Codes() {
			rows = append(rows, [3]string{c.Digits, c.Meaning, c.Action()})
		}
	}
	for _, c := range led.SOSCodes(p) {
		rows = append(rows, [3]string{c.Letters, c.Meaning, c.Action()})
	}
	return rows
}

// lampTrace is what a lamp showed.
type lampTrace struct {
	of    string // product or ESN
	edges []led.Edge
	end   time.Duration
}

// traceEdges is how long a trace gets.
const traceEdges = 10_000

// traceButtons offer a trace as files: for viewers of waveforms, and to read.
func traceButtons(ready bool, trace func() lampTrace) []ui.UI {
	return []ui.UI{
		ui.Button().Type("button").Class("btn").ID("trace-vcd").Disabled(!ready).Title("A value change dump, for viewers of waveforms").
			OnClick(func(ui.Context, ui.Event) {
				t := trace()
				download("lamp.vcd", string(led.VCD(t.of, t.edges, t.end)))
			}).Body(icon("download"), ui.Text("Trace as VCD")),
		ui.Button().Type("button").Class("btn").ID("trace-text").Disabled(!ready).
			OnClick(func(ui.Context, ui.Event) { download("lamp.txt", led.List(trace().edges)) }).Body(icon("download"), ui.Text("Trace as text")),
	}
}
