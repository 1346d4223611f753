package main_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/fstest"

	"hsmlab/app"
	"hsmlab/cmd/hsmlab/fileserver"
	"hsmlab/cmd/hsmlab/static"
)

var built struct {
	sync.Mutex
	sites map[string]static.Files
}

// buildSite builds the site for a base, once. It is the site of make site but for the compressed twins.
func buildSite(t *testing.T, base string) static.Files {
	t.Helper()
	built.Lock()
	defer built.Unlock()
	if site, ok := built.sites[base]; ok {
		return site
	}
	site, err := static.Build(t.Context(), static.Options{Root: "../..", Base: base})
	if err != nil {
		t.Fatal(err)
	}
	if built.sites == nil {
		built.sites = map[string]static.Files{}
	}
	built.sites[base] = site
	return site
}

// host is a web server with the real headers, at a free port of this machine. It can be out of reach,
// and what it serves can be replaced, as by a new release.
type host struct {
	*httptest.Server
	base string
	site atomic.Pointer[fileserver.Server]
	down atomic.Bool
}

func serveSite(t *testing.T, site static.Files) *host {
	t.Helper()
	h := &host{}
	h.release(t, site)
	h.base = strings.TrimSuffix(h.site.Load().Base(), "/")
	h.Server = httptest.NewServer(h)
	t.Cleanup(h.Server.Close)
	return h
}

// release replaces what is served.
func (h *host) release(t *testing.T, site static.Files) {
	t.Helper()
	files := fstest.MapFS{}
	for name, data := range site {
		files[name] = &fstest.MapFile{Data: data}
	}
	server, err := fileserver.New(files)
	if err != nil {
		t.Fatal(err)
	}
	h.site.Store(server)
}

func (h *host) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if h.down.Load() {
		panic(http.ErrAbortHandler) // cuts the connection: for the browser the network is gone
	}
	h.site.Load().ServeHTTP(w, r)
}

// address is the full address of a page's path.
func (h *host) address(path string) string { return h.URL + h.base + path }

// startPath and labPath are pages that every test may use.
const (
	startPath = "/"
	labPath   = "/lab/"
)

// samplePaths are the pages without those of lessons that begin in a room which another lesson's page has: one component
// makes them all.
func samplePaths(t *testing.T) []string {
	t.Helper()
	seen, others := map[string]bool{}, map[string]bool{}
	for _, source := range library(t).Sources {
		room := fmt.Sprint(source.Lesson.Scenario, source.Lesson.Exam != nil)
		others["/lessons/"+source.Lesson.ID+"/"] = seen[room]
		seen[room] = true
	}
	return slices.DeleteFunc(pagePaths(), func(path string) bool { return others[path] })
}

// pagePaths are the pages that are tried in a browser: all, but of the pages of commands, which are of one make, only
// the index and one of each kind: a tool, a group, a command with many options, a small tool.
func pagePaths() []string {
	kinds := []string{"/commands/", "/commands/hsmadmin/", "/commands/hsmadmin-vcm/", "/commands/hsmadmin-vcm-create/", "/commands/init.d-ncipher/"}
	var paths []string
	for _, page := range app.Pages() {
		if !strings.HasPrefix(page.Path, "/commands/") || slices.Contains(kinds, page.Path) {
			paths = append(paths, page.Path)
		}
	}
	return paths
}
