package sim

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"hsmlab/sim/host"
	"hsmlab/sim/refusal"
	"hsmlab/sim/site"
	"hsmlab/sim/workbench"
)

// Version is the simulator's version. It changes whenever the replay of an older journal does.
const Version = "0.5.0"

// Options says which lab to make.
type Options struct {
	Scenario      string // name; "" means "default"
	Seed          uint64
	Lesson        string // id of the lesson that is being done, "" for none
	LessonVersion string
}

// Limits that keep hostile journals from taking all memory or time.
const (
	MaxProcesses = 64              // running at once
	MaxElapse    = 400 * 24 * 3600 // seconds in one Elapse
	MaxMessages  = 1_000           // files handed over
	MaxText      = 64 << 10        // bytes in a command line, argument list or environment
	MaxOutput    = 8 << 20         // bytes that one program may print
)

// Observer is told what programs print and how they end, from inside Do.
type Observer interface {
	Output(pid int, stderr bool, data string)
	Exited(pid, status int)
}

// Result is what Do did.
type Result struct {
	PID int // process number, for Exec
}

// Lab is a running lab. It is not safe for concurrent use.
type Lab struct {
	options  Options
	room     *site.Room
	journal  *Journal
	digest   digest
	observer Observer

	processes map[int]*host.Process
	lastPID   int
	ended     int
	last      *CommandSnapshot
	explained []Explanation
	hands     []*refusal.Refusal // that hands ran into since the last command line
	told      []Explanation      // of the last of them
	toldAt    int                // programs that had ended then

	benches  map[string]*workbench.Bench // replacements of batteries, by ESN
	returned []string                    // sent back to the vendor, ESNs and names of units

	sealed  int   // entries that Undo leaves alone
	rewinds []int // entries kept each time that the lab went back

	revision uint64
	cached   *Snapshot
	cachedAt uint64
	cachedT  time.Duration
	seen     map[*host.Host]seenFiles
	marks    marks
}

// New makes a lab at the beginning of a scenario.
func New(o Options) (*Lab, error) {
	s, err := scenario(o.Scenario)
	if err != nil {
		return nil, err
	}
	o.Scenario = s.Name
	l := &Lab{options: o, processes: map[int]*host.Process{}, seen: map[*host.Host]seenFiles{}, revision: 1}
	l.room = site.New(o.Seed)
	s.build(l.room)
	for _, h := range l.room.Hosts {
		l.install(h)
	}
	l.journal = &Journal{Header: Header{Format: journalFormat, Version: Version, Scenario: o.Scenario, Seed: o.Seed, Lesson: o.Lesson, LessonVersion: o.LessonVersion}}
	l.room.Clock.Settle = l.settle
	l.settle()
	return l, nil
}

// settle brings LEDs, temperatures and what hardservers see up to date.
func (l *Lab) settle() {
	for _, m := range l.room.Modules() {
		m.Sense()
		m.Relight()
	}
	l.relight()
	for _, h := range l.room.Hosts {
		h.Hardserver.Discover()
	}
}

// Do lets an event happen. An error means that it was refused: nothing changed and nothing was noted.
func (l *Lab) Do(e Event) (Result, error) {
	t, typed := e.(Typed)
	if typed {
		e = t.Event
	}
	e, err := legible(e)
	if err != nil {
		return Result{}, err
	}
	if err := l.goneOf(e); err != nil {
		return Result{}, err
	}
	before := l.digest.begin(e, l.journal)
	var r Result
	switch e := e.(type) {
	case Elapse:
		err = l.elapse(e)
	case Line:
		err = l.line(e)
	case Exec:
		r.PID, err = l.exec(e)
	case Input:
		err = l.input(e)
	case Signal:
		err = l.signal(e)
	case File:
		err = l.file(e)
	case Press:
		err = l.press(e.Target, e.Control, true)
	case Release:
		err = l.press(e.Target, e.Control, false)
	case Power:
		err = l.power(e)
	case Move:
		err = l.move(e)
	case Insert:
		err = l.insert(e)
	case Remove:
		err = l.removeCard(e)
	case Route:
		err = l.route(e)
	case Deliver:
		err = l.deliver(e)
	case Inject:
		err = l.inject(e)
	case Set:
		err = l.set(e)
	case Order:
		err = l.order(e)
	default:
		err = fmt.Errorf("unknown event %T", e)
	}
	if err != nil {
		l.digest = before
		return Result{}, err
	}
	l.settle()
	if _, waiting := e.(Elapse); !waiting {
		l.revision++
	}
	l.journal.add(Entry{Event: e, Digest: l.digest.sum(), Typed: typed && hand(e)})
	return r, nil
}

func (l *Lab) elapse(e Elapse) error {
	if e.Micros < 1 || e.Micros > MaxElapse*1_000_000 {
		return fmt.Errorf("elapse: %d µs is not between 1 µs and %d days", e.Micros, MaxElapse/(24*3600))
	}
	if l.room.Clock.Advance(time.Duration(e.Micros)*time.Microsecond) > 0 {
		l.revision++
	}
	return nil
}

func (l *Lab) line(e Line) error {
	if _, _, err := l.account(e.Host, e.User); err != nil {
		return err
	}
	if len(e.Text)+len(strings.Join(e.Env, ""))+len(e.Dir) > MaxText {
		return fmt.Errorf("line: longer than %d bytes", MaxText)
	}
	l.explained, l.hands = nil, nil
	return nil
}

// account finds a host and a user on it.
func (l *Lab) account(hostName, user string) (*host.Host, *host.User, error) {
	h := l.room.Host(hostName)
	if h == nil {
		return nil, nil, fmt.Errorf("no host %q; the lab has %s", hostName, strings.Join(l.hostNames(), ", "))
	}
	u := h.User(user)
	if u == nil {
		return nil, nil, fmt.Errorf("no user %q on %s", user, hostName)
	}
	return h, u, nil
}

// running is account for what needs a host that is up.
func (l *Lab) running(hostName, user string) (*host.Host, *host.User, error) {
	h, u, err := l.account(hostName, user)
	if err == nil && h.Phase() != host.On {
		return nil, nil, fmt.Errorf("host %s is %s", hostName, h.Phase())
	}
	return h, u, err
}

func (l *Lab) hostNames() []string {
	var names []string
	for _, h := range l.room.Hosts {
		names = append(names, h.Name)
	}
	return names
}

// Revision changes whenever something that a snapshot shows may have changed, clocks aside.
func (l *Lab) Revision() uint64 { return l.revision }

// Now is the virtual time since the scenario began.
func (l *Lab) Now() time.Duration { return l.room.Clock.Now() }

// Wall is the true date and time in the simulated world.
func (l *Lab) Wall() time.Time { return l.room.Clock.Wall() }

// NextDue is the virtual time at which something will happen by itself; false if nothing will.
func (l *Lab) NextDue() (time.Duration, bool) { return l.room.Clock.Next() }

// Observe names who is told of output and exits; nil for nobody.
func (l *Lab) Observe(o Observer) { l.observer = o }

// Close stops all programs. The lab can still be looked at.
func (l *Lab) Close() {
	l.observer = nil
	for _, pid := range l.pids() {
		l.processes[pid].Kill(137)
	}
}

func (l *Lab) pids() []int {
	list := make([]int, 0, len(l.processes))
	for pid := range l.processes {
		list = append(list, pid)
	}
	slices.Sort(list)
	return list
}
