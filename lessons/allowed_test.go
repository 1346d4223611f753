package lessons_test

import (
	"encoding/json"
	"testing"

	"hsmlab/lessons"
	"hsmlab/sim"
)

func TestAllows(t *testing.T) {
	set := func(control string) sim.Event { return sim.Set{Target: "x", Control: control} }
	for _, tt := range []struct {
		event sim.Event
		verb  string // that allows it; "" when none is needed
	}{
		{sim.Elapse{Micros: 1}, ""}, {sim.Exec{}, ""}, {sim.File{}, ""}, {sim.Line{}, ""}, {sim.Input{}, ""}, {sim.Signal{}, ""}, {sim.Route{}, ""},
		{set(sim.ClockControl), ""}, {sim.Press{}, "hold"}, {sim.Press{}, "press"}, {sim.Release{}, "release"}, {sim.Power{}, "power"},
		{sim.Move{}, "move"}, {sim.Insert{}, "card"}, {sim.Remove{}, "card"}, {sim.Deliver{}, "send"}, {sim.Order{}, "buy"}, {sim.Inject{}, "fault"},
		{set("disk"), "tenant-load"}, {set("cpu"), "tenant-load"}, {set(sim.BenchControl), "battery"}, {set("jumper-physical"), "jumper"}, {set(sim.FanControl), "fan"},
	} {
		none, some := &lessons.Lesson{Allow: []string{}}, &lessons.Lesson{Allow: []string{tt.verb}}
		if got := none.Allows(tt.event) == nil; got != (tt.verb == "") {
			t.Errorf("%T %+v without verbs: allowed %v", tt.event, tt.event, got)
		}
		if err := some.Allows(tt.event); err != nil {
			t.Errorf("%T with %q: %v", tt.event, tt.verb, err)
		}
		if err := (&lessons.Lesson{}).Allows(tt.event); err != nil {
			t.Errorf("%T where everything is allowed: %v", tt.event, err)
		}
	}
}

// A lesson without any verb stays one on its way to page and sandbox, which is JSON: there nil and empty must differ.
func TestNothingAllowedStaysSo(t *testing.T) {
	for _, tt := range []struct {
		allow []string
		may   bool
	}{{nil, true}, {[]string{}, false}, {[]string{"wait"}, false}, {[]string{"press"}, true}} {
		data, err := json.Marshal(lessons.Lesson{ID: "x", Allow: tt.allow, Tasks: []lessons.Task{{ID: "a"}}})
		if err != nil {
			t.Fatal(err)
		}
		back, err := lessons.Decode(data)
		if err != nil {
			t.Fatal(err)
		}
		if may := back.Allows(sim.Press{}) == nil; may != tt.may || (back.Allow == nil) != (tt.allow == nil) {
			t.Errorf("allow %#v comes back as %#v; a press is allowed: %v", tt.allow, back.Allow, may)
		}
	}
}
