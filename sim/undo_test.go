package sim_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"hsmlab/sim"
	"hsmlab/sim/simtest"
)

func line(text string) sim.Line {
	return sim.Line{Host: "provider", User: "root", Dir: "/root", Text: text}
}

// Undo counts command lines and panel actions that changed the lab.
func TestUndoTakesBackUnits(t *testing.T) {
	touch := func(n int) sim.File { return put("root", fmt.Sprintf("/tmp/%d", n), "x") }
	pass := sim.Elapse{Micros: 1_000_000}
	press := func(b *simtest.Bench) sim.Event {
		return sim.Press{Target: b.Module().ESN, Control: sim.RecoveryButton}
	}
	for _, c := range []struct {
		name  string
		kept  []sim.Event // what must be left
		taken []sim.Event // what must be taken back
		n     int
		want  int
	}{
		{"nothing to take back", []sim.Event{pass, line("ls"), pass}, nil, 1, 0},
		{"a line with its change and the time after", []sim.Event{pass}, []sim.Event{line("touch 1"), touch(1), pass}, 1, 1},
		{"lines that changed nothing go with it", []sim.Event{line("ls")}, []sim.Event{line("touch 1"), touch(1), line("ls"), pass, line("ls")}, 1, 1},
		{"a line with several changes is one", nil, []sim.Event{line("touch 1 2"), touch(1), touch(2)}, 1, 1},
		{"two lines", nil, []sim.Event{line("touch 1"), touch(1), line("ls"), line("touch 2"), touch(2)}, 2, 2},
		{"the later of two", []sim.Event{line("touch 1"), touch(1)}, []sim.Event{line("touch 2"), touch(2)}, 1, 1},
		{"a panel action", []sim.Event{line("touch 1"), touch(1), pass}, []sim.Event{sim.Power{Host: "tenant-a"}, pass}, 1, 1},
		{"hands that a line asked for go with it", []sim.Event{line("touch 1"), touch(1)}, []sim.Event{
			line("lab power cycle"), sim.Typed{Event: sim.Power{Host: "tenant-a"}}, pass, sim.Typed{Event: sim.Power{Host: "tenant-a", On: true}}, pass}, 1, 1},
		{"hands after a line are units of their own", []sim.Event{line("lab power off"), sim.Typed{Event: sim.Power{Host: "tenant-a"}}, pass},
			[]sim.Event{sim.Power{Host: "tenant-a", On: true}, pass}, 1, 1},
		{"more than there are", nil, []sim.Event{line("touch 1"), touch(1)}, 9, 1},
		{"none", []sim.Event{line("touch 1"), touch(1)}, nil, 0, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			b, want := simtest.New(t, "default"), simtest.New(t, "default")
			for _, e := range c.kept {
				b.Must(e)
				want.Must(e)
			}
			for _, e := range c.taken {
				b.Must(e)
			}
			got, err := b.Undo(c.n)
			if err != nil || got != c.want {
				t.Errorf("got %d taken back and error %v, want %d", got, err, c.want)
			}
			if b.Hash() != want.Hash() || string(b.Journal().Encode()) != string(want.Journal().Encode()) {
				t.Errorf("after undo: got journal\n%s\nwant\n%s", b.Journal().Encode(), want.Journal().Encode())
			}
		})
	}
	b := simtest.New(t, "default")
	b.Must(press(b))
	b.Must(sim.Release{Target: b.Module().ESN, Control: sim.RecoveryButton})
	if n, err := b.Undo(1); n != 1 || err != nil || !b.Module().Button.Down {
		t.Errorf("undo of a release: got %d, %v, button down %v; want 1, nil, true", n, err, b.Module().Button.Down)
	}
}

// Time goes back with what is taken back, and the lab lives on from there.
func TestUndoOfTimeAndGoingOn(t *testing.T) {
	b := simtest.New(t, "default")
	b.Pass(time.Minute)
	b.Must(line("hsmadmin reset"))
	b.OK(simtest.Provider, "hsmadmin reset")
	b.Boot()
	revision := b.Revision()
	if n, err := b.Undo(1); n != 1 || err != nil {
		t.Fatalf("got %d, %v", n, err)
	}
	if b.Now() != time.Minute || b.Module().Resets != 0 {
		t.Errorf("got time %s, %d resets; want 1m, 0", b.Now(), b.Module().Resets)
	}
	if b.Revision() <= revision {
		t.Error("undo did not change the revision: a page would not redraw")
	}
	b.OK(simtest.Provider, "hsmadmin info")
	if lab, err := sim.Replay(b.Journal()); err != nil || lab.Hash() != b.Hash() {
		t.Errorf("a lab that went on after undo does not replay: %v", err)
	}
}

