package lessons_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hsmlab/lessons"
)

// diary keeps an attempt as a page does: lines that are only ever added, and a last step that may still grow.
type diary struct {
	lines []byte
	saved int
	tail  []byte
}

func (d *diary) keep(a *lessons.Attempt) {
	steps, settled := a.Steps(d.saved)
	if d.lines == nil {
		header := a.Header()
		d.lines = lessons.EncodeSteps(&header, nil)
	}
	d.lines = append(d.lines, lessons.EncodeSteps(nil, steps[:settled-d.saved])...)
	d.tail = lessons.EncodeSteps(nil, steps[settled-d.saved:])
	d.saved = settled
}

func TestAttemptGoesOnFromWhatWasKept(t *testing.T) {
	note := "touch /root/" + team(oral(), ada)
	lines := []string{"hsmadmin reset", "lab wait 30s", "lab undo", "hsmadmin reset", "lab wait boot", note, "lab hold recovery", "lab wait 7s"}
	s := sit(t, oral(), ada)
	var kept diary
	for i, line := range lines {
		s.types(line)
		kept.keep(s.attempt)
		text := append(append([]byte{}, kept.lines...), kept.tail...)
		read, err := lessons.DecodeSteps(text)
		if err != nil {
			t.Fatalf("after %q: %v\n%s", line, err, text)
		}
		again, lab, err := lessons.Reopen(oral(), s.start, read, nil)
		if err != nil {
			t.Fatalf("after %q: %v\n%s", line, err, text)
		}
		if diff := cmp.Diff(string(s.transcript().Encode()), string(again.Transcript(lab).Encode())); diff != "" {
			t.Errorf("after %d lines the attempt that goes on differs (-was +is):\n%s", i+1, diff)
		}
		lab.Close()
	}
}

func TestAttemptGoesOnWithoutItsLastSeconds(t *testing.T) {
	s := sit(t, oral(), ada)
	var kept diary
	s.types("hsmadmin reset", "lab wait 30s")
	kept.keep(s.attempt)
	read, err := lessons.DecodeSteps(kept.lines)
	if err != nil {
		t.Fatal(err)
	}
	steps := 0
	again, lab, err := lessons.Reopen(oral(), s.start, read, func(done int) { steps = done })
	if err != nil {
		t.Fatal(err)
	}
	defer lab.Close()
	if steps != kept.saved || again.Used() > s.attempt.Used() {
		t.Errorf("got %d steps and %v, want %d and no more than %v", steps, again.Used(), kept.saved, s.attempt.Used())
	}
	whole := again.Transcript(lab)
	if _, err := lessons.Grade(oral(), s.start, whole); err != nil {
		t.Errorf("what went on from it is not graded: %v", err)
	}
}

func TestKeptStepsThatDoNotFit(t *testing.T) {
	s := sit(t, oral(), ada)
	s.types("hsmadmin reset", "lab wait 30s")
	var kept diary
	kept.keep(s.attempt)
	for _, tt := range []struct{ name, from, to, want string }{
		{"older simulator", `"simulator":"`, `"simulator":"0.`, "simulator"},
		{"another name", "Ada Example", "Eve Example", "lab"},
		{"not a line", `{"kind":"exec"`, `{"kind":"exek"`, "exek"},
	} {
		read, err := lessons.DecodeSteps([]byte(strings.Replace(string(kept.lines), tt.from, tt.to, 1)))
		if err == nil {
			_, _, err = lessons.Reopen(oral(), s.start, read, nil)
		}
		var r *lessons.Rejection
		if !errors.As(err, &r) || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: got %v, want a rejection with %q", tt.name, err, tt.want)
		}
	}
}

func TestUnboundLessonNamesItsVariables(t *testing.T) {
	l := oral()
	l.Intro = "<p>For {{$team}}</p>"
	if got, want := l.Unbound().Intro, "<p>For ‹team›</p>"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
