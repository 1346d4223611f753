package author

import (
	"slices"
	"strings"

	"hsmlab/lessons"
)

// witness is what some proof of a lesson has seen, with any of its seeds: what differs from seed to seed need not show with
// each.
type witness struct {
	hints   map[hintPlace][]string // command hints that ran, and the state scripts after which they did; "" is none
	answers map[hintPlace]string   // feedback whose mistake was made: "" once it was given, else what was printed instead
	parts   map[part]*partSeen
	order   []part // in which the parts were seen
}

// hintPlace is a hint or a feedback of a task.
type hintPlace struct {
	task string
	n    int
}

func newWitness() *witness {
	return &witness{hints: map[hintPlace][]string{}, answers: map[hintPlace]string{}, parts: map[part]*partSeen{}}
}

func (w *witness) hint(g lessons.Given, state string) {
	at := hintPlace{g.Task, g.Place}
	w.hints[at] = append(w.hints[at], state)
}

// judge tells what no seed has shown.
func (w *witness) judge(source *Source, r *Report) {
	if source.Lesson.Exam == nil {
		w.unrun(source, r)
		w.idle(source, r)
		w.unanswered(source, r)
	}
	w.judgeParts(r)
}

// unrun notes command hints that no proof ran: nobody knows whether they work.
func (w *witness) unrun(source *Source, r *Report) {
	for _, t := range source.Lesson.Tasks {
		for i, h := range t.Hints {
			if _, ran := w.hints[hintPlace{t.ID, i}]; h.Rung == lessons.Command && !ran {
				r.fail("task %q: the command hint %q (when %s) never runs; write a state-NAME.sh that leads to where it is given, or drop it", t.ID, h.Line, h.When)
			}
		}
	}
}

// idle notes state scripts after which no hint runs but those that run without them.
func (w *witness) idle(source *Source, r *Report) {
	needed := map[string]bool{}
	for _, states := range w.hints {
		for _, s := range states {
			needed[s] = needed[s] || !slices.Contains(states, "")
		}
	}
	for _, f := range source.States {
		if !needed[f.name] {
			r.fail("%s: every command hint that runs after it runs without it too", f.name)
		}
	}
}

// unanswered notes feedback that is not given for the mistake that it answers.
func (w *witness) unanswered(source *Source, r *Report) {
	for _, t := range source.Lesson.Tasks {
		for i, f := range t.Feedback {
			if instead := w.answers[hintPlace{t.ID, i}]; instead != "" {
				r.fail("task %q: the feedback when %s is not given after its mistake, %s; %s", t.ID, f.When, strings.Join(f.Mistake, "; "), instead)
			}
		}
	}
}
