package lessons

import (
	"fmt"
	"slices"
)

// Progress is what a learner has achieved in one attempt at a lesson. It looks at the lab when told to, and
// keeps what it saw: an edge that was done stays done and a never that was tripped stays tripped, whatever is
// undone afterwards.
//
// A goal is a question about the lab at one moment, and between two moments anything may have happened: time can
// pass in one long step. Goals therefore ask about what lasts.
type Progress struct {
	lesson     *Lesson
	tasks      []task
	state      State
	view       *view
	translator translator
	revision   uint64
	seen       bool // Update has run for revision
	ended      int  // number of the last command that had ended then
}

type task struct {
	*Task
	goal     *query
	hints    []*query // conditions, by hint
	feedback []*query // conditions, by feedback
}

// Change is what one Update brought.
type Change struct {
	Done    []string // tasks ticked just now
	Lost    []string // level tasks that hold no longer
	Tripped []string // never tasks tripped just now
	Solved  bool     // the lesson became solved just now
}

// Any tells whether there is anything to draw.
func (c Change) Any() bool { return len(c.Done)+len(c.Lost)+len(c.Tripped) > 0 || c.Solved }

// NewProgress begins an attempt at a bound lesson. It fails when a goal or a condition is not jq.
func NewProgress(l *Lesson) (*Progress, error) {
	if len(l.Values) != len(l.Vars) {
		return nil, fmt.Errorf("lessons: %s: bind the lesson to a seed first", l.ID)
	}
	p := &Progress{lesson: l, state: newState(l)}
	for i := range l.Tasks {
		t, err := l.compileTask(&l.Tasks[i])
		if err != nil {
			return nil, fmt.Errorf("lessons: %s: task %s: %w", l.ID, l.Tasks[i].ID, err)
		}
		p.tasks = append(p.tasks, t)
	}
	return p, nil
}

func (l *Lesson) compileTask(t *Task) (task, error) {
	compiled := task{Task: t}
	var err error
	if compiled.goal, err = l.compile(t.Goal); err != nil {
		return compiled, fmt.Errorf("goal: %w", err)
	}
	if compiled.goal == nil {
		return compiled, fmt.Errorf("it has no goal")
	}
	for i, h := range t.Hints {
		q, err := l.compile(h.When)
		if err != nil {
			return compiled, fmt.Errorf("hint %d: when: %w", i+1, err)
		}
		compiled.hints = append(compiled.hints, q)
	}
	for i, f := range t.Feedback {
		q, err := l.compile(f.When)
		if err != nil {
			return compiled, fmt.Errorf("feedback %d: when: %w", i+1, err)
		}
		compiled.feedback = append(compiled.feedback, q)
	}
	return compiled, nil
}

// Lesson is the bound lesson that this is the progress of.
func (p *Progress) Lesson() *Lesson { return p.lesson }

// Update looks at the lab, unless it has seen this revision. Call it once when the lesson begins (that is the
// baseline) and after every event. The error tells of a goal that could not be answered, which is a fault of
// the lesson; such a goal counts as not reached.
func (p *Progress) Update(lab Source) (Change, error) {
	if p.seen && lab.Revision() == p.revision {
		return Change{}, nil
	}
	p.view = &view{source: lab, translator: &p.translator}
	if !p.seen {
		p.ended = p.view.last()
	}
	p.revision, p.seen = lab.Revision(), true
	was := p.Solved()
	var change Change
	err := p.look(&change)
	change.Solved = p.Solved() && !was
	p.ended = p.view.last()
	return change, err
}

// look evaluates in the order of the lesson. A task that is ticked opens those after it for the same look, so
// whoever does the second step first is not held up by the first.
func (p *Progress) look(change *Change) error {
	var failed error
	for i := range p.tasks {
		t, s := &p.tasks[i], &p.state.Tasks[i]
		if s.finished(t.Kind) {
			continue
		}
		holds, err := t.goal.holds(p.view)
		if err != nil {
			failed = fmt.Errorf("lessons: %s: task %s: goal: %w", p.lesson.ID, t.ID, err)
			continue
		}
		p.settle(t, s, holds, change)
	}
	return failed
}

func (p *Progress) settle(t *task, s *TaskState, holds bool, change *Change) {
	if t.Kind == Never {
		if holds {
			s.Tripped = true
			change.Tripped = append(change.Tripped, t.ID)
		}
		return
	}
	if !s.Active && p.ready(t) {
		s.Active = true
		s.Since = p.since()
		if t.Baseline == FromActive {
			s.SeenFalse = false
		}
	}
	s.SeenFalse = s.SeenFalse || !holds
	switch {
	case t.Kind == Level && s.Active && holds != s.Done:
		s.Done = holds
		if holds {
			change.Done = append(change.Done, t.ID)
		} else {
			change.Lost = append(change.Lost, t.ID)
		}
	case t.Kind == Edge && s.Active && holds && (s.SeenFalse || t.Baseline == FromNone):
		s.Done = true
		change.Done = append(change.Done, t.ID)
	}
}

// since is the number of the last command that a task whose turn comes now has nothing to do with. What failed just now, and
// ticked the task before by that, may well be a mistake in this one.
func (p *Progress) since() int {
	c := p.view.snapshot().Last
	switch {
	case c == nil:
		return 0
	case c.Seq > p.ended && c.Status != 0:
		return c.Seq - 1
	}
	return c.Seq
}

// ready tells whether everything that the task comes after is done.
func (p *Progress) ready(t *task) bool {
	return !slices.ContainsFunc(t.After, func(id string) bool {
		s, ok := p.Task(id)
		return ok && !s.Done
	})
}

// Task returns how the task with that id stands.
func (p *Progress) Task(id string) (TaskState, bool) {
	for i := range p.tasks {
		if p.tasks[i].ID == id {
			return p.state.Tasks[i], true
		}
	}
	return TaskState{}, false
}

// Current returns the tasks whose turn it is: open and not done, in the order of the lesson.
func (p *Progress) Current() []string {
	var ids []string
	for i, t := range p.tasks {
		if s := p.state.Tasks[i]; t.Kind != Never && s.Active && !s.Done {
			ids = append(ids, t.ID)
		}
	}
	return ids
}

// Solved tells whether everything is done that must be, and nothing tripped.
func (p *Progress) Solved() bool {
	for i, t := range p.tasks {
		if s := p.state.Tasks[i]; s.Tripped || t.Kind != Never && !s.Done {
			return false
		}
	}
	return true
}

// Failed returns the never tasks that were tripped.
func (p *Progress) Failed() []string {
	var ids []string
	for i, t := range p.tasks {
		if p.state.Tasks[i].Tripped {
			ids = append(ids, t.ID)
		}
	}
	return ids
}
