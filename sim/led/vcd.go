package led

import (
	"fmt"
	"strings"
	"time"
)

// wires are the variables of a dump: the three lamps behind the lens, by the colours that each is part of.
var wires = []struct {
	name    string
	id      byte
	colours []Colour
}{
	{"red", '!', []Colour{Red}},
	{"green", '"', []Colour{Green, Cyan}},
	{"blue", '#', []Colour{Blue, Cyan}},
}

// VCD writes what a lamp showed as a value change dump (IEEE 1364-2005, 18), with a step of a microsecond: one wire
// for each lamp behind the lens. Cyan is green and blue at once. The trace begins with its first edge and ends at end,
// both on the same clock; edges must ascend.
func VCD(module string, edges []Edge, end time.Duration) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "$version hsmlab $end\n$comment status LED of %s $end\n$timescale 1 us $end\n$scope module led $end\n", module)
	for _, w := range wires {
		fmt.Fprintf(&b, "$var wire 1 %c %s $end\n", w.id, w.name)
	}
	b.WriteString("$upscope $end\n$enddefinitions $end\n")
	var began time.Duration
	last := map[byte]bool{}
	for i, e := range edges {
		if i == 0 {
			began = e.At
		}
		fmt.Fprintf(&b, "#%d\n", (e.At - began).Microseconds())
		if i == 0 {
			b.WriteString("$dumpvars\n")
		}
		for _, w := range wires {
			if on := lit(w.colours, e.Colour); i == 0 || on != last[w.id] {
				fmt.Fprintf(&b, "%d%c\n", bit(on), w.id)
				last[w.id] = on
			}
		}
		if i == 0 {
			b.WriteString("$end\n")
		}
	}
	fmt.Fprintf(&b, "#%d\n", (end - began).Microseconds())
	return []byte(b.String())
}

// List writes what a lamp showed as text, a line for each edge: seconds since the first one, and the colour.
func List(edges []Edge) string {
	var b strings.Builder
	for _, e := range edges {
		ms := (e.At - edges[0].At).Milliseconds()
		fmt.Fprintf(&b, "%5d.%03ds  %s\n", ms/1000, ms%1000, e.Colour)
	}
	return b.String()
}

func lit(colours []Colour, c Colour) bool {
	for _, o := range colours {
		if o == c {
			return true
		}
	}
	return false
}

func bit(on bool) int {
	if on {
		return 1
	}
	return 0
}

// Trace lists the edges of a waveform between two moments after the signal began, the first one at from: the colour
// that the lamp has then. To must not be before from. A trace is at most limit edges long: it ends there.
func (w Waveform) Trace(from, to time.Duration, limit int) []Edge {
	list := []Edge{{from, w.At(from)}}
	if w.Period == 0 || len(w.Edges) < 2 {
		return list
	}
	for round := from / w.Period; len(list) < limit; round++ {
		for _, e := range w.Edges {
			at := round*w.Period + e.At
			if at >= to || len(list) >= limit {
				return list
			}
			if at > from {
				list = append(list, Edge{at, e.Colour})
			}
		}
	}
	return list
}
