//go:build !js

package app_test

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"hsmlab/app"
	"hsmlab/sim"
	"hsmlab/sim/shell"
)

// everyProduct are the scenarios that have each product, and each kind of server, on the bench.
var everyProduct = []string{"default", "solo", "solo-xc", "mixed", "network-hsm", "xenserver", "esxi", "hyperv"}

// controlsIn are the names of the controls in HTML.
func controlsIn(html string) map[string]bool {
	shown := map[string]bool{}
	for _, m := range regexp.MustCompile(`data-control="([^"]+)"`).FindAllStringSubmatch(html, -1) {
		shown[m[1]] = true
	}
	return shown
}

func labOf(t *testing.T, scenario string) *sim.Snapshot {
	t.Helper()
	lab, err := sim.New(sim.Options{Scenario: scenario})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(lab.Close)
	return lab.Snapshot()
}

// TestThePanelsAndTheVerbsOfLabAgree compares the controls of the page, with every product on its bench, with what the
// lab command can do instead: what hands can do must be possible in a script, and the other way round.
func TestThePanelsAndTheVerbsOfLabAgree(t *testing.T) {
	verbs := map[string][]string{}
	for _, c := range shell.Verbs() {
		name, _, _ := strings.Cut(c.Verb, " ")
		if !slices.Contains(shell.VerbNames(), name) {
			t.Errorf("lab has no verb %q", c.Verb)
		}
		verbs[c.Control] = append(verbs[c.Control], c.Verb)
	}
	shown := controlsIn(render(t, "/lab/"))
	for _, scenario := range everyProduct {
		for _, p := range app.Panels(labOf(t, scenario)) {
			maps.Copy(shown, controlsIn(p.Drawing))
		}
	}
	for control, of := range verbs {
		if !shown[control] {
			t.Errorf("the page has no control %q, for lab %s", control, strings.Join(of, ", lab "))
		}
	}
	for control := range shown {
		if len(verbs[control]) == 0 {
			t.Errorf("lab has no verb for the control %q", control)
		}
	}
}

// notByHand are the verbs that no control of a panel stands for, each with the reason.
var notByHand = map[string]string{
	"buy": "an order to the vendor", "clock": "a command of the host's administrator in real life", "damage": "the trainer's",
	"explain": "tells", "fault": "the trainer's", "faults": "lists", "hosts": "lists", "journal": "tells", "led": "tells; the page shows the lamp",
	"on": "a command line", "state": "tells", "tenant-load": "the tenants' applications",
}

// TestEveryVerbIsAControlOrSaysWhyNot finds verbs that were made without a thought for the page.
func TestEveryVerbIsAControlOrSaysWhyNot(t *testing.T) {
	byHand := map[string]bool{}
	for _, c := range shell.Verbs() {
		name, _, _ := strings.Cut(c.Verb, " ")
		byHand[name] = true
	}
	for _, name := range shell.VerbNames() {
		if byHand[name] == (notByHand[name] != "") {
			t.Errorf("lab %s: in the list of Verbs %v, with a reason why not %v; want one of both", name, byHand[name], notByHand[name] != "")
		}
	}
}

// TestTheListHasWhatTheDrawingHas compares both views of each product.
func TestTheListHasWhatTheDrawingHas(t *testing.T) {
	for _, scenario := range everyProduct {
		for _, p := range app.Panels(labOf(t, scenario)) {
			drawn, listed := controlsIn(p.Drawing), controlsIn(p.List)
			if !maps.Equal(drawn, listed) {
				t.Errorf("%s, %s: drawn are %v, listed %v", scenario, p.Name, slices.Sorted(maps.Keys(drawn)), slices.Sorted(maps.Keys(listed)))
			}
		}
	}
}

// TestPanelsShowTheirProduct looks for what an owner knows the product by.
func TestPanelsShowTheirProduct(t *testing.T) {
	for _, test := range []struct {
		scenario, name string
		want           []string
		not            string
	}{
		{"default", "", []string{"nShield 5s", "Recovery mode button"}, "Mode switch"},
		{"solo", "", []string{"nShield Solo+", "Mode switch", "Clear button", "Physical mode override", `data-lamp="lens"`}, "BT1"},
		{"solo-xc", "", []string{"nShield Solo XC", "Mode switch", "BT1"}, "Recovery mode button"},
		{"network-hsm", "nethsm", []string{"nShield 5c", `data-lamp="lens"`, "STATUS", "Security World mgmt", "PSU 2", "FAN TRAY", "Slot 0 of nethsm"}, "Recovery mode button"},
		{"network-hsm", "connect", []string{"nShield Connect XC"}, "nShield 5c"},
		{"esxi", "esxi", []string{"VMware ESXi", "passthrough"}, "PowerShell"},
		{"hyperv", "hyperv", []string{"Hyper-V", "PowerShell"}, "vcenter"},
	} {
		panels := app.Panels(labOf(t, test.scenario))
		i := slices.IndexFunc(panels, func(p app.Panel) bool { return p.Name == test.name || test.name == "" })
		if i < 0 {
			t.Errorf("%s: nothing called %q on the bench", test.scenario, test.name)
			continue
		}
		for _, text := range test.want {
			if !strings.Contains(panels[i].Drawing, text) {
				t.Errorf("%s, %s: %q is not in the drawing", test.scenario, panels[i].Name, text)
			}
		}
		if strings.Contains(panels[i].Drawing, test.not) {
			t.Errorf("%s, %s: %q is in the drawing", test.scenario, panels[i].Name, test.not)
		}
	}
}
