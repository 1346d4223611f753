// Package simtest is the bench on which tests put a lab: it types command lines, lets time pass until they end,
// and tells what was printed. Only tests import it.
package simtest

import (
	"strings"
	"testing"
	"time"

	"hsmlab/sim"
)

// Bench is a lab with what its programs printed. Failures of the bench itself end the test.
type Bench struct {
	*sim.Lab
	T testing.TB

	printed map[int]*strings.Builder
	status  map[int]int
}

// Answer is what a program printed, on both outputs, and how it ended.
type Answer struct {
	Text   string
	Status int
}

// New puts a fresh lab on the bench.
func New(t testing.TB, scenario string) *Bench {
	t.Helper()
	lab, err := sim.New(sim.Options{Scenario: scenario})
	if err != nil {
		t.Fatal(err)
	}
	return Put(t, lab)
}

// Put puts a lab on the bench that exists already.
func Put(t testing.TB, lab *sim.Lab) *Bench {
	b := &Bench{Lab: lab, T: t, printed: map[int]*strings.Builder{}, status: map[int]int{}}
	lab.Observe(b)
	t.Cleanup(b.Close)
	return b
}

// Output is called by the lab.
func (b *Bench) Output(pid int, _ bool, data string) {
	if b.printed[pid] == nil {
		b.printed[pid] = &strings.Builder{}
	}
	b.printed[pid].WriteString(data)
}

// Exited is called by the lab.
func (b *Bench) Exited(pid, status int) { b.status[pid] = status }

// Must lets an event happen that cannot be refused.
func (b *Bench) Must(e sim.Event) sim.Result {
	b.T.Helper()
	r, err := b.Do(e)
	if err != nil {
		b.T.Fatalf("%T %+v: %v", e, e, err)
	}
	return r
}

// Pass lets time pass.
func (b *Bench) Pass(d time.Duration) {
	b.T.Helper()
	b.Must(sim.Elapse{Micros: d.Microseconds()})
}

// Start starts a program for "user@host" and returns its number. Words are separated by blanks. Its standard
// input is a terminal; its directory is the user's own.
func (b *Bench) Start(at, line string) int {
	b.T.Helper()
	user, host, _ := strings.Cut(at, "@")
	dir := "/home/" + user
	if user == "root" {
		dir = "/root"
	}
	return b.Must(sim.Exec{Host: host, User: user, Argv: strings.Fields(line), Dir: dir, TTY: true}).PID
}

// Run starts a program and lets time pass until it ends. Answers are what it is told when it asks.
func (b *Bench) Run(at, line string, answers ...string) Answer {
	b.T.Helper()
	return b.Finish(b.Start(at, line), answers...)
}

// Finish lets time pass until a program ends.
func (b *Bench) Finish(pid int, answers ...string) Answer {
	b.T.Helper()
	for range 10_000 {
		p, running := b.Process(pid)
		switch {
		case !running:
			return Answer{b.Printed(pid), b.status[pid]}
		case p.Reading && len(answers) > 0:
			b.Must(sim.Input{PID: pid, Line: answers[0]})
			answers = answers[1:]
		case p.Reading:
			b.T.Fatalf("%v waits for input after %q", p.Argv, b.Printed(pid))
		default:
			b.step()
		}
	}
	b.T.Fatalf("program %d does not end", pid)
	return Answer{}
}

func (b *Bench) step() {
	b.T.Helper()
	due, ok := b.NextDue()
	if !ok {
		b.T.Fatal("a program waits, but nothing is due")
	}
	b.Pass(max(due-b.Now(), time.Microsecond))
}

// OK is Run for a command that must end with status 0.
func (b *Bench) OK(at, line string, answers ...string) string {
	b.T.Helper()
	a := b.Run(at, line, answers...)
	if a.Status != 0 {
		b.T.Fatalf("%s: %s: got status %d, want 0:\n%s", at, line, a.Status, a.Text)
	}
	return a.Text
}

// Refused is Run for a command that must end with the status and print the text.
func (b *Bench) Refused(at, line string, status int, text string) {
	b.T.Helper()
	a := b.Run(at, line)
	if a.Status != status || !strings.Contains(a.Text, text) {
		b.T.Errorf("%s: %s: got status %d, want %d with %q:\n%s", at, line, a.Status, status, text, a.Text)
	}
}

// Printed is what a program has printed so far.
func (b *Bench) Printed(pid int) string {
	if s := b.printed[pid]; s != nil {
		return s.String()
	}
	return ""
}

// Module is the lab's first module.
func (b *Bench) Module() sim.ModuleSnapshot { return b.Snapshot().Modules[0] }

// Boot lets a boot that is under way finish.
func (b *Bench) Boot() {
	b.T.Helper()
	for range 20 {
		if b.Module().Boot != "booting" {
			return
		}
		b.Pass(10 * time.Second)
	}
	b.T.Fatal("the module does not finish its boot")
}
