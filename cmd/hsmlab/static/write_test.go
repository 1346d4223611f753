package static_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"hsmlab/cmd/hsmlab/static"
)

func listed(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, entry := range entries {
		names = append(names, entry.Name())
	}
	return names
}

func TestWriteReplacesAnOldSite(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "dist")
	old := static.Files{"manifest.webmanifest": nil, "old/index.html": nil}
	if err := old.Write(dir); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, ".placeholder"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	site := static.Files{"manifest.webmanifest": nil, "new/index.html": []byte("x")}
	if err := site.Write(dir); err != nil {
		t.Fatal(err)
	}
	if got, want := listed(t, dir), []string{".placeholder", "manifest.webmanifest", "new"}; !slices.Equal(got, want) {
		t.Errorf("the folder holds %q, want %q", got, want)
	}
}

func TestWriteSparesFoldersOfOthers(t *testing.T) {
	dir := t.TempDir()
	precious := filepath.Join(dir, "thesis.txt")
	if err := os.WriteFile(precious, []byte("x"), 0o644); err != nil {
		t.Fatal(err)
	}
	err := static.Files{"index.html": nil}.Write(dir)
	if err == nil || !strings.Contains(err.Error(), "holds no site of ours") {
		t.Errorf("got error %v, want a refusal", err)
	}
	if _, err := os.Stat(precious); err != nil {
		t.Error(err)
	}
}
