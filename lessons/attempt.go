package lessons

import (
	"fmt"
	"slices"
	"time"

	"hsmlab/sim"
)

// Entrant is who makes an attempt, and under what conditions.
type Entrant struct {
	Name          string // the learner's; part of the seed
	Variant       uint64 // number that the trainer gives out
	Accommodation int    // time in percent of the lesson's, 100 to MaxAccommodation; 0 counts as 100
}

// MaxAccommodation is the longest time that can be granted, in percent of the lesson's.
const MaxAccommodation = 1000

// Attempt is a run at a lesson that is written down for a transcript. It watches the lab as Progress does and notes
// each event, each step back and each hint. When the time of an exam is up it is Over and looks no more.
//
// A page uses it so: NewAttempt; make a lab with Options; run the set-up; Begin; give every change to Update (from
// Kernel.Watch) and every hint to Take; show Used, Budget and Undone; save Transcript as a file. After a reload, Resume
// makes lab and attempt again from what Transcript gave.
type Attempt struct {
	progress *Progress
	header   TranscriptHeader
	budget   int64 // µs; 0: none
	steps    []Step

	start    int           // entries of the set-up
	began    time.Duration // when the set-up was done
	known    int           // entries of the lab's journal that are noted
	micros   int64         // of the last known entry, if it is an Elapse
	rewinds  int           // of the lab, that are noted
	now      time.Duration // of the lab, at the last look
	lost     time.Duration // time that was undone: it was spent all the same
	revision uint64
	over     bool
	hash     string // of the lab when it was over
}

// NewAttempt begins an attempt at a lesson that is not bound yet: variant and name decide the seed.
func NewAttempt(l *Lesson, who Entrant) (*Attempt, error) {
	name, err := CleanName(who.Name)
	if err != nil {
		return nil, err
	}
	if who.Accommodation == 0 {
		who.Accommodation = 100
	}
	if who.Accommodation < 100 || who.Accommodation > MaxAccommodation {
		return nil, fmt.Errorf("lessons: time of %d %%; want 100 to %d", who.Accommodation, MaxAccommodation)
	}
	bound, err := l.Bind(AttemptSeed(l.ID, who.Variant, name))
	if err != nil {
		return nil, err
	}
	progress, err := NewProgress(bound)
	if err != nil {
		return nil, err
	}
	return &Attempt{
		progress: progress, budget: bound.Budget(who.Accommodation),
		header: TranscriptHeader{
			Format: transcriptFormat, Lesson: l.ID, LessonVersion: l.Version, Simulator: sim.Version,
			Variant: who.Variant, Seed: bound.Seed, Name: name, Accommodation: who.Accommodation,
		},
	}, nil
}

// Options says which lab to make for the attempt.
func (a *Attempt) Options() sim.Options {
	l := a.progress.lesson
	return sim.Options{Scenario: l.Scenario, Seed: l.Seed, Lesson: l.ID, LessonVersion: l.Version}
}

// Progress is what has been achieved; its lesson is bound to the attempt's seed. Give it no Update of its own.
func (a *Attempt) Progress() *Progress { return a.progress }

// Begin takes the lab as it is after the set-up: from here on everything counts, and nothing before it can be undone.
func (a *Attempt) Begin(lab *sim.Lab) error {
	a.skip(lab)
	a.start = a.known
	lab.Seal(a.start)
	a.began, a.now = lab.Now(), lab.Now()
	a.rewinds = len(lab.Rewinds())
	_, err := a.progress.Update(lab)
	return err
}

// Update notes what happened and looks at the goals. Call it after every event and every undo, with nothing between.
func (a *Attempt) Update(lab *sim.Lab) (Change, error) {
	if a.over {
		return Change{}, nil
	}
	a.note(lab)
	a.revision = lab.Revision()
	if a.budget > 0 && a.Used() > time.Duration(a.budget)*time.Microsecond {
		a.over, a.hash = true, lab.Hash()
		return Change{}, nil
	}
	return a.progress.Update(lab)
}

