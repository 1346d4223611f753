package app

import (
	"time"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"hsmlab/lessons"
	"hsmlab/sim"
	"hsmlab/sim/led"
	"hsmlab/sim/shell"
)

// rig is the lab at work. One goroutine, the worker, does everything that has to wait for the shells, in the order in
// which it was asked; the UI goroutine only asks. What the worker sees goes back to the desk by Dispatch.
type rig struct {
	kernel *shell.Kernel
	ctx    ui.Context // of the lab page
	desk   *desk
	work   chan func()
	poke   chan struct{} // the lab changed
	due    chan struct{} // something may happen by itself soon
	stop   chan struct{}

	woken, seen int // how often the worker was woken, and as of which of these the desk has seen the lab

	// With the baton.
	change lessons.Change // since the last look
	now    time.Duration  // of the lab

	// Of the worker.
	revision uint64
	measured time.Duration // when the sensors were read last
	entries  int           // of the journal
	keeper   *keeper
	test     bool // hashes go to the document's root
}

// view is one look at the lab by the worker.
type view struct {
	shown   shown
	woken   int  // see rig
	changed bool // more than the clocks
	change  lessons.Change
	said    []lessons.Given
	hash    string

	measured []sim.Measured // nil: not read this time
	undone   bool           // the past is another one
}

func newRig(ctx ui.Context, d *desk, lab *sim.Lab, p shell.Policy, k *keeper) *rig {
	r := &rig{
		kernel: shell.NewKernel(lab, p), now: lab.Now(), ctx: ctx, desk: d, keeper: k,
		work: make(chan func(), 256), poke: make(chan struct{}, 1), due: make(chan struct{}, 1), stop: make(chan struct{}),
		test: ui.Window().URL().Query().Get("test") != "",
	}
	if d.lesson != nil {
		r.kernel.Allow(d.lesson.Allow)
	}
	r.kernel.Watch(r.learn)
	r.kernel.OnChange(r.wake) // undo and replacement, too
	return r
}

// learn looks at the lesson's goals after every event, so that no state between two events is missed, and wakes the
// worker. The baton is held here.
func (r *rig) learn(l *sim.Lab) {
	r.now = l.Now()
	if p := r.desk.progress; p != nil {
		look := func() (lessons.Change, error) { return p.Update(l) }
		if s := r.desk.sitting; s != nil {
			look = func() (lessons.Change, error) { return s.watch(l) }
		}
		change, err := look()
		if err != nil {
			ui.Log(err.Error())
		}
		r.change.Done = append(r.change.Done, change.Done...)
		r.change.Lost = append(r.change.Lost, change.Lost...)
		r.change.Tripped = append(r.change.Tripped, change.Tripped...)
		r.change.Solved = r.change.Solved || change.Solved
	}
	if l.Revision() != r.revision {
		r.wake()
	}
	if next, ok := l.NextDue(); ok && next-l.Now() <= longest {
		r.hasten()
	}
}

// wake tells the worker that the lab changed.
func (r *rig) wake() {
	r.woken++
	select {
	case r.poke <- struct{}{}:
	default:
	}
}

// do asks the worker for something. It never waits.
func (r *rig) do(f func()) {
	select {
	case r.work <- f:
	case <-r.stop:
	default: // 256 things undone: the page is stuck, and more of them would not help
	}
}

// event sends an event to the lab; a refusal becomes a banner.
func (r *rig) event(e sim.Event) {
	if r.desk.inPast() {
		return
	}
	r.do(func() {
		err := r.desk.mayDo(e)
		if err == nil {
			_, err = r.kernel.Do(e)
		}
		if err != nil {
			r.ctx.Dispatch(func(ui.Context) { r.desk.complain("refused", err.Error()) })
		}
	})
}

// run is the worker.
func (r *rig) run() {
	r.look()
	var soon <-chan time.Time
	for {
		select {
		case <-r.stop:
			return
		case f := <-r.work:
			f()
			r.look()
		case <-r.poke:
			if soon == nil {
				soon = time.After(glance)
			}
		case <-soon:
			soon = nil
			r.look()
		}
	}
}

// glance is how long the worker leaves a change alone: the terminals show the answer of a command first, and what
// follows at once is taken in with it.
const glance = 20 * time.Millisecond

// end stops the worker. The journal is kept already.
func (r *rig) end() { close(r.stop) }

