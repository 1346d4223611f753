package lessons_test

import (
	"bytes"
	"context"
	"errors"
	"strconv"
	"strings"
	"testing"
	"time"

	"hsmlab/lessons"
	"hsmlab/sim"
	"hsmlab/sim/shell"
)

// oral is a small exam: reset the module, write down its team, keep the button up, erase nothing.
func oral() *lessons.Lesson {
	return &lessons.Lesson{
		ID: "oral", Version: "v1", Scenario: "default", Seed: 1, Allow: []string{"wait", "hold", "release", "on", "undo"},
		Vars: []lessons.Var{{Name: "team", Pick: []string{"payments", "vault", "signing"}}},
		Exam: &lessons.Exam{BudgetMinutes: 10, PassPercent: 60},
		Tasks: []lessons.Task{
			{ID: "reset", Kind: lessons.Edge, Title: "Reset", Goal: ".modules[0].resets > 0", Weight: 2, Baseline: lessons.FromStart},
			{ID: "note", Kind: lessons.Edge, Title: "Note", Goal: `.hosts.provider.files | has("/root/\($team)")`, Weight: 1, Baseline: lessons.FromStart},
			{ID: "up", Kind: lessons.Level, Title: "Up", Goal: ".modules[0].button.down | not", Weight: 1},
			{ID: "no-wipe", Kind: lessons.Never, Title: "Erase nothing", Goal: ".modules[0].wipes > 0"},
		},
	}
}

// sitting is somebody at work on an attempt.
type sitting struct {
	*testing.T
	attempt *lessons.Attempt
	lab     *sim.Lab
	kernel  *shell.Kernel
	session *shell.Session
	start   *sim.Journal
}

func sit(t *testing.T, l *lessons.Lesson, who lessons.Entrant) *sitting {
	t.Helper()
	s := &sitting{T: t}
	var err error
	if s.attempt, err = lessons.NewAttempt(l, who); err != nil {
		t.Fatal(err)
	}
	if s.lab, err = sim.New(s.attempt.Options()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.lab.Close)
	s.start = s.lab.Journal()
	if err := s.attempt.Begin(s.lab); err != nil {
		t.Fatal(err)
	}
	s.kernel = shell.NewKernel(s.lab, shell.Batch)
	s.kernel.Watch(func(lab *sim.Lab) {
		if _, err := s.attempt.Update(lab); err != nil {
			t.Error(err)
		}
	})
	s.session = shell.NewSession(s.kernel, "provider", "root", shell.IO{Out: func([]byte) {}, Plain: true})
	t.Cleanup(s.session.Close)
	return s
}

func (s *sitting) types(lines ...string) {
	for _, line := range lines {
		s.session.RunLine(context.Background(), line)
	}
}

func (s *sitting) transcript() *lessons.Transcript { return s.attempt.Transcript(s.lab) }

// grade sends a transcript through its file form to the grader.
func (s *sitting) grade(l *lessons.Lesson) (*lessons.Result, error) {
	s.Helper()
	back, err := lessons.DecodeTranscript(s.transcript().Encode())
	if err != nil {
		s.Fatal(err)
	}
	return lessons.Grade(l, s.start, back)
}

var ada = lessons.Entrant{Name: "Ada Example", Variant: 7}

func team(l *lessons.Lesson, who lessons.Entrant) string {
	b, err := l.Bind(lessons.AttemptSeed(l.ID, who.Variant, who.Name))
	if err != nil {
		panic(err)
	}
	return b.Values[0].Value
}

