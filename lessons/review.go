package lessons

import (
	"slices"
	"strings"

	"hsmlab/sim"
	"hsmlab/sim/refusal"
)

// Review is a look back at an attempt: what was done when, where it first left the way, and what it cost. What was undone
// is not in it: a journal does not tell of that.
type Review struct {
	Acts   []Act
	Astray int // the first act that left the way, from 0; -1 when none did
	Cost   Cost
	Solved bool
}

// Act is something that somebody did, with all that came of it before the next act.
type Act struct {
	Moment           // Entries is the end of it: the last entry before the next act
	Done    []string // titles of tasks that it ticked
	Lost    []string // titles of tasks that held before and do no more
	Tripped []string // titles of rules that it broke
	Said    []string // answers to known mistakes that it called forth, and that were there at its end
	Refused []Refused
	Shown   bool // the lesson's own text asks for it
	Cost    Cost

	stopped    bool     // the last of its commands was refused, and was no question
	waits      bool     // nothing was done but waiting
	saidBefore []string // answers that were there already
}

// Refused is a rule that an act ran into.
type Refused struct {
	Command string // "hsmadmin vcm create"
	refusal.Refusal
}

// Left tells whether an act left the way of the lesson: it broke a rule, undid a task, was a known mistake, or was
// refused without that being what the lesson wanted to show. A question that is refused is answered by that.
func (a Act) Left() bool {
	return len(a.Tripped)+len(a.Lost)+len(a.Said) > 0 || a.stopped && len(a.Done) == 0 && !a.Shown
}

// questions are the commands that change nothing.
var questions = []string{
	"enquiry", "hsmadmin cs5 list", "hsmadmin cs5 stats", "hsmadmin getenvstats", "hsmadmin gettime", "hsmadmin info", "hsmadmin keys show",
	"hsmadmin logs get", "hsmadmin logs getkey", "hsmadmin npkginfo", "hsmadmin status", "hsmadmin vcm getenvstats", "hsmadmin vcm info",
	"hsmadmin vcm inspect-request", "ncdate", "nfkminfo", "slotinfo", "stattree", "vcmadmin list", "vcmadmin show", "vcmadmin stats",
}

// Reviewer makes a Review by replaying a journal in steps, so that a page can breathe in between.
type Reviewer struct {
	replay   *sim.Replayer
	journal  *sim.Journal
	progress *Progress
	moments  []Moment // of all entries
	setup    int

	review   Review
	before   *sim.Snapshot // after the last entry that changed something
	revision uint64
	saying   []string // known mistakes that are there now
}

// NewReviewer readies the review of an attempt at a bound lesson; the first setup entries of the journal are the set-up.
func NewReviewer(l *Lesson, j *sim.Journal, setup int) (*Reviewer, error) {
	progress, err := NewProgress(l)
	if err != nil {
		return nil, err
	}
	replay, err := sim.NewReplayer(j, nil)
	if err != nil {
		return nil, err
	}
	r := &Reviewer{replay: replay, journal: j, progress: progress, moments: Moments(j, 0), setup: setup, review: Review{Astray: -1}}
	if setup <= 0 {
		return r, r.begin()
	}
	return r, nil
}

// begin takes the lab as the learner found it.
func (r *Reviewer) begin() error {
	l := r.replay.Lab()
	r.before, r.revision = l.Snapshot(), l.Revision()
	_, err := r.progress.Update(l)
	return err
}

// Step replays up to n entries. more is false when the review is complete.
func (r *Reviewer) Step(n int) (more bool, err error) {
	for ; n > 0; n-- {
		done, all := r.replay.Progress()
		if done == all {
			r.finish()
			return false, nil
		}
		if _, err := r.replay.Step(1); err != nil {
			return false, err
		}
		if err := r.look(done + 1); err != nil {
			return false, err
		}
	}
	return true, nil
}

// Review is the result, once Step has come to the end.
func (r *Reviewer) Review() *Review { return &r.review }

