//go:build !js

package app_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"hsmlab/app"
	"hsmlab/lessons"
	"hsmlab/sim"
	"hsmlab/sim/led"
)

var routes = sync.OnceFunc(app.Routes)

// render is the body of a page as it is prerendered.
func render(t *testing.T, path string) string {
	t.Helper()
	routes()
	response := httptest.NewRecorder()
	(&ui.Handler{Resources: ui.LocalDir("")}).ServeHTTP(response, httptest.NewRequest(http.MethodGet, path, nil))
	if response.Code != http.StatusOK {
		t.Fatalf("%s: status %d, want 200", path, response.Code)
	}
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

func TestPages(t *testing.T) {
	seen := map[string]bool{}
	for _, p := range app.Pages() {
		if !strings.HasPrefix(p.Path, "/") || !strings.HasSuffix(p.Path, "/") {
			t.Errorf("path %q: want slashes at both ends", p.Path)
		}
		if p.Title == "" || p.Description == "" || seen[p.Path] {
			t.Errorf("page %+v: title and description wanted, and each path once", p)
		}
		seen[p.Path] = true
	}
	for _, path := range []string{"/", "/lab/", "/simulated/", "/about/", "/lessons/recovery-mode/", "/lessons/provision-first-vcm/"} {
		if !seen[path] {
			t.Errorf("no page %s", path)
		}
	}
}

func TestPrerenderedPagesCanBeRead(t *testing.T) {
	for path, want := range map[string][]string{
		"/":                       {"Provision a first VCM", "Recovery mode", "/lessons/recovery-mode/"},
		"/lab/":                   {"Free lab", "root@provider:~#", "Recovery mode button"},
		"/lessons/recovery-mode/": {"hsmadmin info", "0 of 9 done", `data-task="hold-button"`, "Hold the recovery button"},
		"/lessons/recovery-mode":  {"0 of 9 done"},
		"/morse/":                 {"Which code does the lamp show?", "1-2-3", "Main processor core voltage out of spec", "-.-."},
		"/simulated/":             {"D-140", "statements in the guide"},
		"/about/":                 {"Nothing leaves your browser", "Apache License"},
	} {
		page := render(t, path)
		for _, text := range want {
			if !strings.Contains(page, text) {
				t.Errorf("%s: %q is not in the page", path, text)
			}
		}
	}
}

func TestIdsAreUnique(t *testing.T) {
	id := regexp.MustCompile(`\sid="([^"]+)"`)
	for _, p := range app.Pages() {
		seen := map[string]bool{}
		for _, m := range id.FindAllStringSubmatch(render(t, p.Path), -1) {
			if seen[m[1]] {
				t.Errorf("%s: two elements have the id %q", p.Path, m[1])
			}
			seen[m[1]] = true
		}
	}
}

// The policy of the site lets no style stand in an attribute but xterm.js's own.
func TestNoInlineStyleOrScript(t *testing.T) {
	for _, p := range app.Pages() {
		page := render(t, p.Path)
		page = page[strings.Index(page, "<body"):]
		for _, bad := range []string{` style="`, ` onclick="`, "javascript:"} {
			if strings.Contains(page, bad) {
				t.Errorf("%s contains %q", p.Path, bad)
			}
		}
	}
}

func TestFilesHoldWhatTheBrowserFetches(t *testing.T) {
	files := app.Files()
	var catalog lessons.Catalog
	if err := json.Unmarshal(files["web/data/catalogue.json"], &catalog); err != nil {
		t.Fatal(err)
	}
	count := 0
	for _, course := range catalog.Courses {
		for _, card := range course.Lessons {
			count++
			if card.Intro != "" || card.Tasks[0].Goal != "" {
				t.Errorf("the card of %s has more than a list needs", card.ID)
			}
			whole, err := lessons.Decode(files["web/data/lessons/"+card.ID+".json"])
			if err != nil {
				t.Errorf("%s: %v", card.ID, err)
			} else if whole.Intro == "" || len(whole.Tasks) != len(card.Tasks) {
				t.Errorf("%s: the data are not the whole lesson", card.ID)
			}
		}
	}
	if others := 2; count == 0 || count != len(files)-others { // the catalogue itself and the commands
		t.Errorf("%d lessons in the catalogue, %d data files", count, len(files)-others)
	}
	for name, data := range files {
		if again := app.Files()[name]; !bytes.Equal(data, again) {
			t.Errorf("%s differs from call to call", name)
		}
	}
}

func TestLessonOf(t *testing.T) {
	for path, want := range map[string]string{
		"/lessons/recovery-mode/": "recovery-mode", "/lessons/recovery-mode": "recovery-mode", "/lab/": "", "/": "",
	} {
		if got := app.LessonOf(path); got != want {
			t.Errorf("LessonOf(%q) = %q, want %q", path, got, want)
		}
	}
}

func TestLampGetsTheWaveform(t *testing.T) {
	code, _ := led.Error("2-1-5")
	for _, signal := range []led.Signal{led.Off, led.Idle, led.Active, led.Tamper, code} {
		var got struct {
			Period, Since int64
			Edges         [][2]any
		}
		if err := json.Unmarshal(app.LampJSON(signal, 1234), &got); err != nil {
			t.Fatal(err)
		}
		want := signal.Waveform(led.Unit)
		if got.Period != want.Period.Milliseconds() || got.Since != 1234 || len(got.Edges) != len(want.Edges) {
			t.Errorf("%v: got %+v, want %+v", signal, got, want)
			continue
		}
		for i, e := range want.Edges {
			if got.Edges[i] != [2]any{float64(e.At.Milliseconds()), string(e.Colour)} {
				t.Errorf("%v: edge %d is %v, want %v", signal, i, got.Edges[i], e)
			}
		}
	}
}

func TestHostsBeginWithTheProvider(t *testing.T) {
	s := snapshotOf("tenant-b", "tenant-a", "anvil", "zebra")
	s.Hosts["anvil"] = s.Hosts["zebra"]
	s.Modules = []sim.ModuleSnapshot{{Host: "zebra"}, {Host: "anvil"}}
	if got, want := app.HostsOf(s), []string{"zebra", "anvil", "tenant-a", "tenant-b"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v: the host of the first module, then other providers", got, want)
	}
}
