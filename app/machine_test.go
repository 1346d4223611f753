//go:build !js

package app_test

import (
	"os"
	"slices"
	"testing"

	"hsmlab/app"
	"hsmlab/lessons"
	"hsmlab/lessons/author"
	"hsmlab/sim"
)

// solved is the recovery lesson, bound, with the journal of its solution.
func solved(t *testing.T) (*lessons.Lesson, *sim.Journal, int) {
	t.Helper()
	library, err := author.Load(os.DirFS("../lessons"))
	if err != nil {
		t.Fatal(err)
	}
	source, ok := library.Find("recovery-mode")
	if !ok {
		t.Fatal("there is no lesson recovery-mode")
	}
	bound, j, setup, err := author.Play(source)
	if err != nil {
		t.Fatal(err)
	}
	return bound, j, setup
}

// The machine shows the lab as a replay has it, whether it goes forth or back, and the ticks of that moment.
func TestTheMachineShowsEveryMoment(t *testing.T) {
	lesson, j, setup := solved(t)
	m := app.NewMachine(j, lesson, setup)
	defer m.End()
	all := len(j.Entries)
	for _, n := range []int{all, setup, all / 2, all/2 + 1, all/3 + 1, all} {
		l, err := sim.Replay(&sim.Journal{Header: j.Header, Entries: j.Entries[:n]})
		if err != nil {
			t.Fatal(err)
		}
		hash, done, finished := m.Visit(n)
		if want := l.Hash(); hash != want {
			t.Errorf("after %d entries: hash %s, want %s", n, hash, want)
		}
		if n == setup && len(done) != 0 || n == all && !finished || n < all && finished {
			t.Errorf("after %d entries of %d: done %v, solved %v", n, all, done, finished)
		}
		l.Close()
	}
}

// Of several wishes only the last one is shown.
func TestTheMachineGoesWhereItWasSentLast(t *testing.T) {
	lesson, j, setup := solved(t)
	m := app.NewMachine(j, lesson, setup)
	defer m.End()
	all := len(j.Entries)
	wishes := []int{all - 1, setup, setup + 1, all}
	m.SendWhile(wishes)
	if got := m.Arrived(); got != all {
		t.Errorf("arrived at %d, want %d", got, all)
	}
	if slices.Contains(m.Seen(), setup) {
		t.Errorf("it stopped at a moment that nobody wanted any more: %v", m.Seen())
	}
}
