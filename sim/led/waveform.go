package led

import (
	"slices"
	"strings"
	"time"
)

// Unit is the length of a Morse dot, from which all other lengths follow. The
// guide gives none; 200 ms is simulated: slow enough to read along, and dot and
// gap together make 2.5 flashes a second, the fastest thing the lamp does.
const Unit = 200 * time.Millisecond

// Lengths in units. Those of Morse are the guide's (4.4.2.1).
const (
	dot       = 1
	dash      = 3
	gapInside = 1 // between dots or dashes of a digit
	gapDigits = 3
	gapCodes  = 7 // before the code repeats

	slowFlash = 5
	fastFlash = 1
	alternate = 2

	blinkOn, blinkAgain = 19, 12
	longPulse           = 4
)

// flicker holds on and off times in turn, in units. On times are uneven, as a
// lamp that follows work is, but never below 3: a dip every 800 ms at most.
var flicker = []int{3, 1, 5, 1, 4, 1, 7, 1, 3, 1, 6, 1}

// Edge is a moment at which the lamp takes a colour.
type Edge struct {
	At     time.Duration `json:"at"` // since the signal began, or the period; nanoseconds
	Colour Colour        `json:"colour"`
}

// Waveform is a lamp over time. It repeats every Period; a Period of 0 means
// that nothing follows the last edge. Edges ascend, the first stands at 0, and
// each changes the colour. The zero Waveform is dark.
type Waveform struct {
	Period time.Duration `json:"period"` // nanoseconds
	Edges  []Edge        `json:"edges"`
}

// Waveform returns how s looks over time, with dots of length unit; normally
// that is Unit, and anything shorter may flash faster than people should be
// shown. The unit must be positive. A signal that is none of this package's,
// a code that does not consist of three digits from 1 to 5, or of letters after SOS, among them, is dark.
func (s Signal) Waveform(unit time.Duration) Waveform {
	if unit <= 0 {
		panic("BUG: led: unit of a waveform is not positive")
	}
	t := track{unit: unit}
	switch s.Pattern {
	case Steady:
		return steady(s.Colour)
	case SlowFlash:
		t.add(s.Colour, slowFlash).add(s.Second, slowFlash)
	case Alternate:
		t.add(s.Colour, alternate).add(s.Second, alternate)
	case FastFlash:
		t.add(s.Colour, fastFlash).add(Dark, fastFlash)
	case Flicker:
		for i := 0; i < len(flicker); i += 2 {
			t.add(s.Colour, flicker[i]).add(Dark, flicker[i+1])
		}
	case Blink:
		t.add(s.Colour, blinkOn).add(Dark, 1).add(s.Colour, blinkAgain).add(Dark, 1)
	case ShortPulses:
		t.add(s.Colour, dot).add(Dark, gapInside).add(s.Colour, dot).add(Dark, gapDigits)
	case LongPulses:
		t.add(s.Colour, longPulse).add(Dark, gapInside).add(s.Colour, longPulse).add(Dark, longPulse)
	case Morse, SOS:
		return s.morse(t)
	default:
		return steady(Dark)
	}
	return t.Waveform
}

func steady(c Colour) Waveform { return Waveform{Edges: []Edge{{0, c}}} }

// morse spells the dots and dashes of a code, as often as the lamp is looked at.
func (s Signal) morse(t track) Waveform {
	marks := s.Morse()
	if marks == "" {
		return steady(Dark)
	}
	for i, word := range strings.Split(marks, wordEnd) {
		if i > 0 {
			t.add(Dark, gapCodes)
		}
		t.word(s.Colour, word)
	}
	t.add(Dark, gapCodes)
	return t.Waveform
}

// word adds letters or digits with the gaps between them.
func (t *track) word(c Colour, marks string) {
	for i, letter := range strings.Fields(marks) {
		if i > 0 {
			t.add(Dark, gapDigits)
		}
		for j, mark := range letter {
			if j > 0 {
				t.add(Dark, gapInside)
			}
			if mark == '-' {
				t.add(c, dash)
			} else {
				t.add(c, dot)
			}
		}
	}
}

// track is a waveform that grows at its end.
type track struct {
	Waveform
	unit time.Duration
}

// add holds a colour for some units. An empty colour is dark.
func (t *track) add(c Colour, units int) *track {
	if c == "" {
		c = Dark
	}
	t.Edges = append(t.Edges, Edge{t.Period, c})
	t.Period += time.Duration(units) * t.unit
	return t
}

// At returns the colour at time t after the signal began. Before that, the
// lamp is taken to have shown the signal already.
func (w Waveform) At(t time.Duration) Colour {
	if len(w.Edges) == 0 {
		return Dark
	}
	if w.Period > 0 {
		t = (t%w.Period + w.Period) % w.Period
	}
	after := slices.IndexFunc(w.Edges, func(e Edge) bool { return e.At > t })
	switch after {
	case 0:
		return w.Edges[0].Colour
	case -1:
		return w.Edges[len(w.Edges)-1].Colour
	}
	return w.Edges[after-1].Colour
}
