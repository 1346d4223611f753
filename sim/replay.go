package sim

import (
	"fmt"
	"runtime"
	"slices"
)

// Divergence tells that a journal no longer replays as it was recorded: this simulator answers differently
// from the one that wrote it, or the journal was changed.
type Divergence struct {
	Index  int    // entry that differs, from 0
	Reason string // what differs
	Wrote  string // version of the simulator that wrote the journal
}

func (d *Divergence) Error() string {
	return fmt.Sprintf("journal entry %d: %s (written by simulator %s, this is %s)", d.Index+1, d.Reason, d.Wrote, Version)
}

// Replay makes the lab that a journal tells of. When an entry differs from what was recorded, it returns the
// lab up to that entry together with a *Divergence. Any other error comes without a lab.
func Replay(j *Journal) (*Lab, error) {
	return replay(j, nil)
}

// Replayer is a replay that goes step by step, so that a page can breathe in between.
type Replayer struct {
	lab     *Lab
	journal *Journal
	next    int
}

// NewReplayer readies a replay. o, if not nil, is told of all output.
func NewReplayer(j *Journal, o Observer) (*Replayer, error) {
	h := j.Header
	l, err := New(Options{Scenario: h.Scenario, Seed: h.Seed, Lesson: h.Lesson, LessonVersion: h.LessonVersion})
	if err != nil {
		return nil, err
	}
	l.observer = o
	return &Replayer{lab: l, journal: j}, nil
}

// Step replays up to n entries. more is false when the replay is over.
func (r *Replayer) Step(n int) (more bool, err error) {
	for ; n > 0 && r.next < len(r.journal.Entries); n-- {
		if err := r.one(); err != nil {
			return false, err
		}
	}
	return r.next < len(r.journal.Entries), nil
}

// Progress is how many entries of how many were replayed.
func (r *Replayer) Progress() (done, all int) { return r.next, len(r.journal.Entries) }

// Lab is the lab as far as it was replayed.
func (r *Replayer) Lab() *Lab { return r.lab }

func (r *Replayer) one() error {
	breathe()
	want := r.journal.Entries[r.next]
	diverged := func(reason string) error {
		return &Divergence{Index: r.next, Reason: reason, Wrote: r.journal.Header.Version}
	}
	event := want.Event
	if want.Typed {
		event = Typed{event}
	}
	if _, err := r.lab.Do(event); err != nil {
		return diverged(err.Error())
	}
	if got := r.lab.digest.sum(); got != want.Digest {
		return diverged("other output than recorded")
	}
	r.next++
	return nil
}

// breathe lets the garbage collector work. Programs are coroutines, which switch without the scheduler; on one thread,
// as under wasip1, a long replay would otherwise never let the collector's own goroutine run, and memory would fill.
func breathe() { runtime.Gosched() }

func replay(j *Journal, o Observer) (*Lab, error) {
	r, err := NewReplayer(j, o)
	if err != nil {
		return nil, err
	}
	_, err = r.Step(len(j.Entries))
	r.lab.observer = nil
	return r.lab, err
}

// Seal keeps the first n entries of the journal from Undo: what was done before a learner came is not theirs to take
// back.
func (l *Lab) Seal(n int) { l.sealed = n }

// Rewinds lists, for each time that the lab went back (Undo, Truncate), how many entries of the journal it kept. Who
// writes down all that was done, undone things too, finds here what a shorter journal does not tell.
func (l *Lab) Rewinds() []int { return slices.Clone(l.rewinds) }

// Since returns the entries of the journal from number n on, from 0. Of neighbouring Elapse events, which are one
// entry, the last may still grow.
func (l *Lab) Since(n int) []Entry {
	return slices.Clone(l.journal.Entries[min(max(n, 0), len(l.journal.Entries)):])
}

// Undo takes back the last n command lines or panel actions that changed the lab, with everything that
// followed them, time included, by replaying what came before. Programs that were running are gone. It
// returns how many it took back.
func (l *Lab) Undo(n int) (int, error) {
	end, taken := len(l.journal.Entries), 0
	for i := end - 1; i >= l.sealed && taken < n; i-- {
		if l.unit(i) {
			end, taken = i, taken+1
		}
	}
	if taken == 0 {
		return 0, nil
	}
	return taken, l.Truncate(end)
}

// Truncate goes back to the moment before entry n of the journal, by replay.
func (l *Lab) Truncate(n int) error {
	j := &Journal{Header: l.journal.Header, Entries: append([]Entry(nil), l.journal.Entries[:n]...)}
	back, err := Replay(j)
	if err != nil {
		return fmt.Errorf("going back: %w", err)
	}
	for _, pid := range back.pids() {
		if _, err := back.Do(Signal{PID: pid, Signal: "KILL"}); err != nil {
			panic("BUG: " + err.Error())
		}
	}
	observer := l.observer
	l.Close()
	l.observer = observer
	l.become(back)
	l.rewinds = append(l.rewinds, n)
	return nil
}

// become takes over the state of another lab, which must have no programs running and must not be used any
// more.
func (l *Lab) become(o *Lab) {
	observer, revision, sealed, rewinds := l.observer, l.revision, l.sealed, l.rewinds
	*l = *o
	l.observer, l.revision, l.cached = observer, revision+1, nil
	l.sealed, l.rewinds = sealed, rewinds
	l.room.Clock.Settle = l.settle
	for _, h := range l.room.Hosts {
		h.Halted = func() { l.killAll(h) }
	}
}

// unit reports whether entry i begins something that Undo takes back: a panel action, or a command line that
// was followed by a change before the next line.
func (l *Lab) unit(i int) bool {
	entry := l.journal.Entries[i]
	if hand(entry.Event) {
		return !entry.Typed || !l.lineBefore(i)
	}
	if _, line := entry.Event.(Line); !line {
		return false
	}
	for _, e := range l.journal.Entries[i+1:] {
		switch e.Event.(type) {
		case Line:
			return false
		case Exec, File, Input, Signal, Deliver:
			return true
		}
		if e.Typed {
			return true
		}
	}
	return false
}

// lineBefore reports whether a command line precedes entry i.
func (l *Lab) lineBefore(i int) bool {
	return slices.ContainsFunc(l.journal.Entries[:i], func(e Entry) bool { _, line := e.Event.(Line); return line })
}

// History lists the command lines typed, oldest first.
func (l *Lab) History() []Line {
	var list []Line
	for _, e := range l.journal.Entries {
		if line, ok := e.Event.(Line); ok {
			list = append(list, line)
		}
	}
	return list
}
