package static

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// part is something by others that the site delivers.
type part struct {
	name string // with its version
	dir  string // where its licence lies
}

// licenseFile matches the names under which projects keep what must be handed on with copies.
var licenseFile = regexp.MustCompile(`(?i)^(licen[cs]e|copying|notice)([.-].*)?$`)

// addLicenses collects the licences of the client's modules, of Go itself and of the npm packages, as
// most of them ask for.
func (b *builder) addLicenses(ctx context.Context) error {
	parts, err := b.parts(ctx)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	out.WriteString("hsmlab is free software under the Apache License 2.0. It contains the following parts by others.\n")
	for _, p := range parts {
		if err := p.print(&out); err != nil {
			return err
		}
	}
	return b.add("web/licenses.txt", out.Bytes())
}

func (b *builder) parts(ctx context.Context) ([]part, error) {
	goroot, err := runGo(ctx, b.Root, "env", "GOROOT", "GOVERSION")
	if err != nil {
		return nil, err
	}
	root, version, _ := strings.Cut(strings.TrimSpace(goroot), "\n")
	parts := []part{{name: "Go " + version, dir: root}}

	modules, err := runGo(ctx, b.Root, "list", "-deps",
		"-f", `{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}}|{{.Dir}}{{end}}{{end}}`, "./cmd/lab-wasm")
	if err != nil {
		return nil, err
	}
	lines := strings.Fields(strings.ReplaceAll(modules, " ", "\x00"))
	slices.Sort(lines)
	for _, line := range slices.Compact(lines) {
		name, dir, _ := strings.Cut(strings.ReplaceAll(line, "\x00", " "), "|")
		parts = append(parts, part{name, dir})
	}
	packages, err := b.npmParts()
	return append(parts, packages...), err
}

// npmParts lists the packages that packageFiles takes files from.
func (b *builder) npmParts() ([]part, error) {
	var parts []part
	seen := map[string]bool{}
	for _, f := range packageFiles {
		name := packageOf(f.from)
		if seen[name] {
			continue
		}
		seen[name] = true
		dir := filepath.Join(b.Root, "node_modules", filepath.FromSlash(name))
		data, err := os.ReadFile(filepath.Join(dir, "package.json"))
		if err != nil {
			return nil, fmt.Errorf("%w: run npm ci first (make does)", err)
		}
		var about struct{ Version string }
		if err := json.Unmarshal(data, &about); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		parts = append(parts, part{name + " " + about.Version, dir})
	}
	return parts, nil
}

// packageOf is the npm package of a file in node_modules: @scope/name or name.
func packageOf(file string) string {
	parts := strings.SplitN(file, "/", 3)
	if strings.HasPrefix(file, "@") {
		return parts[0] + "/" + parts[1]
	}
	return parts[0]
}

// print writes the part's licence files. One without any is an error: we could not deliver it.
func (p part) print(out *bytes.Buffer) error {
	entries, err := os.ReadDir(p.dir)
	if err != nil {
		return fmt.Errorf("licence of %s: %w", p.name, err)
	}
	found := false
	for _, entry := range entries {
		if entry.IsDir() || !licenseFile.MatchString(entry.Name()) {
			continue
		}
		text, err := fs.ReadFile(os.DirFS(p.dir), entry.Name())
		if err != nil {
			return err
		}
		found = true
		fmt.Fprintf(out, "\n%s\n%s, %s\n\n%s\n", strings.Repeat("-", 78), p.name, entry.Name(), bytes.TrimSpace(text))
	}
	if !found {
		return errors.New("no licence file in " + p.name)
	}
	return nil
}
