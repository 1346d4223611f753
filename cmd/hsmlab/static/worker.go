package static

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"
)

const workerTemplate = "web/worker.js"

// addWorker fills in the service worker with the list of everything else. It is the last file but the
// compressed twins.
func (b *builder) addWorker(version string) error {
	source, err := os.ReadFile(filepath.Join(b.Root, filepath.FromSlash(workerTemplate)))
	if err != nil {
		return err
	}
	text := string(source)
	for _, hole := range []struct {
		mark  string
		value any
	}{
		{`"__VERSION__"`, version},
		{`"__BASE__"`, b.base},
		{`["__FILES__"]`, b.addresses()},
	} {
		value, err := json.MarshalIndent(hole.value, "", "  ")
		if err != nil {
			panic("BUG: strings have no JSON: " + err.Error())
		}
		if n := strings.Count(text, hole.mark); n != 1 {
			return fmt.Errorf("%s: %s occurs %d times, want once", workerTemplate, hole.mark, n)
		}
		text = strings.Replace(text, hole.mark, string(value), 1)
	}
	return b.add("app-worker.js", []byte(text))
}

// addresses lists what the worker keeps: every file so far, pages by their address with the slash.
func (b *builder) addresses() []string {
	var list []string
	for _, name := range b.files.Paths() {
		if dir, file := path.Split(name); file == "index.html" {
			name = dir
		}
		list = append(list, b.base+name)
	}
	return list
}

// manifest is the web app manifest.
type manifest struct {
	ID              string         `json:"id"`
	Name            string         `json:"name"`
	ShortName       string         `json:"short_name"`
	Description     string         `json:"description"`
	Lang            string         `json:"lang"`
	Scope           string         `json:"scope"`
	StartURL        string         `json:"start_url"`
	Display         string         `json:"display"`
	BackgroundColor string         `json:"background_color"`
	ThemeColor      string         `json:"theme_color"`
	Icons           []manifestIcon `json:"icons"`
}

type manifestIcon struct {
	Src   string `json:"src"`
	Type  string `json:"type"`
	Sizes string `json:"sizes"`
}

// addManifest adds what a browser needs to install the lab as an app. Its scope also tells hsmlab serve
// where the site stands.
func (b *builder) addManifest(context.Context) error {
	if b.Portable {
		return nil // what an LMS shows is not installed
	}
	icons := b.base + "web/icons/"
	data, err := json.MarshalIndent(manifest{
		ID:              b.base,
		Name:            "hsmlab",
		ShortName:       "hsmlab",
		Description:     "A training lab for the people who run nShield 5s hardware security modules for several tenants.",
		Lang:            "en",
		Scope:           b.base,
		StartURL:        b.base,
		Display:         "standalone",
		BackgroundColor: lightColor,
		ThemeColor:      lightColor,
		Icons: []manifestIcon{
			{icons + "icon.svg", "image/svg+xml", "any"},
			{icons + "icon-192.png", "image/png", "192x192"},
			{icons + "icon-512.png", "image/png", "512x512"},
		},
	}, "", "  ")
	if err != nil {
		panic("BUG: the manifest has no JSON: " + err.Error())
	}
	return b.add("manifest.webmanifest", append(data, '\n'))
}
