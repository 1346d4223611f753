//go:build !js

package app_test

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"hsmlab/app"
	"hsmlab/sim"
)

var tags = regexp.MustCompile(`<[^>]*>`)

// textOf is what one reads of a fragment.
func textOf(html string) string {
	return strings.Join(strings.Fields(tags.ReplaceAllString(html, " ")), " ")
}

// TestAUnitShowsItsTrouble looks for what lamp, display and words tell, in the drawing and in the list.
func TestAUnitShowsItsTrouble(t *testing.T) {
	wait := func(d time.Duration) sim.Event { return sim.Elapse{Micros: d.Microseconds()} }
	set := func(control, value string) sim.Event {
		return sim.Set{Target: "nethsm", Control: control, Value: value}
	}
	const alarm = "half of the hour without fan tray and mains has passed"
	for _, test := range []struct {
		name   string
		events []sim.Event
		want   []string
		not    string
	}{
		{"at work", nil, []string{"operational mode", "Operational"}, alarm},
		{"failed", []sim.Event{sim.Inject{Target: "nethsm", Fault: "1-2-2"}}, []string{"blue, Morse 1-2-2", "HSM failed"}, "operational mode"},
		{"standby", []sim.Event{set(sim.PanelControl, "power")}, []string{"dark: no power"}, "Operational"},
		{"tray out for 29 min", []sim.Event{sim.Power{Host: "nethsm"}, set(sim.FanControl, "out"), wait(29 * time.Minute)}, []string{"31 min until"}, alarm},
		{"tray out for 31 min", []sim.Event{sim.Power{Host: "nethsm"}, set(sim.FanControl, "out"), wait(31 * time.Minute)}, []string{"29 min until", alarm}, "operational mode"},
	} {
		lab, err := sim.New(sim.Options{Scenario: "network-hsm"})
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range test.events {
			if _, err := lab.Do(e); err != nil {
				t.Fatalf("%s: %v", test.name, err)
			}
		}
		p := app.Panels(lab.Snapshot())[0]
		for view, html := range map[string]string{"drawing": p.Drawing, "list": p.List} {
			for _, text := range test.want {
				if !strings.Contains(html, text) && !strings.Contains(textOf(html), text) {
					t.Errorf("%s: %q is not in the %s", test.name, text, view)
				}
			}
			if strings.Contains(html, test.not) {
				t.Errorf("%s: %q is in the %s", test.name, test.not, view)
			}
		}
		lab.Close()
	}
}
