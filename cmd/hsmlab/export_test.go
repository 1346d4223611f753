package main

import (
	"archive/zip"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestExportSCORMRefuses(t *testing.T) {
	own := filepath.Join(t.TempDir(), "my", "course", "01-mine")
	if status, _, errs := hsmlab(t, "lesson", "new", own); status != 0 {
		t.Fatal(errs)
	}
	if status, _, errs := hsmlab(t, "export", "scorm", "--lessons", own, "mine"); status != 2 || !strings.Contains(errs, "still to be written") {
		t.Errorf("a draft: got status %d, %s", status, errs)
	}
	finish(t, filepath.Dir(own))
	for _, tt := range []struct{ args, want string }{
		{"", "requires at least 1 arg"},
		{"no-such", `no lesson "no-such"`},
		{"recovery-mode recovery-mode", "lesson recovery-mode is named twice"},
		{"--lessons " + own + " mine mine", "lesson mine is named twice"},
		{"recovery-mode provision-first-vcm --out x.zip", "is one file, but there are 2 lessons"},
		{own, "named by its id, and its folder with --lessons"},
		{"--lessons " + own + " recovery-mode", `no lesson "recovery-mode"`},
		{"--lessons /nonexist mine", "/nonexist: no lessons there"},
	} {
		args := append([]string{"export", "scorm"}, strings.Fields(tt.args)...)
		if status, _, errs := hsmlab(t, args...); status != 2 || !strings.Contains(errs, tt.want) {
			t.Errorf("%s: got status %d, %s; want 2, %q", tt.args, status, errs, tt.want)
		}
	}
}

// A lesson of one's own gets the same lab around it. The site's lessons are chosen once in a process, so this is another.
func TestExportSCORMOfOnesOwn(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles the client")
	}
	if _, err := os.Stat("../../node_modules"); err != nil {
		t.Skipf("%v: run npm ci", err)
	}
	dir := t.TempDir()
	bin := filepath.Join(dir, "hsmlab")
	runs := func(name string, args ...string) {
		t.Helper()
		cmd := exec.Command(name, args...)
		if text, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%s %v: %v\n%s", name, args, err, text)
		}
	}
	runs("go", "build", "-o", bin, ".")
	runs(bin, "lesson", "new", filepath.Join(dir, "my", "course", "01-mine"))
	finish(t, filepath.Join(dir, "my", "course"))
	runs(bin, "export", "scorm", "--lessons", filepath.Join(dir, "my"), "--out", dir, "mine")
	z, err := zip.OpenReader(filepath.Join(dir, "mine.zip"))
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	var names []string
	for _, f := range z.File {
		names = append(names, f.Name)
	}
	for _, want := range []string{"imsmanifest.xml", "lessons/mine/index.html", "web/data/lessons/mine.json", "web/lazy/scorm.js"} {
		if !slices.Contains(names, want) {
			t.Errorf("the package has no %s: %q", want, names)
		}
	}
}
