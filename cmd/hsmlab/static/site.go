package static

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"

	"hsmlab/app"
	"hsmlab/cmd/hsmlab/headers"
)

// Options says what to build.
type Options struct {
	// Root is the folder of the repository, the one with go.mod.
	Root string
	// Base is the path at which the site will stand, such as "/" or "/lab/". A missing slash at either
	// end is added.
	Base string
	// Portable makes only the pages of lessons, for packages that somebody else serves: they work below any path,
	// without a service worker, and report to an LMS by web/lazy/scorm.js. Base must be "/" or empty.
	Portable bool
	// LRS are the origins of the learning record stores that pages may report to, as headers.ParseLRS gives them.
	LRS []string
	// Compress adds .br and .gz twins beside files that gain from it.
	Compress bool
	// Cache is a folder that keeps compressed files from build to build; none: everything is
	// compressed anew, about a minute for the client.
	Cache string
}

// Files is a site: bytes by path, with slashes and without a leading one.
type Files map[string][]byte

// Paths returns the paths in order.
func (f Files) Paths() []string { return slices.Sorted(maps.Keys(f)) }

// builder collects the files of one site.
type builder struct {
	Options
	base  string // Base with both slashes
	wasm  string // address of the client below the base, with a leading slash
	style []byte // all style sheets in one
	theme []byte // the script that runs before the first paint
	files Files
}

var validBase = regexp.MustCompile(`^/([a-zA-Z0-9._~-]+/)*$`)

// Build compiles the client and makes the site. Only one Build may run at a time in a process, because
// go-app keeps the base in the environment. It needs the go command and what npm ci installs.
func Build(ctx context.Context, opts Options) (Files, error) {
	base := "/" + strings.Trim(opts.Base, "/") + "/"
	if base == "//" {
		base = "/"
	}
	if !validBase.MatchString(base) {
		return nil, fmt.Errorf("base %q: want a path such as / or /lab, of letters, digits and . _ ~ -", opts.Base)
	}
	b := &builder{Options: opts, base: base, files: Files{}}
	for _, step := range []func(context.Context) error{
		b.setEnv, b.addClient, b.addWeb, b.addPackages, b.addStyles, b.addLicenses, b.addApp, b.addLRS, b.addManifest, b.addPages, b.compress,
	} {
		if err := step(ctx); err != nil {
			return nil, err
		}
	}
	return b.files, nil
}

// setEnv tells package app for which kind of site it prerenders.
func (b *builder) setEnv(context.Context) error {
	switch {
	case !b.Portable:
		return os.Unsetenv(portableEnv)
	case b.base != "/":
		return fmt.Errorf("a package has no base, but lies wherever it is put: got %q", b.base)
	}
	return os.Setenv(portableEnv, "1")
}

// add puts a file into the site. Two sources for one path are a mistake of ours.
func (b *builder) add(path string, data []byte) error {
	if _, taken := b.files[path]; taken {
		return fmt.Errorf("two files want to be %s in the site", path)
	}
	b.files[path] = data
	return nil
}

// addApp adds the files that package app generates: lesson data.
func (b *builder) addApp(context.Context) error {
	files := app.Files()
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if err := b.add(name, files[name]); err != nil {
			return err
		}
	}
	return nil
}

// addLRS notes where the pages may report to. It is part of the site's version, so that browsers, which keep pages with
// their policy, take new ones.
func (b *builder) addLRS(context.Context) error {
	if len(b.LRS) == 0 {
		return nil
	}
	return b.add(headers.LRSFile, headers.EncodeLRS(b.LRS))
}

// addPages prerenders every page and writes the worker. All of it carries the site's version, which is
// a hash of everything else: the pages are rendered without one first.
func (b *builder) addPages(context.Context) error {
	draft, err := b.renderPages("")
	if err != nil {
		return err
	}
	version := hashOf(b.files, draft)
	pages, err := b.renderPages(version)
	if err != nil {
		return err
	}
	for _, name := range pages.Paths() {
		if err := b.add(name, pages[name]); err != nil {
			return err
		}
	}
	if b.Portable {
		return nil
	}
	return b.addWorker(version)
}

func (b *builder) renderPages(version string) (Files, error) {
	r := newRenderer(b, version)
	pages := Files{}
	for _, p := range app.Pages() {
		if b.Portable && !strings.HasPrefix(p.Path, "/lessons/") {
			continue
		}
		if !strings.HasPrefix(p.Path, "/") || !strings.HasSuffix(p.Path, "/") {
			return nil, fmt.Errorf("page %q: a page's path starts and ends with a slash", p.Path)
		}
		html, err := r.page(p)
		if err != nil {
			return nil, err
		}
		pages[pageFile(p.Path)] = html
	}
	if b.Portable {
		return pages, nil
	}
	html, err := r.notFound()
	pages["404.html"] = html
	return pages, err
}

// hashOf names a set of files by their paths and bytes.
func hashOf(sets ...Files) string {
	h := sha256.New()
	for _, files := range sets {
		for _, name := range files.Paths() {
			sum := sha256.Sum256(files[name])
			fmt.Fprintf(h, "%x %s\n", sum, name)
		}
	}
	return hex.EncodeToString(h.Sum(nil))[:16]
}

// themeScript stands in every page, and so do the style sheets: each request for such a file would hold up
// the first paint for longer than their bytes do.
const themeScript = "web/theme.js"

// otherFile matches what a style sheet takes from elsewhere. url(#name) is an element of the page.
var otherFile = regexp.MustCompile(`@import|url\(["']?[^#"']`)

// addStyles takes what stands in the pages themselves: the theme's script, and the style sheets in their order: the
// terminal's, ours for the time before the client runs, and all of web/css. None may refer to files by relative addresses.
func (b *builder) addStyles(context.Context) error {
	var joined bytes.Buffer
	for _, name := range append([]string{"web/vendor/xterm.css", "web/boot.css"}, b.under("web/css/", ".css")...) {
		if otherFile.Match(b.files[name]) {
			return fmt.Errorf("%s refers to another file, which it will not find from every page", name)
		}
		joined.Write(b.files[name])
		joined.WriteByte('\n')
		delete(b.files, name)
	}
	b.style, b.theme = joined.Bytes(), b.files[themeScript]
	delete(b.files, themeScript)
	return nil
}

// modules are the addresses of the scripts that every page loads as modules.
func (b *builder) modules() []string {
	var list []string
	names := append(b.under("web/js/", ".js"), "web/update.js")
	if b.Portable {
		names = append([]string{"web/lazy/scorm.js"}, b.under("web/js/", ".js")...)
	}
	for _, name := range names {
		list = append(list, "/"+name)
	}
	return list
}

// under lists the site's files directly in folder with the given extension.
func (b *builder) under(folder, ext string) []string {
	var found []string
	for _, name := range b.files.Paths() {
		if dir, _ := path.Split(name); dir == folder && path.Ext(name) == ext {
			found = append(found, name)
		}
	}
	return found
}
