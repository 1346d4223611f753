package lessons_test

import (
	"encoding/json"
	"slices"
	"testing"

	"hsmlab/lessons"
	"hsmlab/sim"
)

const (
	down     = ".modules[0].button.down"
	recovery = `.modules[0].image == "recovery"`
	primary  = `.modules[0].image == "primary"`
)

func press(m *sim.ModuleSnapshot)      { m.Button.Down = true }
func release(m *sim.ModuleSnapshot)    { m.Button.Down = false }
func toRecovery(m *sim.ModuleSnapshot) { m.Image = "recovery" }
func toPrimary(m *sim.ModuleSnapshot)  { m.Image = "primary" }
func wipe(m *sim.ModuleSnapshot)       { m.Wipes++ }
func nothing(*sim.ModuleSnapshot)      {}

func edge(id, goal string, after ...string) lessons.Task {
	return lessons.Task{ID: id, Kind: lessons.Edge, Goal: goal, Weight: 1, After: after, Baseline: lessons.FromStart}
}

func TestProgress(t *testing.T) {
	level := lessons.Task{ID: "keep", Kind: lessons.Level, Goal: down, Weight: 1}
	never := lessons.Task{ID: "no-wipe", Kind: lessons.Never, Goal: ".modules[0].wipes > 0"}
	fresh := edge("back", primary, "enter")
	fresh.Baseline = lessons.FromActive
	anyway := edge("is", primary)
	anyway.Baseline = lessons.FromNone
	for _, tt := range []struct {
		name   string
		tasks  []lessons.Task
		steps  []func(*sim.ModuleSnapshot)
		done   []string // at the end
		solved bool
	}{
		{"an edge ticks and stays", []lessons.Task{edge("a", down)},
			[]func(*sim.ModuleSnapshot){press, release}, []string{"a"}, true},
		{"what was true at the start does not tick by itself", []lessons.Task{edge("a", primary)},
			[]func(*sim.ModuleSnapshot){nothing, press}, nil, false},
		{"what was true at the start ticks when it has been false", []lessons.Task{edge("a", primary)},
			[]func(*sim.ModuleSnapshot){toRecovery, toPrimary}, []string{"a"}, true},
		{"unless the lesson says that it may", []lessons.Task{anyway},
			[]func(*sim.ModuleSnapshot){nothing}, []string{"is"}, true},
		{"a task waits for its turn", []lessons.Task{edge("a", recovery), edge("b", down, "a")},
			[]func(*sim.ModuleSnapshot){press, release}, nil, false},
		{"the second step done first counts when the first is done", []lessons.Task{edge("a", recovery), edge("b", down, "a")},
			[]func(*sim.ModuleSnapshot){press, toRecovery}, []string{"a", "b"}, true},
		{"a fresh edge must become true in its turn", []lessons.Task{edge("enter", down), fresh},
			[]func(*sim.ModuleSnapshot){toRecovery, toPrimary, press}, []string{"enter"}, false},
		{"a fresh edge ticks after its turn came", []lessons.Task{edge("enter", recovery), fresh},
			[]func(*sim.ModuleSnapshot){toRecovery, toPrimary}, []string{"enter", "back"}, true},
		{"a level comes and goes", []lessons.Task{level},
			[]func(*sim.ModuleSnapshot){press, release}, nil, false},
		{"a tripped never spoils all", []lessons.Task{edge("a", down), never},
			[]func(*sim.ModuleSnapshot){wipe, press}, []string{"a"}, false},
		{"a never that is not tripped is no work", []lessons.Task{edge("a", down), never},
			[]func(*sim.ModuleSnapshot){press}, []string{"a"}, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b := &bench{module: sim.ModuleSnapshot{Image: "primary"}}
			p := begin(t, tt.tasks...)
			update(t, p, b)
			for _, step := range tt.steps {
				b.set(step)
				update(t, p, b)
			}
			var done []string
			for _, task := range tt.tasks {
				if s, _ := p.Task(task.ID); s.Done {
					done = append(done, task.ID)
				}
			}
			if !slices.Equal(done, tt.done) || p.Solved() != tt.solved {
				t.Errorf("got done %v, solved %v; want %v, %v", done, p.Solved(), tt.done, tt.solved)
			}
		})
	}
}

func TestATrippedNeverStaysTrippedAfterUndo(t *testing.T) {
	b := &bench{}
	p := begin(t, edge("a", down), lessons.Task{ID: "n", Kind: lessons.Never, Goal: ".modules[0].wipes > 0"})
	update(t, p, b)
	b.set(wipe)
	if c := update(t, p, b); !slices.Equal(c.Tripped, []string{"n"}) {
		t.Errorf("got %+v, want n tripped", c)
	}
	b.set(func(m *sim.ModuleSnapshot) { m.Wipes = 0 })
	update(t, p, b)
	if got := p.Failed(); !slices.Equal(got, []string{"n"}) {
		t.Errorf("after undo: got failed %v, want n", got)
	}
}

