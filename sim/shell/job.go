package shell

import (
	"context"
	"errors"
	"time"
)

// Exit statuses that mean a signal.
const (
	statusInterrupted = 130
	statusBrokenPipe  = 141
	statusKilled      = 137
	statusTerminated  = 143
)

// Reasons why a job must end.
var (
	errInterrupt = errors.New("interrupted")                // Ctrl-C
	errKilled    = errors.New("killed")                     // kill
	errTerminate = errors.New("terminated")                 // kill without -9
	errHostOff   = errors.New("the host lost power")        // mains off
	errClosed    = errors.New("the terminal was closed")    // Session.Close
	errDeadlock  = errors.New("nothing will ever end this") // batch runs
	errMemory    = errors.New("cannot allocate memory")
)

// Job is one thread of control: what a terminal runs in the foreground, or a background command.
type Job struct {
	k          *Kernel
	s          *Session
	background bool
	turn       chan struct{} // the baton, handed to this job
	wait       waiter
	cause      error // why it must end; nil while it may go on
	stuck      bool  // nothing will ever wake it
	forking    bool  // between fork and started
	inLab      int   // how many lab commands it is inside of: people outlive a host's power
	ticks      uint
	ceiling    uint64 // how large the heap may be while it runs, in bytes

	// Background jobs only.
	number  int // [1]
	pid     int
	title   string
	arrived chan struct{}
	ended   bool
	status  int
	waited  bool // somebody saw it end
}

// waiter is what a job waits for.
type waiter struct {
	timed  bool          // until counts
	until  time.Duration // elapsed virtual time
	done   func() bool
	drives func() bool // whether waiting for this moves the batch clock; nil is yes
	any    bool        // an ending reason does not wake it
}

func (k *Kernel) newJob(s *Session) *Job {
	return &Job{k: k, s: s, turn: make(chan struct{}, 1)}
}

// due reports whether the job can go on.
func (j *Job) due(now time.Duration) bool {
	w := &j.wait
	return j.stuck || j.cause != nil && !w.any || w.timed && w.until <= now || w.done != nil && w.done()
}

func (j *Job) drivesTime() bool {
	return !j.background && (j.wait.drives == nil || j.wait.drives())
}

// block waits without the baton. The error tells why the wait ended early.
func (j *Job) block(w waiter) error {
	j.wait = w
	if !j.due(j.k.lab.Now()) {
		j.k.blocked = append(j.k.blocked, j)
		j.k.pass()
		<-j.turn
	}
	j.wait = waiter{}
	if j.stuck {
		j.stuck = false
		return errDeadlock
	}
	if w.any {
		return nil
	}
	return j.cause
}

// sleep lets virtual time pass.
func (j *Job) sleep(d time.Duration) error {
	if d <= 0 {
		return j.cause
	}
	return j.block(waiter{timed: true, until: j.k.lab.Now() + d})
}

// end makes the job stop as soon as it can; the first reason stays.
func (j *Job) end(cause error) {
	if j.cause == nil {
		j.cause = cause
	}
}

// exitStatus is what $? says about a job that had to end.
func (j *Job) exitStatus() int {
	switch j.cause {
	case nil:
		return j.status
	case errInterrupt:
		return statusInterrupted
	case errTerminate:
		return statusTerminated
	case errHostOff, errClosed:
		return 255
	case errMemory:
		return 2
	}
	return statusKilled
}

// give lets others act, although the job has more to do.
func (j *Job) give() {
	j.k.busy = append(j.k.busy, j)
	j.k.pass()
	<-j.turn
}

// tick counts statements. It gives way after a fixed number of them, so that a busy loop stops neither the
// page nor Ctrl-C, at the same statements on every platform.
func (j *Job) tick() {
	if j.ticks == 0 {
		j.ceiling = max(memoryLimit, heap()+spare)
	}
	j.ticks++
	if j.cause == nil && exhausted(j.ceiling) {
		j.s.shell().message("bash: not simulated: more than " + itoa(int(memoryLimit>>20)) + " MB of memory, because a browser has little more")
		j.end(errMemory)
		j.ceiling = heap() + spare // it is on its way out
	}
	if j.ticks%256 != 0 {
		return
	}
	breathe()
	k := j.k
	if k.callersWait() || len(k.ready) > 0 || k.driver != nil || len(k.busy) > 0 || k.wantsTime() && j.background {
		j.give()
	}
}

// lineContext is the context of everything that shells run. The interpreter asks it before each statement
// whether to stop; it answers for the job that holds the baton, since nobody else can be asking.
type lineContext struct {
	context.Context
	k *Kernel
}

func (k *Kernel) context() context.Context { return lineContext{context.Background(), k} }

func (c lineContext) Err() error {
	j := c.k.current
	if j == nil || j.forking {
		return nil // a new job asks beside its parent until it has the baton
	}
	j.tick()
	if j.cause != nil {
		return context.Canceled
	}
	return nil
}
