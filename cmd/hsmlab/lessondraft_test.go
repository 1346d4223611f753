package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// A new lesson proves itself before its author has changed a word, but it is not finished: what is still to be written is
// told line by line, and nothing else.
func TestLessonNew(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "mine", "03-a-first-try")
	if status, _, errs := hsmlab(t, "lesson", "new", dir); status != 0 {
		t.Fatalf("new: got status %d, %s", status, errs)
	}
	status, out, errs := hsmlab(t, "lesson", "test", dir)
	if status != 1 || !strings.Contains(out, "ok    a-first-try") || strings.Count(errs, "still to be written") != 9 {
		t.Errorf("test: got status %d, %s%s", status, out, errs)
	}
	if status, out, _ := hsmlab(t, "lesson", "preview", dir); status != 0 || !strings.Contains(out, "Say what has changed.") {
		t.Errorf("preview of a draft: got status %d, %s", status, out)
	}
	finish(t, filepath.Dir(dir))
	if status, out, errs := hsmlab(t, "lesson", "test", dir); status != 0 || errs != "" || !strings.Contains(out, "ok    a-first-try") {
		t.Errorf("test when it is written: got status %d, %s%s", status, out, errs)
	}
	if status, _, errs := hsmlab(t, "lesson", "new", dir); status != 1 || !strings.Contains(errs, "exists already") {
		t.Errorf("again: got status %d, %s", status, errs)
	}
	number := filepath.Join(t.TempDir(), "7", "01-42")
	hsmlab(t, "lesson", "new", number)
	finish(t, filepath.Dir(number))
	if status, out, errs := hsmlab(t, "lesson", "lint", number); status != 0 {
		t.Errorf("lint of a lesson named 42: got status %d, %s%s", status, out, errs)
	}
	for _, bad := range []string{"x", filepath.Join(t.TempDir(), "Mine", "1-x"), ""} {
		if status, _, errs := hsmlab(t, "lesson", "new", bad); status != 2 || !strings.Contains(errs, "COURSE/NN-NAME") {
			t.Errorf("new %q: got status %d, %s", bad, status, errs)
		}
	}
}

var toWrite = regexp.MustCompile(`^(.+):([0-9]+): still to be written: "(.+?)(?:: say in the title.*)?"$`)

