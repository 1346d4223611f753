package journalgen_test

import (
	"testing"

	"hsmlab/sim"
	"hsmlab/sim/journalgen"
)

// Somebody without a plan makes no faults, stays within what is allowed, and does the same again with the same seed.
func TestLearner(t *testing.T) {
	run := func(seed uint64, scenario string) (hash string, acts int) {
		lab, err := sim.New(sim.Options{Scenario: scenario, Seed: 1})
		if err != nil {
			t.Fatal(err)
		}
		defer lab.Close()
		g := journalgen.Learner(lab, seed)
		for acts < 60 {
			act, ok := g.Act(func(e sim.Event) bool { _, move := e.(sim.Move); return !move })
			if !ok {
				t.Fatalf("%s, seed %d: nothing to do after %d acts", scenario, seed, acts)
			}
			if act {
				acts++
			}
		}
		for _, e := range lab.Journal().Entries {
			switch e.Event.(type) {
			case sim.Inject, sim.Move:
				t.Errorf("%s, seed %d: did %+v", scenario, seed, e.Event)
			}
		}
		return lab.Hash(), acts
	}
	for _, scenario := range []string{"default", "source-destination"} {
		first, _ := run(5, scenario)
		if again, _ := run(5, scenario); again != first {
			t.Errorf("%s: the same seed did something else", scenario)
		}
		if other, _ := run(6, scenario); other == first {
			t.Errorf("%s: another seed did the same", scenario)
		}
	}
}
