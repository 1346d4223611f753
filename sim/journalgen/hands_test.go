package journalgen_test

import (
	"fmt"
	"slices"
	"testing"

	"hsmlab/sim"
	"hsmlab/sim/journalgen"
	"hsmlab/sim/replayer"
)

// kindOf is an event's kind; of Set the control belongs to it, of Press and Release the button.
func kindOf(e sim.Event) string {
	name := fmt.Sprintf("%T", e)[len("sim."):]
	switch e := e.(type) {
	case sim.Set:
		return name + " " + e.Control
	case sim.Press:
		return name + " " + e.Control
	case sim.Release:
		return name + " " + e.Control
	}
	return name
}

// Whatever the lab has is drawn, and enough of it happens: a kind that is always refused proves nothing.
func TestEveryKindIsDrawnAndAccepted(t *testing.T) {
	const journals = 300 // fewer draw some kinds too seldom
	drawn, accepted := map[string]int{}, map[string]int{}
	for seed := range uint64(journals) {
		attempts, lab := journalgen.Stream(seed, 60)
		for _, a := range attempts {
			drawn[kindOf(a.Event)]++
			if a.Err == nil {
				accepted[kindOf(a.Event)]++
			}
		}
		lab.Close()
	}
	kinds := []string{
		"Elapse", "Line", "Exec", "Input", "Signal", "File", "Power", "Move", "Deliver", "Inject", "Order", "Insert", "Remove", "Route",
		"Press " + sim.RecoveryButton, "Press " + sim.ClearButton, "Release " + sim.RecoveryButton, "Release " + sim.ClearButton,
	}
	for _, control := range []string{
		sim.AmbientControl, sim.AirflowControl, sim.ClockControl, sim.BatteryControl, sim.SwitchControl, sim.PhysicalJumper, sim.RemoteJumper,
		sim.LidControl, sim.FanControl, sim.PSUControl, sim.PanelControl, sim.DamageControl, sim.FormControl, sim.BenchControl, sim.ReturnControl,
		sim.DiskLoad, sim.MemoryLoad, sim.CPULoad,
	} {
		kinds = append(kinds, "Set "+control)
	}
	slices.Sort(kinds)
	for _, kind := range kinds {
		t.Logf("%-22s %5d drawn, %5d accepted", kind, drawn[kind], accepted[kind])
		if drawn[kind] == 0 || accepted[kind] == 0 {
			t.Errorf("%s: %d drawn, %d accepted; want at least one of each", kind, drawn[kind], accepted[kind])
		}
	}
}

// A journal of other equipment than the stories know replays to the same hash, time after time.
func TestHandsReplay(t *testing.T) {
	for seed := range uint64(40) {
		attempts, lab := journalgen.Stream(seed, 60)
		want, journal := lab.Hash(), lab.Journal()
		for range 2 {
			if v := replayer.Replay(journal); v.Error != "" || v.Hash != want {
				t.Errorf("seed %d, %s: replayed to %s (%s), want %s", seed, lab.Snapshot().Scenario, v.Hash, v.Error, want)
			}
		}
		if len(attempts) != 60 {
			t.Errorf("seed %d: %d events", seed, len(attempts))
		}
		lab.Close()
	}
}
