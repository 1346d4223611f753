package sim_test

import (
	"strings"
	"testing"
	"time"

	"hsmlab/sim"
	"hsmlab/sim/simtest"
)

const eraseAll = "hsmadmin factorystate" // without --all it asks

func TestPromptOnTheTerminal(t *testing.T) {
	for _, c := range []struct {
		name   string
		input  sim.Input
		status int
		erased bool
	}{
		{"yes", sim.Input{Line: "yes"}, 0, true},
		{"in capitals, with blanks", sim.Input{Line: "  YES "}, 0, true},
		{"y", sim.Input{Line: "y"}, 1, false},
		{"no", sim.Input{Line: "no"}, 1, false},
		{"nothing", sim.Input{}, 1, false},
		{"end of input", sim.Input{EOF: true}, 1, false},
		{"yes and end of input", sim.Input{Line: "yes", EOF: true}, 1, false},
		{"not text", sim.Input{Line: "yes\x00\xff"}, 1, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := simtest.New(t, "default")
			pid := b.Start(simtest.Provider, eraseAll)
			b.Pass(time.Second)
			if p, ok := b.Process(pid); !ok || !p.Reading || p.Hidden {
				t.Fatalf("got %+v, running %v; want it to read what is shown", p, ok)
			}
			b.Pass(24 * time.Hour) // it waits as long as it takes
			c.input.PID = pid
			b.Must(c.input)
			if a := b.Finish(pid); a.Status != c.status {
				t.Errorf("got status %d, want %d:\n%s", a.Status, c.status, a.Text)
			}
			if got := b.Module().Factory; got != c.erased {
				t.Errorf("erased: got %v, want %v", got, c.erased)
			}
		})
	}
}

func TestPromptReadsOtherInput(t *testing.T) {
	for _, c := range []struct {
		stdin  string
		status int
	}{{"yes\n", 0}, {"yes", 0}, {"no\nyes\n", 1}, {"", 1}, {"\nyes\n", 1}} {
		b := simtest.New(t, "default")
		pid := b.Must(sim.Exec{Host: "provider", User: "root", Argv: []string{"hsmadmin", "factorystate"}, Dir: "/", Stdin: c.stdin}).PID
		if a := b.Finish(pid); a.Status != c.status {
			t.Errorf("standard input %q: got status %d, want %d:\n%s", c.stdin, a.Status, c.status, a.Text)
		}
	}
}

func TestSignals(t *testing.T) {
	for _, c := range []struct {
		signal string
		status int
	}{{"HUP", 129}, {"INT", 130}, {"KILL", 137}, {"TERM", 143}} {
		for name, wait := range map[string]time.Duration{"before it began": 0, "at its prompt": time.Second} {
			b := simtest.New(t, "default")
			pid := b.Start(simtest.Provider, eraseAll)
			if wait > 0 {
				b.Pass(wait)
			}
			b.Must(sim.Signal{PID: pid, Signal: c.signal})
			if a := b.Finish(pid); a.Status != c.status {
				t.Errorf("%s %s: got status %d, want %d", c.signal, name, a.Status, c.status)
			}
			if b.Module().Factory {
				t.Errorf("%s %s: the module was erased", c.signal, name)
			}
			if _, err := b.Do(sim.Input{PID: pid, Line: "yes"}); err == nil {
				t.Errorf("%s %s: a program that is gone takes input", c.signal, name)
			}
		}
	}
}

// An interrupt stops the tool; what it had asked the HSM to do is done or not done, never half.
func TestInterruptWhileAServiceWorks(t *testing.T) {
	b := simtest.New(t, "default")
	b.Ask("")
	pid := b.Start(simtest.Provider, "vcmadmin create --request "+simtest.Request+" a")
	b.Pass(time.Second)
	b.Must(sim.Signal{PID: pid, Signal: "INT"})
	b.Pass(time.Minute)
	if n := len(b.Module().VCMs); n != 0 {
		t.Errorf("got %d VCMs after an interrupted create, want 0", n)
	}
	b.OK(simtest.Provider, "vcmadmin create --request "+simtest.Request+" a")
}

