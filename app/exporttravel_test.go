package app

import (
	"slices"

	"hsmlab/lessons"
	"hsmlab/sim"
)

// Machine is a machine that travels for a test.
type Machine struct {
	m      *machine
	scenes chan scene
	seen   []int
	pauses func()
}

// NewMachine starts one.
func NewMachine(j *sim.Journal, l *lessons.Lesson, setup int) *Machine {
	t := &Machine{scenes: make(chan scene, 16), pauses: func() {}}
	t.m = newMachine(j, l, setup, func() { t.pauses() })
	t.m.hashed = true
	go t.m.run(func(s scene) { t.scenes <- s })
	return t
}

// Visit goes to a moment and tells what is there.
func (t *Machine) Visit(entries int) (hash string, done []string, solved bool) {
	t.m.goTo(entries)
	s := <-t.scenes
	for id, task := range s.tasks {
		if task.Done {
			done = append(done, id)
		}
	}
	return s.hash, slices.Sorted(slices.Values(done)), s.solved
}

// SendWhile sends the machine to a place, and to the others while it is on its way.
func (t *Machine) SendWhile(wishes []int) {
	sent := false
	t.pauses = func() {
		if !sent {
			sent = true
			for _, w := range wishes[1:] {
				t.m.goTo(w)
			}
		}
	}
	t.m.goTo(wishes[0])
}

// Arrived waits for the next place at which it stops.
func (t *Machine) Arrived() int {
	s := <-t.scenes
	t.seen = append(t.seen, s.entries)
	return s.entries
}

// Seen are the places at which it stopped.
func (t *Machine) Seen() []int { return t.seen }

// End stops it.
func (t *Machine) End() { t.m.end() }