// Close gives the replayed lab back.
func (r *Reviewer) Close() { r.replay.Lab().Close() }

// look sees what entry number n did.
func (r *Reviewer) look(n int) error {
	if n < r.setup {
		return nil
	}
	if n == r.setup {
		return r.begin()
	}
	m := r.moments[n]
	if m.Act {
		line, _ := r.journal.Entries[n-1].Event.(sim.Line)
		text := strings.TrimSpace(line.Text)
		r.review.Acts = append(r.review.Acts, Act{
			Moment: m, Shown: slices.Contains(r.progress.lesson.Shown, text),
			saidBefore: r.saying,
			waits:      strings.HasPrefix(text, "lab wait ") || strings.HasPrefix(text, "sleep "),
		})
	}
	l := r.replay.Lab()
	if l.Revision() == r.revision {
		r.extend(n)
		return nil
	}
	r.revision = l.Revision()
	return r.notice(r.current(m), n)
}

// current is the act to which what happens now belongs. Time alone can bring something, before anybody did anything.
func (r *Reviewer) current(m Moment) *Act {
	if len(r.review.Acts) == 0 {
		m.What = "nobody did anything yet"
		r.review.Acts = append(r.review.Acts, Act{Moment: m})
	}
	return &r.review.Acts[len(r.review.Acts)-1]
}

func (r *Reviewer) extend(n int) {
	if last := len(r.review.Acts) - 1; last >= 0 {
		r.review.Acts[last].Entries = n
	}
}

// notice writes down what changed.
func (r *Reviewer) notice(a *Act, n int) error {
	a.Entries = n
	l := r.replay.Lab()
	change, err := r.progress.Update(l)
	if err != nil {
		return err
	}
	a.Done = r.titles(a.Done, change.Done)
	a.Lost = r.titles(a.Lost, change.Lost)
	r.regained(r.titles(nil, change.Done))
	a.Tripped = r.titles(a.Tripped, change.Tripped)
	said, err := r.progress.Feedback(l)
	if err != nil {
		return err
	}
	r.saying, a.Said = nil, nil
	for _, g := range said {
		r.saying = append(r.saying, g.Text)
		if !slices.Contains(a.saidBefore, g.Text) {
			a.Said = append(a.Said, g.Text)
		}
	}
	now := l.Snapshot()
	a.refused(r.before, now)
	a.Cost.add(costOf(r.before, now))
	r.before = now
	return nil
}

// regained forgives what was lost and came back by itself, while somebody waited: a module that reboots is away for a while.
func (r *Reviewer) regained(titles []string) {
	for i := len(r.review.Acts) - 1; i >= 0; i-- {
		a := &r.review.Acts[i]
		a.Lost = slices.DeleteFunc(a.Lost, func(title string) bool { return slices.Contains(titles, title) })
		if !a.waits {
			return
		}
	}
}

// titles adds the titles of tasks to a list.
func (r *Reviewer) titles(list, ids []string) []string {
	for _, id := range ids {
		if t, ok := r.progress.lesson.Find(id); ok && !slices.Contains(list, t.Title) {
			list = append(list, t.Title)
		}
	}
	return list
}

// refused notes the rules that stopped the program that has just ended.
func (a *Act) refused(before, now *sim.Snapshot) {
	c := now.Last
	if c == nil || before.Last != nil && before.Last.Seq == c.Seq {
		return
	}
	if !slices.Contains(questions, c.Name) {
		a.stopped = len(c.Refusals) > 0
	}
	for _, f := range c.Refusals {
		a.Refused = append(a.Refused, Refused{Command: c.Name, Refusal: f})
	}
}

// finish adds everything up.
func (r *Reviewer) finish() {
	v := &r.review
	v.Solved, v.Astray, v.Cost = r.progress.Solved(), -1, Cost{}
	for i, a := range v.Acts {
		v.Cost.add(a.Cost)
		if v.Astray < 0 && a.Left() {
			v.Astray = i
		}
	}
}
