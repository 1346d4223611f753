package morse

import (
	"slices"
	"strings"

	"hsmlab/sim/led"
)

// Step is what a round asks for.
type Step int

// The steps of a round, in their order.
const (
	Reading Step = iota // the code
	Meaning
	Action
	Over
)

// MarksOfRound is how many marks a round is worth: one for each question.
const MarksOfRound = 3

// Round is one code on the lamp and the questions about it.
type Round struct {
	Signal   led.Signal
	Again    bool     // it was missed before
	Meanings []string // to choose from, the right one among them
	Actions  []string // likewise
	Step     Step
	Marks    int

	spent bool // the mark for reading is gone: a wrong answer, or help
}

// Answer takes the answer to the present question and reports whether it is right. The code may be tried again, for no
// mark; a wrong choice ends its question. It is false when the round is over.
func (r *Round) Answer(text string) bool {
	switch r.Step {
	case Reading:
		return r.read(text)
	case Meaning:
		return r.choose(text == r.Signal.Meaning())
	case Action:
		return r.choose(slices.Contains(r.RightActions(), text))
	}
	return false
}

func (r *Round) read(text string) bool {
	if tidy(text, r.Signal.Pattern) != tidy(r.Signal.Code, r.Signal.Pattern) {
		r.spent = true
		return false
	}
	if !r.spent {
		r.Marks++
	}
	r.Step = Meaning
	return true
}

func (r *Round) choose(right bool) bool {
	if right {
		r.Marks++
	}
	r.Step++
	return right
}

// Help gives the dots and dashes of the code. It costs the mark for reading it.
func (r *Round) Help() string {
	if r.Step == Reading {
		r.spent = true
	}
	return r.Signal.Morse()
}

// Tell ends the reading without its mark: the code is told.
func (r *Round) Tell() {
	if r.Step == Reading {
		r.Step = Meaning
	}
}

// tidy writes a code as it is compared: capitals, without the distress signal, blanks and the strokes between digits.
func tidy(text string, p led.Pattern) string {
	text = strings.Join(strings.FieldsFunc(strings.ToUpper(text), func(c rune) bool { return c == ' ' || c == '-' || c == '.' }), "")
	if rest, ok := strings.CutPrefix(text, "SOS"); ok && p == led.SOS {
		return rest
	}
	return text
}

// RightActions are the actions for the round's code; more than one where it has two meanings.
func (r *Round) RightActions() []string { return r.Signal.Actions() }

// Actions are all that people do about the error codes of a product, each once. Those of other products are no choice:
// they would be right in part.
func Actions(p led.Product) []string {
	var all []string
	add := func(a string) {
		if !slices.Contains(all, a) {
			all = append(all, a)
		}
	}
	for _, c := range led.SOSCodes(p) {
		add(c.Action())
	}
	if p == led.Shield5s {
		for _, c := range led.Codes() {
			add(c.Action())
		}
	}
	return all
}
