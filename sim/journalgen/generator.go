// Package journalgen makes journals up: from a number, a lab's life of plausible and hostile events. Only
// proofs use it (fuzzing, the same journal on every platform, invariants); the products never import it.
//
// A generator follows a story (provisioning a VCM, recovery by button, …) and strays from it all the time:
// wrong arguments, odd moments, broken files, signals, power cuts. What Do refuses is part of the stream.
package journalgen

import (
	"slices"
	"strings"

	"hsmlab/sim"
	"hsmlab/sim/entropy"
)

// Attempt is one event that was tried and what came of it.
type Attempt struct {
	Event  sim.Event
	Result sim.Result
	Err    error // nil when it happened
}

// Generator drives a lab with events of its own.
type Generator struct {
	Lab *sim.Lab

	chance  *entropy.Source
	story   []move // what is left of the story
	wild    int    // of 100 events, how many stray from the story
	running []int  // numbers of programs that may run
	files   []place
	hosts   []string // of a lab with names of its own
	handy   bool     // strays to what the hands do too
	step    int      // of the replacement of a battery
}

// place is a file that some program may have written.
type place struct{ host, path string }

// move is a step of a story, made when its turn comes, since it names what came to exist.
type move func(g *Generator) sim.Event

// New makes a generator and its lab. Equal seeds make equal streams.
func New(seed uint64) *Generator {
	g := &Generator{chance: entropy.New(seed)}
	lab, err := sim.New(sim.Options{Scenario: g.scene(), Seed: seed % 3, Lesson: g.pick("", "generated")})
	if err != nil {
		panic("BUG: journalgen: " + err.Error())
	}
	g.Lab = lab
	g.wild = []int{5, 20, 50, 90}[g.below(4)]
	g.story = stories[g.below(len(stories))]
	if slices.Contains(rooms, lab.Snapshot().Scenario) {
		g.settle()
	}
	return g
}

// Next makes an event up and lets it happen.
func (g *Generator) Next() Attempt {
	e := g.event()
	r, err := g.Lab.Do(e)
	if r.PID > 0 {
		g.running = append(g.running, r.PID)
	}
	return Attempt{e, r, err}
}

// Stream makes n events happen in a new lab and returns them together with the lab.
func Stream(seed uint64, n int) ([]Attempt, *sim.Lab) {
	g := New(seed)
	list := make([]Attempt, 0, n)
	for range n {
		list = append(list, g.Next())
	}
	return list, g.Lab
}

// Trial is the stream as a journal for package replayer: all attempts, refused ones too, without digests.
func Trial(list []Attempt, lab *sim.Lab) *sim.Journal {
	j := &sim.Journal{Header: lab.Journal().Header}
	for _, a := range list {
		j.Entries = append(j.Entries, sim.Entry{Event: a.Event})
	}
	return j
}

func (g *Generator) event() sim.Event {
	if pid := g.waiting(); pid > 0 && g.below(100) < 60 {
		return g.input(pid)
	}
	if len(g.story) > 0 && g.below(100) >= g.wild {
		next := g.story[0]
		g.story = g.story[1:]
		return next(g)
	}
	return g.stray()
}

// stray is an event that has nothing to do with the story.
func (g *Generator) stray() sim.Event {
	if g.handy && g.below(2) == 0 {
		return g.hands()
	}
	n := g.below(100)
	switch {
	case n < 29:
		return g.command()
	case n < 34:
		return g.card()
	case n < 36:
		return g.route()
	case n < 59:
		return g.elapse()
	case n < 67:
		return g.fileEvent()
	case n < 74:
		return g.button()
	case n < 77:
		return sim.Move{Target: g.esn(), Host: g.pick(provider, tenant, sim.Shelf, "nowhere", "")}
	case n < 81:
		return sim.Power{Host: g.host(), On: g.below(3) > 0}
	case n < 85:
		return g.fault()
	case n < 89:
		return g.surroundings()
	case n < 91:
		return g.deliver()
	case n < 94:
		return sim.Line{Host: g.host(), User: g.user(), Dir: g.dir(), Text: g.text(), Env: g.env()}
	case n < 97:
		return sim.Signal{PID: g.pid(), Signal: g.pick("INT", "INT", "TERM", "HUP", "KILL", "STOP", "")}
	}
	return g.input(g.pid())
}

