package app_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"hsmlab/app"
	"hsmlab/sim"
)

func TestBoxes(t *testing.T) {
	s := &sim.Snapshot{Messages: []sim.MessageSnapshot{
		{From: "tenant-a", To: "provider", Path: "/root/1"}, {From: "provider", To: "tenant-a", Path: "/root/2"},
		{From: "tenant-a", To: "provider", Path: "/root/3"}, {From: "nCipher", To: "provider", Path: "/root/4"},
	}}
	for _, test := range []struct {
		party   string
		in, out []int
	}{
		{"provider", []int{3, 2, 0}, []int{1}}, {"tenant-a", []int{1}, []int{2, 0}}, {"tenant-b", nil, nil},
	} {
		if in, out := app.Boxes(s, test.party); !slices.Equal(in, test.in) || !slices.Equal(out, test.out) {
			t.Errorf("%s: got inbox %v and outbox %v, want %v and %v", test.party, in, out, test.in, test.out)
		}
	}
	if in, out := app.Boxes(nil, "provider"); in != nil || out != nil {
		t.Error("a cold page has mail")
	}
}

func TestNewMail(t *testing.T) {
	to := func(party string) sim.MessageSnapshot { return sim.MessageSnapshot{From: "tenant-a", To: party} }
	p := app.NewPostbox("provider", "tenant-a")
	p.Came(to("provider"))
	p.Came(to("provider"))
	if got := p.News("provider"); got != 2 {
		t.Errorf("two came: %d are new", got)
	}
	p.Look("provider")
	p.Came(to("provider"))
	if got := p.News("provider"); got != 1 {
		t.Errorf("one came since: %d are new", got)
	}
	p.Undo()
	p.Undo()
	p.Came(to("provider"))
	if got := p.News("provider"); got != 1 {
		t.Errorf("two were taken back and another came: %d are new, want 1", got)
	}
}

const notARequest = "hello\n"

func TestLettersInWords(t *testing.T) {
	lab, err := sim.New(sim.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer lab.Close()
	m := sim.MessageSnapshot{Kind: "other", About: "6 bytes", SHA256: "5891b5b522d5df08"}
	got := app.LetterOf(m, "provider:/root/x", []byte(notARequest), nil)
	if !strings.Contains(got, "Says: 6 bytes") || !strings.Contains(got, "SHA-256: 5891b5b522d5df08…") || strings.Contains(got, "changed") {
		t.Errorf("a file: got %q", got)
	}
	if got := app.LetterOf(m, "provider:/root/x", []byte("other"), nil); !strings.Contains(got, "it has changed since") {
		t.Errorf("a changed file: got %q", got)
	}
	if got := app.LetterOf(m, "provider:/root/x", nil, errors.New("no such file")); !strings.Contains(got, "cannot be read at provider:/root/x any more: no such file") {
		t.Errorf("a file that is gone: got %q", got)
	}
}

func TestDeedsAreCounted(t *testing.T) {
	lab, err := sim.New(sim.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer lab.Close()
	for _, e := range []sim.Event{
		sim.Elapse{Micros: 5}, sim.Line{Host: "provider", User: "root", Dir: "/root", Text: "lab card insert provider-1"},
		sim.Typed{Event: sim.Insert{Card: "provider-1", Target: "provider"}}, sim.Remove{Card: "provider-1"},
	} {
		if _, err := lab.Do(e); err != nil {
			t.Fatal(err)
		}
	}
	if got, want := app.Deeds(lab.Journal()), 2; got != want {
		t.Errorf("a line with its act, and an act by hand: got %d, want %d", got, want)
	}
}
