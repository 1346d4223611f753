package lessons_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hsmlab/lessons"
)

// Mail programs take the last line end, or add some: what is lost or added says nothing.
func TestLastLineEndsDoNotCount(t *testing.T) {
	s := sit(t, oral(), ada)
	s.types("hsmadmin reset")
	whole := s.transcript().Encode()
	bare := strings.TrimSuffix(string(whole), "\n")
	for _, end := range []string{"", "\n", "\n\n", "\r\n", "\n \t\n\r\n"} {
		got, err := lessons.DecodeTranscript([]byte(bare + end))
		if err != nil || !bytes.Equal(got.Encode(), whole) {
			t.Errorf("with %q at its end: %v", end, err)
		}
	}
}

// A header has one form only: nobody shall read another name in it than the grader.
func TestRejectsHeadersInOtherForms(t *testing.T) {
	s := sit(t, oral(), ada)
	s.types("hsmadmin reset")
	tr := s.transcript()
	steps := string(lessons.EncodeSteps(nil, tr.Steps))
	head := string(lessons.EncodeSteps(&tr.Header, nil))
	if _, err := lessons.DecodeTranscript([]byte(lessons.Sealed(head+steps, tr.Hash))); err != nil {
		t.Fatal(err)
	}
	name := `"name":"Ada Example"`
	for what, forged := range map[string]string{
		"a name twice":   strings.Replace(head, name, `"name":"Eva Example",`+name, 1),
		"capitals":       strings.Replace(head, `"name"`, `"Name"`, 1),
		"both":           strings.Replace(head, name, `"NAME":"Eva Example",`+name, 1),
		"another order":  strings.Replace(strings.Replace(head, ","+name, "", 1), `{`, `{`+name+`,`, 1),
		"spaces":         strings.Replace(head, `,"name"`, `, "name"`, 1),
		"escaped":        strings.Replace(head, "Ada", `\u0041da`, 1),
		"a null besides": strings.Replace(head, name, name+`,"name":null`, 1),
	} {
		h, err := lessons.DecodeHeader([]byte(lessons.Sealed(forged+steps, tr.Hash)))
		if reason(err) != lessons.Altered || h.Name != ada.Name {
			t.Errorf("%s: got %q, %v; want altered", what, h.Name, err)
		}
	}
}

// Whoever mends the checksum may leave out or swap steps that change nothing, such as a line at the prompt that ran
// nothing: then the result is the same, too. What would change it leads to another state, or prints something else.
func TestLooseStepsChangeNoResult(t *testing.T) {
	s := sit(t, oral(), ada)
	s.types("cd /tmp", "hsmadmin status", "lab wait 5s", "cd /", "hsmadmin reset", "lab wait boot", "lab wait 3s", "touch /root/"+team(oral(), ada))
	honest, err := s.grade(oral())
	if err != nil {
		t.Fatal(err)
	}
	whole, loose := s.transcript(), 0
	try := func(what string, i int, steps []lessons.Step) {
		got, err := lessons.Grade(oral(), s.start, &lessons.Transcript{Header: whole.Header, Steps: steps, Hash: whole.Hash})
		if err != nil {
			return
		}
		loose++
		got.Steps = honest.Steps
		if diff := cmp.Diff(honest, got); diff != "" {
			t.Errorf("step %d %s (-honest +forged):\n%s", i+1, what, diff)
		}
	}
	for i := range whole.Steps {
		try("left out", i, slices.Delete(slices.Clone(whole.Steps), i, i+1))
		if i > 0 {
			steps := slices.Clone(whole.Steps)
			steps[i-1], steps[i] = steps[i], steps[i-1]
			try("moved up", i, steps)
		}
	}
	if loose == 0 {
		t.Error("no change was accepted: this test asks nothing")
	}
}

// A detour can be taken out together with its undoing, and what is left is a valid run: nothing in a browser could prevent
// it. README.md tells trainers so; whoever finds a way to reject it must tell them, too.
func TestATidiedRunIsAValidRun(t *testing.T) {
	s := sit(t, oral(), ada)
	s.types("hsmadmin factorystate --all", "hsmadmin reset", "lab wait boot", "lab undo 3", "touch /root/"+team(oral(), ada))
	whole := s.transcript()
	undone := slices.IndexFunc(whole.Steps, func(s lessons.Step) bool { return s.Undo })
	honest, err := s.grade(oral())
	if err != nil || undone < 0 || honest.Percent != 0 || honest.Undone != 1 {
		t.Fatalf("got %+v, %v; want something tripped, and undone", honest, err)
	}
	tidied := &lessons.Transcript{Header: whole.Header, Steps: whole.Steps[undone+1:], Hash: whole.Hash}
	if got, err := lessons.Grade(oral(), s.start, tidied); err != nil || got.Percent == 0 || got.Undone != 0 {
		t.Errorf("got %+v, %v", got, err)
	}
}
