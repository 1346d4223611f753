package main

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hsmlab/lessons"
	"hsmlab/lessons/coverage"
)

// hsmlab runs the command in this process.
func hsmlab(t *testing.T, args ...string) (status int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	status = run(args, strings.NewReader(""), &out, &errs)
	return status, out.String(), errs.String()
}

// copyLesson puts the embedded recovery lesson into a folder of its own, changed.
func copyLesson(t *testing.T, old, new string) (root string) {
	t.Helper()
	root = t.TempDir()
	for _, name := range []string{"recovery/course.md", "recovery/01-recovery-mode/lesson.md", "recovery/01-recovery-mode/solution.sh", "recovery/01-recovery-mode/alternative-power.sh"} {
		data, err := lessons.Files.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		to := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(to, bytes.Replace(data, []byte(old), []byte(new), 1), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

func TestLessonList(t *testing.T) {
	status, out, errs := hsmlab(t, "lesson", "list")
	if status != 0 || !strings.Contains(out, "provision-first-vcm") || !strings.Contains(out, "recovery-mode") {
		t.Errorf("got status %d, %s%s", status, out, errs)
	}
}

func TestLessonLintNamesFileAndLine(t *testing.T) {
	root := copyLesson(t, "level: beginner", "level: easy")
	lesson := filepath.Join(root, "recovery", "01-recovery-mode")
	for _, dir := range []string{root, filepath.Dir(lesson), lesson} {
		status, _, errs := hsmlab(t, "lesson", "lint", dir)
		if want := filepath.Join(lesson, "lesson.md") + `:6: level is "easy"`; status != 1 || !strings.Contains(errs, want) {
			t.Errorf("lint %s: got status %d, %s\nwant 1, %s", dir, status, errs, want)
		}
	}
	if status, _, errs := hsmlab(t, "lesson", "lint", t.TempDir()); status != 1 || !strings.Contains(errs, "no lessons there") {
		t.Errorf("lint of an empty folder: got status %d, %s", status, errs)
	}
	if status, out, errs := hsmlab(t, "lesson", "lint", copyLesson(t, "", "")); status != 0 || out != "1 lesson, no problems\n" {
		t.Errorf("lint of a good lesson: got status %d, %s%s", status, out, errs)
	}
}

// Lint begins the lesson and asks its goals; so does test, before it proves anything.
func TestLessonLintAsksTheGoals(t *testing.T) {
	root := copyLesson(t, "    goal: '.modules[0]", "    goal: '(true, true) as $x | .modules[0]")
	for _, verb := range []string{"lint", "test"} {
		status, out, errs := hsmlab(t, "lesson", verb, root)
		want := filepath.Join(root, "recovery", "01-recovery-mode", "lesson.md") + ":"
		if status != 1 || out != "" || !strings.HasPrefix(errs, want) || !strings.Contains(errs, "].goal yields several values (false, false, …) in the lab as the lesson begins; want exactly one true or false") || strings.Count(errs, "\n") != 1 {
			t.Errorf("%s: got status %d, %s%s\nwant 1, %s", verb, status, out, errs, want)
		}
	}
}

// A lesson whose course has no course.md is there, but in no course: from wherever one looks, this is what is said.
func TestLessonLintMissesTheCourse(t *testing.T) {
	root := copyLesson(t, "", "")
	course := filepath.Join(root, "recovery", "course.md")
	if err := os.Remove(course); err != nil {
		t.Fatal(err)
	}
	lesson := filepath.Join(root, "recovery", "01-recovery-mode")
	for _, dir := range []string{root, filepath.Dir(lesson), lesson} {
		status, _, errs := hsmlab(t, "lesson", "lint", dir)
		if want := course + ": the file is missing, so "; status != 1 || !strings.HasPrefix(errs, want) {
			t.Errorf("lint %s: got status %d, %s\nwant 1, %s", dir, status, errs, want)
		}
	}
}

// Wherever the author stands, and however the folder is written, it is found, and its files are named from there.
func TestLessonFoldersAreFoundFromAnywhere(t *testing.T) {
	root := copyLesson(t, "level: beginner", "level: easy")
	lesson := filepath.Join(root, "recovery", "01-recovery-mode")
	for _, tt := range []struct{ from, dir, file string }{
		{lesson, ".", "lesson.md"},
		{lesson, "./", "lesson.md"},
		{lesson, "lesson.md", "lesson.md"},
		{lesson, "../01-recovery-mode/", "../01-recovery-mode/lesson.md"},
		{lesson, "..", "../01-recovery-mode/lesson.md"},
		{lesson, lesson + "/", lesson + "/lesson.md"},
		{filepath.Dir(lesson), ".", "01-recovery-mode/lesson.md"},
		{filepath.Dir(lesson), "01-recovery-mode/", "01-recovery-mode/lesson.md"},
		{filepath.Dir(lesson), "./01-recovery-mode", "01-recovery-mode/lesson.md"},
		{root, ".", "recovery/01-recovery-mode/lesson.md"},
		{root, "recovery", "recovery/01-recovery-mode/lesson.md"},
	} {
		t.Chdir(tt.from)
		for _, verb := range []string{"lint", "test", "preview"} {
			status, _, errs := hsmlab(t, "lesson", verb, tt.dir)
			if want := filepath.FromSlash(tt.file) + `:6: level is "easy"`; status != 1 || !strings.HasPrefix(strings.TrimPrefix(errs, "hsmlab: "), want) {
				t.Errorf("in %s: %s %s: got status %d, %s\nwant 1, %s", tt.from, verb, tt.dir, status, errs, want)
			}
		}
	}
}

func TestLessonTestFailsWithAReason(t *testing.T) {
	root := copyLesson(t, "lab release recovery\n# swap ok: enrolling", "sleep 1\n# swap ok: enrolling")
	status, out, errs := hsmlab(t, "lesson", "test", root)
	if status != 1 || !strings.Contains(out, "FAIL  recovery-mode") || !strings.Contains(out, `task "leave-recovery" is not done`) {
		t.Errorf("got status %d, %s%s", status, out, errs)
	}
}

func TestCoverageAsJSON(t *testing.T) {
	status, out, errs := hsmlab(t, "coverage", "--json", "--missing", "--part", "tenants")
	var report coverage.Report
	if err := json.NewDecoder(io.Reader(strings.NewReader(out))).Decode(&report); err != nil || status != 0 {
		t.Fatalf("got status %d, %v, %s", status, err, errs)
	}
	for _, row := range report.Rows {
		if row.Part != "tenants" || row.Status != coverage.Missing {
			t.Errorf("got %+v", row)
		}
	}
	if status, _, errs := hsmlab(t, "coverage", "--part", "moon"); status != 2 || !strings.Contains(errs, `no behaviour has part "moon"`) {
		t.Errorf("unknown part: got status %d, %s", status, errs)
	}
}
