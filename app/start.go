package app

import (
	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"hsmlab/lessons"
	"hsmlab/sim"
	"hsmlab/sim/shell"
)

// start brings the page to life: it becomes the lab's owner, fetches the lesson, replays the journal and opens the
// terminals.
func (d *desk) start(ctx ui.Context) {
	if !ui.IsClient {
		return
	}
	d.plain = js().Truthy() && js().Get("plain").Truthy() && js().Call("plain").Bool()
	whenReady(ctx, "store", func(ctx ui.Context) {
		whenReady(ctx, "openTerm", func(ctx ui.Context) {
			whenReady(ctx, "lamp", func(ctx ui.Context) {
				d.plain = js().Call("plain").Bool()
				d.watchPage(ctx)
				d.filesFromPage(ctx)
				d.own(ctx, js().Call("taking", d.lab).Bool())
			})
		})
	})
}

// own asks for the lab's lock: one tab works on a lab.
func (d *desk) own(ctx ui.Context, steal bool) {
	answer := ui.FuncOf(func(_ ui.Value, args []ui.Value) any {
		word := args[0].String()
		ctx.Dispatch(func(ctx ui.Context) {
			switch word {
			case "owner":
				d.takeRound(ctx, d.fetchLesson)
			case "taken":
				d.stage = foreign
				d.askTakeOver("This lab is open in another tab. Two tabs would not know of each other's work.")
			case "lost":
				d.giveUp()
			}
		})
		return nil
	})
	d.release = append(d.release, answer.Release)
	free := js().Get("store").Call("own", d.lab, steal, answer)
	d.release = append(d.release, func() { free.Invoke() })
}

func (d *desk) askTakeOver(text string) {
	d.say(notice{ID: "foreign", Kind: "warn", Text: text, Buttons: []noticeButton{
		{Label: "Use it here", Main: true, Do: func() { js().Call("takeOver", d.lab) }},
	}})
	markReady()
}

// giveUp stops here because another tab took the lab over.
func (d *desk) giveUp() {
	if d.rig != nil {
		d.rig.keeper.off = true
		d.rig.end()
		d.rig = nil
		for _, t := range d.terms {
			t.session = nil // what is typed here would be lost
		}
	}
	d.stage = foreign
	d.askTakeOver("Another tab has taken this lab over. What you did here is in it.")
}

// fetchLesson gets the lesson's data; the free lab has none.
func (d *desk) fetchLesson(ctx ui.Context) {
	if d.lab == FreeLab {
		d.load(ctx)
		return
	}
	fetchJSON(ctx, "data/lessons/"+d.lab+".json", func(ctx ui.Context, data []byte) {
		l, err := lessons.Decode(data)
		if err == nil && l.Exam != nil {
			d.sitting = &sitting{paper: l}
			d.lesson = l.Unbound()
			d.load(ctx)
			return
		}
		if err == nil {
			l, err = l.Bind(seedOf(l, d.drill.Round))
		}
		if err == nil {
			d.progress, err = lessons.NewProgress(l)
		}
		if err != nil {
			d.fail("The lesson could not be loaded: " + err.Error() + ". Reload the page when you have a network.")
			return
		}
		d.lesson, d.title = l, l.Title
		d.load(ctx)
	})
}

func (d *desk) fail(text string) {
	d.stage = failed
	d.say(notice{ID: "failed", Kind: "danger", Text: text, Buttons: []noticeButton{
		{Label: "Reload", Main: true, Do: reload},
	}})
	markReady()
}

// load reads what is kept of the lab.
func (d *desk) load(ctx ui.Context) {
	js().Get("store").Call("persist")
	js().Get("store").Call("load", d.lab).Then(func(v ui.Value) {
		kept := keptLab{text: textIn(v), tail: stringIn(v, "tail"), failure: errorIn(v)}
		if n := v.Get("chunks"); n.Truthy() {
			kept.chunks = n.Int()
		}
		js().Get("store").Call("notes", "lab "+d.lab).Then(func(v ui.Value) {
			kept.notes = notesIn(v)
			js().Get("store").Call("read", "progress "+d.lab).Then(func(v ui.Value) {
				kept.progress = textIn(v)
				go d.raise(ctx, kept)
			})
		})
	})
}

