package author

import (
	"errors"
	"fmt"

	"github.com/itchyny/gojq"

	"hsmlab/lessons"
	"hsmlab/sim"
)

// Begin begins a lesson that was loaded without problems, with its own seed, and asks each goal, each condition and each blank
// of a hint once. The error, if any, is Problems: a set-up line that fails, a question without an answer.
func Begin(source *Source) error {
	var problems Problems
	t := beginner{notes: notes{file: source.Dir + "/lesson.md", found: &problems}, lines: source.lines}
	bound, err := source.Lesson.Bind(source.Lesson.Seed)
	if err != nil {
		t.add(t.lines.of("vars"), "%v", err)
		return problems.err()
	}
	s, err := setUp(bound)
	if failed, ok := errors.AsType[setupError](err); ok {
		t.add(t.lines.of(index("setup", failed.place)), "%v", err)
	} else if err != nil {
		t.add(t.lines.of("scenario"), "the lab cannot begin: %v", err)
	} else {
		defer s.close()
		s.kernel.View(func(lab *sim.Lab) { t.tasks(bound, bound.Ask(lab)) })
	}
	return problems.err()
}

type beginner struct {
	notes
	lines lines
	lab   *lessons.Asker
}

// tasks asks what an attempt asks when it begins: all goals, and the hints and feedback of the tasks whose turn it is. What
// the others ask may have no answer yet, so of them only what no state of the lab could mend is a problem.
func (t *beginner) tasks(bound *lessons.Lesson, lab *lessons.Asker) {
	t.lab = lab
	for i, task := range bound.Tasks {
		path := index("tasks", i)
		t.holds(path+".goal", task.Goal, true)
		turn := len(task.After) == 0
		given := map[lessons.Rung]bool{}
		for j, h := range task.Hints {
			place := index(path+".hints", j)
			now := turn && !given[h.Rung]
			now = h.When == "" && now || h.When != "" && t.holds(place+".when", h.When, now) && now
			t.text(place, h.Text+h.Line, now)
			given[h.Rung] = given[h.Rung] || now
		}
		for j, f := range task.Feedback {
			place := index(path+".feedback", j)
			t.text(place, f.Text, t.holds(place+".when", f.When, turn) && turn)
		}
	}
}

// holds asks a goal or a condition; with now it must have an answer already.
func (t *beginner) holds(path, text string, now bool) bool {
	values, err := t.lab.Values(text)
	if len(values) == 1 && err == nil {
		if holds, ok := values[0].(bool); ok {
			return holds
		}
	}
	yet := !now && (len(values) == 0 || len(values) == 1 && values[0] == nil) && !errors.Is(err, lessons.ErrEndless)
	if !yet {
		t.add(t.lines.of(path), "%s %s in the lab as the lesson begins; want exactly one true or false", path, outcome(values, err))
	}
	return false
}

// text asks the blanks of a text; with now it would be given, so each must have its one value.
func (t *beginner) text(path, text string, now bool) {
	for _, inner := range lessons.Interpolations(text) {
		values, err := t.lab.Values(inner)
		if errors.Is(err, lessons.ErrEndless) || now && (err != nil || len(values) != 1) {
			t.add(t.lines.of(path), "{{%s}} %s in the lab as the lesson begins; want exactly one value", inner, outcome(values, err))
		}
	}
}

// outcome says what came of a question.
func outcome(values []any, err error) string {
	switch {
	case errors.Is(err, lessons.ErrEndless):
		return "does not come to an end"
	case err != nil:
		return fmt.Sprintf("fails (%v)", err)
	case len(values) == 0:
		return "yields nothing"
	case len(values) > 1:
		return fmt.Sprintf("yields several values (%s, %s, …)", gojq.Preview(values[0]), gojq.Preview(values[1]))
	}
	return "yields " + gojq.Preview(values[0])
}
