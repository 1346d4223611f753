package world_test

import (
	"strings"
	"testing"
	"time"

	"hsmlab/sim/world"
)

func sample() world.World {
	return world.World{
		KNSO: world.Hash("x"), Quorum: world.Quorum{K: 2, N: 3}, Cipher: world.Ciphers[0], Mode: world.Modes[0],
		AuditLogging: true, Created: time.Date(2026, 6, 15, 8, 0, 0, 0, time.UTC),
	}
}

func TestWorldFileIsReadAsItWasWritten(t *testing.T) {
	got, err := world.Parse(sample().Encode())
	if err != nil || got != sample() {
		t.Errorf("got %+v, %v; want %+v", got, err, sample())
	}
}

func TestWorldFileFaults(t *testing.T) {
	good := string(sample().Encode())
	for name, text := range map[string]string{
		"empty": "", "twice": good + good, "cut": good[:len(good)/2], "too large": good + strings.Repeat(" ", world.MaxFile),
		"other type": strings.Replace(good, "nshield-security-world", "request", 1),
		"no key":     strings.Replace(good, sample().KNSO, "", 1), "capitals": strings.ToUpper(good),
		"quorum":        strings.Replace(good, "2/3", "3/2", 1),
		"unknown field": strings.Replace(good, `"mode"`, `"moth"`, 1),
		"cipher":        strings.Replace(good, world.Ciphers[0], "none", 1),
		"mode":          strings.Replace(good, world.Modes[0], "loose", 1),
	} {
		if _, err := world.Parse([]byte(text)); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestQuorum(t *testing.T) {
	for text, want := range map[string]world.Quorum{"1/1": {K: 1, N: 1}, "2/3": {K: 2, N: 3}, "64/64": {K: 64, N: 64}} {
		if got, err := world.ParseQuorum(text); err != nil || got != want {
			t.Errorf("%s: got %v, %v; want %v", text, got, err, want)
		}
	}
	for _, text := range []string{"", "1", "/", "0/1", "2/1", "1/65", "1/2/3", " 1/2", "01/2", "+1/2", "-1/2", "a/b"} {
		if q, err := world.ParseQuorum(text); err == nil {
			t.Errorf("%q: got %v, want an error", text, q)
		}
	}
}

func TestCard(t *testing.T) {
	c := &world.Card{Name: "a-1", Kind: world.Blank}
	c.Write(world.Card{Kind: world.Admin, Set: "s", World: "s", Share: 2, Quorum: world.Quorum{K: 1, N: 2}}, "secret")
	if c.Name != "a-1" || c.Kind != world.Admin || !c.Formatted || !c.Protected() || c.Opens("") || !c.Opens("secret") {
		t.Errorf("written with a passphrase: %+v, opens: %v", c, c.Opens("secret"))
	}
	c.Erase()
	if c.Kind != world.Blank || !c.Formatted || c.Protected() || !c.Opens("") || c.Set != "" {
		t.Errorf("erased: %+v", c)
	}
}

func TestReaderCountsInsertions(t *testing.T) {
	var r world.Reader
	a, b := &world.Card{Name: "a"}, &world.Card{Name: "b"}
	r.Insert(a)
	r.Insert(b)
	if r.Card() != b || r.Insertions() != 2 {
		t.Errorf("got card %v, %d insertions; want b, 2", r.Card(), r.Insertions())
	}
	if r.Remove(); r.Card() != nil || r.Insertions() != 2 {
		t.Errorf("taken out: got card %v, %d insertions", r.Card(), r.Insertions())
	}
}

// FuzzParse: what is accepted is whole, and is the same when it was written and read again.
func FuzzParse(f *testing.F) {
	f.Add(sample().Encode())
	f.Add([]byte(`{"type":"nshield-security-world","created":"9999-12-31T23:59:59.9+23:59"}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		w, err := world.Parse(data)
		if err != nil {
			return
		}
		again, err := world.Parse(w.Encode())
		if err != nil || again != w {
			t.Errorf("accepted %+v; written and read again it is %+v, %v", w, again, err)
		}
		if !w.Real() || !world.IsHash(w.KNSO) || w.Quorum.K > w.Quorum.N {
			t.Errorf("accepted %+v", w)
		}
	})
}

// FuzzParseQuorum: what is accepted is written the same way.
func FuzzParseQuorum(f *testing.F) {
	f.Add("1/2")
	f.Fuzz(func(t *testing.T, text string) {
		if q, err := world.ParseQuorum(text); err == nil && (q.String() != text || q.K < 1 || q.N > world.MaxCards) {
			t.Errorf("%q is read as %v", text, q)
		}
	})
}
