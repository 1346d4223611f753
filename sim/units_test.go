package sim_test

import (
	"testing"
	"time"

	"hsmlab/sim"
)

// handWork is what hands can do in the scenarios that are about them.
var handWork = []struct {
	scenario string
	events   []sim.Event
}{
	{"network-hsm", []sim.Event{
		sim.Set{Target: "nethsm", Control: sim.FanControl, Value: "1 fail"},
		sim.Set{Target: "nethsm", Control: sim.PanelControl, Value: "down"},
		sim.Set{Target: "nethsm", Control: sim.PanelControl, Value: "select"},
		sim.Set{Target: "connect", Control: sim.PSUControl, Value: "2 fail"},
		sim.Set{Target: "connect", Control: sim.LidControl, Value: "open"},
		sim.Elapse{Micros: int64(time.Hour / time.Microsecond)},
		sim.Insert{Card: "client-1", Target: "nethsm"},
		sim.Power{Host: "nethsm"},
		sim.Set{Target: "nethsm", Control: sim.FanControl, Value: "out"},
		sim.Elapse{Micros: int64(2 * time.Hour / time.Microsecond)},
		sim.Inject{Target: "connect", Fault: sim.RandomFault},
		sim.Power{Host: "nethsm", On: true},
		sim.Elapse{Micros: int64(time.Hour / time.Microsecond)},
		sim.Set{Target: "nethsm", Control: sim.ReturnControl, Value: "vendor"},
	}},
	{"xenserver", []sim.Event{
		sim.Set{Target: "xenserver", Control: sim.FormControl, Value: "open xencenter"},
		sim.Set{Target: "xenserver", Control: sim.FormControl, Value: "enter 172.23.128.14"},
		sim.Set{Target: "xenserver", Control: sim.FormControl, Value: "card 0"},
	}},
	{"hyperv", []sim.Event{
		sim.Set{Target: "hyperv", Control: sim.FormControl, Value: "ps Get-VMHostAssignableDevice"},
		sim.Set{Target: "hyperv", Control: sim.FormControl, Value: "open powershell"},
		sim.Set{Target: "hyperv", Control: sim.FormControl, Value: "pick Run as administrator"},
	}},
}

// What hands do is replayed to the byte, and undone one act at a time.
func TestHandWorkReplaysAndUndoes(t *testing.T) {
	for _, c := range handWork {
		lab, err := sim.New(sim.Options{Scenario: c.scenario, Seed: 7})
		if err != nil {
			t.Fatal(err)
		}
		var before []string // hash before each act of hands
		for _, e := range c.events {
			if _, time := e.(sim.Elapse); !time {
				before = append(before, lab.Hash())
			}
			if _, err := lab.Do(e); err != nil {
				t.Fatalf("%s: %#v: %v", c.scenario, e, err)
			}
		}
		again, err := sim.Replay(lab.Journal())
		if err != nil {
			t.Fatalf("%s: replay: %v", c.scenario, err)
		}
		if got, want := again.Hash(), lab.Hash(); got != want {
			t.Errorf("%s: the replay's hash is %s, want %s", c.scenario, got, want)
		}
		if n, err := lab.Undo(1); n != 1 || err != nil || lab.Hash() != before[len(before)-1] {
			t.Errorf("%s: undo took back %d (%v), or left something", c.scenario, n, err)
		}
	}
}

// Hands cannot do what the room does not have.
func TestHandWorkThatIsImpossible(t *testing.T) {
	lab, err := sim.New(sim.Options{Scenario: "network-hsm", Seed: 7})
	if err != nil {
		t.Fatal(err)
	}
	before := lab.Hash()
	for _, e := range []sim.Event{
		sim.Set{Target: "nethsm", Control: sim.LidControl, Value: "close"},
		sim.Set{Target: "nethsm", Control: sim.LidControl, Value: "ajar"},
		sim.Set{Target: "nethsm", Control: sim.FanControl, Value: "5 fail"},
		sim.Set{Target: "nethsm", Control: sim.FanControl, Value: "in"},
		sim.Set{Target: "nethsm", Control: sim.PSUControl, Value: "3 out"},
		sim.Set{Target: "nethsm", Control: sim.PanelControl, Value: "sideways"},
		sim.Set{Target: "nethsm", Control: sim.DamageControl, Value: "kick"},
		sim.Set{Target: "nethsm", Control: sim.AmbientControl, Value: "hot"},
		sim.Set{Target: "nethsm", Control: sim.ReturnControl, Value: "vendor"},
		sim.Set{Target: "nethsm", Control: sim.BenchControl, Value: "strap"},
		sim.Set{Target: "nethsm", Control: sim.FormControl, Value: "open x"},
		sim.Inject{Target: "nethsm", Fault: "OLI"},
		sim.Inject{Target: "nethsm", Fault: "1-1-1", Value: "clear"},
		sim.Inject{Target: "nethsm", Fault: "OLC", Value: "clear"},
		sim.Inject{Target: "nethsm", Fault: "1-1-1", Value: "payments"},
		sim.Inject{Target: "connect", Fault: "1-1-1"},
		sim.Inject{Target: "nethsm", Fault: "psu-1", Value: "clear"},
	} {
		if _, err := lab.Do(e); err == nil {
			t.Errorf("%#v was possible", e)
		}
	}
	if lab.Hash() != before {
		t.Error("something changed although everything was refused")
	}
}
