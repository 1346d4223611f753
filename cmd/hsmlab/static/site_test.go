package static_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"hsmlab/app"
	"hsmlab/cmd/hsmlab/static"
)

const root = "../../.."

// sites builds the site once for each base and keeps it.
var sites = struct {
	sync.Mutex
	built map[string]static.Files
}{built: map[string]static.Files{}}

func build(t *testing.T, base string) static.Files {
	t.Helper()
	needPackages(t)
	sites.Lock()
	defer sites.Unlock()
	if site, ok := sites.built[base]; ok {
		return site
	}
	site, err := static.Build(t.Context(), static.Options{Root: root, Base: base})
	if err != nil {
		t.Fatal(err)
	}
	sites.built[base] = site
	return site
}

// needPackages skips where npm has not been run, unless make test runs us, which runs npm.
func needPackages(t *testing.T) {
	t.Helper()
	if _, err := os.Stat(filepath.Join(root, "node_modules")); err != nil {
		if os.Getenv("HSMLAB_BROWSER") != "" {
			t.Fatal(err)
		}
		t.Skipf("%v: run npm ci", err)
	}
}

func TestBuildIsReproducible(t *testing.T) {
	first := build(t, "/")
	second, err := static.Build(t.Context(), static.Options{Root: root, Base: "/"})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := second.Paths(), first.Paths(); !slices.Equal(got, want) {
		t.Fatalf("second build has files %q, first has %q", got, want)
	}
	for _, name := range first.Paths() {
		if !bytes.Equal(first[name], second[name]) {
			t.Errorf("%s differs from build to build", name)
		}
	}
}

func TestEveryPageIsThere(t *testing.T) {
	site := build(t, "/")
	titles := map[string]string{}
	for _, page := range app.Pages() {
		name := path.Join(strings.TrimPrefix(page.Path, "/"), "index.html")
		html, ok := site[name]
		if !ok {
			t.Errorf("%s: no %s in the site", page.Path, name)
			continue
		}
		if other, ok := titles[page.Title]; ok {
			t.Errorf("%s and %s have the same title %q", page.Path, other, page.Title)
		}
		titles[page.Title] = page.Path
		if page.Description == "" {
			t.Errorf("%s has no description", page.Path)
		}
		if !bytes.Contains(html, []byte(`<html lang="en">`)) || !bytes.Contains(html, []byte("<h1")) {
			t.Errorf("%s has no language or no h1", page.Path)
		}
	}
}

// address matches the attributes that lead to other files.
var address = regexp.MustCompile(`\b(?:href|src|data-wasm)="([^"]*)"`)

func TestEveryLinkLeadsSomewhere(t *testing.T) {
	for _, base := range []string{"/", "/sub/lab/"} {
		site := build(t, base)
		for _, name := range site.Paths() {
			if path.Ext(name) != ".html" {
				continue
			}
			for _, match := range address.FindAllSubmatch(site[name], -1) {
				if err := leads(site, base, string(match[1])); err != nil {
					t.Errorf("base %s, %s: %v", base, name, err)
				}
			}
		}
	}
}

// leads checks a link of a page: to a file of the site, a page with its slash, or another site.
func leads(site static.Files, base, link string) error {
	if strings.HasPrefix(link, "https://") || strings.HasPrefix(link, "#") {
		return nil
	}
	target, _, _ := strings.Cut(link, "#")
	target, _, _ = strings.Cut(target, "?")
	name, below := strings.CutPrefix(target, base)
	if !below {
		return fmt.Errorf("link %q is not below the base", link)
	}
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	if _, ok := site[name]; !ok {
		return fmt.Errorf("link %q leads nowhere", link)
	}
	return nil
}

func TestWorkerKeepsEverything(t *testing.T) {
	for _, base := range []string{"/", "/sub/lab/"} {
		site := build(t, base)
		_, rest, _ := bytes.Cut(site["app-worker.js"], []byte("const files = "))
		var got []string
		if err := json.NewDecoder(bytes.NewReader(rest)).Decode(&got); err != nil {
			t.Fatalf("app-worker.js: %v", err)
		}
		var want []string
		for _, name := range site.Paths() {
			if name != "app-worker.js" {
				want = append(want, base+strings.TrimSuffix(name, "index.html"))
			}
		}
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("base %s: the worker keeps\n%q\nwant\n%q", base, got, want)
		}
	}
}

func TestVersionFollowsTheContent(t *testing.T) {
	version := regexp.MustCompile(`const version = "([0-9a-f]{16})"`)
	found := map[string]bool{}
	for _, base := range []string{"/", "/sub/lab/"} {
		match := version.FindSubmatch(build(t, base)["app-worker.js"])
		if match == nil {
			t.Fatalf("base %s: no version in app-worker.js", base)
		}
		found[string(match[1])] = true
	}
	if len(found) != 2 {
		t.Errorf("two sites of different bytes have the same version: %v", slices.Collect(maps.Keys(found)))
	}
}

func TestManifestIconsAreThere(t *testing.T) {
	site := build(t, "/sub/lab/")
	var manifest struct {
		Scope string `json:"scope"`
		Icons []struct{ Src string }
	}
	if err := json.Unmarshal(site["manifest.webmanifest"], &manifest); err != nil {
		t.Fatal(err)
	}
	if manifest.Scope != "/sub/lab/" || len(manifest.Icons) == 0 {
		t.Errorf("manifest has scope %q and %d icons", manifest.Scope, len(manifest.Icons))
	}
	for _, icon := range manifest.Icons {
		if err := leads(site, manifest.Scope, icon.Src); err != nil {
			t.Error(err)
		}
	}
}

// The client is downloaded by everyone. What is named here must not be linked into it, and each has
// been, by one careless reference.
func TestClientLeavesOutWhatItDoesNotNeed(t *testing.T) {
	site := build(t, "/")
	var client []byte
	for name, data := range site {
		if strings.HasPrefix(name, "immutable/app.") {
			client = data
		}
	}
	if !bytes.Contains(client, []byte("runtime.main")) {
		t.Fatal("the client has no function names to look for")
	}
	for _, test := range []struct{ function, why string }{
		{"net/http.(*conn).serve", "an HTTP server: go-app's Handler belongs to the generator (+1.5 MB compressed)"},
		{"net/http.Get", "package nohttp, which only panics: use the browser's fetch"},
		{"crypto/tls.(*Conn).Handshake", "encryption for a network that no page has (+0.25 MB compressed)"},
		{"text/template.(*Template).Execute", "templates keep every exported method alive (+0.4 MB compressed)"},
		{"testing.(*T).Run", "the test framework: something imports it outside of tests"},
		{"github.com/goccy/go-yaml.Unmarshal", "lessons are parsed when the site is built"},
		{"github.com/yuin/goldmark/parser.", "lessons are rendered when the site is built"},
	} {
		if bytes.Contains(client, []byte(test.function)) {
			t.Errorf("the client contains %s: %s", test.function, test.why)
		}
	}
}

func TestBuildRefusesABadBase(t *testing.T) {
	for _, base := range []string{"/a b/", "https://example.org/lab", `/"/`, "/a//b/"} {
		_, err := static.Build(t.Context(), static.Options{Root: root, Base: base})
		if err == nil || !strings.Contains(err.Error(), "want a path such as") {
			t.Errorf("base %q: got error %v", base, err)
		}
	}
}
