package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A new lesson is whole: it passes lint and the proofs before its author has changed a word.
func TestLessonNew(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "mine", "03-a-first-try")
	if status, _, errs := hsmlab(t, "lesson", "new", dir); status != 0 {
		t.Fatalf("new: got status %d, %s", status, errs)
	}
	if status, out, errs := hsmlab(t, "lesson", "test", dir); status != 0 || !strings.Contains(out, "ok    a-first-try") {
		t.Errorf("test: got status %d, %s%s", status, out, errs)
	}
	if status, _, errs := hsmlab(t, "lesson", "new", dir); status != 1 || !strings.Contains(errs, "exists already") {
		t.Errorf("again: got status %d, %s", status, errs)
	}
	for _, bad := range []string{"x", filepath.Join(t.TempDir(), "Mine", "1-x"), ""} {
		if status, _, errs := hsmlab(t, "lesson", "new", bad); status != 2 || !strings.Contains(errs, "COURSE/NN-NAME") {
			t.Errorf("new %q: got status %d, %s", bad, status, errs)
		}
	}
}

func TestLessonRecord(t *testing.T) {
	root := t.TempDir()
	script := filepath.Join(root, "done.sh")
	text := "hsmadmin status\nhsmadmin setnetwork ipv4static --address 10.4.0.1/24 --gateway 10.4.0.254\nhsmadmin reset\nlab wait boot\n" +
		"lab on tenant-a hsmadmin vcm create --request-file a.req --name 'two words'\nls\n"
	if err := os.WriteFile(script, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(root, "mine", "01-network")
	if status, _, errs := hsmlab(t, "lesson", "record", dir, "--script", script); status != 0 {
		t.Fatalf("record: got status %d, %s", status, errs)
	}
	lesson, err := os.ReadFile(filepath.Join(dir, "lesson.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"id: network", "10.4.0.1/24", "{#step-1}", "{#step-2}", "# or: ", "goal: '."} {
		if !strings.Contains(string(lesson), want) {
			t.Errorf("the draft lacks %q:\n%s", want, lesson)
		}
	}
	if status, out, errs := hsmlab(t, "lesson", "lint", dir); status != 0 {
		t.Errorf("lint of the draft: got status %d, %s%s\n%s", status, out, errs, lesson)
	}
	empty := filepath.Join(root, "empty.sh")
	if err := os.WriteFile(empty, []byte("ls\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if status, _, errs := hsmlab(t, "lesson", "record", filepath.Join(root, "mine", "02-x"), "--script", empty); status != 1 || !strings.Contains(errs, "no command line changed") {
		t.Errorf("nothing done: got status %d, %s", status, errs)
	}
}

func TestLessonPreview(t *testing.T) {
	status, out, errs := hsmlab(t, "lesson", "preview", "recovery-mode")
	for _, want := range []string{"Recovery mode\n", "    hsmadmin info\n", "  | Goal: ", "  | command"} {
		if status != 0 || !strings.Contains(out, want) {
			t.Errorf("got status %d, %s; want %q in\n%s", status, errs, want, out)
		}
	}
	if strings.Contains(out, "<") && strings.Contains(out, "</") || strings.Contains(out, "&amp;") {
		t.Error("HTML is left in the text")
	}
	file := filepath.Join(t.TempDir(), "x.html")
	if status, _, errs := hsmlab(t, "lesson", "preview", "provider-exam", "--seed", "3", "--html", file); status != 0 {
		t.Fatalf("got status %d, %s", status, errs)
	}
	if page, err := os.ReadFile(file); err != nil || !strings.Contains(string(page), "Seed 3: team = ") || strings.Contains(string(page), "{{$") {
		t.Errorf("%v: %.300s", err, page)
	}
	if status, _, _ := hsmlab(t, "lesson", "preview", "moon"); status != 2 {
		t.Errorf("an unknown lesson: got status %d, want 2", status)
	}
}