// keptLab is what the store has of a lab.
type keptLab struct {
	text, tail string
	chunks     int
	notes      map[string]string
	progress   string
	failure    string // of the store itself
}

// raise makes the lab, from its journal where there is one. It runs in a goroutine of its own, because a replay takes
// its time.
func (d *desk) raise(ctx ui.Context, kept keptLab) {
	k := d.newKeeper(ctx)
	if kept.failure != "" {
		k.failed(kept.failure)
	}
	if d.sitting != nil {
		d.raiseExam(ctx, kept, k)
		return
	}
	lab := d.replayed(ctx, k, kept)
	fresh := lab == nil
	if fresh {
		var err error
		if lab, err = d.freshLab(k); err != nil {
			ctx.Dispatch(func(ui.Context) { d.fail("The lab could not be made: " + err.Error()) })
			return
		}
	}
	d.restoreProgress(lab, kept.progress, fresh)
	if fresh {
		kept.notes = nil // screens of another lab
	}
	ctx.Dispatch(func(ctx ui.Context) { d.open(ctx, lab, k, kept, !fresh) })
}

// restoreProgress takes up what was achieved; of a fresh lab it is the baseline.
func (d *desk) restoreProgress(lab *sim.Lab, kept string, fresh bool) {
	if d.progress == nil {
		return
	}
	if !fresh && kept != "" {
		if s, err := lessons.DecodeState([]byte(kept)); err == nil {
			if err := d.progress.Restore(s); err != nil {
				ui.Log(err.Error())
			}
		}
	}
	if _, err := d.progress.Update(lab); err != nil {
		ui.Log(err.Error())
	}
}

// open sits down at the lab: worker, terminals, clock. again tells that the learner was here before.
func (d *desk) open(ctx ui.Context, lab *sim.Lab, k *keeper, kept keptLab, again bool) {
	policy := shell.Live
	if ui.Window().URL().Query().Get("clock") == "batch" {
		policy = shell.Batch
	}
	d.rig = newRig(ctx, d, lab, policy, k)
	d.stage, d.upAt = alive, nowMS()
	k.tailing = func() { d.keepScreens(k); d.keepSpent(k) }
	d.takeSpent(kept)
	d.openTerminals(kept, again)
	m, _ := d.shown.module()
	d.latch = m.Button.Down // nobody's finger outlives a reload
	d.serveSecond(ctx)
	go d.rig.run()
	if policy == shell.Live {
		go d.keepTime(d.rig)
	}
	d.tell(onDesk)
	d.rig.do(func() {
		d.tellLMS()
		ctx.Dispatch(func(ui.Context) { d.showLamp(); d.openLink(); d.hearLMS(); markReady() })
	})
}

// stop lets go of everything that the page holds.
func (d *desk) stop() {
	if d.rig != nil {
		d.rig.end()
	}
	for _, f := range d.release {
		f()
	}
	d.release = nil
}

func (d *desk) storeFailed(text string) {
	d.say(notice{ID: "store", Kind: "danger",
		Text: "This browser does not keep the lab (" + text + "); save the journal before you leave.",
		Buttons: []noticeButton{
			{Label: "Save the journal", Main: true, Do: d.saveJournal},
			d.dismiss("store"),
		}})
}

// startOver forgets the journal and loads the page anew. What was achieved stays in the standing.
func (d *desk) startOver() {
	if d.rig != nil {
		d.rig.keeper.off = true
	}
	pinVersion(d.lab, false)
	again := ""
	if d.lab == FreeLab {
		again = "?scenario=" + d.scenario()
	}
	js().Call("startOver", d.lab, again)
}
