package lessons_test

import (
	"testing"

	"hsmlab/lessons"
	"hsmlab/sim"
)

func ladderTask() lessons.Task {
	t := edge("a", recovery)
	t.Hints = []lessons.Hint{
		{Rung: lessons.Nudge, When: down, Text: "down for {{.modules[0].button.held_us / 1000000}} s"},
		{Rung: lessons.Nudge, Text: "use the button"},
		{Rung: lessons.Command, When: down, Line: "lab wait boot"},
		{Rung: lessons.Command, Line: "hold {{.modules[0].esn}}", On: "provider", Text: "like this"},
	}
	t.Feedback = []lessons.Feedback{{When: ".last.status == 1", Text: "{{.last.name}} failed"}}
	return t
}

func TestLadderChoosesByTheStateOfTheLab(t *testing.T) {
	b := &bench{module: sim.ModuleSnapshot{ESN: "AAAA"}}
	p := begin(t, ladderTask())
	update(t, p, b)
	got, err := p.Ladder(b, "a")
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != 2 || got[0].Text != "use the button" || got[1].Line != "hold AAAA" || got[1].On != "provider" {
		t.Errorf("button up: got %+v", got)
	}
	b.set(press)
	update(t, p, b)
	b.module.Button.HeldUS = 7_000_000 // time moves without a new revision
	got, err = p.Ladder(b, "a")
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != 2 || got[0].Text != "down for 7 s" || got[1].Line != "lab wait boot" {
		t.Errorf("button down: got %+v", got)
	}
	b.set(toRecovery)
	update(t, p, b)
	if got, _ := p.Ladder(b, "a"); len(got) != 0 {
		t.Errorf("done: got %+v", got)
	}
}

func TestTakingTheCommandMarksTheTaskAssisted(t *testing.T) {
	for rung, want := range map[lessons.Rung]lessons.TaskState{
		lessons.Nudge:   {ID: "a", Hints: 1},
		lessons.Where:   {ID: "a", Hints: 2},
		lessons.Command: {ID: "a", Hints: 3, Assisted: true},
	} {
		p := begin(t, ladderTask())
		p.Take("a", rung)
		p.Take("nobody", rung)
		if got, _ := p.Task("a"); got != want {
			t.Errorf("%s: got %+v, want %+v", rung, got, want)
		}
	}
}

// TestFeedbackAnswersAMistakeInItsTurn begins before anything was done, and after a command that failed before the turn came:
// only the next one is the learner's, be it the same.
func TestFeedbackAnswersAMistakeInItsTurn(t *testing.T) {
	for _, before := range []*sim.CommandSnapshot{nil, {Name: "hsmadmin info", Status: 1, Seq: 7}} {
		b := &bench{last: before}
		p := begin(t, ladderTask())
		update(t, p, b)
		if got, err := p.Feedback(b); len(got) != 0 || err != nil {
			t.Errorf("before, with %+v: got %+v, %v", before, got, err)
		}
		b.last = &sim.CommandSnapshot{Name: "hsmadmin info", Status: 1, Seq: 8}
		b.set(nothing)
		update(t, p, b)
		got, err := p.Feedback(b)
		if err != nil || len(got) != 1 || got[0].Text != "hsmadmin info failed" {
			t.Errorf("after %+v: got %+v, %v", before, got, err)
		}
	}
}

func TestAHintThatCannotBeFilledInIsAnError(t *testing.T) {
	task := edge("a", recovery)
	for _, text := range []string{"{{.modules[0].esn.x}}", "{{.modules[0].nothing}}"} {
		task.Hints = []lessons.Hint{{Rung: lessons.Nudge, Text: text}}
		b := &bench{}
		p := begin(t, task)
		update(t, p, b)
		if _, err := p.Ladder(b, "a"); err == nil {
			t.Errorf("%s: got no error", text)
		}
	}
}
