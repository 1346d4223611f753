package lessons

import (
	"fmt"
	"strings"
)

// Given is a hint as the learner gets it: chosen for the state of the lab, its blanks filled in.
type Given struct {
	Task  string
	Place int // among the task's hints or feedback, from 0
	Rung  Rung
	Text  string
	Line  string // for a prompt; only on the command rung
	On    string // host of that prompt
}

// Ladder returns the hints that help with a task now, from the gentlest rung up, at most one of each. It is
// empty for an exam, and for a task that is done or whose turn has not come. Nothing is marked: call Take when
// the learner has seen one. The error tells of a condition or a blank that could not be answered.
func (p *Progress) Ladder(lab Source, id string) ([]Given, error) {
	t, s := p.find(id)
	if t == nil || p.lesson.Exam != nil || !s.Active || s.Done {
		return nil, nil
	}
	v := p.viewOf(lab)
	var ladder []Given
	for _, rung := range Rungs {
		given, ok, err := p.hint(t, rung, v)
		if err != nil {
			return ladder, fmt.Errorf("lessons: %s: task %s: hint: %w", p.lesson.ID, id, err)
		}
		if ok {
			ladder = append(ladder, given)
		}
	}
	return ladder, nil
}

func (p *Progress) hint(t *task, rung Rung, v *view) (Given, bool, error) {
	for i, h := range t.Hints {
		if h.Rung != rung {
			continue
		}
		holds, err := t.hints[i].holds(v)
		if err != nil {
			return Given{}, false, err
		}
		if !holds {
			continue
		}
		given := Given{Task: t.ID, Place: i, Rung: rung, On: h.On}
		if given.Text, err = p.lesson.render(h.Text, v); err == nil {
			given.Line, err = p.lesson.render(h.Line, v)
		}
		return given, err == nil, err
	}
	return Given{}, false, nil
}

// Take notes that the learner has seen a rung of a task's ladder. Taking the command marks the task assisted,
// also when it is undone later.
func (p *Progress) Take(id string, rung Rung) {
	t, s := p.find(id)
	if t == nil {
		return
	}
	for i, r := range Rungs {
		if r == rung {
			s.Hints = max(s.Hints, i+1)
		}
	}
	s.Assisted = s.Assisted || rung == Command
}

// Feedback returns what there is to say about known mistakes in the tasks whose turn it is. Exams stay silent.
func (p *Progress) Feedback(lab Source) ([]Given, error) {
	if p.lesson.Exam != nil {
		return nil, nil
	}
	v := p.viewOf(lab)
	var said []Given
	for i := range p.tasks {
		t, s := &p.tasks[i], p.state.Tasks[i]
		if !s.Active || s.Done {
			continue
		}
		for j, f := range t.Feedback {
			if strings.Contains(f.When, ".last") && v.last() == s.Since {
				continue
			}
			holds, err := t.feedback[j].holds(v)
			if err != nil {
				return said, fmt.Errorf("lessons: %s: task %s: feedback %d: %w", p.lesson.ID, t.ID, j+1, err)
			}
			if !holds {
				continue
			}
			text, err := p.lesson.render(f.Text, v)
			if err != nil {
				return said, fmt.Errorf("lessons: %s: task %s: feedback %d: %w", p.lesson.ID, t.ID, j+1, err)
			}
			said = append(said, Given{Task: t.ID, Place: j, Text: text})
		}
	}
	return said, nil
}

func (p *Progress) find(id string) (*task, *TaskState) {
	for i := range p.tasks {
		if p.tasks[i].ID == id {
			return &p.tasks[i], &p.state.Tasks[i]
		}
	}
	return nil, nil
}

// viewOf takes the lab as it is now. Hints may speak of time (how long a button has been down), which moves
// without a new revision, so the view of the last Update does not serve them.
func (p *Progress) viewOf(lab Source) *view { return &view{source: lab, translator: &p.translator} }
