package lessons

import (
	"encoding/json"
	"fmt"
	"slices"
)

// State is progress as it is kept: plain data, to be stored wherever and given back to Restore.
type State struct {
	Lesson  string      `json:"lesson"`
	Version string      `json:"version"` // of the lesson
	Seed    uint64      `json:"seed"`
	Tasks   []TaskState `json:"tasks"`
}

// TaskState is how one task stands.
type TaskState struct {
	ID        string `json:"id"`
	Active    bool   `json:"active,omitempty"` // its turn has come
	Done      bool   `json:"done,omitempty"`
	Tripped   bool   `json:"tripped,omitempty"`   // a never task happened
	Assisted  bool   `json:"assisted,omitempty"`  // the learner took the command from a hint
	Hints     int    `json:"hints,omitempty"`     // rungs of the ladder that were shown
	SeenFalse bool   `json:"seenFalse,omitempty"` // the goal was false at some time since its baseline
	Since     int    `json:"since,omitempty"`     // number of the last command that was over when its turn came
}

func (s TaskState) finished(k Kind) bool { return k == Edge && s.Done || k == Never && s.Tripped }

func newState(l *Lesson) State {
	s := State{Lesson: l.ID, Version: l.Version, Seed: l.Seed}
	for _, t := range l.Tasks {
		s.Tasks = append(s.Tasks, TaskState{ID: t.ID})
	}
	return s
}

// State returns a copy of what has been achieved.
func (p *Progress) State() State {
	s := p.state
	s.Tasks = slices.Clone(s.Tasks)
	return s
}

// Restore takes up what was achieved before. The state must be of the same lesson, version and seed; of another
// one nothing is taken, and the error says what differs.
func (p *Progress) Restore(s State) error {
	own := p.state
	switch {
	case s.Lesson != own.Lesson:
		return fmt.Errorf("lessons: this progress is of lesson %q, not of %q", s.Lesson, own.Lesson)
	case s.Version != own.Version:
		return fmt.Errorf("lessons: this progress is of version %s of %s, not of %s", s.Version, s.Lesson, own.Version)
	case s.Seed != own.Seed:
		return fmt.Errorf("lessons: this progress is of seed %d, not of %d", s.Seed, own.Seed)
	case !slices.EqualFunc(s.Tasks, own.Tasks, func(a, b TaskState) bool { return a.ID == b.ID }):
		return fmt.Errorf("lessons: this progress has other tasks than %s", own.Lesson)
	}
	p.state.Tasks = slices.Clone(s.Tasks)
	p.seen = false
	return nil
}

// DecodeState reads a stored State and refuses what no attempt can have left behind.
func DecodeState(data []byte) (State, error) {
	var s State
	if err := json.Unmarshal(data, &s); err != nil {
		return State{}, fmt.Errorf("lessons: not stored progress: %w", err)
	}
	if s.Lesson == "" || len(s.Tasks) == 0 {
		return State{}, fmt.Errorf("lessons: not stored progress: it names no lesson or no tasks")
	}
	for i, t := range s.Tasks {
		if t.ID == "" || t.Hints < 0 || t.Hints > len(Rungs) || t.Done && t.Tripped {
			return State{}, fmt.Errorf("lessons: stored progress is damaged at task %d", i+1)
		}
	}
	return s, nil
}