func TestGradeFindsWhatTheAttemptSaw(t *testing.T) {
	note := "touch /root/" + team(oral(), ada)
	for _, tt := range []struct {
		name    string
		lines   []string
		percent int
		passed  bool
		undone  int
		timeUp  bool
	}{
		{"nothing", nil, 25, false, 0, false},
		{"everything", []string{"hsmadmin reset", "lab wait boot", note}, 100, true, 0, false},
		{"most", []string{"hsmadmin reset", "lab wait boot"}, 75, true, 0, false},
		{"a level lost", []string{"hsmadmin reset", "lab wait boot", note, "lab hold recovery"}, 75, true, 0, false},
		{"an undone edge counts", []string{"hsmadmin reset", "lab wait boot", note, "lab undo"}, 100, true, 1, false},
		{"an undone crash counts too", []string{"hsmadmin reset", "lab wait boot", "hsmadmin factorystate --all", "lab wait boot", "lab undo 2", note}, 0, false, 1, false},
		{"undone while a program runs", []string{"sleep 20 & hsmadmin reset", "lab undo", "hsmadmin reset", "lab wait boot", note}, 100, true, 1, false},
		{"too late", []string{"hsmadmin reset", "lab wait 11m", note}, 75, true, 0, true},
		{"undoing gives no time back", []string{"hsmadmin reset; lab wait 6m", "lab undo", "lab wait 6m", note}, 75, true, 1, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := sit(t, oral(), ada)
			s.types(tt.lines...)
			got, err := s.grade(oral())
			if err != nil {
				t.Fatalf("%v\n%s", err, s.transcript().Encode())
			}
			if got.Percent != tt.percent || got.Passed != tt.passed || got.Undone != tt.undone || got.TimeUp != tt.timeUp {
				t.Errorf("got %d %%, passed %v, undone %d, time up %v; want %+v", got.Percent, got.Passed, got.Undone, got.TimeUp, tt)
			}
			score := s.attempt.Progress().Score()
			if got.Percent != score.Percent() || got.Used != s.attempt.Used() || got.TimeUp != s.attempt.Over() {
				t.Errorf("grader and page differ: %+v, %v and %+v, %v", got, got.Used, score, s.attempt.Used())
			}
		})
	}
}

func TestAccommodationStretchesTheBudget(t *testing.T) {
	slow := ada
	slow.Accommodation = 150
	s := sit(t, oral(), slow)
	s.types("hsmadmin reset", "lab wait 11m", "touch /root/"+team(oral(), ada))
	if got, err := s.grade(oral()); err != nil || got.Percent != 100 || got.Budget != 15*time.Minute {
		t.Errorf("got %+v, %v; want 100 %% in 15 minutes", got, err)
	}
	for _, percent := range []int{1, 99, lessons.MaxAccommodation + 1, -100} {
		if _, err := lessons.NewAttempt(oral(), lessons.Entrant{Name: "A", Accommodation: percent}); err == nil {
			t.Errorf("%d %% was accepted", percent)
		}
	}
}

func TestHintsAreRecorded(t *testing.T) {
	l := oral()
	l.Exam = nil
	s := sit(t, l, ada)
	s.attempt.Take("reset", lessons.Command)
	s.types("hsmadmin reset", "lab wait boot", "touch /root/"+team(l, ada))
	if got, err := s.grade(l); err != nil || got.Percent != 75 || got.Assisted != 1 {
		t.Errorf("got %+v, %v; want 75 %%, 1 assisted", got, err)
	}
}

func TestUndoDoesNotReachIntoTheSetUp(t *testing.T) {
	s := sit(t, oral(), ada)
	before := s.lab.Hash()
	s.types("touch /root/x", "lab undo 99", "lab undo 99")
	if s.attempt.Undone() != 1 || s.lab.Now() != 0 || s.lab.Hash() != before {
		t.Errorf("got %d steps back, time %v", s.attempt.Undone(), s.lab.Now())
	}
}

func TestResumeGoesOn(t *testing.T) {
	s := sit(t, oral(), ada)
	s.types("hsmadmin reset", "lab wait 2m", "lab undo", "lab wait 5s")
	a, lab, err := lessons.Resume(oral(), s.start, s.transcript())
	if err != nil {
		t.Fatal(err)
	}
	defer lab.Close()
	if got, want := a.Transcript(lab).Encode(), s.transcript().Encode(); !bytes.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if lab.Hash() != s.lab.Hash() || a.Used() != s.attempt.Used() {
		t.Errorf("lab and time differ: %v, want %v", a.Used(), s.attempt.Used())
	}
}

func reason(err error) lessons.Reason {
	var r *lessons.Rejection
	if errors.As(err, &r) {
		return r.Reason
	}
	return ""
}