// surroundings is something that people change around the equipment, or a licence that they buy.
func (g *Generator) surroundings() sim.Event {
	switch g.below(5) {
	case 0:
		return sim.Set{Target: g.host(), Control: sim.AmbientControl, Value: g.pick("20", "35.5", "59.999", "-20", "61", "hot", "")}
	case 1:
		return sim.Set{Target: g.host(), Control: sim.AirflowControl, Value: g.pick("normal", "low", "none", "storm", "")}
	case 2:
		return sim.Set{Target: g.host(), Control: sim.ClockControl, Value: g.pick("+90s", "-2h", "+100h", "2026-06-20T08:00:00Z", "1970-01-01T00:00:00Z", "+9999999h", "now", "")}
	case 3:
		return sim.Set{Target: g.esn(), Control: sim.BatteryControl, Value: g.pick("new", "out", "2.58", "2.4", "3.6", "0", "-1", "")}
	}
	return sim.Order{Target: g.esn(), Licence: g.pick("mt-5", "mt-1", "mt-1000", "HSMSpeed2", "KISAAlgorithms", "mt-", "../../x", long(300))}
}

// elapse is a time that is likely to be the wrong one: around what is due, around the limits of the buttons,
// or any length from a microsecond to more than is allowed.
func (g *Generator) elapse() sim.Event {
	lengths := []int64{1, 2, 999, 10_000, 60_000, 250_000, 1_000_000, 2_999_999, 5_000_000, 5_000_001, 9_999_999, 30_000_000, 59_999_999, 60_000_000, 60_000_001, 90_000_000, 3_600_000_000, 86_400_000_000}
	switch n := g.below(40); {
	case n == 0:
		return sim.Elapse{Micros: []int64{0, -1, sim.MaxElapse * 1_000_000, sim.MaxElapse*1_000_000 + 1, 1 << 62, -1 << 63}[g.below(6)]}
	case n < 16:
		due, ok := g.Lab.NextDue()
		if !ok {
			due = g.Lab.Now() + 17_000
		}
		return sim.Elapse{Micros: max((due-g.Lab.Now()).Microseconds()+int64(g.below(3))-1, 1)}
	case n < 20:
		return sim.Elapse{Micros: 1 + int64(g.chance.Uint64("elapse")%40_000_000)}
	}
	return sim.Elapse{Micros: lengths[g.below(len(lengths))]}
}

func (g *Generator) button() sim.Event {
	control := sim.RecoveryButton
	if g.below(20) == 0 {
		control = g.pick("", "clear", "RECOVERY")
	}
	if g.below(2) == 0 {
		return sim.Press{Target: g.esn(), Control: control}
	}
	return sim.Release{Target: g.esn(), Control: control}
}

func (g *Generator) input(pid int) sim.Event {
	return sim.Input{PID: pid, Line: g.pick("yes", "yes", "no", "YES", " yes ", "", "y", "hunter2", "\x00\u202e\n", g.huge(sim.MaxText)), EOF: g.below(8) == 0}
}

// waiting is a program that reads its terminal, 0 when none does.
func (g *Generator) waiting() int {
	alive := g.running[:0]
	found := 0
	for _, pid := range g.running {
		info, ok := g.Lab.Process(pid)
		if !ok {
			continue
		}
		alive = append(alive, pid)
		if info.Reading {
			found = pid
		}
	}
	g.running = alive
	return found
}

func (g *Generator) pid() int {
	if len(g.running) > 0 && g.below(8) > 0 {
		return g.running[g.below(len(g.running))]
	}
	return []int{0, 1, -1, 99, 1 << 40}[g.below(5)]
}

// below is a number from 0 to n-1.
func (g *Generator) below(n int) int { return int(g.chance.Uint64("below") % uint64(n)) }

func (g *Generator) pick(words ...string) string { return words[g.below(len(words))] }

func long(n int) string { return strings.Repeat("0", n) }

// huge is a text, seldom one beyond the limits.
func (g *Generator) huge(limit int) string {
	if g.below(25) > 0 {
		return long(g.below(300))
	}
	return long(limit - 1 + g.below(3))
}