// note writes down how the journal differs from what it was.
func (a *Attempt) note(lab *sim.Lab) {
	if back := lab.Rewinds()[a.rewinds:]; len(back) > 0 {
		for _, keep := range back {
			a.steps = append(a.steps, Step{Undo: true, Keep: keep})
		}
		a.rewinds += len(back)
		a.lost += max(a.now-lab.Now(), 0)
		a.now = lab.Now()
		a.skip(lab) // programs that ended are the lab's own doing
		return
	}
	a.follow(lab, func(e sim.Entry) {
		merged, elapse := e.Event.(sim.Elapse)
		last := len(a.steps) - 1
		if before, ok := a.lastElapse(); ok && elapse && lab.Revision() == a.revision && before.Micros+merged.Micros <= sim.MaxElapse*1_000_000 {
			a.steps[last].Entry = sim.Entry{Event: sim.Elapse{Micros: before.Micros + merged.Micros}, Digest: e.Digest}
			return
		}
		a.steps = append(a.steps, Step{Entry: e})
	})
	a.now = lab.Now()
}

// lastElapse is the last step if time may still be added to it.
func (a *Attempt) lastElapse() (sim.Elapse, bool) {
	if len(a.steps) == 0 {
		return sim.Elapse{}, false
	}
	e, ok := a.steps[len(a.steps)-1].Entry.Event.(sim.Elapse)
	return e, ok
}

// follow gives each new entry of the journal to f; of an Elapse that grew, what is new.
func (a *Attempt) follow(lab *sim.Lab, f func(sim.Entry)) {
	entries := lab.Since(a.known - 1) // the last known one may have grown
	if a.known > 0 && len(entries) > 0 {
		if e, ok := entries[0].Event.(sim.Elapse); ok && e.Micros > a.micros {
			f(sim.Entry{Event: sim.Elapse{Micros: e.Micros - a.micros}, Digest: entries[0].Digest})
		}
		entries = entries[1:]
	}
	for _, e := range entries {
		f(e)
	}
	a.mark(a.known+len(entries), lab)
}

// skip takes the journal as it is for known.
func (a *Attempt) skip(lab *sim.Lab) { a.mark(len(lab.Since(0)), lab) }

// mark notes that the journal has n entries, of which the last may be an Elapse that still grows.
func (a *Attempt) mark(n int, lab *sim.Lab) {
	a.known, a.micros = n, 0
	if last := lab.Since(n - 1); n > 0 && len(last) > 0 {
		if e, ok := last[0].Event.(sim.Elapse); ok {
			a.micros = e.Micros
		}
	}
}

// Take notes a hint that was given. Exams have none.
func (a *Attempt) Take(task string, rung Rung) {
	if _, ok := a.progress.Task(task); !ok || a.over || a.progress.lesson.Exam != nil {
		return
	}
	a.progress.Take(task, rung)
	a.steps = append(a.steps, Step{Task: task, Rung: rung})
}

// Used is the virtual time that the attempt took so far, undone time included.
func (a *Attempt) Used() time.Duration { return a.now - a.began + a.lost }

// Budget is the virtual time that there is, 0 for as much as one likes.
func (a *Attempt) Budget() time.Duration { return time.Duration(a.budget) * time.Microsecond }

// Over tells that the time is up: what happens now is neither noted nor looked at.
func (a *Attempt) Over() bool { return a.over }

// Undone is how many times the learner went back.
func (a *Attempt) Undone() int {
	n := 0
	for _, s := range a.steps {
		if s.Undo {
			n++
		}
	}
	return n
}

// Transcript is the attempt so far; lab must be the one that was given to Update.
func (a *Attempt) Transcript(lab *sim.Lab) *Transcript {
	hash := a.hash
	if !a.over {
		hash = lab.Hash()
	}
	return &Transcript{Header: a.header, Steps: slices.Clone(a.steps), Hash: hash}
}
