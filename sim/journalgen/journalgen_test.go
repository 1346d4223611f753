package journalgen_test

import (
	"fmt"
	"testing"

	"hsmlab/sim/journalgen"
)

// The proofs are worth what the journals are: they must reach deep, and must be refused often, yet not always.
func TestJournalsAreWorthTrying(t *testing.T) {
	events, refused := 0, 0
	kinds, seen := map[string]int{}, map[string]int{}
	for seed := range uint64(180) {
		attempts, lab := journalgen.Stream(seed, 45)
		for _, a := range attempts {
			events++
			kinds[fmt.Sprintf("%T", a.Event)]++
			if a.Err != nil {
				refused++
			}
		}
		for _, m := range lab.Snapshot().Modules {
			seen[m.Boot]++
			seen[m.Image]++
			for _, v := range m.VCMs {
				seen["VCM "+v.Mode]++
			}
		}
		lab.Close()
	}
	if share := refused * 100 / events; share < 10 || share > 50 {
		t.Errorf("%d %% of the events are refused, want 10 to 50 %%", share)
	}
	for _, kind := range []string{"Elapse", "Line", "Exec", "Input", "Signal", "File", "Press", "Release", "Power", "Deliver", "Inject", "Insert", "Remove", "Route", "Set", "Order", "Move"} {
		if kinds["sim."+kind] < 20 {
			t.Errorf("only %d events of kind %s", kinds["sim."+kind], kind)
		}
	}
	for _, state := range []string{"up", "off", "booting", "error", "primary", "recovery", "VCM ", "VCM operational", "VCM uninitialized"} {
		if seen[state] == 0 {
			t.Errorf("no journal ends in state %q; seen: %v", state, seen)
		}
	}
}

func TestEqualSeedsMakeEqualStreams(t *testing.T) {
	text := func(seed uint64) string {
		attempts, lab := journalgen.Stream(seed, 60)
		lab.Close()
		return fmt.Sprintf("%+v", attempts)
	}
	if first, again := text(5), text(5); first != again {
		t.Error("seed 5 makes two different streams")
	}
	if text(5) == text(6) {
		t.Error("seeds 5 and 6 make the same stream")
	}
}
