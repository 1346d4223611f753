package app

import (
	"fmt"
	"time"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"hsmlab/lessons"
	"hsmlab/sim"
)

// travel is a look at the lab's past. Meanwhile its time stands still and nothing can be done in it.
type travel struct {
	open    bool
	list    []lessons.Moment // from the end of the set-up to now
	at      int              // the moment that is wanted, in list
	arrived int              // the one that is shown
	zero    time.Time        // date and time at which the scenario began
	machine *machine
	scene   scene
	present shown // what the panes showed before
}

// lookBack begins to look at the past. What is shown first is now.
func (d *desk) lookBack() { d.lookAt(-1) }

// lookAt begins with the moment after some entries of the journal; -1 is now.
func (d *desk) lookAt(entries int) {
	if d.travel.open {
		d.showEntry(entries)
		return
	}
	r := d.rig
	if r == nil || d.stage != alive || d.travel.open || d.notInExam("seen in its past") {
		return
	}
	if d.exam() {
		d.complain("past", "In an exam nobody looks back. You can when it is over.")
		return
	}
	r.do(func() {
		var j *sim.Journal
		setup := r.keeper.setup
		r.kernel.View(func(l *sim.Lab) { j = l.Journal() })
		r.ctx.Dispatch(func(ui.Context) {
			d.depart(j, setup)
			d.showEntry(entries)
		})
	})
}

// turnBack begins to look at the past, or ends it.
func (d *desk) turnBack() {
	if d.travel.open {
		d.comeBack()
		return
	}
	d.lookBack()
}

// showEntry moves the slider to the moment after some entries.
func (d *desk) showEntry(entries int) {
	if !d.travel.open || entries < 0 {
		return
	}
	d.wish(entries - d.travel.list[0].Entries)
	ui.Window().GetElementByID(travelSlider).Set("value", d.travel.at)
}

// depart sets the machine up.
func (d *desk) depart(j *sim.Journal, setup int) {
	r := d.rig
	if r == nil || d.travel.open {
		return
	}
	list := lessons.Moments(j, setup)
	if len(list) < 2 {
		d.complain("past", "Nothing has happened in this lab yet that one could look back to.")
		return
	}
	d.unsay("past")
	m := newMachine(j, d.lesson, setup, func() { time.Sleep(time.Millisecond) })
	m.hashed = r.test
	now := len(list) - 1
	d.travel = travel{open: true, list: list, at: now, arrived: now, machine: m, present: d.shown}
	d.travel.zero = zeroOf(d.shown.snapshot)
	slider := ui.Window().GetElementByID(travelSlider)
	slider.Set("max", now)
	slider.Set("value", now)
	go m.run(func(s scene) { r.ctx.Dispatch(func(ui.Context) { d.arrive(m, s) }) })
	m.goTo(list[now].Entries)
	d.tell(onDesk)
	js().Call("focusSoon", "#"+travelSlider)
}

// wish is where the slider was moved.
func (d *desk) wish(at int) {
	t := &d.travel
	if !t.open || at < 0 || at >= len(t.list) || at == t.at {
		return
	}
	t.at = at
	t.machine.goTo(t.list[at].Entries)
	d.tell(onDesk)
}

// arrive shows the moment to which a machine came.
func (d *desk) arrive(m *machine, s scene) {
	t := &d.travel
	if t.machine != m {
		return // the learner is back
	}
	if s.err != nil {
		d.complain("past", "That moment cannot be shown: "+s.err.Error())
		return
	}
	t.scene, t.arrived = s, s.entries-t.list[0].Entries
	d.shown.snapshot, d.shown.now = s.snapshot, s.now
	d.showLamp()
	if s.hash != "" {
		root().Call("setAttribute", "data-hash", s.hash)
	}
	d.tell(onTime)
	d.tell(onLab)
	d.tell(onDesk)
}

// comeBack ends the look at the past and shows what is now.
func (d *desk) comeBack() {
	t := d.travel
	if !t.open {
		return
	}
	t.machine.end()
	host, esn := d.shown.host, d.shown.esn
	d.travel, d.shown = travel{}, t.present
	d.shown.host, d.shown.esn = host, esn
	d.showLamp()
	d.tell(onTime)
	d.tell(onLab)
	d.tell(onDesk)
	if r := d.rig; r != nil {
		r.do(func() { r.revision = 0 }) // the look that follows sees everything anew
	}
}

// goOn makes the moment that is shown the present one: what came after it is undone.
func (d *desk) goOn() {
	t, r := d.travel, d.rig
	if !t.open || r == nil || t.at == len(t.list)-1 {
		return
	}
	entries := t.list[t.at].Entries
	d.comeBack()
	r.do(func() {
		err := r.kernel.GoBack(entries)
		r.ctx.Dispatch(func(ui.Context) {
			d.latch = false
			if err != nil {
				d.complain("past", "Going on from there failed: "+err.Error())
				return
			}
			js().Call("focusTerminalSoon")
		})
	})
}

// inPast tells a learner who wants to do something while looking at the past why that cannot be.
func (d *desk) inPast() bool {
	if d.travel.open {
		d.complain("past", "You are looking at the past, where nothing can be done. Go back to now, or go on from here.")
	}
	return d.travel.open
}

// lost are the moments that going on from the wanted one would undo.
func (t travel) lost() []lessons.Moment {
	if !t.open {
		return nil
	}
	return t.list[t.at+1:]
}

// when is the date and time of the wanted moment.
func (t travel) when() time.Time {
	if !t.open {
		return t.zero
	}
	return t.zero.Add(t.list[t.at].At).UTC()
}

// what is the act after which the wanted moment comes.
func (t travel) what() string {
	switch {
	case !t.open:
		return ""
	case t.at == len(t.list)-1:
		return "now"
	case t.at == 0:
		return "the beginning"
	}
	return "after: " + t.list[t.at].What
}

// lossWords say what going on from the wanted moment would undo.
func (t travel) lossWords() string {
	lost := t.lost()
	if len(lost) == 0 {
		return "Nothing would be undone: this is now."
	}
	span := lost[len(lost)-1].At - t.list[t.at].At
	return fmt.Sprintf("What came after this moment is undone: %s, and %s of the lab’s time.", actsWords(lessons.Acts(lost)), spanWords(span))
}

func spanWords(d time.Duration) string {
	switch {
	case d < time.Minute:
		return fmt.Sprintf("%d s", d/time.Second)
	case d < time.Hour:
		return fmt.Sprintf("%d min", (d+30*time.Second)/time.Minute)
	}
	return fmt.Sprintf("%d h %d min", d/time.Hour, d%time.Hour/time.Minute)
}
