package app

import (
	"fmt"
	"strings"
	"time"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"hsmlab/lessons"
	"hsmlab/sim"
)

// looking is a look back at the whole attempt.
type looking struct {
	busy  bool
	found *lessons.Review
	zero  time.Time // when the scenario began
	fault string
}

// review replays the lab beside the one at work and tells what was done in it.
func (d *desk) review() {
	r := d.rig
	if r == nil || d.lesson == nil || d.looking.busy || d.notInExam("reviewed") || d.inPast() {
		return
	}
	d.looking = looking{busy: true}
	d.tell(onDesk)
	r.do(func() {
		var j *sim.Journal
		setup := r.keeper.setup
		r.kernel.View(func(l *sim.Lab) { j = l.Journal() })
		go func() {
			found, err := reviewed(d.lesson, j, setup)
			r.ctx.Dispatch(func(ui.Context) { d.tookReview(found, err) })
		}()
	})
}

// reviewed goes in slices that leave the page its time.
func reviewed(l *lessons.Lesson, j *sim.Journal, setup int) (*lessons.Review, error) {
	r, err := lessons.NewReviewer(l, j, setup)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	for more := true; more; time.Sleep(time.Millisecond) {
		for begin := time.Now(); more && time.Since(begin) < slice; {
			if more, err = r.Step(1); err != nil {
				return nil, err
			}
		}
	}
	return r.Review(), nil
}

func (d *desk) tookReview(found *lessons.Review, err error) {
	d.looking = looking{found: found}
	if err != nil {
		d.looking.fault = "The journal could not be reviewed: " + err.Error() + "."
	}
	if s := d.shown.snapshot; s != nil {
		d.looking.zero = zeroOf(s)
	}
	d.tell(onDesk)
	js().Call("reveal", "#review")
}

// zeroOf is the date and time at which a scenario began: a full second, of which the snapshot's text may lack the parts.
func zeroOf(s *sim.Snapshot) time.Time {
	at, err := time.Parse(time.RFC3339Nano, s.Now)
	if err != nil {
		return time.Time{}
	}
	return at.Add(time.Second - 1 - microseconds(s.Elapsed)).Truncate(time.Second)
}

// wayWords say where an attempt first left the way.
func (l looking) wayWords() string {
	v := l.found
	switch {
	case len(v.Acts) == 0:
		return "Nothing has been done yet."
	case v.Astray < 0:
		return "No step left the way: no rule was broken, no known mistake was made, and what was refused was meant to be."
	}
	a := v.Acts[v.Astray]
	return fmt.Sprintf("Step %d, at %s, was the first that left the way: %s.", v.Astray+1, l.when(a), strayWords(a))
}

// strayWords say how an act left the way.
func strayWords(a lessons.Act) string {
	switch {
	case len(a.Tripped) > 0:
		return "it broke a rule"
	case len(a.Lost) > 0:
		return "it undid a task that was done"
	case len(a.Said) > 0:
		return "it is a known mistake"
	}
	return "it was refused"
}

func (l looking) when(a lessons.Act) string { return l.zero.Add(a.At).UTC().Format("15:04:05") }

// costWords say what was lost for good.
func costWords(c lessons.Cost) string {
	if c.Nothing() {
		return "It cost nothing that would not come back by itself."
	}
	var parts []string
	add := func(n int, one, many string) {
		switch {
		case n == 1:
			parts = append(parts, one)
		case n > 1:
			parts = append(parts, fmt.Sprintf("%d %s", n, many))
		}
	}
	add(c.Wipes, "one return to factory state", "returns to factory state")
	add(c.Keys, "one client key that a module accepted", "client keys that a module accepted")
	add(len(c.VCMs), "the VCM "+strings.Join(c.VCMs, ""), "VCMs ("+strings.Join(c.VCMs, ", ")+")")
	add(c.Worlds, "one Security World in a module", "Security Worlds in modules")
	add(c.Logs, "one entry of a system log that was never exported", "entries of system logs that were never exported")
	add(len(c.Audits), "an audit log that was not finalised", "audit logs that were not finalised")
	return "It cost " + strings.Join(parts, ", ") + "."
}
