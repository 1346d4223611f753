package host

import (
	"fmt"
	"iter"
	"path"
	"runtime/debug"
	"strings"
	"time"

	"hsmlab/sim/clock"
	"hsmlab/sim/refusal"
)

// Startup is the virtual time that starting any program costs: two programs never run in the same instant.
const Startup = 10 * time.Millisecond

// Program is a tool of the HSM software. It is written as straight-line code and waits only through p.
// It returns its exit status.
type Program func(p *Process) int

// Process is a running Program: a coroutine that the virtual clock and the user's input drive.
type Process struct {
	PID   int
	Host  *Host
	User  *User
	Argv  []string
	Env   []string // exported variables that the HSM software reads, "NAME=value", sorted
	Dir   string
	TTY   bool   // the standard input is the user's terminal
	Stdin []byte // the standard input when it is not a terminal

	Name     string // what the command line turned out to mean: "hsmadmin vcm create"
	Status   int
	Refusals []*refusal.Refusal // what was refused, in order

	emit   func(p *Process, stderr bool, data string)
	exited func(p *Process)

	clock   *clock.Clock
	next    func() (request, bool)
	stop    func()
	yield   func(request) bool
	timer   *clock.Timer
	state   state
	dead    bool
	input   string
	eof     bool
	hidden  bool
	secrets *Secrets
	trouble string // stack of a panic inside the program
}

type state int

const (
	ready state = iota
	sleeping
	reading
	ended
)

// request is what a program hands to the scheduler when it waits.
type request struct {
	sleep  time.Duration
	read   bool
	hidden bool
}

// killed unwinds a program that was interrupted; it never leaves this file.
type killed struct{}

// Start runs program as p, beginning Startup from now. emit receives its output, exited is called when it
// has ended; both are called from within the clock or from Feed and Kill.
func (p *Process) Start(c *clock.Clock, program Program, emit func(*Process, bool, string), exited func(*Process)) {
	p.clock, p.emit, p.exited = c, emit, exited
	p.next, p.stop = iter.Pull(func(yield func(request) bool) {
		p.yield = yield
		defer p.unwind()
		p.Status = program(p)
	})
	p.state = sleeping
	p.timer = c.After(Startup, p.resume)
}

// unwind swallows the interruption of a program and keeps the stack of any other panic, which iter.Pull
// would lose.
func (p *Process) unwind() {
	switch r := recover(); r.(type) {
	case nil, killed:
	default:
		p.trouble = string(debug.Stack())
		panic(fmt.Sprintf("BUG: %s: %v\n%s", strings.Join(p.Argv, " "), r, p.trouble))
	}
}

// resume lets the program run until it waits again or ends.
func (p *Process) resume() {
	p.timer = nil
	req, more := p.next()
	switch {
	case !more:
		p.end()
	case req.read:
		p.state, p.hidden = reading, req.hidden
	default:
		p.state = sleeping
		p.timer = p.clock.After(req.sleep, p.resume)
	}
}

func (p *Process) end() {
	p.state = ended
	p.exited(p)
}

func (p *Process) wait(r request) {
	if p.dead || !p.yield(r) {
		p.dead = true
		panic(killed{})
	}
}

// Kill ends the program at once with the given exit status, as a signal does.
func (p *Process) Kill(status int) {
	if p.state == ended {
		return
	}
	p.clock.Stop(p.timer)
	p.dead = true
	p.stop()
	p.Status = status
	p.end()
}

// Feed gives the program the line it waits for, without its newline; eof means that no more will come.
// It reports whether the program was waiting for a line.
func (p *Process) Feed(line string, eof bool) bool {
	if p.state != reading {
		return false
	}
	p.input, p.eof = line, eof
	p.resume()
	return true
}

// Ended reports whether the program is over.
func (p *Process) Ended() bool { return p.state == ended }

// Reading reports whether the program waits for a line from its terminal, and whether what is typed must
// not be shown.
func (p *Process) Reading() (waiting, hidden bool) { return p.state == reading, p.hidden }

// Sleep lets d of virtual time pass.
func (p *Process) Sleep(d time.Duration) { p.wait(request{sleep: d}) }

// ReadLine prints prompt on the terminal and returns the next line of the standard input, without its
// newline; false at its end.
func (p *Process) ReadLine(prompt string) (string, bool) { return p.readLine(prompt, false) }

// ReadPassword is ReadLine without showing what is typed.
func (p *Process) ReadPassword(prompt string) (string, bool) { return p.readLine(prompt, true) }

func (p *Process) readLine(prompt string, hidden bool) (string, bool) {
	p.Errorf("%s", prompt)
	if p.TTY {
		p.wait(request{read: true, hidden: hidden})
		if hidden {
			p.Errorf("\n")
		}
		return p.input, !p.eof
	}
	p.Errorf("\n")
	line, rest, found := strings.Cut(string(p.Stdin), "\n")
	if !found && line == "" {
		return "", false
	}
	p.Stdin = []byte(rest)
	return line, true
}

// Printf writes to the standard output.
func (p *Process) Printf(format string, args ...any) { p.emit(p, false, fmt.Sprintf(format, args...)) }

// Errorf writes to the standard error.
func (p *Process) Errorf(format string, args ...any) { p.emit(p, true, fmt.Sprintf(format, args...)) }

// Getenv returns a variable of the process environment, "" when it is not set.
func (p *Process) Getenv(name string) string {
	for _, kv := range p.Env {
		if k, v, _ := strings.Cut(kv, "="); k == name {
			return v
		}
	}
	return ""
}

// Path makes a file name absolute, as seen from the process's directory.
func (p *Process) Path(name string) string {
	if strings.HasPrefix(name, "/") {
		return path.Clean(name)
	}
	return path.Join(p.Dir, name)
}

// Now is the host's own date and time.
func (p *Process) Now() time.Time { return p.Host.Clock.At(p.clock.Now()) }

// Elapsed is the lab's virtual time.
func (p *Process) Elapsed() time.Duration { return p.clock.Now() }

// Refuse records r, so that `lab explain` can tell of it, and returns it.
func (p *Process) Refuse(r *refusal.Refusal) *refusal.Refusal {
	p.Refusals = append(p.Refusals, r)
	return r
}