func TestUpdateLooksOncePerRevision(t *testing.T) {
	b := &bench{}
	p := begin(t, edge("a", down), edge("b", recovery), edge("c", primary))
	for range 5 {
		update(t, p, b)
	}
	if b.made != 1 {
		t.Errorf("five updates of one revision made %d snapshots, want 1", b.made)
	}
}

func TestUpdateReportsGoalsThatDoNotAnswer(t *testing.T) {
	for name, goal := range map[string]string{
		"text":    `"yes"`,
		"nothing": "empty",
		"two":     "true, true",
		"null":    ".nothing",
		"error":   ".modules | .x",
	} {
		p := begin(t, edge("a", goal))
		if _, err := p.Update(&bench{}); err == nil {
			t.Errorf("%s: goal %s: got no error", name, goal)
		}
		if p.Solved() {
			t.Errorf("%s: goal %s counts as reached", name, goal)
		}
	}
}

func TestChangeTellsWhatIsNew(t *testing.T) {
	b := &bench{}
	p := begin(t, edge("a", down), lessons.Task{ID: "l", Kind: lessons.Level, Goal: down, Weight: 1})
	if c := update(t, p, b); c.Any() {
		t.Errorf("at the start: got %+v", c)
	}
	b.set(press)
	if c := update(t, p, b); !slices.Equal(c.Done, []string{"a", "l"}) || !c.Solved {
		t.Errorf("pressed: got %+v", c)
	}
	b.set(release)
	if c := update(t, p, b); !slices.Equal(c.Lost, []string{"l"}) || c.Solved {
		t.Errorf("released: got %+v", c)
	}
}

func TestRestoreTakesUpWhereItWasLeft(t *testing.T) {
	b := &bench{}
	tasks := []lessons.Task{edge("a", down), edge("b", recovery, "a")}
	p := begin(t, tasks...)
	update(t, p, b)
	b.set(press)
	update(t, p, b)
	p.Take("b", lessons.Command)
	data, err := json.Marshal(p.State())
	if err != nil {
		t.Fatal(err)
	}
	state, err := lessons.DecodeState(data)
	if err != nil {
		t.Fatal(err)
	}
	again := begin(t, tasks...)
	if err := again.Restore(state); err != nil {
		t.Fatal(err)
	}
	b.set(toRecovery)
	update(t, again, b)
	if !again.Solved() || again.Score().Assisted != 1 {
		t.Errorf("got solved %v, score %+v", again.Solved(), again.Score())
	}
}

func TestRestoreRefusesAnotherLessonsProgress(t *testing.T) {
	p := begin(t, edge("a", down))
	for name, change := range map[string]func(*lessons.State){
		"lesson":  func(s *lessons.State) { s.Lesson = "other" },
		"version": func(s *lessons.State) { s.Version = "0" },
		"seed":    func(s *lessons.State) { s.Seed = 7 },
		"tasks":   func(s *lessons.State) { s.Tasks[0].ID = "b" },
	} {
		s := p.State()
		change(&s)
		if err := p.Restore(s); err == nil {
			t.Errorf("%s: got no error", name)
		}
	}
}

func TestScoreHalvesAssistedTasksAndForgetsFailedOnes(t *testing.T) {
	b := &bench{}
	heavy := edge("b", recovery)
	heavy.Weight = 3
	p := begin(t, edge("a", down), heavy, lessons.Task{ID: "n", Kind: lessons.Never, Goal: ".modules[0].wipes > 0"})
	update(t, p, b)
	p.Take("b", lessons.Command)
	b.set(toRecovery)
	update(t, p, b)
	if got := p.Score().Percent(); got != 37 {
		t.Errorf("an assisted task of weight 3 of 4: got %d %%, want 37 %%", got)
	}
	b.set(press)
	update(t, p, b)
	if got := p.Score(); got.Percent() != 62 || !got.Passed || got.Assisted != 1 {
		t.Errorf("all done: got %+v, %d %%", got, got.Percent())
	}
	b.set(wipe)
	update(t, p, b)
	if got := p.Score(); got.Percent() != 0 || got.Passed {
		t.Errorf("tripped: got %+v, %d %%", got, got.Percent())
	}
}

func TestExamPassesByPercentAndStaysSilent(t *testing.T) {
	b := &bench{}
	easy := edge("a", down)
	easy.Hints = []lessons.Hint{{Rung: lessons.Nudge, Text: "press"}}
	p := beginLesson(t, &lessons.Lesson{ID: "exam", Exam: &lessons.Exam{BudgetMinutes: 10, PassPercent: 50},
		Tasks: []lessons.Task{easy, edge("b", recovery)}})
	update(t, p, b)
	if ladder, _ := p.Ladder(b, "a"); len(ladder) != 0 {
		t.Errorf("an exam gives hints: %v", ladder)
	}
	b.set(press)
	update(t, p, b)
	if s := p.Score(); !s.Passed || s.Percent() != 50 {
		t.Errorf("got %+v, want passed with 50 %%", s)
	}
	if got := p.Lesson().Budget(150); got != 15*60*1_000_000 {
		t.Errorf("budget at 150 %%: got %d µs, want 15 min", got)
	}
}
