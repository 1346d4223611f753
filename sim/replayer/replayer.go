// Package replayer answers a stream of journals with a stream of verdicts: what cmd/lab-wasi does in a sandbox,
// where strangers' journals are replayed, and what the proof that every platform agrees is made with.
//
// A stream is journals in the form of sim.Journal.Encode, each followed by an empty line. The answer is one
// line of JSON for each.
package replayer

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"runtime"

	"hsmlab/sim"
)

// Verdict is what became of one journal.
type Verdict struct {
	Hash     string `json:"hash,omitempty"`    // Lab.Hash at the end
	Journal  string `json:"journal,omitempty"` // SHA-256 of the journal as this run wrote it: events, output digests
	Events   int    `json:"events"`            // how many happened
	Refused  int    `json:"refused,omitempty"` // how many Do refused; only Try goes on after one
	Refusals string `json:"refusals,omitempty"`
	Error    string `json:"error,omitempty"` // why the replay stopped
}

// Replay replays a journal as recorded. It stops, with an Error, at the first event that is refused or whose
// output differs.
func Replay(j *sim.Journal) (v Verdict) {
	defer v.caught()
	lab, err := sim.Replay(j)
	if lab == nil {
		return Verdict{Error: err.Error()}
	}
	defer lab.Close()
	if err != nil {
		v.Error = err.Error()
	}
	v.look(lab)
	return v
}

// Try lets the events of a journal happen, whatever the digests say, and goes on after one that was refused.
func Try(j *sim.Journal) (v Verdict) {
	defer v.caught()
	h := j.Header
	lab, err := sim.New(sim.Options{Scenario: h.Scenario, Seed: h.Seed, Lesson: h.Lesson, LessonVersion: h.LessonVersion})
	if err != nil {
		return Verdict{Error: err.Error()}
	}
	defer lab.Close()
	refusals := sha256.New()
	for i, e := range j.Entries {
		runtime.Gosched() // as sim.Replay does: one thread, and a collector that wants to run
		if _, err := lab.Do(e.Event); err != nil {
			v.Refused++
			fmt.Fprintf(refusals, "%d %s\n", i, err)
		}
	}
	v.Refusals = sum(refusals)
	v.look(lab)
	return v
}

func (v *Verdict) look(lab *sim.Lab) {
	j := lab.Journal()
	h := sha256.New()
	h.Write(j.Encode())
	v.Journal, v.Hash, v.Events = sum(h), lab.Hash(), len(j.Entries)
}

func sum(h hash.Hash) string { return hex.EncodeToString(h.Sum(nil)) }

// caught turns a broken invariant into a verdict: one bad journal must not end the stream.
func (v *Verdict) caught() {
	if r := recover(); r != nil {
		*v = Verdict{Error: fmt.Sprintf("panic: %.4000v", r)}
	}
}

// Serve answers the journals that come from r until its end. A journal that cannot be read gets a verdict with
// the reason, like all others.
func Serve(r io.Reader, w io.Writer, judge func(*sim.Journal) Verdict) error {
	in := bufio.NewReader(r)
	for {
		text, err := next(in)
		if err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		if len(text) > 0 {
			line, bad := json.Marshal(decide(text, judge))
			if bad != nil {
				panic("BUG: verdict: " + bad.Error())
			}
			if _, err := w.Write(append(line, '\n')); err != nil {
				return err
			}
		}
		if err != nil {
			return nil
		}
	}
}

// next reads up to an empty line; io.EOF at the end of the stream, where a last journal may be.
func next(in *bufio.Reader) ([]byte, error) {
	var text []byte
	for {
		line, err := in.ReadBytes('\n')
		if err == nil && len(bytes.TrimSpace(line)) == 0 {
			return text, nil
		}
		if len(text)+len(line) > sim.MaxJournal {
			return nil, fmt.Errorf("a journal of more than %d bytes", sim.MaxJournal)
		}
		text = append(text, line...)
		if err != nil {
			return text, err
		}
	}
}

func decide(text []byte, judge func(*sim.Journal) Verdict) Verdict {
	j, err := sim.DecodeJournal(text)
	if err != nil {
		return Verdict{Error: err.Error()}
	}
	return judge(j)
}
