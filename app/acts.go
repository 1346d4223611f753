package app

import (
	"encoding/json"
	"fmt"
	"time"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"hsmlab/lessons"
	"hsmlab/sim"
	"hsmlab/sim/led"
)

// press pushes the recovery button of the module on the bench.
func (d *desk) press(down bool) {
	m, ok := d.shown.module()
	r := d.rig
	if !ok || r == nil {
		return
	}
	if down {
		r.event(sim.Press{Target: m.ESN, Control: "recovery"})
	} else {
		r.event(sim.Release{Target: m.ESN, Control: "recovery"})
	}
}

// letGo releases the button, unless it is latched.
func (d *desk) letGo() {
	if !d.latch {
		d.press(false)
	}
}

// toggleLatch holds the button for somebody who works alone, or lets it go.
func (d *desk) toggleLatch() {
	m, _ := d.shown.module()
	d.latch = !m.Button.Down
	d.press(d.latch)
	d.tell(onDesk)
}

// power throws the mains switch.
func (d *desk) power(on bool) {
	if d.rig != nil {
		d.rig.event(sim.Power{Host: d.shown.host, On: on})
	}
}

// setSpeed turns the dial. While time stands still the lamp does too.
func (d *desk) setSpeed(s speed) {
	d.speed = s
	js().Get("lamp").Call("hold", "clock", s == 0)
	d.tell(onDesk)
	d.tellSecond()
}

// sayPaused says, or no longer says, that a command waits for time to go on.
func (d *desk) sayPaused(on bool) {
	if !on {
		d.unsay("paused")
		return
	}
	d.say(notice{ID: "paused", Text: "Time is paused, and a command waits for it to pass.", Buttons: []noticeButton{
		{Label: "Let time pass", Main: true, Do: func() { d.setSpeed(1) }},
		d.dismiss("paused"),
	}})
}

// maxSkip bounds a skip when nothing is due for long.
const maxSkip = time.Hour

// skip goes to what happens next.
func (d *desk) skip() {
	r := d.rig
	if r == nil || d.inPast() {
		return
	}
	r.do(func() {
		step := time.Second
		var now time.Duration
		r.kernel.View(func(l *sim.Lab) { now = l.Now() })
		if due, ok := r.kernel.NextDue(); ok && due > now {
			step = min(due-now, maxSkip)
		}
		r.kernel.Advance(step)
	})
}

// undo takes the last command or action back, but nothing of the lesson's preparations.
func (d *desk) undo() {
	r := d.rig
	if r == nil || d.inPast() {
		return
	}
	r.do(func() {
		n, err := r.kernel.Undo(1)
		r.ctx.Dispatch(func(ui.Context) {
			switch {
			case err != nil:
				d.complain("undo", "Undo failed: "+err.Error())
			case n == 0:
				d.complain("undo", "There is nothing to undo.")
			default:
				d.latch = false
				d.unsay("undo")
			}
		})
	})
}

// pauseLamp holds the lamp, or lets it go on.
func (d *desk) pauseLamp() {
	d.calm = !d.calm
	js().Get("lamp").Call("hold", "learner", d.calm)
	d.tell(onDesk)
}

// showLamp gives the browser the waveform to play.
func (d *desk) showLamp() {
	if !ui.IsClient || !js().Truthy() || !js().Get("lamp").Truthy() {
		return
	}
	l, since := d.shown.statusLED(), int64(0)
	if l.of != "" {
		since = (d.shown.now.Microseconds() - l.since) / 1000
		d.lamp.note(l.of, l.signal, microseconds(l.since), d.shown.now)
	}
	js().Get("lamp").Call("set", string(lampJSON(l.signal.Waveform(led.Unit), since)), l.of)
}

// lampJSON is a waveform as web/js/led.js wants it, in milliseconds.
func lampJSON(w led.Waveform, since int64) []byte {
	type lamp struct {
		Period int64    `json:"period"`
		Since  int64    `json:"since"`
		Edges  [][2]any `json:"edges"`
	}
	l := lamp{Period: w.Period.Milliseconds(), Since: since}
	for _, e := range w.Edges {
		l.Edges = append(l.Edges, [2]any{e.At.Milliseconds(), e.Colour})
	}
	if l.Edges == nil {
		l.Edges = [][2]any{{0, led.Dark}}
	}
	data, err := json.Marshal(l)
	if err != nil {
		panic("BUG: a waveform is not JSON: " + err.Error())
	}
	return data
}

// hint gives the next rung of a task's ladder below the command.
func (d *desk) hint(task string) {
	d.ladder(task, func(ladder []lessons.Given) {
		seen := map[lessons.Rung]bool{}
		for _, g := range d.given[task] {
			seen[g.Rung] = true
		}
		for _, g := range ladder {
			if g.Rung != lessons.Command && !seen[g.Rung] {
				d.give(g)
				return
			}
		}
		d.complain("hint", "There is no further hint for this task as things stand.")
	})
}

// stuck writes the command into the prompt of its host. The learner presses Enter.
func (d *desk) stuck(task string) {
	d.ladder(task, func(ladder []lessons.Given) {
		for _, g := range ladder {
			if g.Rung != lessons.Command {
				continue
			}
			d.give(g)
			host := g.On
			if host == "" {
				host = d.hosts[0]
			}
			d.front(host)
			d.view = "terminal"
			d.propose(host, g.Line)
			return
		}
		d.complain("hint", "There is no command for this task as things stand.")
	})
}

func (d *desk) give(g lessons.Given) {
	kept := d.given[g.Task][:0]
	for _, old := range d.given[g.Task] {
		if old.Rung != g.Rung {
			kept = append(kept, old)
		}
	}
	d.given[g.Task] = append(kept, g)
	d.progress.Take(g.Task, g.Rung)
	if r := d.rig; r != nil {
		r.do(func() { r.keeper.progress(d.progress) })
	}
	d.tell(onDesk)
}

// ladder asks the lesson what helps now.
func (d *desk) ladder(task string, f func([]lessons.Given)) {
	r := d.rig
	if r == nil || d.progress == nil || d.inPast() {
		return
	}
	r.do(func() {
		var given []lessons.Given
		var err error
		r.kernel.View(func(l *sim.Lab) { given, err = d.progress.Ladder(l, task) })
		r.ctx.Dispatch(func(ui.Context) {
			if err != nil {
				d.complain("hint", fmt.Sprintf("The hint is faulty: %v", err))
				return
			}
			f(given)
		})
	})
}

// toggleDrawer opens or closes the bench where it is a drawer.
func (d *desk) toggleDrawer() {
	d.drawer = !d.drawer
	d.shut = !d.drawer
	d.tell(onDesk)
}
