package app

import (
	"errors"
	"fmt"
	"strconv"
	"time"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"hsmlab/sim"
)

// replayed is the lab that the kept journal tells of; nil when there is none that can be used.
func (d *desk) replayed(ctx ui.Context, k *keeper, kept keptLab) *sim.Lab {
	if kept.text == "" {
		return nil
	}
	j, err := joined(kept.text, kept.tail)
	if err == nil {
		err = d.belongs(j.Header)
	}
	var r *sim.Replayer
	if err == nil {
		r, err = sim.NewReplayer(j, nil)
	}
	if err != nil {
		d.setAside(ctx, kept, err)
		return nil
	}
	ctx.Dispatch(func(ui.Context) { d.stage = loading; d.tell(onDesk) })
	begin := nowMS()
	if n := kept.notes["lab "+d.lab+" setup"]; n != "" {
		k.setup, _ = strconv.Atoi(n)
	} else {
		k.setup = d.setupOf() // somebody else's lab
		js().Get("store").Call("note", "lab "+d.lab+" setup", fmt.Sprint(k.setup))
	}
	err = d.replaySlices(ctx, r, d.relearn(kept, k.setup))
	measured("hsmlab-replay", begin)
	var split *sim.Divergence
	switch {
	case errors.As(err, &split):
		d.tellDivergence(ctx, kept, split)
	case err != nil:
		d.setAside(ctx, kept, err)
		return nil
	default:
		k.took(j, kept.chunks)
	}
	r.Lab().Seal(k.setup)
	return r.Lab()
}

// measured notes in the browser's timings how long something took since a moment.
func measured(name string, since float64) {
	times := ui.Window().Get("Object").New()
	times.Set("start", since)
	ui.Window().Get("performance").Call("measure", name, times)
}

// slice is how long a replay keeps the browser waiting at a time.
const slice = 12 * time.Millisecond

// tellEvery is how often a replay says how far it is: drawing that costs more than a slice.
const tellEvery = 150 * time.Millisecond

// setupOf is how many entries of a journal the lesson's set-up is.
func (d *desk) setupOf() int {
	l := d.lesson
	if l == nil || len(l.Setup) == 0 {
		return 0
	}
	lab, err := sim.New(sim.Options{Scenario: l.Scenario, Seed: l.Seed, Lesson: l.ID, LessonVersion: l.Version})
	if err != nil {
		return 0
	}
	defer lab.Close()
	if prepare(lab, l.Setup) != nil {
		return 0 // undo may go all the way
	}
	return len(lab.Since(0))
}

// relearn looks at the lesson's goals while a journal is replayed of which no progress was kept: somebody else's.
func (d *desk) relearn(kept keptLab, setup int) func(done int, l *sim.Lab) {
	if d.progress == nil || kept.progress != "" {
		return func(int, *sim.Lab) {}
	}
	return func(done int, l *sim.Lab) {
		if done < setup {
			return
		}
		if _, err := d.progress.Update(l); err != nil {
			ui.Log(err.Error())
		}
	}
}

func (d *desk) replaySlices(ctx ui.Context, r *sim.Replayer, seen func(done int, l *sim.Lab)) error {
	seen(0, r.Lab())
	told := time.Now()
	for more := true; more; {
		begin := time.Now()
		for more && time.Since(begin) < slice {
			var err error
			if more, err = r.Step(1); err != nil {
				return err
			}
			done, _ := r.Progress()
			seen(done, r.Lab())
		}
		done, all := r.Progress()
		percent := 100
		if all > 0 {
			percent = 100 * done / all
		}
		if time.Since(told) >= tellEvery {
			told = time.Now()
			ctx.Dispatch(func(ui.Context) { d.replay = percent; d.tell(onDesk) })
		}
		time.Sleep(time.Millisecond) // back to the browser
	}
	return nil
}

// belongs tells whether a journal is one of this page's lab.
func (d *desk) belongs(h sim.Header) error {
	want := ""
	if d.lesson != nil {
		want = d.lesson.ID
	}
	if h.Lesson != want {
		return fmt.Errorf("it belongs to lesson %q", h.Lesson)
	}
	return nil
}

// setAside keeps a journal that cannot be used for download, and says so.
func (d *desk) setAside(ctx ui.Context, kept keptLab, why error) {
	js().Get("store").Call("clear", d.lab, kept.text, why.Error())
	ctx.Dispatch(func(ui.Context) {
		d.say(notice{ID: "damaged", Kind: "warn",
			Text: "The saved lab cannot be used (" + why.Error() + "), so this is a fresh one; the old data can be saved to a file.",
			Buttons: []noticeButton{
				{Label: "Save the old data", Main: true, Do: func() { download(d.lab+"-damaged.jsonl", kept.text) }},
				d.dismiss("damaged"),
			}})
	})
}

// tellDivergence says from where on this version answers differently. The lab up to there is kept; the journal of
// before can be saved.
func (d *desk) tellDivergence(ctx ui.Context, kept keptLab, split *sim.Divergence) {
	js().Get("store").Call("clear", d.lab, kept.text, split.Error())
	ctx.Dispatch(func(ui.Context) {
		d.say(notice{ID: "diverged", Kind: "warn",
			Text: fmt.Sprintf("The lab came back up to event %d of its journal: from there on this version of the simulator answers differently.", split.Index),
			Buttons: []noticeButton{
				{Label: "Save the old journal", Main: true, Do: func() { download(d.lab+"-old.jsonl", kept.text) }},
				{Label: "Keep this state", Do: func() { d.unsay("diverged") }},
			}})
	})
}

// freshLab is a lab at its beginning, the lesson's set-up done.
func (d *desk) freshLab(k *keeper) (*sim.Lab, error) {
	o := sim.Options{Scenario: scenarioAsked()}
	var setup []string
	if l := d.lesson; l != nil {
		o = sim.Options{Scenario: l.Scenario, Seed: l.Seed, Lesson: l.ID, LessonVersion: l.Version}
		setup = l.Setup
	}
	lab, err := sim.New(o)
	if err != nil {
		return nil, err
	}
	if err := prepare(lab, setup); err != nil {
		return nil, err
	}
	k.setup = len(lab.Journal().Entries)
	lab.Seal(k.setup)
	js().Get("store").Call("note", "lab "+d.lab+" setup", fmt.Sprint(k.setup))
	return lab, nil
}

// scenarioAsked is the free lab's scenario, /lab/?scenario=factory; "" is the default.
func scenarioAsked() string { return ui.Window().URL().Query().Get("scenario") }