// Programs that run at the point to which undo goes back are gone, and so are those that ran after it.
func TestUndoEndsPrograms(t *testing.T) {
	b := simtest.New(t, "default")
	b.Must(line("hsmadmin factorystate &"))
	old := b.Start(simtest.Provider, eraseAll)
	b.Pass(time.Second)
	b.Must(line("touch /tmp/x"))
	b.Must(put("root", "/tmp/x", "x"))
	young := b.Start(simtest.Provider, eraseAll)
	b.Pass(time.Second)
	if n, err := b.Undo(1); n != 1 || err != nil {
		t.Fatalf("got %d, %v", n, err)
	}
	for _, pid := range []int{old, young} {
		if _, running := b.Process(pid); running {
			t.Errorf("program %d still runs after undo", pid)
		}
	}
	if lab, err := sim.Replay(b.Journal()); err != nil || lab.Hash() != b.Hash() {
		t.Errorf("the journal after undo does not replay: %v", err)
	}
	if n, err := b.Undo(1); n != 1 || err != nil || len(b.Journal().Entries) != 0 {
		t.Errorf("second undo: got %d, %v, %d entries left; want 1, nil, 0", n, err, len(b.Journal().Entries))
	}
}

func TestObserverStaysAfterUndo(t *testing.T) {
	b := simtest.New(t, "default")
	b.Must(line("touch"))
	b.Must(put("root", "/tmp/x", "x"))
	if _, err := b.Undo(1); err != nil {
		t.Fatal(err)
	}
	if got := b.OK(simtest.Provider, "hsmadmin status"); !strings.Contains(got, "esn") {
		t.Errorf("after undo the observer hears %q", got)
	}
}

func TestReplayTellsWhereItDiverges(t *testing.T) {
	b := simtest.New(t, "default")
	b.Must(line("status"))
	b.OK(simtest.Provider, "hsmadmin status")
	b.Must(put("root", "/tmp/x", "x"))
	good := b.Journal()
	for _, c := range []struct {
		name   string
		change func(*sim.Journal)
		index  int
		want   string
	}{
		{"other output", func(j *sim.Journal) { j.Entries[2].Digest = "0123456789abcdef" }, 2, "other output"},
		{"no output recorded", func(j *sim.Journal) { j.Entries[2].Digest = "" }, 2, "other output"},
		{"output where there is none", func(j *sim.Journal) { j.Entries[0].Digest = "0123456789abcdef" }, 0, "other output"},
		{"refused event", func(j *sim.Journal) { j.Entries[3].Event = put("guest", "/etc/x", "x") }, 3, "Permission denied"},
		{"other version", func(j *sim.Journal) { j.Header.Version = "0.0.1"; j.Entries[2].Digest = "" }, 2, "written by simulator 0.0.1, this is " + sim.Version},
	} {
		t.Run(c.name, func(t *testing.T) {
			j, err := sim.DecodeJournal(good.Encode())
			if err != nil {
				t.Fatal(err)
			}
			c.change(j)
			lab, err := sim.Replay(j)
			var d *sim.Divergence
			if !errors.As(err, &d) || d.Index != c.index || !strings.Contains(err.Error(), c.want) {
				t.Fatalf("got error %v, want a divergence at entry %d with %q", err, c.index, c.want)
			}
			if lab == nil {
				t.Fatal("no lab up to the divergence")
			}
			defer lab.Close()
		})
	}
	if _, err := sim.Replay(&sim.Journal{Header: sim.Header{Scenario: "moon"}}); err == nil {
		t.Error("a journal of an unknown scenario is replayed")
	}
}

func TestReplayStepByStep(t *testing.T) {
	b := simtest.New(t, "default")
	for range 3 {
		b.OK(simtest.Provider, "hsmadmin status")
	}
	j := b.Journal()
	r, err := sim.NewReplayer(j, nil)
	if err != nil {
		t.Fatal(err)
	}
	for steps := 1; ; steps++ {
		more, err := r.Step(1)
		if err != nil {
			t.Fatal(err)
		}
		if done, all := r.Progress(); done != steps || all != len(j.Entries) {
			t.Errorf("progress: got %d of %d, want %d of %d", done, all, steps, len(j.Entries))
		}
		if !more {
			break
		}
	}
	if r.Lab().Hash() != b.Hash() {
		t.Error("the replayed lab differs")
	}
}

func TestSealKeepsWhatWasBefore(t *testing.T) {
	b := simtest.New(t, "default")
	b.Must(line("touch 1"))
	b.Must(put("root", "/tmp/1", "x"))
	sealed := len(b.Since(0))
	b.Seal(sealed)
	b.Must(line("touch 2"))
	b.Must(put("root", "/tmp/2", "x"))
	b.Must(line("touch 3"))
	b.Must(put("root", "/tmp/3", "x"))
	for _, want := range []int{1, 1, 0} {
		if got, err := b.Undo(1); err != nil || got != want {
			t.Errorf("got %d taken back, %v; want %d", got, err, want)
		}
	}
	if got := fmt.Sprint(b.Rewinds(), len(b.Since(0)), len(b.Since(1)), len(b.Since(99)), len(b.Since(-1))); got != "[4 2] 2 1 0 2" {
		t.Errorf("got rewinds and lengths %s, want [4 2] 2 1 0 2", got)
	}
}
