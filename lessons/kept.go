package lessons

import (
	"bytes"
	"encoding/json"
	"slices"

	"hsmlab/sim"
)

// Header is the first line of the attempt's transcript.
func (a *Attempt) Header() TranscriptHeader { return a.header }

// Steps are the steps from number n on, for whoever keeps an attempt while it runs. settled is how many there are that
// change no more: only a last Elapse may still grow.
func (a *Attempt) Steps(n int) (steps []Step, settled int) {
	settled = len(a.steps)
	if _, grows := a.lastElapse(); grows {
		settled--
	}
	return slices.Clone(a.steps[min(n, len(a.steps)):]), settled
}

// EncodeSteps writes steps as lines of a transcript, and before them its first line when there is a header.
func EncodeSteps(header *TranscriptHeader, steps []Step) []byte {
	var b bytes.Buffer
	if header != nil {
		putLine(&b, header)
	}
	for _, s := range steps {
		s.put(&b)
	}
	return b.Bytes()
}

// put writes the step as a line of a transcript.
func (s Step) put(b *bytes.Buffer) {
	switch {
	case s.Undo:
		putLine(b, wireStep{Kind: "undo", Keep: s.Keep})
	case s.Task != "":
		putLine(b, wireStep{Kind: "hint", Task: s.Task, Rung: s.Rung})
	default:
		putLine(b, s.Entry)
	}
}

func putLine(b *bytes.Buffer, v any) {
	enc := json.NewEncoder(b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		panic("BUG: transcript: " + err.Error())
	}
}

// DecodeSteps reads the beginning of a transcript, as EncodeSteps writes it: an attempt that goes on. It has neither end
// nor hash. The error is a *Rejection.
func DecodeSteps(data []byte) (*Transcript, error) {
	header, err := DecodeHeader(data)
	if err != nil {
		return nil, err
	}
	t := &Transcript{Header: header}
	return t, t.readSteps(data)
}

// Reopen takes up an attempt whose steps were kept while it ran: it does them again. What may be missing at the end is
// undone, not wrong, since the beginning of an attempt is an attempt; so no hash is compared. start is the journal of the
// lab after the set-up. each, if not nil, is called after each step with how many are done. The caller closes the lab.
func Reopen(l *Lesson, start *sim.Journal, t *Transcript, each func(done int)) (*Attempt, *sim.Lab, error) {
	if each == nil {
		each = func(int) {}
	}
	done := 0
	return resume(l, start, &Transcript{Header: t.Header, Steps: t.Steps}, false, func(*Attempt, Change) {
		done++
		each(done)
	})
}
