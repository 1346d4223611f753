package led

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// maxDigit is the highest digit of a code.
const maxDigit = 5

// Morse returns the dots and dashes of an error signal, a blank between digits or letters, and a stroke after the
// distress signal: ". -- ..." for 1-2-3 of a 5s, "... --- ... / - -" for TT of a Solo. It is "" for all other
// signals.
func (s Signal) Morse() string {
	switch s.Pattern {
	case Morse:
		return digits(s.Code)
	case SOS:
		if code := spell(s.Code); code != "" {
			return spell(distress) + wordEnd + code
		}
	}
	return ""
}

// digits writes a code of the 5s, "1-2-3", in dots, dashes and dots; "" if it is none.
func digits(code string) string {
	if len(code) != len("1-2-3") || code[1] != '-' || code[3] != '-' {
		return ""
	}
	var groups [3]string
	for i := range groups {
		n := int(code[2*i] - '0')
		if n < 1 || n > maxDigit {
			return ""
		}
		groups[i] = strings.Repeat([]string{".", "-", "."}[i], n)
	}
	return strings.Join(groups[:], " ")
}

// Decode reads the waveform of an error signal back into its code, "1-2-3" or after a distress signal "OLC", as
// a patient observer would: from the lengths of light and dark. It is false for a waveform that is no code in dots
// of this unit; a code it returns need not be one that the product has (see Lookup and Distress).
func (w Waveform) Decode(unit time.Duration) (code string, ok bool) {
	if unit <= 0 || len(w.Edges) == 0 {
		return "", false
	}
	marks := ""
	for i, e := range w.Edges {
		marks += mark(e.Colour != Dark, (w.end(i)-e.At)/unit)
	}
	again := Signal{Pattern: Morse, Colour: w.Edges[0].Colour}
	if sos, rest, found := strings.Cut(strings.TrimSuffix(marks, wordEnd), wordEnd); found {
		again.Pattern = SOS
		if again.Code, ok = unspell(rest); !ok || sos != spell(distress) {
			return "", false
		}
	} else if again.Code, ok = count(sos); !ok {
		return "", false
	}
	// The reading was lenient; whether it is the same signal shows here.
	if built := again.Waveform(unit); built.Period != w.Period || !slices.Equal(built.Edges, w.Edges) {
		return "", false
	}
	return again.Code, true
}

// end is when the colour of an edge ends.
func (w Waveform) end(i int) time.Duration {
	if i+1 < len(w.Edges) {
		return w.Edges[i+1].At
	}
	return w.Period
}

// count reads three groups of marks as digits.
func count(marks string) (code string, ok bool) {
	groups := strings.Fields(marks)
	if len(groups) != 3 {
		return "", false
	}
	return fmt.Sprintf("%d-%d-%d", len(groups[0]), len(groups[1]), len(groups[2])), true
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
	case units < gapCodes:
		return " "
	}
	return wordEnd
}
