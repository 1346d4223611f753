package static

import (
	"context"
	"errors"
	"io/fs"
	"path"
	"strings"

	"hsmlab/cmd/hsmlab/headers"
)

// Repack makes of a whole site what [Build] makes with Portable, without a compiler and without the source tree: only the
// pages are made anew. site must be what Build has made with the sources of this very program, as the one inside it is.
// Only one Repack or Build may run at a time in a process.
func Repack(ctx context.Context, site fs.FS) (Files, error) {
	b := &builder{Options: Options{Portable: true}, base: "/", files: Files{}}
	take := func(context.Context) error { return errors.Join(b.takeFiles(site), b.takeStyles(site)) }
	for _, step := range []func(context.Context) error{b.setEnv, take, b.addApp, b.addPages} {
		if err := step(ctx); err != nil {
			return nil, err
		}
	}
	return b.files, nil
}

// takeFiles takes what is the same in every site, and finds the client.
func (b *builder) takeFiles(site fs.FS) error {
	err := fs.WalkDir(site, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || ofTheSite(name) {
			return err
		}
		data, err := fs.ReadFile(site, name)
		if err != nil {
			return err
		}
		if path.Ext(name) == ".wasm" && strings.HasPrefix("/"+name, headers.Immutable) {
			b.wasm = "/" + name
		}
		return b.add(name, data)
	})
	if err == nil && b.wasm == "" {
		err = errors.New("the site holds no client: build it anew")
	}
	return err
}

// ofTheSite tells whether a file is for the whole site only, or made anew: pages, data, compressed twins, the app.
func ofTheSite(name string) bool {
	switch path.Ext(name) {
	case ".html", ".br", ".gz", ".webmanifest":
		return true
	}
	return name == "app-worker.js" || strings.HasPrefix(name, "web/data/") || strings.HasPrefix(path.Base(name), ".")
}

// takeStyles takes from a page what stands in each of them.
func (b *builder) takeStyles(site fs.FS) error {
	page, err := fs.ReadFile(site, "index.html")
	if err != nil {
		return err
	}
	_, rest, script := strings.Cut(string(page), "<script>")
	theme, rest, end := strings.Cut(rest, "</script>\n<style>")
	style, _, whole := strings.Cut(rest, "</style>")
	if !script || !end || !whole {
		return errors.New("index.html has no theme and style in its head: build the site anew")
	}
	b.theme, b.style = []byte(theme), []byte(style)
	return nil
}
