package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"hsmlab/lessons"
	"hsmlab/lessons/author"
	"hsmlab/sim"
)

// replayerModule is cmd/lab-wasi as it is now, compiled once.
var replayerModule = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp("", "hsmlab-replayer")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	out := filepath.Join(dir, "replay.wasm")
	build := exec.Command("go", "build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w -buildid=", "-o", out, "hsmlab/cmd/lab-wasi")
	build.Env = append(os.Environ(), "GOOS=wasip1", "GOARCH=wasm")
	if text, err := build.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("cmd/lab-wasi: %w\n%s", err, text)
	}
	return os.ReadFile(out)
})

// theReplayer is that module, or the end of a test that wants to be short.
func theReplayer(t *testing.T) []byte {
	t.Helper()
	if testing.Short() {
		t.Skip("compiles the replayer")
	}
	module, err := replayerModule()
	if err != nil {
		t.Fatal(err)
	}
	return module
}

func openGrader(t *testing.T, o gradeOptions) *grader {
	t.Helper()
	module := theReplayer(t)
	if o.deadline == 0 {
		o.deadline = time.Minute
	}
	g, err := newGrader(t.Context(), module, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { g.box.Close(context.Background()) })
	return g
}

// lessonSource is a lesson of the program.
func lessonSource(t *testing.T, id string) *author.Source {
	t.Helper()
	library, err := author.Load(lessons.Files)
	if err != nil {
		t.Fatal(err)
	}
	source, ok := library.Find(id)
	if !ok {
		t.Fatalf("no lesson %s", id)
	}
	return source
}

func solvedBy(t *testing.T, name string) *lessons.Transcript {
	t.Helper()
	a, err := author.Solve(lessonSource(t, "recovery-mode"), lessons.Entrant{Name: name, Variant: 3})
	if err != nil {
		t.Fatal(err)
	}
	return a.Transcript
}

func save(t *testing.T, dir, name string, data []byte) string {
	t.Helper()
	file := filepath.Join(dir, name)
	if err := os.WriteFile(file, data, 0o644); err != nil {
		t.Fatal(err)
	}
	return file
}

// hostile are transcripts that want to do harm. Each must be answered with words, soon, and nothing else.
func hostile(t *testing.T) map[string]struct {
	data []byte
	want string
} {
	honest := solvedBy(t, "Ada Example")
	with := func(steps ...lessons.Step) []byte {
		forged := *honest
		forged.Steps = append(append([]lessons.Step{}, honest.Steps...), steps...)
		return forged.Encode()
	}
	entry := func(e sim.Event) lessons.Step { return lessons.Step{Entry: sim.Entry{Event: e}} }
	var back, years, files []lessons.Step
	for range 900 {
		back = append(back, lessons.Step{Undo: true, Keep: 40}, entry(sim.Elapse{Micros: 3_600_000_000}))
	}
	for range 100_000 {
		years = append(years, entry(sim.Elapse{Micros: sim.MaxElapse * 1_000_000}))
	}
	for i := range 3000 {
		files = append(files, entry(sim.File{Host: "provider", User: "root", Op: "append", Path: fmt.Sprintf("/root/%d", i%50), Data: bytes.Repeat([]byte("x"), 3<<10)}))
	}
	type c = struct {
		data []byte
		want string
	}
	return map[string]c{
		"steps back without end": {with(back...), "over-long: its replay was not finished within|altered|too"},
		"a million years":        {with(years...), "over-long: its replay was not finished within|altered"},
		"a full disk":            {with(files...), "altered|over-long"},
		"deep JSON":              {append(honest.Encode()[:0:0], []byte(`{"format":`+strings.Repeat("[", 1<<20)+"\n")...), "foreign"},
		"deep JSON in a step":    {[]byte(headerOf(honest) + strings.Repeat(`{"a":`, 1<<19) + "\n" + `{"kind":"end"}` + "\n"), "altered"},
		"a huge name":            {[]byte(strings.Replace(string(honest.Encode()), "Ada", strings.Repeat("A", 1<<20), 1)), "renamed"},
		"a path for a lesson":    {[]byte(strings.Replace(string(honest.Encode()), `"lesson":"recovery-mode"`, `"lesson":"../../etc/passwd"`, 1)), "foreign"},
		"terminal codes":         {[]byte(strings.Replace(string(honest.Encode()), `"lesson":"recovery-mode"`, `"lesson":"\u001b[2J=cmd()"`, 1)), "foreign"},
		"a huge command line":    {with(entry(sim.Exec{Host: "provider", User: "root", Argv: []string{"hsmadmin", strings.Repeat("x", 1<<20)}, Dir: "/"})), "altered|over-long"},
	}
}

func headerOf(t *lessons.Transcript) string {
	first, _, _ := strings.Cut(string(t.Encode()), "\n")
	return first + "\n"
}

