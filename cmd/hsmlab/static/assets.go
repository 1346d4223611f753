package static

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// packageFiles are the files that the site takes from npm packages, and their paths in the site. Modules
// are renamed .js, because odd hosts serve .mjs with a type that browsers refuse under nosniff.
var packageFiles = []struct{ from, to string }{
	{"@xterm/xterm/lib/xterm.mjs", "web/vendor/xterm.js"},
	{"@xterm/xterm/css/xterm.css", "web/vendor/xterm.css"},
	{"@xterm/addon-fit/lib/addon-fit.mjs", "web/vendor/addon-fit.js"},
	{"uplot/dist/uPlot.esm.js", "web/vendor/uplot.js"},
	{"uplot/dist/uPlot.min.css", "web/vendor/uplot.css"},
}

// sourceMap is the comment that makes developer tools ask for a file that the site does not have.
var sourceMap = regexp.MustCompile(`(?m)^//# sourceMappingURL=.*\n?`)

// addPackages copies from node_modules.
func (b *builder) addPackages(context.Context) error {
	for _, f := range packageFiles {
		data, err := os.ReadFile(filepath.Join(b.Root, "node_modules", filepath.FromSlash(f.from)))
		if errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("%w: run npm ci first (make does)", err)
		}
		if err != nil {
			return err
		}
		if err := b.add(f.to, sourceMap.ReplaceAll(data, nil)); err != nil {
			return err
		}
	}
	return nil
}

// addWeb copies the repository's web folder. The worker's template is not part of the site.
func (b *builder) addWeb(context.Context) error {
	root := os.DirFS(b.Root)
	return fs.WalkDir(root, "web", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if strings.HasPrefix(entry.Name(), ".") {
			if entry.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if entry.IsDir() || name == workerTemplate {
			return nil
		}
		data, err := fs.ReadFile(root, name)
		if err != nil {
			return err
		}
		return b.add(name, data)
	})
}
