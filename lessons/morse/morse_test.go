package morse_test

import (
	"slices"
	"testing"

	"hsmlab/lessons/morse"
	"hsmlab/sim/led"
)

// play answers a round well, or misses its code.
func play(t *testing.T, tr *morse.Trainer, r *morse.Round, well bool) {
	t.Helper()
	if !well && r.Answer("0-0-0") {
		t.Fatalf("%s: 0-0-0 is taken for it", r.Signal.Code)
	}
	for _, answer := range []string{r.Signal.Code, r.Signal.Meaning(), r.RightActions()[0]} {
		if !r.Answer(answer) {
			t.Fatalf("%s: %q is not taken", r.Signal.Code, answer)
		}
	}
	if r.Step != morse.Over {
		t.Fatalf("%s: step %d after all answers", r.Signal.Code, r.Step)
	}
	tr.End(r)
}

func TestRoundsFollowFromTheSeed(t *testing.T) {
	for _, p := range led.Products() {
		one, two, other := morse.New(p, 7, morse.Record{}), morse.New(p, 7, morse.Record{}), morse.New(p, 8, morse.Record{})
		seen, differ, last := map[string]bool{}, false, ""
		for range 400 {
			a, b, c := one.Next(), two.Next(), other.Next()
			if a.Signal != b.Signal || !slices.Equal(a.Meanings, b.Meanings) {
				t.Fatalf("%s: %+v and %+v with the same seed", p, a, b)
			}
			if a.Signal.Code == last || a.Signal.Meaning() == "" || a.Again {
				t.Fatalf("%s: %+v after %s", p, a, last)
			}
			if m := slices.Compact(slices.Sorted(slices.Values(a.Meanings))); len(m) != 4 || !slices.Contains(m, a.Signal.Meaning()) {
				t.Errorf("%s %s: choices %q", p, a.Signal.Code, a.Meanings)
			}
			seen[a.Signal.Code], last, differ = true, a.Signal.Code, differ || a.Signal != c.Signal
		}
		if !differ || len(seen) < 30 {
			t.Errorf("%s: %d codes in 400 rounds, another seed differs: %v", p, len(seen), differ)
		}
	}
}

// Every code of every product can be answered in full: meaning and action are among the choices.
func TestEveryRoundCanBeWon(t *testing.T) {
	for _, p := range led.Products() {
		tr := morse.New(p, 1, morse.Record{})
		for range 300 {
			r := tr.Next()
			for _, a := range r.RightActions() {
				if !slices.Contains(r.Actions, a) {
					t.Errorf("%s %s: action %q is no choice", p, r.Signal.Code, a)
				}
			}
			play(t, tr, r, true)
			if r.Marks != morse.MarksOfRound {
				t.Fatalf("%s: %d marks", r.Signal.Code, r.Marks)
			}
		}
		if rec := tr.Record; rec.Rounds != 300 || rec.Marks != 900 || len(rec.Missed) != 0 {
			t.Errorf("%s: %+v", p, rec)
		}
	}
}

// The question what to do is one only if the answer is not always the same.
func TestActionsDiffer(t *testing.T) {
	for _, p := range led.Products() {
		tr, right := morse.New(p, 1, morse.Record{}), map[string]int{}
		for range 200 {
			for _, a := range tr.Next().RightActions() {
				right[a]++
			}
		}
		if choices := morse.Actions(p); len(choices) < 4 || len(right) != len(choices) {
			t.Errorf("%s: %d of the choices %q are ever right", p, len(right), choices)
		}
	}
}

func TestMarks(t *testing.T) {
	for name, c := range map[string]struct {
		do   func(r *morse.Round)
		want int
	}{
		"all right":         {func(r *morse.Round) { r.Answer(r.Signal.Code) }, 3},
		"help costs one":    {func(r *morse.Round) { r.Help(); r.Answer(r.Signal.Code) }, 2},
		"a slip costs one":  {func(r *morse.Round) { r.Answer("9-9-9"); r.Answer("8-8-8"); r.Answer(r.Signal.Code) }, 2},
		"told":              {func(r *morse.Round) { r.Tell() }, 2},
		"help after it not": {func(r *morse.Round) { r.Answer(r.Signal.Code); r.Help() }, 3},
	} {
		r := morse.New(led.Shield5s, 3, morse.Record{}).Next()
		c.do(r)
		r.Answer(r.Signal.Meaning())
		r.Answer(r.RightActions()[0])
		if r.Marks != c.want || r.Step != morse.Over || r.Answer("more") {
			t.Errorf("%s: %d marks, want %d; step %d", name, r.Marks, c.want, r.Step)
		}
	}
	r := morse.New(led.SoloXC, 3, morse.Record{}).Next()
	r.Tell()
	first, second := r.Answer("nonsense"), r.Answer("nonsense")
	if first || second || r.Marks != 0 || r.Step != morse.Over {
		t.Errorf("wrong choices: %+v", r)
	}
}

func TestHowACodeMayBeWritten(t *testing.T) {
	code, _ := led.Error("1-2-3")
	olc, _ := led.SOSError(led.SoloPlus, "OLC")
	for _, c := range []struct {
		signal led.Signal
		text   string
		want   bool
	}{
		{code, "1-2-3", true}, {code, " 123 ", true}, {code, "1 2 3", true}, {code, "1.2.3", true}, {code, "1-2-4", false}, {code, "", false},
		{code, "SOS-1-2-3", false}, {olc, "OLC", true}, {olc, "sos olc", true}, {olc, "SOS-OLC", true}, {olc, "0LC", false}, {olc, "SOS", false},
	} {
		r := &morse.Round{Signal: c.signal}
		if got := r.Answer(c.text); got != c.want {
			t.Errorf("%q for %s: got %v, want %v", c.text, c.signal.Code, got, c.want)
		}
	}
}

// A missed code comes back after 2 rounds, then 6, then 18, and is then done; missed again it begins anew.
func TestMissedCodesComeBackSooner(t *testing.T) {
	tr := morse.New(led.SoloXC, 5, morse.Record{})
	first := tr.Next()
	play(t, tr, first, false)
	var back []int
	for n := 1; n < 60; n++ {
		r := tr.Next()
		if r.Again != (r.Signal.Code == first.Signal.Code) {
			t.Fatalf("round %d: %+v", n, r)
		}
		if r.Again {
			back = append(back, n)
		}
		play(t, tr, r, !r.Again || n != 3)
	}
	if want := []int{3, 6, 13, 32}; !slices.Equal(back, want) {
		t.Errorf("came back in rounds %v, want %v", back, want)
	}
	if len(tr.Record.Missed) != 0 {
		t.Errorf("still kept: %+v", tr.Record.Missed)
	}
}

// What is kept may be of another version: codes that no product has are passed over.
func TestStrangeRecords(t *testing.T) {
	tr := morse.New(led.Shield5s, 1, morse.Record{Missed: []morse.Missed{{Code: "OLC"}, {Code: ""}}})
	for range 5 {
		if r := tr.Next(); r.Again || r.Signal.Meaning() == "" {
			t.Errorf("%+v", r)
		}
	}
}
