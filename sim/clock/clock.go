// Package clock is virtual time: how much of it has passed, and what is due.
//
// Modelled: one lab-wide elapsed time, timers ordered by (due time, order of creation), and clocks
// that are wrong by an offset and a drift. Not modelled: time zones, leap seconds, wall time; nothing
// here reads a real clock.
package clock

import (
	"container/heap"
	"time"
)

// Epoch is the date and time at which every scenario starts.
var Epoch = time.Date(2026, 6, 15, 8, 0, 0, 0, time.UTC)

// Tick is the shortest wait: a timer never fires in the instant that made it.
const Tick = time.Microsecond

// Clock is the lab's elapsed time and its timers. The zero value is ready, at zero.
type Clock struct {
	// Settle is called after every timer that fired, nil for nothing: what derives from the state is brought
	// up to date at the very instant at which the state changed.
	Settle func()

	now    time.Duration
	seq    uint64
	timers queue
}

// Timer is a function that runs once at a given time.
type Timer struct {
	due   time.Duration
	seq   uint64
	index int // in the heap; -1 when it is not waiting
	run   func()
}

// Now is the virtual time since the scenario began.
func (c *Clock) Now() time.Duration { return c.now }

// Wall is the true date and time in the simulated world.
func (c *Clock) Wall() time.Time { return Epoch.Add(c.now) }

// After arranges for run to be called when d more has passed, at least one Tick.
func (c *Clock) After(d time.Duration, run func()) *Timer {
	d = max(d.Truncate(Tick), Tick)
	c.seq++
	t := &Timer{due: c.now + d, seq: c.seq, run: run}
	heap.Push(&c.timers, t)
	return t
}

// Stop cancels t. Stopping a timer that has fired, or a nil one, does nothing.
func (c *Clock) Stop(t *Timer) {
	if t != nil && t.index >= 0 {
		heap.Remove(&c.timers, t.index)
	}
}

// Next is the time at which the earliest timer is due; false when none waits.
func (c *Clock) Next() (time.Duration, bool) {
	if len(c.timers) == 0 {
		return 0, false
	}
	return c.timers[0].due, true
}

// Advance moves the time forward by d, firing what comes due on the way, and returns how many timers
// fired. Advancing by a+b is the same as advancing by a and then by b.
func (c *Clock) Advance(d time.Duration) int {
	end := c.now + max(d.Truncate(Tick), 0)
	fired := 0
	for len(c.timers) > 0 && c.timers[0].due <= end {
		t := heap.Pop(&c.timers).(*Timer)
		c.now = t.due
		t.run()
		if c.Settle != nil {
			c.Settle()
		}
		fired++
	}
	c.now = end
	return fired
}

type queue []*Timer

func (q queue) Len() int { return len(q) }
func (q queue) Less(i, j int) bool {
	if q[i].due != q[j].due {
		return q[i].due < q[j].due
	}
	return q[i].seq < q[j].seq
}
func (q queue) Swap(i, j int) {
	q[i], q[j] = q[j], q[i]
	q[i].index, q[j].index = i, j
}
func (q *queue) Push(x any) {
	t := x.(*Timer)
	t.index = len(*q)
	*q = append(*q, t)
}
func (q *queue) Pop() any {
	old := *q
	t := old[len(old)-1]
	old[len(old)-1] = nil
	*q = old[:len(old)-1]
	t.index = -1
	return t
}
