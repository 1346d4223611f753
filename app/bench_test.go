package app_test

import (
	"testing"
	"time"

	"hsmlab/app"
	"hsmlab/lessons"
	"hsmlab/sim"
	"hsmlab/sim/led"
)

// snapshotOf has hosts, the last of them the provider's.
func snapshotOf(names ...string) *sim.Snapshot {
	s := &sim.Snapshot{Hosts: map[string]sim.HostSnapshot{}}
	for i, name := range names {
		role := "tenant"
		if i == len(names)-1 {
			role = "provider"
		}
		s.Hosts[name] = sim.HostSnapshot{Role: role}
	}
	return s
}

func TestRecoveryButton(t *testing.T) {
	down := func(held time.Duration) sim.ButtonSnapshot {
		return sim.ButtonSnapshot{Down: true, HeldUS: held.Microseconds()}
	}
	for _, test := range []struct {
		reason string
		module sim.ModuleSnapshot
		later  time.Duration
		text   string
		ring   time.Duration
	}{
		{"nobody presses it", sim.ModuleSnapshot{Boot: "up"}, time.Minute, "not pressed", 0},
		{"held before the reboot", sim.ModuleSnapshot{Boot: "up", Button: down(3 * time.Second)}, 2 * time.Second, "down for 5 s", 0},
		{"held during the reboot", sim.ModuleSnapshot{Boot: "booting", Booted: 10_000_000, Button: down(12 * time.Second)}, 5 * time.Second,
			"down, 15 of 60 s of the reboot", 15 * time.Second},
		{"pressed late", sim.ModuleSnapshot{Boot: "booting", Booted: 30_000_000, Button: down(time.Second)}, 0,
			"down, 30 of 60 s of the reboot", time.Second},
		{"long enough", sim.ModuleSnapshot{Boot: "booting", Booted: 61_000_000, Button: down(62 * time.Second)}, 0,
			"down, 60 s into the reboot: let go", time.Minute},
		{"let go in the reboot", sim.ModuleSnapshot{Boot: "booting", Booted: 30_000_000}, 0, "not pressed", 0},
	} {
		text, ring := app.Bench(test.module, test.later)
		if text != test.text || ring != test.ring {
			t.Errorf("%s: got %q and %v, want %q and %v", test.reason, text, ring, test.text, test.ring)
		}
	}
}

func TestStirs(t *testing.T) {
	idle := sim.ModuleSnapshot{LED: led.Idle, Power: true}
	for _, test := range []struct {
		reason string
		change func(*sim.ModuleSnapshot)
		want   bool
	}{
		{"nothing", func(*sim.ModuleSnapshot) {}, false},
		{"a command makes it flicker", func(m *sim.ModuleSnapshot) { m.LED = led.Active }, false},
		{"a reboot", func(m *sim.ModuleSnapshot) { m.LED = led.PowerGood }, true},
		{"the button", func(m *sim.ModuleSnapshot) { m.Button.Down = true }, true},
		{"no power", func(m *sim.ModuleSnapshot) { m.Power = false }, true},
	} {
		after := idle
		test.change(&after)
		if got := app.Stirs(idle, after); got != test.want {
			t.Errorf("%s: got %v, want %v", test.reason, got, test.want)
		}
	}
}

func TestJournalIsKeptInPieces(t *testing.T) {
	lab, err := sim.New(sim.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range []sim.Event{
		sim.Elapse{Micros: 5}, sim.Line{Host: "provider", User: "root", Dir: "/root", Text: "ls"}, sim.Elapse{Micros: 7},
	} {
		if _, err := lab.Do(e); err != nil {
			t.Fatal(err)
		}
	}
	whole := lab.Journal()
	settled := len(whole.Entries) - 1
	tail := app.TailOf(whole, settled)
	text := string((&sim.Journal{Header: whole.Header, Entries: whole.Entries[:settled]}).Encode())

	if j, err := app.Joined(text, tail); err != nil || string(j.Encode()) != string(whole.Encode()) {
		t.Errorf("pieces join to %v, %v; want the journal", j, err)
	}
	if j, err := app.Joined(text, ""); err != nil || len(j.Entries) != settled {
		t.Errorf("without a tail: %v, %v; want the settled entries", j, err)
	}
	if j, err := app.Joined(string(whole.Encode()), tail); err != nil || len(j.Entries) != len(whole.Entries) {
		t.Errorf("a tail of other chunks: %v, %v; want it left out", j, err)
	}
	if _, err := app.Joined(text[:len(text)-9], tail); err == nil {
		t.Error("damaged chunks were taken")
	}
	if got := app.TailOf(whole, len(whole.Entries)); got != "" {
		t.Errorf("all settled: tail %q, want none", got)
	}
}

// source is a lab without equipment.
type source struct{ revision uint64 }

func (s source) Revision() uint64        { return s.revision }
func (s source) Snapshot() *sim.Snapshot { return &sim.Snapshot{Seed: s.revision} }

func attempt(t *testing.T, revisions ...uint64) *lessons.Progress {
	t.Helper()
	p, err := lessons.NewProgress(&lessons.Lesson{ID: "x", Tasks: []lessons.Task{
		{ID: "a", Kind: lessons.Edge, Goal: ".seed == 1", Baseline: lessons.FromNone},
		{ID: "b", Kind: lessons.Edge, Goal: ".seed == 2", Baseline: lessons.FromNone},
		{ID: "c", Kind: lessons.Never, Goal: ".seed == 9"},
	}})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range revisions {
		if _, err := p.Update(source{r}); err != nil {
			t.Fatal(err)
		}
	}
	return p
}

func TestStandingIsNeverLowered(t *testing.T) {
	for _, test := range []struct {
		reason      string
		before, now []uint64
		tasks       int
		solved      bool
	}{
		{"both new", nil, nil, 0, false},
		{"one task each", []uint64{1}, []uint64{2}, 2, false},
		{"solved before", []uint64{1, 2}, nil, 2, true},
		{"solved now", nil, []uint64{1, 2}, 2, true},
		{"tripped", nil, []uint64{1, 2, 9}, 2, false},
	} {
		tasks, of, solved := app.Standing(attempt(t, test.before...), attempt(t, test.now...))
		if len(tasks) != test.tasks || of != 2 || solved != test.solved {
			t.Errorf("%s: got %v of %d, solved %v; want %d of 2, solved %v", test.reason, tasks, of, solved, test.tasks, test.solved)
		}
	}
}
