package app

import (
	"time"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"hsmlab/sim"
)

const (
	tick    = 100 * time.Millisecond // how often time moves when nothing falls due
	soonest = 4 * time.Millisecond   // how closely what falls due between two ticks is waited for
	lead    = 100 * time.Millisecond // how far virtual time may run ahead of real time
	longest = 60 * tick              // what falls due later than this is not near at any speed
	patient = 10                     // ticks that a command waits for time that stands still before the page says so
)

// pace lets virtual time follow real time at the speed that was chosen. A command that waits for a moment only, as one
// that asks a module does, is answered at once: virtual time runs ahead by that moment, and stands still until real
// time has caught up.
type pace struct {
	desk  *desk
	rig   *rig
	last  float64       // when time moved last, in milliseconds of the page
	ahead time.Duration // how far virtual time is ahead, by its own measure
	stood int           // ticks for which a command has waited while time stands still
}

// keepTime moves the lab's time while the page can be seen.
func (d *desk) keepTime(r *rig) {
	p := pace{desk: d, rig: r, last: nowMS()}
	wait := tick
	for {
		select {
		case <-r.stop:
			return
		case <-r.due:
			wait = p.near()
			continue
		case <-time.After(wait):
		}
		p.step()
		wait = p.near()
	}
}

// hasten tells keepTime that something falls due soon.
func (r *rig) hasten() {
	select {
	case r.due <- struct{}{}:
	default: // it was told
	}
}

func (p *pace) stands() bool {
	return p.desk.travel.open || p.desk.speed == 0 || !js().Call("visible").Bool()
}

// step moves time by what passed since the last step.
func (p *pace) step() {
	now := nowMS()
	passed := min(now-p.last, 1000) // a browser that slept must not let an hour pass at once
	p.last = now
	if p.desk.travel.open || !js().Call("visible").Bool() {
		return
	}
	p.desk.spent += time.Duration(passed) * time.Millisecond
	p.standstill()
	if p.desk.speed == 0 {
		return
	}
	step := time.Duration(passed*float64(p.desk.speed)*1000) * time.Microsecond
	back := min(step, p.ahead)
	p.ahead -= back
	if step > back {
		p.rig.kernel.Advance(step - back)
	}
	p.rig.wake() // the clock moved, if nothing else
}

// standstill says so when a command waits in vain because the learner paused time.
func (p *pace) standstill() {
	before := p.stood >= patient
	if p.desk.speed == 0 && p.rig.kernel.WantsTime() {
		p.stood++
	} else {
		p.stood = 0
	}
	if now := p.stood >= patient; now != before {
		p.rig.ctx.Dispatch(func(ui.Context) { p.desk.sayPaused(now) })
	}
}

// near runs ahead to what falls due in a moment. It returns how long to wait for the next step.
func (p *pace) near() time.Duration {
	for !p.stands() {
		due, ok := p.due()
		if !ok || due <= 0 {
			break
		}
		if p.ahead+due > lead {
			real := (due + p.ahead) / time.Duration(p.desk.speed)
			return min(tick, max(soonest, real-time.Duration((nowMS()-p.last)*float64(time.Millisecond))))
		}
		p.ahead += due
		p.rig.kernel.Advance(due)
	}
	return tick
}

// due is how long it is until something happens by itself, in the lab or in a shell.
func (p *pace) due() (time.Duration, bool) {
	var now time.Duration
	p.rig.kernel.View(func(l *sim.Lab) { now = l.Now() })
	next, ok := p.rig.kernel.NextDue()
	return next - now, ok
}

func nowMS() float64 { return js().Call("now").Float() }