func TestRejectsDamagedFiles(t *testing.T) {
	s := sit(t, oral(), ada)
	s.types("hsmadmin reset", "lab wait boot")
	whole := string(s.transcript().Encode())
	lines := strings.SplitAfter(whole, "\n")
	for _, tt := range []struct {
		name, file string
		want       lessons.Reason
	}{
		{"empty", "", lessons.Foreign},
		{"a letter", "Dear trainer,\nI passed.\n", lessons.Foreign},
		{"a journal", string(s.lab.Journal().Encode()), lessons.Foreign},
		{"binary", "\x00\xff\x00asm", lessons.Foreign},
		{"another format", strings.Replace(whole, "transcript-1", "transcript-9", 1), lessons.OtherVersion},
		{"the header alone", lines[0], lessons.Truncated},
		{"half a file", whole[:len(whole)/2], lessons.Truncated},
		{"without its end", strings.Join(lines[:len(lines)-2], ""), lessons.Truncated},
		{"a line lost", lines[0] + strings.Join(lines[2:], ""), lessons.Altered},
		{"a digit changed", strings.Replace(whole, `"us":`, `"us":1`, 1), lessons.Altered},
		{"a new name", strings.Replace(whole, "Ada", "Eva", 1), lessons.Altered},
		{"saved by Windows", strings.ReplaceAll(whole, "\n", "\r\n"), lessons.Altered},
		{"saved with a mark", "\ufeff" + whole, lessons.Altered},
		{"text after its end", whole + "-- \nsent from my telephone\n", lessons.Altered},
		{"cut in its end, a blank line", whole[:len(whole)-9] + "\n\n", lessons.Truncated},
		{"its end twice", whole + lines[len(lines)-2], lessons.Altered},
		{"a key of its end twice", strings.Replace(whole, `{"kind":"end",`, `{"kind":"end","kind":"end",`, 1), lessons.Altered},
		{"too large", whole + strings.Repeat("x", lessons.MaxTranscript), lessons.OverLong},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := lessons.DecodeTranscript([]byte(tt.file)); reason(err) != tt.want {
				t.Errorf("got %v, want %s", err, tt.want)
			}
		})
	}
}

// What an editor or a mail program does to a file is named, and words of Go are not: a trainer reads this.
func TestRejectionsNameTheCause(t *testing.T) {
	s := sit(t, oral(), ada)
	s.types("hsmadmin reset")
	whole := string(s.transcript().Encode())
	forged := func(line string) string {
		first, _, _ := strings.Cut(whole, "\n")
		return lessons.Sealed(first+"\n"+line+"\n", "h")
	}
	for _, tt := range []struct{ name, file, want string }{
		{"Windows", strings.ReplaceAll(whole, "\n", "\r\n"), "altered: its line ends were changed (to CRLF), nothing else"},
		{"Windows and more", strings.Replace(strings.ReplaceAll(whole, "\n", "\r\n"), `"us":`, `"us":1`, 1), "altered: the file is not as it was saved"},
		{"a mark", "\ufeff" + whole, "altered: a byte order mark (BOM) was put before it"},
		{"a mark before a letter", "\ufeffDear trainer,\n", "foreign: it is not a transcript"},
		{"a signature", whole + "\n-- \nAda\n", "altered: there is text after its end, from line " + strconv.Itoa(strings.Count(whole, "\n")+1) + " on"},
		{"a list for a step", forged("[]"), "altered: line 2 is no step that hsmlab writes"},
		{"an unknown event", forged(`{"kind":"bribe","event":{}}`), `altered: line 2 is no step that hsmlab writes: unknown kind of event "bribe"`},
		{"no JSON", forged("{"), "altered: line 2 is no step that hsmlab writes"},
		{"an unknown field", forged(`{"kind":"undo","keep":1,"x":1}`), "altered: line 2 is no step that hsmlab writes"},
	} {
		_, err := lessons.DecodeTranscript([]byte(tt.file))
		if err == nil || !strings.HasPrefix(err.Error(), tt.want) || strings.Contains(err.Error(), "json") {
			t.Errorf("%s: got %v, want %s", tt.name, err, tt.want)
		}
	}
}

