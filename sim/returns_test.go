package sim_test

import (
	"strings"
	"testing"

	"hsmlab/sim"
)

// What was sent back is out of reach: each event about it is refused with that reason, and changes nothing.
func TestNobodyUsesWhatWasSentBack(t *testing.T) {
	for _, c := range []struct {
		scenario string
		before   []sim.Event
		id       func(*sim.Snapshot) []string // names that it has
		controls []string
	}{
		{"network-hsm", []sim.Event{
			sim.Insert{Card: "client-1", Target: "nethsm"}, sim.Inject{Target: "nethsm", Fault: "fan-pair"},
			sim.Set{Target: "nethsm", Control: sim.ReturnControl, Value: "vendor"},
		}, func(s *sim.Snapshot) []string { return []string{s.Units[0].Name, s.Units[0].ESN} },
			[]string{sim.LidControl, sim.FanControl, sim.PSUControl, sim.PanelControl, sim.DamageControl, sim.AirflowControl, sim.AmbientControl, sim.ReturnControl}},
		{"default", []sim.Event{sim.Power{Host: "provider"}, sim.Inject{Target: "", Fault: "1-2-2"}, sim.Set{Target: "", Control: sim.ReturnControl, Value: "vendor"}},
			func(s *sim.Snapshot) []string { return []string{s.Modules[0].ESN} }, []string{sim.BatteryControl, sim.BenchControl, sim.ReturnControl}},
		{"solo-xc", []sim.Event{sim.Inject{Target: "", Fault: "HV"}, sim.Power{Host: "provider"}, sim.Set{Target: "", Control: sim.ReturnControl, Value: "vendor"}},
			func(s *sim.Snapshot) []string { return []string{s.Modules[0].ESN} }, []string{sim.SwitchControl, sim.RemoteJumper, sim.BatteryControl, sim.BenchControl}},
	} {
		lab, err := sim.New(sim.Options{Scenario: c.scenario})
		if err != nil {
			t.Fatal(err)
		}
		ids := c.id(lab.Snapshot())
		for _, e := range c.before {
			if _, err := lab.Do(aimed(e, ids[0])); err != nil {
				t.Fatalf("%s: %#v: %v", c.scenario, e, err)
			}
		}
		for _, card := range lab.Snapshot().Cards {
			if card.Reader != "" {
				t.Errorf("%s: %s went with it", c.scenario, card.Name)
			}
		}
		before := lab.Hash()
		for _, id := range ids {
			events := []sim.Event{
				sim.Press{Target: id, Control: sim.RecoveryButton}, sim.Release{Target: id, Control: sim.RecoveryButton}, sim.Power{Host: id, On: true},
				sim.Move{Target: id, Host: "provider"}, sim.Insert{Card: lab.Snapshot().Cards[0].Name, Target: id}, sim.Inject{Target: id, Fault: "1-2-2", Value: "clear"},
				sim.Inject{Target: id, Fault: sim.RandomFault}, sim.Order{Target: id, Licence: "mt-5"},
			}
			for _, control := range c.controls {
				for _, value := range []string{"out", "new", "power", "vendor", "M", "on", "strap"} {
					events = append(events, sim.Set{Target: id, Control: control, Value: value})
				}
			}
			for _, e := range events {
				if _, err := lab.Do(e); err == nil || !strings.Contains(err.Error(), "on its way back to the vendor") {
					t.Errorf("%s: %#v: %v", c.scenario, e, err)
				}
			}
		}
		if lab.Hash() != before {
			t.Errorf("%s: something changed although everything was refused", c.scenario)
		}
		lab.Close()
	}
}

// aimed is an event at something whose name is not known before.
func aimed(e sim.Event, id string) sim.Event {
	switch e := e.(type) {
	case sim.Inject:
		e.Target = id
		return e
	case sim.Set:
		e.Target = id
		return e
	}
	return e
}
