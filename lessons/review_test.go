package lessons_test

import (
	"os"
	"strings"
	"testing"

	"hsmlab/lessons"
	"hsmlab/lessons/author"
)

// reviewed plays lines in a lesson, or its solution, and looks back at it.
func reviewed(t *testing.T, id string, lines ...string) *lessons.Review {
	t.Helper()
	library, err := author.Load(os.DirFS("."))
	if err != nil {
		t.Fatal(err)
	}
	source, ok := library.Find(id)
	if !ok {
		t.Fatalf("there is no lesson %s", id)
	}
	bound, j, setup, err := author.Play(source, lines...)
	if err != nil {
		t.Fatal(err)
	}
	r, err := lessons.NewReviewer(bound, j, setup)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	for more := true; more; {
		if more, err = r.Step(7); err != nil {
			t.Fatal(err)
		}
	}
	return r.Review()
}

// The solution of the recovery lesson leaves no way, though its first command is refused: that is what it wants to show.
// It costs the module's keys, as the lesson says.
func TestReviewOfASolution(t *testing.T) {
	r := reviewed(t, "recovery-mode")
	if !r.Solved || r.Astray != -1 {
		t.Errorf("solved %v, astray at %d; want a solution that leaves no way", r.Solved, r.Astray)
	}
	first := r.Acts[0]
	if !strings.HasPrefix(first.What, "hsmadmin info") || len(first.Done) != 1 || len(first.Refused) != 1 {
		t.Errorf("the first act is %+v", first)
	}
	if id := first.Refused[0].ID; id == "" || first.Refused[0].Command != "hsmadmin info" {
		t.Errorf("its refusal is %+v", first.Refused[0])
	}
	if r.Cost.Wipes != 2 || r.Cost.Keys == 0 || len(r.Cost.VCMs) != 0 {
		t.Errorf("it cost %+v; want two returns to factory state, into recovery and out of it, with the keys of the host", r.Cost)
	}
	ticked := 0
	for i, a := range r.Acts {
		ticked += len(a.Done)
		if i > 0 && a.Entries <= r.Acts[i-1].Entries {
			t.Errorf("act %d ends at entry %d, the one before at %d", i, a.Entries, r.Acts[i-1].Entries)
		}
	}
	if ticked < 9 {
		t.Errorf("%d tasks were ticked, want 9", ticked)
	}
}

func TestReviewFindsTheFirstStepAstray(t *testing.T) {
	for _, test := range []struct {
		name, lesson string
		lines        []string
		astray       int // -1: none
		why          func(lessons.Act) bool
	}{
		{"nothing wrong", "provision-first-vcm", []string{"date", "hsmadmin status"}, -1, nil},
		{"a question without an answer", "incident-exam", []string{"hsmadmin status"}, -1, nil},
		{"what the text asks for", "lost-clock", []string{"hsmadmin keys roll", "hsmadmin logs export"}, -1, nil},
		{"a known mistake", "recovery-mode", []string{"hsmadmin enroll", "date"}, 0,
			func(a lessons.Act) bool { return len(a.Said) == 1 && strings.Contains(a.Said[0], "factory state") }},
		{"a refusal", "provision-first-vcm", []string{"date", "vcmadmin create --request-file nothing.req"}, 1,
			func(a lessons.Act) bool { return len(a.Refused) == 1 && a.Refused[0].Guide != "" }},
		{"a refusal, and a question in the same line", "provision-first-vcm", []string{"vcmadmin create --request-file nothing.req; vcmadmin list"}, 0,
			func(a lessons.Act) bool { return len(a.Refused) == 1 }},
		{"a refusal that the same line mends", "provision-first-vcm", []string{"vcmadmin create --request-file nothing.req || hsmadmin settime --adjust"}, -1, nil},
		{"a rule broken", "provision-first-vcm", []string{"hsmadmin factorystate --all", "lab wait boot"}, 0,
			func(a lessons.Act) bool { return len(a.Tripped) == 1 && a.Cost.Wipes == 1 && a.Cost.Keys > 0 }},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := reviewed(t, test.lesson, test.lines...)
			if r.Astray != test.astray {
				t.Fatalf("act %d left the way, want %d: %+v", r.Astray, test.astray, r.Acts)
			}
			if test.astray >= 0 && !test.why(r.Acts[r.Astray]) {
				t.Errorf("that act is %+v", r.Acts[r.Astray])
			}
		})
	}
}