func TestExecRefusals(t *testing.T) {
	b := simtest.New(t, "default")
	long := strings.Repeat("x", sim.MaxText)
	ok := sim.Exec{Host: "provider", User: "guest", Argv: []string{"enquiry"}, Dir: "/"}
	for _, c := range []struct {
		name   string
		change func(*sim.Exec)
		want   string
	}{
		{"no program", func(e *sim.Exec) { e.Argv = nil }, "no program"},
		{"unknown program", func(e *sim.Exec) { e.Argv = []string{"ls"} }, "No such file"},
		{"relative directory", func(e *sim.Exec) { e.Dir = "tmp" }, "not absolute"},
		{"unknown host", func(e *sim.Exec) { e.Host = "elsewhere" }, "no host"},
		{"unknown user", func(e *sim.Exec) { e.User = "mallory" }, "no user"},
		{"long arguments", func(e *sim.Exec) { e.Argv = []string{"enquiry", long} }, "Argument list too long"},
		{"long environment", func(e *sim.Exec) { e.Env = []string{long} }, "Argument list too long"},
		{"long input", func(e *sim.Exec) { e.Stdin = strings.Repeat("x", 8<<20+1) }, "Argument list too long"},
		{"argument that is not text", func(e *sim.Exec) { e.Argv = []string{"enquiry", "\xff"} }, "not UTF-8"},
	} {
		e := ok
		c.change(&e)
		if _, err := b.Do(e); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got error %v, want %q", c.name, err, c.want)
		}
	}
	b.Must(ok)
}

func TestProgramThatMayNotBeExecuted(t *testing.T) {
	b := simtest.New(t, "default")
	b.Must(sim.File{Host: "provider", User: "root", Op: "chmod", Path: "/opt/nfast/bin/enquiry", Mode: 0o644})
	for _, user := range []string{"root", "guest"} {
		_, err := b.Do(sim.Exec{Host: "provider", User: user, Argv: []string{"enquiry"}, Dir: "/"})
		if err == nil || !strings.Contains(err.Error(), "Permission denied") {
			t.Errorf("%s: got error %v, want Permission denied", user, err)
		}
	}
	b.Must(sim.File{Host: "provider", User: "root", Op: "remove", Path: "/opt/nfast/bin/enquiry"})
	if _, err := b.Do(sim.Exec{Host: "provider", User: "root", Argv: []string{"enquiry"}, Dir: "/"}); err == nil || !strings.Contains(err.Error(), "No such file") {
		t.Errorf("removed program: got error %v, want No such file", err)
	}
}

func TestTooManyPrograms(t *testing.T) {
	b := simtest.New(t, "default")
	for range sim.MaxProcesses {
		b.Start(simtest.Provider, eraseAll)
	}
	e := sim.Exec{Host: "provider", User: "root", Argv: []string{"enquiry"}, Dir: "/"}
	if _, err := b.Do(e); err == nil || !strings.Contains(err.Error(), "Resource temporarily unavailable") {
		t.Errorf("program %d: got error %v, want Resource temporarily unavailable", sim.MaxProcesses+1, err)
	}
	b.Must(sim.Signal{PID: 1, Signal: "INT"})
	b.Must(e)
}

// What somebody types and the shell replaces must be the same in the lab and in its journal.
func TestTextThatIsNotUTF8(t *testing.T) {
	b := simtest.New(t, "default")
	b.Must(sim.Line{Host: "provider", User: "root", Dir: "/", Text: "echo \xff\xfe"})
	if got, want := b.History()[0].Text, "echo \ufffd"; got != want {
		t.Errorf("got line %q, want %q", got, want)
	}
	if _, err := b.Do(sim.File{Host: "provider", User: "root", Op: "touch", Path: "/tmp/\xff"}); err == nil {
		t.Error("a file name that the journal cannot hold was taken")
	}
}
