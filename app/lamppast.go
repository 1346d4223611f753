package app

import (
	"strings"
	"time"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"hsmlab/sim/led"
)

// lampPast is what the lamp on the bench has shown, in the lab's time, as far as the page looked.
type lampPast struct {
	of    string // ESN
	shown []shownSignal
}

// shownSignal is a signal and when it began.
type shownSignal struct {
	signal led.Signal
	since  time.Duration
}

// lampSpan is how much of the lamp's past is kept.
const lampSpan = time.Minute

// note takes up what a lamp shows. Another lamp has another past, and undo takes away what has not been.
func (l *lampPast) note(of string, signal led.Signal, since, now time.Duration) {
	if of != l.of {
		*l = lampPast{of: of}
	}
	for n := len(l.shown); n > 0 && l.shown[n-1].since >= since; n-- {
		l.shown = l.shown[:n-1]
	}
	l.shown = append(l.shown, shownSignal{signal, since})
	for len(l.shown) > 1 && l.shown[1].since < now-lampSpan {
		l.shown = l.shown[1:]
	}
}

// trace is the past until now, at most lampSpan of it, from the one waveform of each signal.
func (l *lampPast) trace(now time.Duration) lampTrace {
	t := lampTrace{of: l.of}
	if len(l.shown) == 0 {
		return t
	}
	began := max(l.shown[0].since, now-lampSpan)
	t.end = now - began
	for i, s := range l.shown {
		from, to := max(s.since, began), now
		if i+1 < len(l.shown) {
			to = l.shown[i+1].since
		}
		if to <= from {
			continue
		}
		for _, e := range s.signal.Waveform(led.Unit).Trace(from-s.since, to-s.since, traceEdges) {
			e.At += s.since - began
			if n := len(t.edges); n == 0 || t.edges[n-1].Colour != e.Colour {
				t.edges = append(t.edges, e)
			}
		}
	}
	return t
}

// lampStrip shows the lamp's last seconds below the drawing, and its last minute as text and as files.
type lampStrip struct {
	ui.Compo
	Desk *desk
}

func (l *lampStrip) OnMount(ctx ui.Context) { l.Desk.watch(ctx, onLab, onDesk) }

func (l *lampStrip) Render() ui.UI {
	d := l.Desk
	meaning := d.shown.statusLED().signal.Meaning()
	if meaning != "" {
		meaning = sentence(meaning) + "."
	}
	return ui.Div().Class("lamp-strip").Hidden(!d.hasLamp()).Body(
		&stripChart{},
		ui.P().Class("led-meaning").ID("led-meaning").Hidden(meaning == "").Text(meaning),
		ui.Details().Body(
			ui.Summary().Text("Status LED, last minute"),
			ui.Ol().Class("small").ID("lamp-past").Body(ui.Range(d.lamp.shown).Slice(func(i int) ui.UI {
				s := d.lamp.shown[i]
				return ui.Li().Body(ui.Span().Class("mono").Text(d.timeOf(s.since)), ui.Span().Body(wholeWords(" "+s.signal.Words())...))
			})),
			ui.Div().Class("verbs").Body(traceButtons(len(d.lamp.shown) > 0, func() lampTrace { return d.lamp.trace(d.shown.now) })...),
		),
	)
}

// wholeWords is a text in which codes and Morse, "SOS-T" and "---", are not broken at a hyphen.
func wholeWords(text string) []ui.UI {
	var parts []ui.UI
	plain := ""
	for word := range strings.SplitAfterSeq(text, " ") {
		if !strings.Contains(word, "-") {
			plain += word
			continue
		}
		parts = append(parts, ui.Text(plain), ui.Span().Class("whole").Text(strings.TrimSuffix(word, " ")))
		plain = strings.Repeat(" ", len(word)-len(strings.TrimSuffix(word, " ")))
	}
	return append(parts, ui.Text(plain))
}

// timeOf writes a moment of the lab as its clock would.
func (d *desk) timeOf(at time.Duration) string {
	now, ok := d.shown.clock(d.shown.snapshot.Now)
	if !ok {
		return ""
	}
	return now.Add(at - d.shown.now).Format("15:04:05")
}
