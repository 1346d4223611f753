package app

import (
	"strings"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"hsmlab/sim/led"
)

// statusLED is the lamp of the thing on the bench.
type statusLED struct {
	of     string // ESN, "" where there is none
	signal led.Signal
	since  int64 // virtual time at which the signal began, microseconds
}

// statusLED is that of the card or the network-attached HSM on the bench; a dark one of nobody when it is something else.
func (s shown) statusLED() statusLED {
	if m, ok := s.module(); ok {
		return statusLED{m.ESN, m.LED, m.LEDSince}
	}
	if u, ok := s.unit(); ok {
		return statusLED{u.ESN, u.LED, u.LEDSince}
	}
	return statusLED{signal: led.Off}
}

// words say what the lamp shows.
func (l statusLED) words() string {
	if l.of == "" {
		return "dark"
	}
	return l.signal.Words()
}

// seen is words without what an error code means: that can be a long sentence, which stands below the chart.
func (l statusLED) seen() string {
	if meaning := l.signal.Meaning(); meaning != "" {
		return strings.TrimSuffix(l.words(), ": "+meaning)
	}
	return l.words()
}

// hasLamp reports whether the thing on the bench has a status LED. A cold bench shows an unpowered card.
func (d *desk) hasLamp() bool { return d.fitted() || d.shown.statusLED().of != "" }

// benchLamp is the lamp in the drawing. It begins to play what it is to show when it has come into the page.
type benchLamp struct {
	ui.Compo
	Desk *desk
}

func (b *benchLamp) OnMount(ui.Context) { b.Desk.showLamp() }

func (b *benchLamp) Render() ui.UI { return lamp() }
