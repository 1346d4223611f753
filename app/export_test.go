package app

import (
	"time"

	"hsmlab/lessons"
	"hsmlab/sim"
	"hsmlab/sim/led"
)

// LampJSON is what the lamp's module gets for a signal.
func LampJSON(s led.Signal, since int64) []byte { return lampJSON(s.Waveform(led.Unit), since) }

// Joined reads a journal from its chunks and its tail.
func Joined(text, tail string) (*sim.Journal, error) { return joined(text, tail) }

// TailOf is what is kept of a journal beside its settled entries.
func TailOf(j *sim.Journal, settled int) string { return tailOf(j, settled) }

// Bench is the bench as it looks when a module's reboot began some time ago.
func Bench(m sim.ModuleSnapshot, later time.Duration) (text string, ring time.Duration) {
	d := newDesk(FreeLab)
	m.Host = "provider"
	d.shown.snapshot = &sim.Snapshot{Modules: []sim.ModuleSnapshot{m}, Hosts: map[string]sim.HostSnapshot{"provider": {Role: "provider"}}}
	d.shown.now = later
	return d.recoveryText(), d.ring()
}

// HostsOf is the order of the tabs.
var HostsOf = hostsOf

// LessonOf is the lesson that a path names.
var LessonOf = lessonOf

// Stirs tells whether a change on the bench is news.
func Stirs(before, after sim.ModuleSnapshot) bool { return stirs(before, after) }

// Standing adds up two attempts at a lesson.
func Standing(before, now *lessons.Progress) (tasks []string, of int, solved bool) {
	s := standingOf(before).with(standingOf(now))
	return s.Tasks, s.Of, s.Solved
}