// Whose file it claims to be is known as soon as its first line can be read, whatever else is wrong.
func TestTheHeaderComesWithARejection(t *testing.T) {
	whole := sit(t, oral(), ada).transcript().Encode()
	for name, data := range map[string][]byte{
		"too large": append(bytes.Clone(whole), make([]byte, lessons.MaxTranscript)...), "a mark": append([]byte("\ufeff"), whole...),
		"another format": bytes.Replace(whole, []byte("transcript-1"), []byte("transcript-9"), 1),
	} {
		if h, err := lessons.DecodeHeader(data); err == nil || h.Name != ada.Name {
			t.Errorf("%s: got %q, %v", name, h.Name, err)
		}
	}
}

// An exam that allows no verb at all rejects the first hand that is laid on the bench, also where the lesson came as JSON.
func TestAnExamWithoutVerbsForbidsHands(t *testing.T) {
	handsOff := oral()
	handsOff.Allow = []string{}
	s := sit(t, oral(), ada)
	s.types("lab hold recovery")
	job := lessons.Job{Lesson: handsOff, Start: s.start.Encode(), Transcript: s.transcript().Encode()}
	var answer bytes.Buffer
	if err := lessons.ServeJudge(bytes.NewReader(job.Encode()), &answer); err != nil {
		t.Fatal(err)
	}
	if got := answer.String(); !strings.Contains(got, `"forbidden"`) {
		t.Errorf("got %s, want forbidden", got)
	}
}

// A forger mends the checksum too.
func TestRejectsForgeries(t *testing.T) {
	elapse := func(us int64) lessons.Step { return lessons.Step{Entry: sim.Entry{Event: sim.Elapse{Micros: us}}} }
	for _, tt := range []struct {
		name  string
		forge func(*lessons.Transcript)
		want  lessons.Reason
	}{
		{"untouched", func(*lessons.Transcript) {}, ""},
		{"another name", func(t *lessons.Transcript) { t.Header.Name = "Eva Example" }, lessons.Renamed},
		{"another name with its seed", func(t *lessons.Transcript) {
			t.Header.Name = "Eva Example"
			t.Header.Seed = lessons.AttemptSeed("oral", 7, "Eva Example")
		}, ""}, // see below: the set-up is made anew for that seed
		{"another variant", func(t *lessons.Transcript) { t.Header.Variant++ }, lessons.Renamed},
		{"a name with a line break", func(t *lessons.Transcript) { t.Header.Name = "Ada\nExample" }, lessons.Renamed},
		{"another lesson", func(t *lessons.Transcript) { t.Header.Lesson = "written" }, lessons.Foreign},
		{"another lesson version", func(t *lessons.Transcript) { t.Header.LessonVersion = "v0" }, lessons.OtherVersion},
		{"another simulator", func(t *lessons.Transcript) { t.Header.Simulator = "0.0.1" }, lessons.OtherVersion},
		{"endless time", func(t *lessons.Transcript) { t.Header.Accommodation = 1 << 40 }, lessons.Altered},
		{"a step left out", func(t *lessons.Transcript) { t.Steps = append(t.Steps[:1:1], t.Steps[2:]...) }, lessons.Altered},
		{"cut short", func(t *lessons.Transcript) { t.Steps = t.Steps[:len(t.Steps)-3] }, lessons.Altered},
		{"a fault cleared", func(t *lessons.Transcript) {
			t.Steps = append(t.Steps, lessons.Step{Entry: sim.Entry{Event: sim.Inject{Fault: "1-1-1", Value: "clear"}}})
		}, lessons.Forbidden},
		{"hands that the exam does not allow", func(t *lessons.Transcript) {
			t.Steps = append(t.Steps, lessons.Step{Entry: sim.Entry{Event: sim.Power{Host: "provider"}}})
		}, lessons.Forbidden},
		{"a hint in an exam", func(t *lessons.Transcript) {
			t.Steps = append(t.Steps, lessons.Step{Task: "reset", Rung: lessons.Nudge})
		}, lessons.Forbidden},
		{"back before the beginning", func(t *lessons.Transcript) { t.Steps = append(t.Steps, lessons.Step{Undo: true, Keep: -1}) }, lessons.Altered},
		{"back into the future", func(t *lessons.Transcript) { t.Steps = append(t.Steps, lessons.Step{Undo: true, Keep: 1 << 30}) }, lessons.Altered},
		{"negative time", func(t *lessons.Transcript) { t.Steps = append(t.Steps, elapse(-60_000_000)) }, lessons.Altered},
		{"work after time", func(t *lessons.Transcript) { t.Steps = append(t.Steps, elapse(3_600_000_000), elapse(1)) }, lessons.OverLong},
		{"another end", func(t *lessons.Transcript) { t.Hash = strings.Repeat("0", 64) }, lessons.Altered},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := sit(t, oral(), ada)
			s.types("hsmadmin status", "hsmadmin reset", "lab wait boot")
			forged := s.transcript()
			tt.forge(forged)
			_, err := lessons.Grade(oral(), s.start, forged)
			if tt.name == "another name with its seed" {
				other := sit(t, oral(), lessons.Entrant{Name: "Eva Example", Variant: 7})
				if _, err = lessons.Grade(oral(), other.start, forged); reason(err) != lessons.Altered {
					t.Errorf("got %v, want altered: another name is another module", err)
				}
				return
			}
			if reason(err) != tt.want || tt.want == "" && err != nil {
				t.Errorf("got %v, want %q", err, tt.want)
			}
		})
	}
}

