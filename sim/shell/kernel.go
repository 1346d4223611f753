package shell

import (
	"fmt"
	"slices"
	"sync"
	"time"

	"hsmlab/sim"
)

// Policy says what moves virtual time.
type Policy int

const (
	// Batch jumps: when every shell is still and one in the foreground waits for time or for a program, time
	// goes to what happens next.
	Batch Policy = iota
	// Live waits: time moves only by Kernel.Advance.
	Live
)

// Kernel owns a lab on behalf of everything that runs beside each other: shells, their background jobs and
// the page. Exactly one of them acts at any moment, the one that holds the baton; it hands the baton on only
// where it waits. So the order of events depends on nothing but the events themselves.
//
// All methods may be called from any goroutine, but not from the output functions of a session and not from
// within View: the baton is held there.
type Kernel struct {
	policy Policy

	mu      sync.Mutex
	held    bool
	callers []chan struct{} // who wants the baton and is no job, in order

	// All below belongs to the holder of the baton.
	lab      *sim.Lab
	current  *Job // who holds the baton; nil for a caller
	ready    []*Job
	busy     []*Job // gave way although there was more to do
	driver   chan struct{}
	blocked  []*Job // in the order in which they began to wait
	procs    map[int]*process
	sessions []*Session
	stepped  bool // time moved since a busy job had its turn
	changed  func()
	watch    func(*sim.Lab)
	allowed  []string
}

// NewKernel takes over the lab: nobody else may use it from now on, until Close.
func NewKernel(lab *sim.Lab, p Policy) *Kernel {
	k := &Kernel{policy: p, lab: lab, procs: map[int]*process{}}
	lab.Observe(observer{k})
	return k
}

// Do lets an event happen and gives everybody who waits for its effects the chance to go on. The error says
// why the lab refused it.
func (k *Kernel) Do(e sim.Event) (sim.Result, error) {
	k.enter()
	defer k.leave()
	return k.do(e)
}

// Advance lets time pass, under any policy: whoever is woken runs until it waits again before more time
// passes.
func (k *Kernel) Advance(d time.Duration) {
	k.enter()
	defer k.leave()
	for target := k.lab.Now() + d; ; {
		next, ok := k.nextDue()
		if !ok || next > target {
			next = target
		}
		k.elapse(next)
		k.drain()
		if k.lab.Now() >= target {
			return
		}
	}
}

// Snapshot is the lab's present state.
func (k *Kernel) Snapshot() *sim.Snapshot {
	k.enter()
	defer k.leave()
	return k.lab.Snapshot()
}

// View lets f look at the lab. f must not change it, keep it or call the kernel.
func (k *Kernel) View(f func(*sim.Lab)) {
	k.enter()
	defer k.leave()
	f(k.lab)
}

// Undo takes back n units, see sim.Lab.Undo; running programs are gone, and the shells say so.
func (k *Kernel) Undo(n int) (int, error) {
	k.enter()
	defer k.leave()
	return k.undo(n)
}

// GoBack takes the lab back to the moment before entry n of its journal, see sim.Lab.Truncate; running programs are gone,
// and the shells say so.
func (k *Kernel) GoBack(n int) error {
	k.enter()
	defer k.leave()
	before := k.lab.Now()
	if err := k.lab.Truncate(n); err != nil {
		return err
	}
	k.wentBack(before)
	return nil
}

// Replace gives the kernel another lab, as after loading a journal; running programs are gone.
func (k *Kernel) Replace(lab *sim.Lab) {
	k.enter()
	defer k.leave()
	before := k.lab.Now()
	k.lab.Observe(nil)
	k.lab.Close()
	k.lab = lab
	lab.Observe(observer{k})
	k.wentBack(before)
}

// OnChange has f called, with the baton held, after every event, and after time in which something happened.
// It must not call the kernel.
func (k *Kernel) OnChange(f func()) {
	k.enter()
	defer k.leave()
	k.changed = f
}

// Watch has f look at the lab, with the baton held, after every event, Elapse included, so that no state between
// two events is missed. f must not change the lab, keep it or call the kernel. nil ends it.
func (k *Kernel) Watch(f func(*sim.Lab)) {
	k.enter()
	defer k.leave()
	k.watch = f
}

// Allow says which verbs of the lab command may be used from now on; nil means all. A lesson lists its own, so that
// nothing but the lesson's way leads through it.
func (k *Kernel) Allow(verbs []string) {
	k.enter()
	defer k.leave()
	k.allowed = slices.Clone(verbs)
}

func (k *Kernel) watched() {
	if k.watch != nil {
		k.watch(k.lab)
	}
}

// do is Do for the holder of the baton.
func (k *Kernel) do(e sim.Event) (sim.Result, error) {
	r, err := k.lab.Do(e)
	k.watched()
	k.settle()
	if _, time := e.(sim.Elapse); !time && err == nil && k.changed != nil {
		k.changed()
	}
	return r, err
}

func (k *Kernel) undo(n int) (int, error) {
	before := k.lab.Now()
	n, err := k.lab.Undo(n)
	if err == nil && n > 0 {
		k.wentBack(before)
	}
	return n, err
}

// wentBack ends what ran before the lab was replayed: programs are gone, sleepers keep what was left.
func (k *Kernel) wentBack(before time.Duration) {
	for _, p := range k.procs {
		p.gone, p.ended, p.status = true, true, statusKilled
	}
	clear(k.procs)
	for _, j := range k.blocked {
		if j.wait.timed {
			j.wait.until += k.lab.Now() - before
		}
	}
	k.watched()
	k.settle()
	if k.changed != nil {
		k.changed()
	}
}

// elapse moves the clock forward to t.
func (k *Kernel) elapse(t time.Duration) {
	before := k.lab.Revision()
	if d := t - k.lab.Now(); d > 0 {
		us := int64((d + time.Microsecond - 1) / time.Microsecond)
		if _, err := k.lab.Do(sim.Elapse{Micros: us}); err != nil {
			panic(fmt.Sprintf("BUG: the lab refused to let %v pass: %v", d, err))
		}
		k.watched()
	}
	k.settle()
	if k.changed != nil && k.lab.Revision() != before {
		k.changed()
	}
}

// nextDue is when something happens by itself: a timer of the lab or the end of a sleep.
func (k *Kernel) nextDue() (time.Duration, bool) {
	next, ok := k.lab.NextDue()
	for _, j := range k.blocked {
		if j.wait.timed && (!ok || j.wait.until < next) {
			next, ok = j.wait.until, true
		}
	}
	return next, ok
}
