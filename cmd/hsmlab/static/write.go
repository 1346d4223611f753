package static

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Write puts the site into dir and removes what an earlier one left there. Files whose name starts with
// a dot stay. A folder that holds something else than a site is refused, so that a slip of the finger
// cannot empty a home directory.
func (f Files) Write(dir string) error {
	if err := clear(dir); err != nil {
		return err
	}
	for _, name := range f.Paths() {
		target := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(target, f[name], 0o644); err != nil {
			return err
		}
	}
	return nil
}

func clear(dir string) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	var old []string
	isSite := false
	for _, entry := range entries {
		if !strings.HasPrefix(entry.Name(), ".") {
			old = append(old, entry.Name())
		}
		isSite = isSite || entry.Name() == "manifest.webmanifest"
	}
	if len(old) > 0 && !isSite {
		return fmt.Errorf("%s is not empty and holds no site of ours: empty it, or name another folder", dir)
	}
	for _, name := range old {
		if err := os.RemoveAll(filepath.Join(dir, name)); err != nil {
			return err
		}
	}
	return nil
}
