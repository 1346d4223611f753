package sandbox_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"hsmlab/cmd/hsmlab/sandbox"
	"hsmlab/sim"
	"hsmlab/sim/replayer"
)

func chance() io.Reader { return rand.NewChaCha8([32]byte{1}) }

func open(t *testing.T, module []byte, l sandbox.Limits) *sandbox.Sandbox {
	t.Helper()
	box, err := sandbox.Open(context.Background(), module, l)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { box.Close(context.Background()) })
	return box
}

func statusJournal(t *testing.T) *sim.Journal {
	t.Helper()
	lab, err := sim.New(sim.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for range 40 {
		for _, e := range []sim.Event{sim.Exec{Host: "provider", User: "root", Argv: []string{"hsmadmin", "info"}, Dir: "/"}, sim.Elapse{Micros: 500_000}} {
			if _, err := lab.Do(e); err != nil {
				t.Fatal(err)
			}
		}
	}
	return lab.Journal()
}

func TestSandbox(t *testing.T) {
	module := read(t, compileReplayer(t, "wasip1"))
	journal := statusJournal(t)
	stream := append(journal.Encode(), '\n')

	t.Run("replays", func(t *testing.T) {
		box := open(t, module, sandbox.Standard)
		for range 2 { // an instance for each run
			answer, err := box.Run(t.Context(), bytes.NewReader(stream), chance())
			if err != nil {
				t.Fatal(err)
			}
			var v replayer.Verdict
			if err := json.Unmarshal(answer, &v); err != nil {
				t.Fatalf("%q: %v", answer, err)
			}
			if want := replayer.Replay(journal); v != want {
				t.Errorf("got %+v, native %+v", v, want)
			}
		}
	})
	for _, c := range []struct {
		name   string
		limits sandbox.Limits
		input  io.Reader
		want   string
	}{
		{"deadline", sandbox.Limits{Memory: 512 << 20, Deadline: 100 * time.Millisecond, Answer: 1 << 20}, repeat(stream, 2_000), "not finished within"},
		{"memory", sandbox.Limits{Memory: 12 << 20, Answer: 1 << 20}, io.LimitReader(endless{}, 60<<20), "sandbox: out of memory: more than 12 MB"},
		{"length of the answer", sandbox.Limits{Memory: 512 << 20, Answer: 300}, repeat(stream, 20), "an answer of more than 300 bytes"},
		{"length of a journal", sandbox.Standard, io.LimitReader(endless{}, 80<<20), "a journal of more than"},
	} {
		t.Run(c.name, func(t *testing.T) {
			box := open(t, module, c.limits)
			if answer, err := box.Run(t.Context(), c.input, chance()); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got answer %.80q and error %.300v, want %q", answer, err, c.want)
			}
		})
	}
}

// A module that wants more than WASI, as the browser's does, is not let in.
func TestSandboxRefusesOtherModules(t *testing.T) {
	for name, module := range map[string][]byte{"the browser's": read(t, compileReplayer(t, "js")), "none": []byte("hello")} {
		if box, err := sandbox.Open(t.Context(), module, sandbox.Standard); err == nil {
			box.Close(t.Context())
			t.Errorf("%s module was opened", name)
		}
	}
}

func repeat(b []byte, n int) io.Reader { return bytes.NewReader(bytes.Repeat(b, n)) }

// endless is a journal whose first line never ends.
type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'x'
	}
	return len(p), nil
}
