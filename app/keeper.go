package app

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"hsmlab/lessons"
	"hsmlab/sim"
)

// keeper keeps a lab in the browser's store (web/js/store.js). The journal is kept in chunks that only grow: all of it
// but a last Elapse, which goes on changing and is kept apart, as the tail, every few seconds. So what an event costs
// does not depend on how many there were before.
type keeper struct {
	lab     string
	sitting *sitting // of an exam: its attempt is kept in place of the journal
	saved   int      // entries in chunks
	chunks  int      // how many chunks there are
	recent  []string // the last entries of the chunks, to see whether somebody undid them
	setup   int      // entries of the lesson's set-up
	tailed  float64  // when the tail was kept, in ms since the page began
	hurry   bool     // keep the tail at the next look, however young the kept one is
	off     bool     // the lab is no longer ours
	failed  func(string)
	tailing func() // what else is kept with the tail
}

// tailEvery is how old the kept time may be, in milliseconds.
const tailEvery = 4000

// journal keeps what is new in the lab's journal. The baton is held here; the store works behind.
func (k *keeper) journal(l *sim.Lab, changed bool) {
	now := nowMS()
	if k.off || !changed && !k.hurry && now-k.tailed < tailEvery {
		return
	}
	k.hurry = false
	if k.sitting != nil {
		k.steps(k.sitting.attempt)
		k.tailed = now
		if k.tailing != nil {
			k.tailing()
		}
		return
	}
	j := l.Journal()
	settled := len(j.Entries)
	if settled > 0 {
		if _, time := j.Entries[settled-1].Event.(sim.Elapse); time {
			settled--
		}
	}
	if settled < k.saved || !slices.Equal(k.recent, lines(j, k.saved-len(k.recent), k.saved)) {
		k.forget()
	}
	if settled > k.saved || k.chunks == 0 {
		k.append(j, settled)
	}
	k.tailed = now
	k.store("tail", k.lab, tailOf(j, settled))
	if k.tailing != nil {
		k.tailing()
	}
}

// append adds a chunk with the entries up to settled; the first one begins with the header.
func (k *keeper) append(j *sim.Journal, settled int) {
	text := string((&sim.Journal{Header: j.Header, Entries: j.Entries[k.saved:settled]}).Encode())
	if k.chunks > 0 {
		_, text, _ = strings.Cut(text, "\n")
	}
	k.store("append", k.lab, k.chunks, text)
	k.chunks++
	k.saved = settled
	k.recent = lines(j, max(0, settled-4), settled)
}

// forget drops the chunks: the journal was undone.
func (k *keeper) forget() {
	k.store("clear", k.lab)
	k.saved, k.chunks, k.recent = 0, 0, nil
}

// store calls the store and reports what goes wrong.
func (k *keeper) store(call string, args ...any) {
	answer := js().Get("store").Call(call, args...)
	report := func(v ui.Value) {
		if err := errorIn(v); err != "" && k.failed != nil {
			k.failed(err)
		}
	}
	if answer.Truthy() && answer.Get("then").Truthy() {
		answer.Then(report)
		return
	}
	report(answer)
}

// lines are entries as they stand in a chunk.
func lines(j *sim.Journal, from, to int) []string {
	var list []string
	for _, e := range j.Entries[max(0, from):max(0, min(to, len(j.Entries)))] {
		text, err := json.Marshal(e)
		if err != nil {
			panic("BUG: an entry is not JSON: " + err.Error())
		}
		list = append(list, string(text))
	}
	return list
}

// tailOf is the last Elapse, behind the number of the entries before it.
func tailOf(j *sim.Journal, settled int) string {
	if settled == len(j.Entries) {
		return ""
	}
	return fmt.Sprintf("%d %s", settled, lines(j, settled, settled+1)[0])
}

// joined reads a kept journal. A tail that does not fit the chunks is left out: it is no more than some seconds.
func joined(text, tail string) (*sim.Journal, error) {
	j, err := sim.DecodeJournal([]byte(text))
	if err != nil {
		return nil, err
	}
	count, rest, ok := strings.Cut(tail, " ")
	var e sim.Entry
	if ok && count == fmt.Sprint(len(j.Entries)) && e.UnmarshalJSON([]byte(rest)) == nil {
		j.Entries = append(j.Entries, e)
	}
	return j, nil
}

// took makes the keeper go on where the store stands after load.
func (k *keeper) took(j *sim.Journal, chunks int) {
	settled := len(j.Entries)
	if settled > 0 {
		if _, time := j.Entries[settled-1].Event.(sim.Elapse); time {
			settled--
		}
	}
	k.saved, k.chunks, k.recent = settled, chunks, lines(j, max(0, settled-4), settled)
}

// progress keeps what was achieved: in full for this attempt, and as a standing that is never lowered.
func (k *keeper) progress(p *lessons.Progress) {
	if k.off || k.sitting != nil { // an exam is silent until its end
		return
	}
	k.store("note", "progress "+k.lab, encodedText(p.State()))
	k.standing(standingOf(p))
}

// standing keeps how far the learner is, and when; it is never lowered.
func (k *keeper) standing(now standing) {
	now.At = dateNow()
	key := standingKey(k.lab)
	js().Get("store").Call("read", key).Then(func(v ui.Value) {
		var before standing
		_ = json.Unmarshal([]byte(textIn(v)), &before) // nothing kept is nothing achieved
		k.store("note", key, encodedText(before.with(now)))
	})
}

// standingOf is how far one attempt has come.
func standingOf(p *lessons.Progress) standing {
	s := standing{Solved: p.Solved()}
	for _, t := range p.Lesson().Tasks {
		if t.Kind == lessons.Never {
			continue
		}
		s.Of++
		if state, _ := p.Task(t.ID); state.Done {
			s.Tasks = append(s.Tasks, t.ID)
		}
	}
	return s
}

// with is the standing after another attempt: what was finished once stays finished.
func (b standing) with(now standing) standing {
	for _, id := range b.Tasks {
		if !slices.Contains(now.Tasks, id) {
			now.Tasks = append(now.Tasks, id)
		}
	}
	slices.Sort(now.Tasks)
	now.Solved = now.Solved || b.Solved
	now.Best = max(now.Best, b.Best)
	return now
}

func dateNow() string { return ui.Window().Get("Date").New().Call("toISOString").String() }

func encodedText(v any) string {
	var b bytes.Buffer
	if err := json.NewEncoder(&b).Encode(v); err != nil {
		panic("BUG: what is to be kept is not JSON: " + err.Error())
	}
	return b.String()
}