// look takes in what there is to see, keeps the journal and tells the desk.
func (r *rig) look() {
	v := view{woken: r.woken}
	over := false
	r.kernel.View(func(l *sim.Lab) {
		v.shown.now = l.Now()
		if l.Revision() != r.revision {
			r.revision = l.Revision()
			r.learn(l)
			v.changed = true
			v.shown.snapshot = l.Snapshot()
			n := len(l.Journal().Entries)
			v.undone, r.entries = n < r.entries, n
			v.said = r.feedback(l)
			if r.test {
				v.hash = l.Hash()
			}
		}
		if v.changed || l.Now() < r.measured || l.Now()-r.measured >= measureEvery {
			r.measured, v.measured = l.Now(), l.Measure()
		}
		v.change, r.change = r.change, lessons.Change{}
		if s := r.desk.sitting; r.desk.exam() && s.attempt.Over() {
			s.finish(l)
			over = true
		}
		r.keeper.journal(l, v.changed)
	})
	if v.change.Any() {
		r.keeper.progress(r.desk.progress)
		r.desk.tellLMS()
	}
	if r.desk.sitting != nil {
		v.change = lessons.Change{} // an exam says nothing on the way
	}
	if over {
		r.ended()
	}
	r.ctx.Dispatch(func(ui.Context) {
		r.desk.take(v)
		r.seen = v.woken
	})
}

// feedback is what there is to say about known mistakes.
func (r *rig) feedback(l *sim.Lab) []lessons.Given {
	p := r.desk.progress
	if p == nil || r.desk.sitting != nil {
		return nil
	}
	said, err := p.Feedback(l)
	if err != nil {
		ui.Log(err.Error())
	}
	return said
}

// take shows what the worker saw.
func (d *desk) take(v view) {
	if d.travel.open {
		return // the look after it sees everything anew
	}
	d.shown.now = v.shown.now
	if d.rig != nil {
		if v.undone {
			d.past = history{}
		}
		d.remember(d.rig.ctx, v.shown.now, v.measured)
	}
	if !v.changed {
		d.tell(onTime)
		return
	}
	before, _ := d.shown.module()
	unit, _ := d.shown.unit()
	lit := d.shown.statusLED()
	mails := len(d.shown.snapshot.Messages)
	d.shown.snapshot = v.shown.snapshot
	d.takePost(mails)
	d.said = v.said
	after, _ := d.shown.module()
	if now := d.shown.statusLED(); now.signal != lit.signal || now.since != lit.since {
		d.showLamp()
		d.sayLamp(now.of == lit.of)
	}
	if now, _ := d.shown.unit(); before.ESN != "" && stirs(before, after) || unitStirs(unit, now) {
		d.drawer = d.drawer || !d.shut
		d.notice("bench")
	}
	if v.change.Any() {
		d.notice("lesson")
	}
	for _, id := range v.change.Done {
		delete(d.given, id)
	}
	d.follow(v.change)
	d.rate(v.change)
	if v.hash != "" {
		root().Call("setAttribute", "data-hash", v.hash)
	}
	d.tell(onLab)
	d.tellSecond()
}

// settledAfter is how long the lamp must show one thing until it is announced: every command makes it flicker.
const settledAfter = 1500 * time.Millisecond

// sayLamp announces what the lamp shows once it has settled. A module that has just come onto the bench is not news.
func (d *desk) sayLamp(news bool) {
	l := d.shown.statusLED()
	if !news || d.rig == nil {
		d.lit = l.signal.Words()
		return
	}
	d.rig.ctx.After(settledAfter, func(ui.Context) {
		now := d.shown.statusLED()
		if now.of != "" && now.of == l.of && now.signal == l.signal && now.words() != d.lit {
			d.lit = now.words()
			d.tell(onDesk)
		}
	})
}

// follow brings what the learner wants to read next into sight.
func (d *desk) follow(c lessons.Change) {
	switch {
	case c.Solved:
		js().Call("reveal", "#outro")
	case len(c.Tripped) > 0:
		js().Call("reveal", `[data-state="tripped"]`)
	case len(c.Done) > 0:
		js().Call("reveal", `[data-state="active"]`)
	}
}

// stirs tells whether something happened on the bench that one would turn one's head for. The lamp of a module at work
// flickers with every command; that is not it.
func stirs(before, after sim.ModuleSnapshot) bool {
	working := func(s led.Signal) bool { return s == led.Idle || s == led.Active }
	lamp := after.LED != before.LED && !(working(after.LED) && working(before.LED))
	return lamp || after.Button.Down != before.Button.Down || after.Power != before.Power
}

// unitStirs tells whether one would turn one's head for a network-attached unit.
func unitStirs(before, after sim.UnitSnapshot) bool {
	return before.Name != "" && (before.Warning != after.Warning || before.TrayWarned != after.TrayWarned || before.LED != after.LED || before.Beeping != after.Beeping || before.LidOpen != after.LidOpen || before.Phase != after.Phase)
}

// notice marks a view that is not in front on a phone, and opens the drawer for the bench.
func (d *desk) notice(view string) {
	if d.stage == alive && d.view != view {
		d.fresh[view] = true
	}
	d.tell(onDesk)
}

// complain tells about something that did not work, until the learner closes it.
func (d *desk) complain(id, text string) {
	d.say(notice{ID: id, Kind: "warn", Text: text, Buttons: []noticeButton{d.dismiss(id)}})
}
