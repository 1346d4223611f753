//go:build !js

package app_test

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"

	"hsmlab/app"
	"hsmlab/sim"
	"hsmlab/sim/cli"
)

// commandNames are the paths of all commands, from the trees.
func commandNames(before string, list []cli.Spec) []string {
	var names []string
	for _, s := range list {
		name := strings.TrimSpace(before + " " + s.Name)
		names = append(append(names, name), commandNames(name, s.Group)...)
	}
	return names
}

func TestEveryCommandHasAPage(t *testing.T) {
	pages := map[string]bool{}
	for _, p := range app.Pages() {
		pages[p.Path] = true
	}
	index := render(t, "/commands/")
	for _, name := range commandNames("", sim.Commands()) {
		path := cli.ReferencePath(name)
		if !pages[path] || !strings.Contains(index, `data-path="`+path+`"`) {
			t.Errorf("%s: no page %s, or the index does not list it", name, path)
		}
	}
}

func TestACommandsPageTellsWhatItsHelpTells(t *testing.T) {
	for path, want := range map[string][]string{
		"/commands/hsmadmin-vcm-create/": {"--request-file REQUEST_FILE", "Mandatory.", "--restrict-startup --autostart", "4.10.1.16.1", "/commands/hsmadmin-vcm/", "--no-reset"},
		"/commands/hsmadmin-vcm/":        {"Subcommands", "/commands/hsmadmin-vcm-enroll/"},
		"/commands/init.d-ncipher/":      {"init.d-ncipher", "Exit status"},
		"/commands/vcmadmin-show":        {"vcmadmin show"},
	} {
		page := render(t, path)
		for _, text := range want {
			if !strings.Contains(page, text) {
				t.Errorf("%s: %q is not in the page", path, text)
			}
		}
	}
}

// Whoever reads the reference can follow every link in it.
func TestLinksOfTheReferenceLeadSomewhere(t *testing.T) {
	known := map[string]bool{}
	for _, p := range app.Pages() {
		known[p.Path] = true
	}
	link := regexp.MustCompile(`href="(/commands/[^"]*)"`)
	for _, p := range app.Pages() {
		for _, m := range link.FindAllStringSubmatch(render(t, p.Path), -1) {
			if !known[m[1]] {
				t.Errorf("%s links to %s, which is no page", p.Path, m[1])
			}
		}
	}
}

func TestTheSearchFindsOptions(t *testing.T) {
	var index []struct{ Path, Words string }
	if err := json.Unmarshal(app.Files()["web/data/commands.json"], &index); err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	for _, c := range index {
		if strings.Contains(c.Words, "--serial-cardreader") {
			found[c.Path] = true
		}
	}
	if !found["/commands/hsmadmin-vcm-create/"] || found["/commands/enquiry/"] {
		t.Errorf("--serial-cardreader is found in %v", found)
	}
}
