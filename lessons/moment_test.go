package lessons_test

import (
	"strings"
	"testing"
	"time"

	"hsmlab/lessons"
	"hsmlab/sim"
)

// recorded is a journal of a few events in a fresh lab.
func recorded(t *testing.T, events ...sim.Event) *sim.Journal {
	t.Helper()
	l, err := sim.New(sim.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	for _, e := range events {
		if _, err := l.Do(e); err != nil {
			t.Fatal(err)
		}
	}
	return l.Journal()
}

func line(text string) sim.Line {
	return sim.Line{Host: "provider", User: "root", Dir: "/root", Text: text}
}

func exec(argv ...string) sim.Exec {
	return sim.Exec{Host: "provider", User: "root", Argv: argv, Dir: "/root", TTY: true}
}

func TestMomentsTellWhatHappenedWhen(t *testing.T) {
	j := recorded(t, line("hsmadmin status"), exec("hsmadmin", "status"), sim.Elapse{Micros: 2_500_000}, sim.Power{Host: "provider"}, sim.Elapse{Micros: 90_000_000})
	got := lessons.Moments(j, 0)
	want := []lessons.Moment{
		{},
		{Entries: 1, What: "hsmadmin status on provider", Act: true},
		{Entries: 2, What: "hsmadmin status starts on provider"},
		{Entries: 3, At: 2500 * time.Millisecond, What: "hsmadmin status starts on provider, 2 s later"},
		{Entries: 4, At: 2500 * time.Millisecond, What: "switch the mains of provider off", Act: true},
		{Entries: 5, At: 92500 * time.Millisecond, What: "switch the mains of provider off, 1 min 30 s later"},
	}
	if len(got) != len(want) {
		t.Fatalf("got %d moments, want %d: %+v", len(got), len(want), got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("moment %d: got %+v, want %+v", i, got[i], want[i])
		}
	}
	if n := lessons.Acts(got[2:]); n != 1 {
		t.Errorf("%d acts after the second moment, want 1", n)
	}
}

func TestMomentsBeginWithTheLearner(t *testing.T) {
	j := recorded(t, line("date"), line("hsmadmin list"), line("uptime"))
	got := lessons.Moments(j, 2)
	if len(got) != 2 || got[0] != (lessons.Moment{Entries: 2}) || got[1].What != "uptime on provider" {
		t.Errorf("got %+v", got)
	}
}

// A passphrase that was typed to a program is in the journal, but nobody who looks over a shoulder should read it.
func TestMomentsDoNotTellWhatWasTypedToAProgram(t *testing.T) {
	j := &sim.Journal{Entries: []sim.Entry{
		{Event: exec("hsmadmin", "keys", "migrate")}, {Event: sim.Input{PID: 1, Line: "open sesame"}}, {Event: sim.Input{PID: 7, Line: "open sesame"}},
	}}
	got := lessons.Moments(j, 0)
	if what := got[2].What; what != "a line is typed to hsmadmin" {
		t.Errorf("got %q", what)
	}
	for _, m := range got {
		if strings.Contains(m.What, "sesame") {
			t.Errorf("got %q", m.What)
		}
	}
}