func TestCleanName(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"  Ada \t Lovelace\n", "Ada Lovelace"}, {"Zoë Ångström", "Zoë Ångström"}, {"", ""}, {" \n", ""},
		{strings.Repeat("ü", lessons.MaxName), strings.Repeat("ü", lessons.MaxName)}, {strings.Repeat("ü", lessons.MaxName+1), ""},
		{"a\x00b", ""}, {"a\u202eb", ""}, {"a\xffb", ""},
	} {
		if got, err := lessons.CleanName(tt.in); got != tt.want || (err == nil) != (tt.want != "") {
			t.Errorf("CleanName(%q): got %q, %v; want %q", tt.in, got, err, tt.want)
		}
	}
}

// FuzzDecodeTranscript: whatever is handed in, the answer is a rejection, or a transcript that can be written and read again.
// A forger mends the checksum, so each text is tried with a good end as well.
func FuzzDecodeTranscript(f *testing.F) {
	header := `{"format":"hsmlab-transcript-1","lesson":"x","lesson_version":"1","simulator":"1","variant":1,"seed":2,"name":"A","accommodation":100}` + "\n"
	f.Add([]byte(`{"format":"hsmlab-transcript-1"}` + "\n" + `{"kind":"end"}` + "\n"))
	f.Add([]byte(header + `{"kind":"undo","keep":3}` + "\n" + `{"kind":"hint","task":"a","rung":"nudge"}` + "\n" + `{"kind":"elapse","event":{"us":1},"digest":"d"}` + "\n"))
	f.Add([]byte(header + `{"kind":"exec","event":{"host":"provider","user":"root","argv":["hsmadmin","status"],"dir":"/"}}` + "\n" + `{"kind":"press","event":{"target":"x","control":"recovery"},"typed":true}` + "\n"))
	f.Add((&lessons.Transcript{Header: lessons.TranscriptHeader{Format: "hsmlab-transcript-1", Lesson: "x"}, Hash: "h", Steps: []lessons.Step{
		{Undo: true, Keep: 3}, {Task: "a", Rung: lessons.Nudge}, {Entry: sim.Entry{Event: sim.Elapse{Micros: 1}, Digest: "d"}},
	}}).Encode())
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, file := range [][]byte{data, []byte(lessons.Sealed(strings.TrimRight(string(data), "\n")+"\n", "h"))} {
			tr, err := lessons.DecodeTranscript(file)
			if err != nil {
				if reason(err) == "" {
					t.Errorf("the error %v is no rejection", err)
				}
				continue
			}
			again, err := lessons.DecodeTranscript(tr.Encode())
			if err != nil || !bytes.Equal(again.Encode(), tr.Encode()) {
				t.Errorf("does not survive: %v", err)
			}
		}
	})
}
