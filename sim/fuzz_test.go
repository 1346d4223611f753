package sim_test

import (
	"bytes"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"hsmlab/sim"
	"hsmlab/sim/journalgen"
)

// FuzzElapseSplit: a journal whose Elapse events are split in two gives the same lab as the whole one.
func FuzzElapseSplit(f *testing.F) {
	for seed := range uint64(12) {
		f.Add(seed, seed*7919)
	}
	f.Fuzz(func(t *testing.T, seed, cut uint64) {
		attempts, whole := journalgen.Stream(seed, 30)
		defer whole.Close()
		h := whole.Journal().Header
		split, err := sim.New(sim.Options{Scenario: h.Scenario, Seed: h.Seed, Lesson: h.Lesson})
		if err != nil {
			t.Fatal(err)
		}
		defer split.Close()
		for i, a := range attempts {
			for _, e := range halves(a.Event, cut+uint64(i)*31) {
				_, err := split.Do(e)
				if (err == nil) != (a.Err == nil) {
					t.Fatalf("event %d, %T %+v: whole %v, split %v", i, e, e, a.Err, err)
				}
			}
		}
		if whole.Hash() != split.Hash() {
			t.Errorf("states differ: %s", cmp.Diff(whole.Snapshot(), split.Snapshot()))
		}
		if whole.Now() < sim.MaxElapse*time.Second { // beyond it, neighbours do not fit one entry
			if diff := cmp.Diff(string(whole.Journal().Encode()), string(split.Journal().Encode())); diff != "" {
				t.Errorf("journals differ (-whole +split):\n%s", diff)
			}
		}
	})
}

func halves(e sim.Event, cut uint64) []sim.Event {
	pass, ok := e.(sim.Elapse)
	if !ok || pass.Micros < 2 || pass.Micros > sim.MaxElapse*1_000_000 {
		return []sim.Event{e}
	}
	first := int64(cut%uint64(pass.Micros-1)) + 1
	if cut%3 == 0 {
		first = min(pass.Micros-1, int64(cut%97)+1)
	}
	return []sim.Event{sim.Elapse{Micros: first}, sim.Elapse{Micros: pass.Micros - first}}
}

// FuzzDo: no list of events, in the journal's own form, breaks the lab, takes it long, or gives another lab the
// second time.
func FuzzDo(f *testing.F) {
	f.Add(busyJournal(f).Encode())
	for seed := range uint64(6) {
		attempts, lab := journalgen.Stream(seed, 12)
		f.Add(journalgen.Trial(attempts, lab).Encode())
		lab.Close()
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		events := entries(text)
		first, second := doAll(t, events), doAll(t, events)
		defer first.Close()
		defer second.Close()
		if first.Hash() != second.Hash() || !bytes.Equal(first.Journal().Encode(), second.Journal().Encode()) {
			t.Errorf("two runs differ: %s", cmp.Diff(first.Snapshot(), second.Snapshot()))
		}
		back, err := sim.Replay(first.Journal())
		if err != nil || back.Hash() != first.Hash() {
			t.Errorf("the journal of the run does not replay: %v", err)
		}
		back.Close()
		if fault := broken(first); fault != "" {
			t.Error(fault)
		}
	})
}

// entries are the events of those lines that are entries of a journal, 100 at most.
func entries(text []byte) []sim.Event {
	var list []sim.Event
	for line := range bytes.Lines(text) {
		var e sim.Entry
		if len(list) < 100 && e.UnmarshalJSON(line) == nil {
			list = append(list, e.Event)
		}
	}
	return list
}

func doAll(t *testing.T, events []sim.Event) *sim.Lab {
	lab, err := sim.New(sim.Options{})
	if err != nil {
		t.Fatal(err)
	}
	hash := lab.Hash()
	for i, e := range events {
		began := time.Now()
		_, err := lab.Do(e)
		if took := time.Since(began); took > 5*time.Second {
			t.Errorf("event %d, %T, took %s", i, e, took)
		}
		if err == nil {
			hash = lab.Hash()
		} else if lab.Hash() != hash {
			t.Errorf("event %d, %T %+v, was refused (%v), yet it changed the lab", i, e, e, err)
		}
	}
	return lab
}

// FuzzDecodeJournal: what can be read can be written, and reads the same again.
func FuzzDecodeJournal(f *testing.F) {
	j := busyJournal(f)
	f.Add(j.Encode())
	f.Add([]byte(`{"format":"hsmlab-journal-1","version":"0","scenario":"","seed":18446744073709551615}` + "\n"))
	f.Add([]byte(`{"format":"hsmlab-journal-1","seed":1}` + "\n" + `{"kind":"file","event":{"data":"AA==","op":"put"},"digest":"x"}`))
	f.Add([]byte("\n\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		j, err := sim.DecodeJournal(text)
		if err != nil {
			if j != nil {
				t.Error("an error came with a journal")
			}
			return
		}
		encoded := j.Encode()
		again, err := sim.DecodeJournal(encoded)
		if err != nil {
			t.Fatalf("what was written cannot be read: %v\n%s", err, encoded)
		}
		if diff := cmp.Diff(j, again, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("journal changed by writing and reading (-first +second):\n%s", diff)
		}
	})
}
