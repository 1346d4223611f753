package lessons

import (
	"errors"
	"fmt"
	"runtime"
	"time"

	"hsmlab/sim"
)

// Result is what a transcript is worth, found by doing everything again.
//
// It proves that this run is possible: these events, in this order, in the lab of this name and variant, end in this
// state. It does not prove who typed, nor that nobody helped, nor that it was done in one go.
type Result struct {
	Header   TranscriptHeader `json:"header"`
	Percent  int              `json:"percent"`
	Passed   bool             `json:"passed"`
	Points   int              `json:"half_points"`    // in halves, see Score
	Of       int              `json:"of_half_points"` // most that Points can be
	Assisted int              `json:"assisted,omitempty"`
	Tasks    []TaskResult     `json:"tasks"`
	Used     time.Duration    `json:"used_ns"`             // virtual time, undone time included
	Budget   time.Duration    `json:"budget_ns,omitempty"` // 0: none
	TimeUp   bool             `json:"time_up,omitempty"`
	Undone   int              `json:"undone,omitempty"` // steps back
	Steps    int              `json:"steps"`
	Hash     string           `json:"hash"`
}

// TaskResult is how one task ended.
type TaskResult struct {
	ID       string        `json:"id"`
	Kind     Kind          `json:"kind"`
	Title    string        `json:"title"`
	Weight   int           `json:"weight,omitempty"`
	Done     bool          `json:"done"`
	Tripped  bool          `json:"tripped,omitempty"`
	Assisted bool          `json:"assisted,omitempty"`
	At       time.Duration `json:"at_ns,omitempty"` // virtual time used when it was done, or tripped, last
}

// Grade replays a transcript and adds up what it is worth. start is the journal of the lab after the lesson's set-up,
// with the seed of the transcript; it is the caller's, not the learner's. An error that says why a transcript does not
// count is a *Rejection.
func Grade(l *Lesson, start *sim.Journal, t *Transcript) (*Result, error) {
	at := map[string]time.Duration{}
	a, lab, err := resume(l, start, t, true, func(a *Attempt, c Change) {
		for _, id := range append(c.Done, c.Tripped...) {
			at[id] = a.Used()
		}
	})
	if err != nil {
		return nil, err
	}
	lab.Close()
	score := a.progress.Score()
	r := &Result{
		Header: t.Header, Percent: score.Percent(), Passed: score.Passed, Points: score.Half, Of: score.Of, Assisted: score.Assisted,
		Used: a.Used(), Budget: a.Budget(), TimeUp: a.over, Undone: a.Undone(), Steps: len(t.Steps), Hash: t.Hash,
	}
	for _, task := range a.progress.lesson.Tasks {
		s, _ := a.progress.Task(task.ID)
		done := TaskResult{ID: task.ID, Kind: task.Kind, Title: task.Title, Weight: task.Weight, Done: s.Done, Tripped: s.Tripped, Assisted: s.Assisted}
		if s.Done || s.Tripped {
			done.At = at[task.ID]
		}
		r.Tasks = append(r.Tasks, done)
	}
	return r, nil
}

// Resume does everything in a transcript again and returns attempt and lab as they were when it was written: after a
// reload, or to grade. start is the journal of the lab after the set-up. The caller closes the lab.
func Resume(l *Lesson, start *sim.Journal, t *Transcript) (*Attempt, *sim.Lab, error) {
	return resume(l, start, t, true, func(*Attempt, Change) {})
}

