package lessons_test

import (
	"strings"
	"testing"

	"hsmlab/lessons"
	"hsmlab/sim"
)

// bench is a lab that a test moves by hand.
type bench struct {
	revision uint64
	module   sim.ModuleSnapshot
	last     *sim.CommandSnapshot
	elapsed  int64
	made     int // snapshots asked for
}

func (b *bench) Revision() uint64 { return b.revision }

func (b *bench) Snapshot() *sim.Snapshot {
	b.made++
	return &sim.Snapshot{Modules: []sim.ModuleSnapshot{b.module}, Last: b.last, Elapsed: b.elapsed}
}

// set changes the module, which is a new revision.
func (b *bench) set(f func(m *sim.ModuleSnapshot)) {
	f(&b.module)
	b.revision++
}

func begin(t *testing.T, tasks ...lessons.Task) *lessons.Progress {
	t.Helper()
	return beginLesson(t, &lessons.Lesson{ID: "test", Tasks: tasks})
}

func beginLesson(t *testing.T, l *lessons.Lesson) *lessons.Progress {
	t.Helper()
	bound, err := l.Bind(1)
	if err != nil {
		t.Fatal(err)
	}
	p, err := lessons.NewProgress(bound)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func update(t *testing.T, p *lessons.Progress, b *bench) lessons.Change {
	t.Helper()
	c, err := p.Update(b)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestBindPicksByNameAndSeed(t *testing.T) {
	l := &lessons.Lesson{
		ID: "vars", Title: "For {{$who}}", Intro: "<p>{{$who}} at {{$at}}</p>",
		Vars: []lessons.Var{
			{Name: "who", Pick: []string{"a&b", "c&d", "e&f", "g&h"}},
			{Name: "octet", Range: []int{10, 12}},
			{Name: "at", Text: "192.168.0.{{$octet}}"},
		},
		Setup: []string{"echo {{$at}}"},
		Tasks: []lessons.Task{{ID: "x", Kind: lessons.Edge, Goal: "$octet >= 10 and $octet <= 12 and ($at | endswith(\"\\($octet)\"))"}},
	}
	seen := map[string]bool{}
	for seed := range uint64(30) {
		b, err := l.Bind(seed)
		if err != nil {
			t.Fatal(err)
		}
		seen[b.Title] = true
		again, _ := l.Bind(seed)
		if b.Title != again.Title || b.Setup[0] != again.Setup[0] {
			t.Errorf("seed %d: got two different bindings", seed)
		}
		if !strings.Contains(b.Intro, "&amp;") {
			t.Errorf("seed %d: intro %q: want the value escaped", seed, b.Intro)
		}
		p, err := lessons.NewProgress(b)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := p.Update(&bench{}); err != nil {
			t.Errorf("seed %d: %v", seed, err)
		}
	}
	if len(seen) != 4 {
		t.Errorf("30 seeds picked %d of 4 values", len(seen))
	}
	if strings.Contains(l.Title, "a&b") {
		t.Error("Bind changed the lesson itself")
	}
}

func TestNewProgressWantsABoundLessonWithGoodGoals(t *testing.T) {
	for name, l := range map[string]*lessons.Lesson{
		"not bound": {ID: "x", Vars: []lessons.Var{{Name: "a", Text: "b"}}, Tasks: []lessons.Task{{ID: "t", Goal: "true"}}},
		"no goal":   {ID: "x", Tasks: []lessons.Task{{ID: "t"}}},
		"not jq":    {ID: "x", Tasks: []lessons.Task{{ID: "t", Goal: ".modules["}}},
		"unknown":   {ID: "x", Tasks: []lessons.Task{{ID: "t", Goal: "$who == 1"}}},
		"bad when":  {ID: "x", Tasks: []lessons.Task{{ID: "t", Goal: "true", Hints: []lessons.Hint{{Rung: lessons.Nudge, When: "("}}}}},
	} {
		if _, err := lessons.NewProgress(l); err == nil {
			t.Errorf("%s: got no error", name)
		}
	}
}

func TestCardLeavesTheTextsOut(t *testing.T) {
	l := lessons.Lesson{ID: "x", Title: "T", Intro: "long", Tasks: []lessons.Task{{ID: "a", Title: "A", HTML: "long", Goal: "true"}}}
	card := l.Card()
	if card.Title != "T" || card.Intro != "" || card.Tasks[0].Title != "A" || card.Tasks[0].HTML != "" || card.Tasks[0].Goal != "" {
		t.Errorf("got %+v", card)
	}
	if l.Tasks[0].HTML != "long" {
		t.Error("Card changed the lesson itself")
	}
}

func TestLinkGuide(t *testing.T) {
	in := `<p><a class="guide" data-guide="4.5">x</a> and <a class="guide" data-guide="9">y</a></p>`
	got := lessons.LinkGuide(in, func(s string) string {
		if s == "9" {
			return ""
		}
		return "../g/?a&b#" + s
	})
	want := `<p><a class="guide" data-guide="4.5" href="../g/?a&amp;b#4.5">x</a> and <a class="guide" data-guide="9">y</a></p>`
	if got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

// Whatever an author writes, looking at a goal ends, at the same instruction everywhere.
func TestAnEndlessGoalIsEnded(t *testing.T) {
	for _, goal := range []string{"def f: f; f", "[range(0; 1e15)] | length > 0"} {
		p := begin(t, lessons.Task{ID: "a", Kind: lessons.Edge, Goal: goal})
		if _, err := p.Update(&bench{}); err == nil || !strings.Contains(err.Error(), "does not come to an end") {
			t.Errorf("%s: got %v, want an error", goal, err)
		}
	}
}
