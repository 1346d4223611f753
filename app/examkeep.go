package app

import (
	"fmt"
	"strconv"
	"strings"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"hsmlab/lessons"
)

// An exam is kept as the beginning of its transcript in place of the journal: undone things stay in it, so its chunks
// only ever grow. The last step is kept apart while it is time that goes on passing.

// handedKey is the note that an exam was handed in. It goes with the lab when the learner starts over.
func handedKey(lab string) string { return "lab " + lab + " handed" }

func uintText(n uint64) string { return strconv.FormatUint(n, 10) }

// newKeeper keeps this desk's lab.
func (d *desk) newKeeper(ctx ui.Context) *keeper {
	k := &keeper{lab: d.lab, sitting: d.sitting}
	k.failed = func(text string) { ctx.Dispatch(func(ui.Context) { d.storeFailed(text) }) }
	return k
}

// begun keeps that there is an attempt, and that the learner was here.
func (k *keeper) begun(a *lessons.Attempt) {
	k.steps(a)
	s := standingOf(a.Progress())
	k.standing(standing{Of: s.Of})
}

// steps keeps what is new in an attempt. The baton is held here.
func (k *keeper) steps(a *lessons.Attempt) {
	steps, settled := a.Steps(k.saved)
	fresh := settled - k.saved
	if fresh > 0 || k.chunks == 0 {
		var header *lessons.TranscriptHeader
		if k.chunks == 0 {
			h := a.Header()
			header = &h
		}
		k.store("append", k.lab, k.chunks, string(lessons.EncodeSteps(header, steps[:fresh])))
		k.chunks++
		k.saved = settled
	}
	tail := ""
	if growing := steps[fresh:]; len(growing) > 0 {
		tail = fmt.Sprintf("%d %s", settled, lessons.EncodeSteps(nil, growing))
	}
	k.store("tail", k.lab, tail)
}

// keptSteps is the beginning of a transcript as it was kept. A tail that does not fit is left out: it is no more than
// some seconds.
func keptSteps(kept keptLab) string {
	count, line, ok := strings.Cut(kept.tail, " ")
	if ok && count == fmt.Sprint(strings.Count(kept.text, "\n")-1) {
		return kept.text + line
	}
	return kept.text
}

// tookSteps makes the keeper go on where the store stands.
func (k *keeper) tookSteps(a *lessons.Attempt, kept keptLab) {
	steps, settled := a.Steps(0)
	header := a.Header()
	if string(lessons.EncodeSteps(&header, steps[:settled])) == kept.text {
		k.saved, k.chunks = settled, kept.chunks
		return
	}
	k.forget() // the tail was settled since; all of it is kept anew
	k.steps(a)
}

// handed keeps the end of an exam.
func (k *keeper) handed(s *sitting) {
	if k.off {
		return
	}
	k.steps(s.attempt)
	k.store("note", handedKey(k.lab), dateNow())
	now := standingOf(s.attempt.Progress())
	now.Solved = s.result.score.Passed
	now.Best = s.result.score.Percent()
	k.standing(now)
}

// pinVersion makes the page's version stay as long as an attempt runs (web/update.js).
func pinVersion(lab string, on bool) {
	if update := ui.Window().Get("hsmlabUpdate"); update.Truthy() {
		update.Call("pin", lab, on)
	}
}