// finish writes what lint says is still to be written below a folder, and looks at the lines that it names.
func finish(t *testing.T, dir string) {
	t.Helper()
	_, _, errs := hsmlab(t, "lesson", "lint", dir)
	for _, problem := range strings.Split(strings.TrimSpace(errs), "\n") {
		m := toWrite.FindStringSubmatch(problem)
		if m == nil {
			t.Fatalf("lint says %s", problem)
		}
		lines := strings.Split(readText(t, m[1]), "\n")
		n, _ := strconv.Atoi(m[2])
		if !strings.Contains(lines[n-1], m[3]) {
			t.Fatalf("%s: not in line %q", problem, lines[n-1])
		}
		lines[n-1] = strings.Replace(strings.Replace(lines[n-1], m[3], "words of my own", 1), " # words of my own", "", 1)
		if err := os.WriteFile(m[1], []byte(strings.Join(lines, "\n")), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// Inside the course's folder the name of the lesson's is enough; inside a lesson's there is no room for another.
func TestLessonNewInsideACourse(t *testing.T) {
	course := filepath.Join(t.TempDir(), "mine")
	if err := os.Mkdir(course, 0o755); err != nil {
		t.Fatal(err)
	}
	t.Chdir(course)
	for _, dir := range []string{"11-one", "./12-two/", "../mine/13-three"} {
		if status, _, errs := hsmlab(t, "lesson", "new", dir); status != 0 {
			t.Errorf("new %s: got status %d, %s", dir, status, errs)
		}
	}
	if text := readText(t, "course.md"); !strings.Contains(text, "title: Mine") {
		t.Errorf("got course\n%s", text)
	}
	if status, out, errs := hsmlab(t, "lesson", "list", "."); status != 0 || strings.Count(out, "\nmine ") != 3 {
		t.Errorf("list: got status %d, %s%s", status, out, errs)
	}
	t.Chdir("11-one")
	if status, _, errs := hsmlab(t, "lesson", "new", "14-four"); status != 2 || !strings.Contains(errs, "is the folder of a lesson") {
		t.Errorf("new in a lesson's folder: got status %d, %s", status, errs)
	}
}

// record takes the lines of a script and returns the draft.
func record(t *testing.T, text string) (dir, lesson, solution string) {
	t.Helper()
	root := t.TempDir()
	script, dir := filepath.Join(root, "done.sh"), filepath.Join(root, "mine", "01-network")
	if err := os.WriteFile(script, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	if status, _, errs := hsmlab(t, "lesson", "record", dir, "--script", script); status != 0 {
		t.Fatalf("record: got status %d, %s", status, errs)
	}
	return dir, readText(t, filepath.Join(dir, "lesson.md")), readText(t, filepath.Join(dir, "solution.sh"))
}

func readText(t *testing.T, file string) string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

const recorded = `hsmadmin status
hsmadmin setnetwrok
hsmadmin setnetwork ipv4static --address 10.4.0.1/24 --gateway 10.4.0.254
hsmadmin reset
lab wait boot
cat > ticket.txt <<E
Don't touch: \$5
E
lab hold recovery
lab release recovery
hsmadmin vcm single-setup
nopclearfail -I -m 1
initunit -m 1
lab on tenant-a ls
touch y
lab power cycle
lab wait boot
ls
`

// What was done, with a look around, a slip, a here-document and something that nobody asks for, becomes a lesson that passes
// its proofs and asks for what lasts.
func TestARecordedLessonIsProven(t *testing.T) {
	dir, lesson, solution := record(t, recorded)
	for _, want := range []string{
		"id: network", "{#step-1}", `goal: '(.hosts.provider.ran["hsmadmin status"] // 0) >= 1'`, `network.gateway == "10.4.0.254"`, "# or: ",
		`files | has("/root/ticket.txt")`, "vcms | length >= 1", "modules[0].resets >= 2",
		`eval $''cat > ticket.txt <<E\nDon\''t touch: \\$5\nE\n'''`,
	} {
		if !strings.Contains(lesson, want) {
			t.Errorf("the draft lacks %s:\n%s", want, lesson)
		}
	}
	for _, bad := range []string{"-rw", `"booting"`, "== 1'", "setnetwrok"} {
		if strings.Contains(lesson, bad) {
			t.Errorf("the draft has %s:\n%s", bad, lesson)
		}
	}
	if !strings.Contains(solution, "# drop ok: nothing asks for what it does") || strings.Contains(solution, "\nls\n") {
		t.Errorf("got solution\n%s", solution)
	}
	if !strings.Contains(lesson, "## Step 1 {#step-1}") {
		t.Error("the titles of the steps are to be written, too")
	}
	finish(t, dir)
	if status, out, errs := hsmlab(t, "lesson", "test", dir); status != 0 || !strings.Contains(out, "ok    network") {
		t.Errorf("test of the draft: got status %d, %s%s\n%s", status, out, errs, lesson)
	}
}

var goalLine = regexp.MustCompile(`(?m)^    (goal: '|# or: )(.+?)'?$`)

// Not what was typed, but what is so: lasting states come before counters, that a program ran only where nothing else
// changed, and nothing that another seed would not repeat.
func TestRecordedGoalsAskForWhatIsSo(t *testing.T) {
	_, lesson, _ := record(t, `hsmadmin factorystate <<< yes
lab wait boot
hsmadmin enroll
hsmadmin info
hsmadmin vcm single-setup
nopclearfail -I -m 1
initunit -m 1
nopclearfail -O -m 1
`)
	var first []string
	for _, m := range goalLine.FindAllStringSubmatch(lesson, -1) {
		if m[1] == "goal: '" {
			first = append(first, m[2])
		}
		if regexp.MustCompile(`SHA256|[0-9a-f]{8}|[0-9A-F]{4}-[0-9A-F]{4}|[0-9]:[0-9]|fe80`).MatchString(m[2]) {
			t.Errorf("a goal belongs to one seed: %s", m[2])
		}
	}
	want := []string{
		".modules[0].wipes >= 1",
		".modules[0].enrolled == true",
		`(.hosts.provider.ran["hsmadmin info"] // 0) >= 1`,
		".modules[0].vcms | length >= 1",
		`.modules[0].vcms[0].mode == "pre-initialization"`,
		`.modules[0].vcms[0].world | . != null and . != ""`,
		`.modules[0].vcms[0].mode == "operational"`,
	}
	if !slices.Equal(first, want) {
		t.Errorf("got first goals\n%s\nwant\n%s", strings.Join(first, "\n"), strings.Join(want, "\n"))
	}
	if !strings.Contains(lesson, "# or: .modules[0].enrolled == false\n") {
		t.Errorf("factorystate is not offered as a state:\n%s", lesson)
	}
	if n := strings.Count(lesson, ".ran["); n != 1 {
		t.Errorf("ran is offered %d times; want once, where nothing else changed:\n%s", n, lesson)
	}
}

func TestLessonRecordWantsSomethingDone(t *testing.T) {
	root := t.TempDir()
	empty := filepath.Join(root, "empty.sh")
	if err := os.WriteFile(empty, []byte("ls\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if status, _, errs := hsmlab(t, "lesson", "record", filepath.Join(root, "mine", "02-x"), "--script", empty); status != 1 || !strings.Contains(errs, "no command line changed") {
		t.Errorf("nothing done: got status %d, %s", status, errs)
	}
}

// A copy of what a terminal showed holds answers as lines; the program yes would never end.
func TestLessonRecordRefusesAnswersAlone(t *testing.T) {
	root := t.TempDir()
	script := filepath.Join(root, "copy.sh")
	if err := os.WriteFile(script, []byte("hsmadmin factorystate\nyes\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	want := "echo yes | hsmadmin factorystate instead of the two lines"
	if status, _, errs := hsmlab(t, "lesson", "record", filepath.Join(root, "mine", "02-x"), "--script", script); status != 1 || !strings.Contains(errs, want) {
		t.Errorf("got status %d, %s; want %s", status, errs, want)
	}
}

func TestLessonPreview(t *testing.T) {
	status, out, errs := hsmlab(t, "lesson", "preview", "recovery-mode")
	for _, want := range []string{"Recovery mode\n", "    hsmadmin info\n", "  | Goal: ", "  | command"} {
		if status != 0 || !strings.Contains(out, want) {
			t.Errorf("got status %d, %s; want %q in\n%s", status, errs, want, out)
		}
	}
	if want := "  | command:\n\n  |     hsmadmin info\n\n  | Read which file it looks for.\n"; !strings.Contains(out, want) {
		t.Errorf("the command does not stand apart from its text; want %q in\n%s", want, out)
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
	for _, args := range [][]string{{"lesson", "preview", "moon"}, {"export", "scorm", "moon"}, {"export", "cmi5", "--site", "https://lab.example.com", "moon"}} {
		if status, _, errs := hsmlab(t, args...); status != 2 || !strings.Contains(errs, `no lesson "moon"`) {
			t.Errorf("%v, an unknown lesson: got status %d, want 2; %s", args, status, errs)
		}
	}
}