func TestGradeWithstandsHostileTranscripts(t *testing.T) {
	g := openGrader(t, gradeOptions{deadline: 5 * time.Second})
	for name, c := range hostile(t) {
		t.Run(name, func(t *testing.T) {
			begin := time.Now()
			row := g.gradeFile(t.Context(), save(t, t.TempDir(), "x", c.data))
			if took := time.Since(begin); took > 30*time.Second {
				t.Errorf("it took %v", took)
			}
			ok := false
			for _, want := range strings.Split(c.want, "|") {
				ok = ok || strings.Contains(row.why(), want)
			}
			if row.Result != nil || !ok {
				t.Errorf("got %+v, %.300q; want %s", row.Result, row.why(), c.want)
			}
			var out bytes.Buffer
			if err := printGrades(&out, []gradeRow{row}, gradeOptions{}); err != nil || strings.ContainsAny(out.String(), "\x1b\x00") || out.Len() > 4000 {
				t.Errorf("prints %d bytes, %v: %.200q", out.Len(), err, out.String())
			}
		})
	}
}

func TestGradeTable(t *testing.T) {
	g := openGrader(t, gradeOptions{granted: []string{"Grace Example=150"}})
	dir := t.TempDir()
	ada, grace := solvedBy(t, "Ada Example"), solvedBy(t, "Grace Example")
	grace.Header.Accommodation = 150
	greedy := *ada
	greedy.Header.Accommodation = 150
	var files []string
	for _, f := range []struct {
		name string
		data []byte
	}{
		{"ada", ada.Encode()}, {"grace", grace.Encode()}, {"greedy", greedy.Encode()},
		{"renamed", []byte(strings.Replace(string(ada.Encode()), "Ada", "Eva", 1))},
		{"half", ada.Encode()[:len(ada.Encode())/2]}, {"altered", bytes.Replace(ada.Encode(), []byte("enroll"), []byte("enrolL"), 1)},
		{"old", bytes.Replace(ada.Encode(), []byte(`"simulator":"`), []byte(`"simulator":"0.0.`), 1)},
		{"long", append(ada.Encode(), make([]byte, lessons.MaxTranscript)...)}, {"=SUM(1)", []byte("hello")},
	} {
		files = append(files, save(t, dir, f.name, f.data))
	}
	var told []int
	rows := g.gradeAll(t.Context(), append(files, dir, filepath.Join(dir, "nowhere")), func(n int) { told = append(told, n) })
	want := []string{"", "", "forbidden", "renamed", "truncated", "altered", "other version", "over-long", "foreign", "it is a folder without files *.jsonl", "there is no such file"}
	for i, w := range want {
		if passed := rows[i].Result != nil && rows[i].Result.Passed; passed != (w == "") || !strings.Contains(rows[i].why(), w) {
			t.Errorf("%s: got %v, want %q", filepath.Base(rows[i].File), rows[i].why(), w)
		}
	}
	if len(told) != len(rows) || told[len(told)-1] != len(rows) {
		t.Errorf("progress told %v", told)
	}
	checkPrinted(t, rows)
	for n, want := range map[int]error{2: nil, 3: exitStatus(1), 9: exitStatus(1), 10: exitStatus(2), 11: exitStatus(2)} {
		if got := statusOf(rows[:n]); got != want {
			t.Errorf("the first %d files: got %v, want %v", n, got, want)
		}
	}
	if got, want := summary(rows), "11 files: 2 passed, 7 rejected, 2 unreadable"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func checkPrinted(t *testing.T, rows []gradeRow) {
	t.Helper()
	var table, asCSV, asJSON bytes.Buffer
	for out, o := range map[*bytes.Buffer]gradeOptions{&table: {}, &asCSV: {csv: true}, &asJSON: {json: true}} {
		if err := printGrades(out, rows, o); err != nil {
			t.Fatal(err)
		}
	}
	for _, w := range []string{"Ada Example", "100 %", "passed", "9 of 9", "150 % time", "rejected", "renamed: ", "Eva Example (claimed)  recovery-mode  3 "} {
		if !strings.Contains(table.String(), w) {
			t.Errorf("the table lacks %q:\n%s", w, table.String())
		}
	}
	lines, err := csv.NewReader(&asCSV).ReadAll()
	if err != nil || len(lines) != len(rows)+1 || lines[1][2] != "Ada Example" || lines[1][7] != "100" {
		t.Errorf("CSV: %v, %q", err, lines)
	}
	if line := lines[len(lines)-1]; line[1] != "unreadable" || line[2] != "" || !strings.Contains(line[13], "no such file") {
		t.Errorf("CSV of a file that is not there: %q", line)
	}
	claimed := rows[3]
	if line := lines[4]; line[1] != "rejected" || line[2] != "Eva Example" || line[3] != "recovery-mode" || line[6] != "3" || line[14] != "yes" || lines[1][14] != "" {
		t.Errorf("CSV of a renamed file: %q", line)
	}
	if h := claimed.Claimed; h == nil || h.Name != "Eva Example" || rows[0].Claimed != nil || rows[len(rows)-1].Claimed != nil {
		t.Errorf("got claims %+v of the renamed file, %+v of the good one", h, rows[0].Claimed)
	}
	var back []gradeRow
	if err := json.Unmarshal(asJSON.Bytes(), &back); err != nil || len(back) != len(rows) || back[3].Rejected.Reason != lessons.Renamed || *back[3].Claimed != *claimed.Claimed {
		t.Errorf("JSON: %v", err)
	}
}

// A folder stands for the transcripts in it, and a slip of the person who grades is no fault of a learner.
func TestTranscriptFiles(t *testing.T) {
	dir := t.TempDir()
	for _, sub := range []string{"all/below", "all/folder.jsonl", "none"} {
		if err := os.MkdirAll(filepath.Join(dir, sub), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"all/b.jsonl", "all/a.jsonl", "all/notes.txt", "all/below/c.jsonl", "all/[d].jsonl", "x.txt"} {
		save(t, dir, name, []byte("x"))
	}
	at := func(names ...string) (list []string) {
		for _, name := range names {
			list = append(list, filepath.Join(dir, name))
		}
		return list
	}
	got := transcriptFiles(at("x.txt", "all", "none", "misspelt"))
	if want := at("x.txt", "all/[d].jsonl", "all/a.jsonl", "all/b.jsonl", "none", "misspelt"); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	for name, want := range map[string]string{"none": "a folder without files *.jsonl", "misspelt": "no such file", os.DevNull: "is not a file"} {
		file := filepath.Join(dir, name)
		if name == os.DevNull {
			file = name
		}
		row := (&grader{}).gradeFile(t.Context(), file)
		if row.outcome() != unreadable || !strings.Contains(row.why(), want) {
			t.Errorf("%s: got %s, %s; want %s", name, row.outcome(), row.why(), want)
		}
	}
}

func TestGrantsToNobodyAreTold(t *testing.T) {
	rows := []gradeRow{
		{Result: &lessons.Result{Header: lessons.TranscriptHeader{Name: "Ada Example"}}},
		{Rejected: &lessons.Rejection{}, Claimed: &lessons.TranscriptHeader{Name: "Eva Example"}}, {Unreadable: "x"},
	}
	var out bytes.Buffer
	warnOfStrangers(&out, map[string]int{"Ada Example": 150, "Eva Example": 150, "Nobody": 120}, rows)
	if got := out.String(); strings.Count(got, "\n") != 1 || !strings.Contains(got, `"Nobody=120": no transcript`) {
		t.Errorf("got %q, want a line on Nobody", got)
	}
}

func TestJSONTellsUndoneTasks(t *testing.T) {
	var out bytes.Buffer
	row := gradeRow{Result: &lessons.Result{Tasks: []lessons.TaskResult{{ID: "reset"}}}}
	if err := printGrades(&out, []gradeRow{row}, gradeOptions{json: true}); err != nil || !strings.Contains(out.String(), `"done": false`) {
		t.Errorf("%v, %s", err, out.String())
	}
}

// A file that takes too long gets one of the reasons that the manual knows.
func TestTooSlowIsOverLong(t *testing.T) {
	g := openGrader(t, gradeOptions{deadline: time.Millisecond})
	row := g.gradeFile(t.Context(), save(t, t.TempDir(), "x", solvedBy(t, "Ada Example").Encode()))
	if row.Rejected == nil || row.Rejected.Reason != lessons.OverLong || !strings.Contains(row.why(), "not finished within 1ms of real time") || row.Claimed == nil {
		t.Errorf("got %+v, %s", row, row.why())
	}
}

func TestCellsAreNoFormulas(t *testing.T) {
	for in, want := range map[string]string{"=1+1": "'=1+1", "+x": "'+x", "-x": "'-x", "@x": "'@x", "x": "x", "": "", "a\x1bb": "a?b"} {
		if got := cell(in); got != want {
			t.Errorf("cell(%q): got %q, want %q", in, got, want)
		}
	}
}

func TestGradeUsage(t *testing.T) {
	for _, args := range [][]string{
		{"grade"}, {"grade", "x", "--json", "--csv"}, {"grade", "x", "--lessons", "/nonexist"}, {"grade", "x", "--accommodation", "Ada"},
		{"grade", "x", "--deadline", "0s"},
	} {
		if status, out, errs := hsmlab(t, args...); status != 2 || out != "" {
			t.Errorf("%v: got status %d, %s %s; want 2 and nothing graded", args, status, out, errs)
		}
	}
	for _, text := range []string{"Ada", "=150", "Ada=99", "Ada=x", "Ada=99999"} {
		if _, err := grants([]string{text}); err == nil {
			t.Errorf("--accommodation %q was accepted", text)
		}
	}
	if status, out, _ := hsmlab(t, "grade", "--help"); status != 0 || !strings.Contains(out, "What it does not prove: who typed") {
		t.Errorf("the help does not say what a result proves: %s", out)
	}
}
