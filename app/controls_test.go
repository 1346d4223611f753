//go:build !js

package app_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"hsmlab/sim/shell"
)

// TestThePanelAndTheVerbsOfLabAgree compares the controls of the page with what the lab command can do instead: what
// hands can do must be possible in a script.
func TestThePanelAndTheVerbsOfLabAgree(t *testing.T) {
	verbs := map[string][]string{}
	for _, c := range shell.Verbs() {
		name, _, _ := strings.Cut(c.Verb, " ")
		if !slices.Contains(shell.VerbNames(), name) {
			t.Errorf("lab has no verb %q", c.Verb)
		}
		verbs[c.Control] = append(verbs[c.Control], c.Verb)
	}
	shown := map[string]bool{}
	for _, m := range regexp.MustCompile(`data-control="([^"]+)"`).FindAllStringSubmatch(render(t, "/lab/"), -1) {
		shown[m[1]] = true
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
