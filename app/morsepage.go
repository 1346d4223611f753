package app

import (
	"encoding/json"
	"fmt"
	"strconv"
	"time"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"hsmlab/lessons/morse"
	"hsmlab/sim/led"
)

// morsePath is the page of the trainer for status lamps.
const morsePath = "/morse/"

// morseNote is where the learner's rounds are kept in the browser's store.
const morseNote = "morse"

// Lengths of a dot in milliseconds. The large lamp is above the area limit of WCAG 2.3.1 and keeps to 2.5 flashes a
// second; the small one, with its glow, stays below that area and may be faster.
const (
	unitStep   = 10
	leastSmall = 60
	leastLarge = int(led.Unit / time.Millisecond)
	mostUnit   = 600
	threeASec  = 170
)

// morseProducts are the products as addresses name them.
var morseProducts = []struct {
	slug    string
	product led.Product
}{{"5s", led.Shield5s}, {"solo", led.SoloPlus}, {"solo-xc", led.SoloXC}}

// morseKept is what is kept of the learner.
type morseKept struct {
	Unit    int                     `json:"unit,omitempty"` // dot, in milliseconds
	Records map[string]morse.Record `json:"records"`        // by slug
}

// morsePage is the trainer: a lamp with an error code, and questions about it.
type morsePage struct {
	ui.Compo
	kept    morseKept
	product int // place in morseProducts
	seed    uint64
	trainer *morse.Trainer
	round   *morse.Round // nil until the browser's store has answered
	rounds  int          // since the page was opened

	unit  int // dot, in milliseconds, as chosen
	slow  int // times that long
	large bool
	held  bool
	help  string // dots and dashes, if they were asked for
	said  string // about the last answer
	play  ui.Value
}

// OnInit is what is prerendered, too.
func (p *morsePage) OnInit() { p.unit, p.slow, p.seed = leastLarge, 1, 1 }

// OnMount takes up where the learner was.
func (p *morsePage) OnMount(ctx ui.Context) {
	if !ui.IsClient {
		return
	}
	p.readAddress()
	whenReady(ctx, "store", func(ctx ui.Context) {
		js().Get("store").Call("read", morseNote).Then(func(v ui.Value) {
			text := textIn(v)
			ctx.Dispatch(func(ctx ui.Context) { whenReady(ctx, "lamp", func(ctx ui.Context) { p.takeUp(ctx, text) }) })
		})
	})
	lazily(ctx, "morse", func(ctx ui.Context) { p.play = js().Get("morse").Call("open", ctx.JSSrc()) })
}

// OnDismount ends sound and vibration.
func (p *morsePage) OnDismount() {
	if p.play != nil {
		p.play.Call("close")
	}
}

// readAddress takes product and seed from the address, or a seed from the clock.
func (p *morsePage) readAddress() {
	query := ui.Window().URL().Query()
	for i, m := range morseProducts {
		if m.slug == query.Get("product") {
			p.product = i
		}
	}
	seed, err := strconv.ParseUint(query.Get("seed"), 10, 64)
	if err != nil {
		seed = uint64(ui.Window().Get("Date").Call("now").Float()) % 1_000_000
	}
	p.seed = seed
}

// takeUp begins with what was kept.
func (p *morsePage) takeUp(ctx ui.Context, text string) {
	if json.Unmarshal([]byte(text), &p.kept) == nil && p.kept.Unit >= leastSmall && p.kept.Unit <= mostUnit {
		p.unit = p.kept.Unit
	}
	if p.kept.Records == nil {
		p.kept.Records = map[string]morse.Record{}
	}
	p.begin()
	ctx.Defer(func(ui.Context) { markReady() })
}

// begin starts the series of the product and puts it into the address.
func (p *morsePage) begin() {
	m := morseProducts[p.product]
	ui.Window().Get("history").Call("replaceState", nil, "", fmt.Sprintf("?product=%s&seed=%d", m.slug, p.seed))
	p.trainer = morse.New(m.product, p.seed, p.kept.Records[m.slug])
	p.next()
}

// next sets a round and lights the lamp.
func (p *morsePage) next() {
	p.round, p.help, p.said = p.trainer.Next(), "", ""
	p.rounds++
	p.show()
}

// keep stores what is known of the learner.
func (p *morsePage) keep() {
	p.kept.Unit = p.unit
	if p.trainer != nil {
		p.kept.Records[morseProducts[p.product].slug] = p.trainer.Record
	}
	js().Get("store").Call("note", morseNote, encodedText(p.kept))
}

// least is the shortest dot that may be chosen.
func (p *morsePage) least() int {
	if p.large {
		return leastLarge
	}
	return leastSmall
}

// dot is how long a dot lasts on the lamp.
func (p *morsePage) dot() time.Duration {
	return time.Duration(max(p.unit, p.least())*p.slow) * time.Millisecond
}

// signal is what the lamp shows: before the first round nothing.
func (p *morsePage) signal() led.Signal {
	if p.round == nil {
		return led.Off
	}
	return p.round.Signal
}

// wave is the one waveform that lamp, chart, sound, text and trace are made from.
func (p *morsePage) wave() led.Waveform { return p.signal().Waveform(p.dot()) }

// show plays the signal from its beginning. Each round has a past of its own.
func (p *morsePage) show() {
	if p.round != nil {
		js().Get("lamp").Call("set", string(lampJSON(p.wave(), 0)), fmt.Sprint("round ", p.rounds))
	}
}

// hold pauses the lamp, and with it chart, sound and vibration.
func (p *morsePage) hold() {
	p.held = !p.held
	js().Get("lamp").Call("hold", "learner", p.held)
}

// trace is two rounds of the code, as a file.
func (p *morsePage) trace() lampTrace {
	w := p.wave()
	end := 2 * w.Period
	return lampTrace{of: string(morseProducts[p.product].product), edges: w.Trace(0, end, traceEdges), end: end}
}
