package author

import (
	"fmt"
	"slices"
)

// Report is what the proofs of one lesson found.
type Report struct {
	Lesson     string
	Seeds      []uint64
	Failures   []string // what does not hold, one a line; empty when the lesson is proven
	Mutants    int      // scripts with a statement, or a part of one, dropped or two swapped
	Killed     int      // of those, how many did not solve the lesson
	Allowed    int      // how many did, with a reason
	Exceptions []string // where and why, one a line
	Attempts   []*Attempt
}

// Score is the mutation score in words.
func (r Report) Score() string {
	if r.Mutants == 0 {
		return "no mutants"
	}
	text := fmt.Sprintf("mutation score %d %%: %d of %d do not solve it", r.Killed*100/r.Mutants, r.Killed, r.Mutants)
	if r.Allowed > 0 {
		text += fmt.Sprintf(", %d may", r.Allowed)
	}
	if len(r.Seeds) > 1 {
		text += fmt.Sprintf("; %d seeds", len(r.Seeds))
	}
	return text
}

// fail notes what does not hold whatever the seed.
func (r *Report) fail(format string, args ...any) {
	r.Failures = append(r.Failures, fmt.Sprintf(format, args...))
}

// allow counts a mutant that may solve the lesson, and notes once where and why.
func (r *Report) allow(file string, line int, marker, why string) {
	r.Allowed++
	if text := fmt.Sprintf("%s:%d: %s: %s", file, line, marker, why); !slices.Contains(r.Exceptions, text) {
		r.Exceptions = append(r.Exceptions, text)
	}
}
