package led

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// maxDigit is the highest digit of a code.
const maxDigit = 5

// Morse returns the dots and dashes of a Morse signal, a blank between digits:
// ". -- ..." for 1-2-3. It is "" for all other signals.
func (s Signal) Morse() string {
	if s.Pattern != Morse || len(s.Code) != len("1-2-3") || s.Code[1] != '-' || s.Code[3] != '-' {
		return ""
	}
	var digits [3]string
	for i := range digits {
		n := int(s.Code[2*i] - '0')
		if n < 1 || n > maxDigit {
			return ""
		}
		digits[i] = strings.Repeat([]string{".", "-", "."}[i], n)
	}
	return strings.Join(digits[:], " ")
}

// Decode reads the waveform of a Morse signal back into its code, "1-2-3", as
// a patient observer would: from the lengths of light and dark. It is false for
// a waveform that is no code in dots of this unit; a code it returns need not
// be one that the 5s has (see Lookup).
func (w Waveform) Decode(unit time.Duration) (code string, ok bool) {
	if unit <= 0 || len(w.Edges) == 0 {
		return "", false
	}
	marks := ""
	for i, e := range w.Edges {
		end := w.Period
		if i+1 < len(w.Edges) {
			end = w.Edges[i+1].At
		}
		marks += mark(e.Colour != Dark, (end-e.At)/unit)
	}
	digits := strings.Fields(marks)
	if len(digits) != 3 {
		return "", false
	}
	code = fmt.Sprintf("%d-%d-%d", len(digits[0]), len(digits[1]), len(digits[2]))
	// The reading was lenient; whether it is the same signal shows here.
	again := Signal{Pattern: Morse, Colour: w.Edges[0].Colour, Code: code}.Waveform(unit)
	if again.Period != w.Period || !slices.Equal(again.Edges, w.Edges) {
		return "", false
	}
	return code, true
}

// mark reads one stretch of light or dark: what it adds to the text of a code.
func mark(lit bool, units time.Duration) string {
	switch {
	case lit && units < dash:
		return "."
	case lit:
		return "-"
	case units < gapDigits:
		return ""
	}
	return " "
}