// Check compares a transcript's header with the lesson that it names: versions, and whether name and variant lead to
// the seed. The error is a *Rejection.
func (h TranscriptHeader) Check(l *Lesson) error {
	switch name, err := CleanName(h.Name); {
	case h.Lesson != l.ID:
		return reject(Foreign, "it is of lesson %.80q, not of %s", h.Lesson, l.ID)
	case h.Simulator != sim.Version:
		return reject(OtherVersion, "it was made with simulator %.40s, this is %s", h.Simulator, sim.Version)
	case h.LessonVersion != l.Version:
		return reject(OtherVersion, "it is of version %.40s of %s, this program has %s", h.LessonVersion, l.ID, l.Version)
	case err != nil || name != h.Name:
		return reject(Renamed, "%.80q is no name that an attempt can have", h.Name)
	case h.Seed != AttemptSeed(l.ID, h.Variant, h.Name):
		return reject(Renamed, "its lab is not that of %s in variant %d", h.Name, h.Variant)
	case h.Accommodation < 100 || h.Accommodation > MaxAccommodation:
		return reject(Altered, "time of %d %%; an attempt has 100 to %d", h.Accommodation, MaxAccommodation)
	}
	return nil
}

// resume does a transcript again; whole ones must end in the state that they say.
func resume(l *Lesson, start *sim.Journal, t *Transcript, whole bool, seen func(*Attempt, Change)) (*Attempt, *sim.Lab, error) {
	if err := t.Header.Check(l); err != nil {
		return nil, nil, err
	}
	a, err := NewAttempt(l, Entrant{Name: t.Header.Name, Variant: t.Header.Variant, Accommodation: t.Header.Accommodation})
	if err != nil {
		return nil, nil, err
	}
	if want := a.Options(); start.Header.Scenario != want.Scenario || start.Header.Seed != want.Seed || start.Header.Lesson != want.Lesson {
		return nil, nil, fmt.Errorf("lessons: the set-up is not that of %s with seed %d", want.Lesson, want.Seed)
	}
	lab, err := sim.Replay(start)
	if err != nil {
		return nil, nil, fmt.Errorf("lessons: the set-up of %s: %w", l.ID, err)
	}
	err = a.redoAll(lab, t, seen)
	if err == nil && whole && a.Transcript(lab).Hash != t.Hash {
		err = reject(Altered, "it does not end in the state that it says")
	}
	if err != nil {
		lab.Close()
		return nil, nil, err
	}
	return a, lab, nil
}

func (a *Attempt) redoAll(lab *sim.Lab, t *Transcript, seen func(*Attempt, Change)) error {
	if err := a.Begin(lab); err != nil {
		return err
	}
	for i, s := range t.Steps {
		if err := a.redo(lab, s); err != nil {
			var r *Rejection
			if errors.As(err, &r) {
				r.Detail = fmt.Sprintf("step %d: %s", i+1, r.Detail)
			}
			return err
		}
		change, err := a.Update(lab)
		if err != nil {
			return err
		}
		seen(a, change)
	}
	return nil
}

// redo lets one step happen; the look at the lab is the caller's.
func (a *Attempt) redo(lab *sim.Lab, s Step) error {
	switch {
	case a.over:
		return reject(OverLong, "the time of %v was up before it", a.Budget())
	case s.Undo:
		if s.Keep < a.start || s.Keep > a.known {
			return reject(Altered, "nobody can go back to entry %d of %d", s.Keep, a.known)
		}
		return lab.Truncate(s.Keep)
	case s.Task != "":
		if _, ok := a.progress.Task(s.Task); !ok || a.progress.lesson.Exam != nil {
			return reject(Forbidden, "there is no hint for %.80q", s.Task)
		}
		a.Take(s.Task, s.Rung)
		return nil
	}
	if err := a.progress.lesson.Allows(s.Entry.Event); err != nil {
		return reject(Forbidden, "%v", err)
	}
	event := s.Entry.Event
	if s.Entry.Typed {
		event = sim.Typed{Event: event}
	}
	runtime.Gosched() // in the sandbox there is one thread: let the garbage collector have it, see sim.Replay
	if _, err := lab.Do(event); err != nil {
		return reject(Altered, "it cannot have happened: %v", err)
	}
	if all := lab.Since(a.known - 1); all[len(all)-1].Digest != s.Entry.Digest {
		return reject(Altered, "programs print something else than recorded")
	}
	return nil
}
