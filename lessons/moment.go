package lessons

import (
	"fmt"
	"path"
	"strings"
	"time"

	"hsmlab/sim"
)

// Moment is a place in a journal to which one can look back: the lab after the first Entries of it.
type Moment struct {
	Entries int           // how many entries of the journal had happened
	At      time.Duration // virtual time since the scenario began
	What    string        // the last of them in a few words; "" at the beginning
	Act     bool          // somebody did something: a command line, or hands; what else there is follows from such acts
}

// Moments lists the places in a journal from entry number from on, the end of the set-up for a learner. There is one
// for each entry and one before them. What somebody typed to a program is not told: it may be a passphrase.
func Moments(j *sim.Journal, from int) []Moment {
	list := []Moment{}
	programs := newPrograms()
	var now time.Duration
	if from <= 0 {
		list = append(list, Moment{})
	}
	for i, e := range j.Entries {
		if t, ok := e.Event.(sim.Elapse); ok {
			now += micros(t)
		}
		what := programs.tell(e.Event)
		if n := i + 1; n >= from {
			m := Moment{Entries: n, At: now, What: what, Act: act(e)}
			if n == from {
				m.What, m.Act = "", false
			}
			list = append(list, m)
		}
	}
	return list
}

// Acts counts what people did between two places of a list: what is lost when one goes back.
func Acts(list []Moment) int {
	n := 0
	for _, m := range list {
		if m.Act {
			n++
		}
	}
	return n
}

// act tells whether an entry is something that somebody did, and not what came of it.
func act(e sim.Entry) bool {
	switch e.Event.(type) {
	case sim.Line:
		return true
	case sim.Press, sim.Release, sim.Power, sim.Move, sim.Inject, sim.Set, sim.Order, sim.Insert, sim.Remove:
		return !e.Typed
	}
	return false
}

// programs numbers the programs of a journal as the lab does, so that input can be told by the program that reads it.
type programs struct {
	names []string
	last  string // words of the last event that was not just time
}

func newPrograms() *programs { return &programs{} }

func (p *programs) name(pid int) string {
	if pid < 1 || pid > len(p.names) {
		return "a program"
	}
	return p.names[pid-1]
}

// tell says what an event is. Time is told by what it passed after.
func (p *programs) tell(e sim.Event) string {
	t, time := e.(sim.Elapse)
	switch {
	case !time:
		p.last = p.words(e)
		return p.last
	case p.last == "":
		return spell(micros(t)) + " later"
	}
	return p.last + ", " + spell(micros(t)) + " later"
}

func micros(e sim.Elapse) time.Duration { return time.Duration(e.Micros) * time.Microsecond }

// words say what an event is.
func (p *programs) words(e sim.Event) string {
	switch e := e.(type) {
	case sim.Exec:
		name := strings.Join(e.Argv, " ")
		p.names = append(p.names, path.Base(firstOf(e.Argv)))
		return name + " starts on " + e.Host
	case sim.Input:
		return "a line is typed to " + p.name(e.PID)
	case sim.Signal:
		return p.name(e.PID) + " gets " + e.Signal
	case sim.Line:
		return e.Text + " on " + e.Host
	}
	return deed(e)
}

// deed says what an act of hands is, and what changes files and routes.
func deed(e sim.Event) string {
	switch e := e.(type) {
	case sim.File:
		return fmt.Sprintf("%s %s on %s", fileWord(e.Op), e.Path, e.Host)
	case sim.Press:
		return "press " + e.Control + " on " + e.Target
	case sim.Release:
		return "release " + e.Control + " on " + e.Target
	case sim.Power:
		return "switch the mains of " + e.Host + " " + onOff(e.On)
	case sim.Move:
		return "move " + e.Target + " to " + e.Host
	case sim.Insert:
		return "insert card " + e.Card + " into the reader of " + e.Target
	case sim.Remove:
		return "remove card " + e.Card
	case sim.Route:
		return fmt.Sprintf("route to %s via %s on %s", e.To, e.Via, e.Host)
	case sim.Deliver:
		return fmt.Sprintf("hand %s of %s to %s", e.Path, e.From, e.To)
	case sim.Inject:
		return "fault " + strings.TrimSpace(e.Fault+" "+e.Value) + " in " + e.Target
	case sim.Set:
		return fmt.Sprintf("set %s of %s to %s", e.Control, e.Target, e.Value)
	case sim.Order:
		return "order " + e.Licence + " for " + e.Target
	}
	return fmt.Sprintf("%T", e)
}

func firstOf(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[0]
}

func fileWord(op string) string {
	switch op {
	case "put", "append":
		return "write"
	case "mkdir":
		return "make"
	case "chmod", "chown":
		return "change the rights of"
	}
	return op
}

func onOff(on bool) string {
	if on {
		return "on"
	}
	return "off"
}

// spell writes a stretch of time as people say it.
func spell(d time.Duration) string {
	switch {
	case d < time.Second:
		return fmt.Sprintf("%d ms", d.Milliseconds())
	case d < time.Minute:
		return fmt.Sprintf("%d s", d/time.Second)
	case d < time.Hour:
		return fmt.Sprintf("%d min %d s", d/time.Minute, d%time.Minute/time.Second)
	}
	return fmt.Sprintf("%d h %d min", d/time.Hour, d%time.Hour/time.Minute)
}
