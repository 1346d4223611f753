package journalgen

import (
	"maps"
	"slices"

	"hsmlab/sim"
	"hsmlab/sim/entropy"
)

// Learner drives a lab that exists with what somebody without a plan does at its prompts and on its bench: commands,
// files, hands and time, but no faults. Equal labs and seeds make equal streams.
func Learner(lab *sim.Lab, seed uint64) *Generator {
	return &Generator{Lab: lab, chance: entropy.New(seed), wild: 100, hosts: slices.Sorted(maps.Keys(lab.Snapshot().Hosts))}
}

// Act lets the next event happen that may and that the lab accepts, and tells whether it was an act: time that passes
// and what a terminal notes are events, but no acts. After a hundred refusals in a row it gives up: ok is false.
func (g *Generator) Act(may func(sim.Event) bool) (act, ok bool) {
	for range 100 {
		e := g.event()
		if _, fault := e.(sim.Inject); fault || !may(e) {
			continue
		}
		r, err := g.Lab.Do(e)
		if err != nil {
			continue
		}
		if r.PID > 0 {
			g.running = append(g.running, r.PID)
		}
		switch e.(type) {
		case sim.Elapse, sim.Line, sim.Signal, sim.Input:
			return false, true
		}
		return true, true
	}
	return false, false
}
