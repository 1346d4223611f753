package app

import (
	"testing"
	"time"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"hsmlab/lessons"
	"hsmlab/sim"
	"hsmlab/sim/led"
)

// LampJSON is what the lamp's module gets for a signal.
func LampJSON(s led.Signal, since int64) []byte { return lampJSON(s.Waveform(led.Unit), since) }

// LampPast is what the lamp on the bench has shown.
type LampPast struct{ past lampPast }

// Note takes up a signal.
func (l *LampPast) Note(of string, s led.Signal, since, now time.Duration) {
	l.past.note(of, s, since, now)
}

// Trace is the past until now.
func (l *LampPast) Trace(now time.Duration) ([]led.Edge, time.Duration) {
	t := l.past.trace(now)
	return t.edges, t.end
}

// Joined reads a journal from its chunks and its tail.
func Joined(text, tail string) (*sim.Journal, error) { return joined(text, tail) }

// TailOf is what is kept of a journal beside its settled entries.
func TailOf(j *sim.Journal, settled int) string { return tailOf(j, settled) }

// Bench is the bench as it looks when a module's reboot began some time ago.
func Bench(m sim.ModuleSnapshot, later time.Duration) (text string, ring time.Duration) {
	d := newDesk(FreeLab)
	m.Host = "provider"
	d.shown.snapshot = &sim.Snapshot{Modules: []sim.ModuleSnapshot{m}, Hosts: map[string]sim.HostSnapshot{"provider": {Role: "provider"}}}
	d.shown.now = later
	return d.recoveryText(), d.ring()
}

// HostsOf is the order of the tabs.
var HostsOf = hostsOf

// LessonOf is the lesson that a path names.
var LessonOf = lessonOf

// Panel is a thing on the bench in both of its views, as HTML.
type Panel struct{ Name, Drawing, List string }

// Panels are the views of everything that can be put on the bench, with each host.
func Panels(s *sim.Snapshot) []Panel {
	var list []Panel
	d := newDesk(FreeLab)
	d.shown.snapshot, d.stage, d.hosts = s, alive, hostsOf(s)
	for _, host := range d.hosts {
		d.shown.host = host
		for _, t := range d.shown.things() {
			d.shown.esn, d.shown.itself = t.id, t.kind == noThing
			list = append(list, Panel{t.name, ui.HTMLString(&rearView{Desk: d}), ui.HTMLString(&benchTable{Desk: d})})
		}
	}
	return list
}

// Stirs tells whether a change on the bench is news.
func Stirs(before, after sim.ModuleSnapshot) bool { return stirs(before, after) }

// Standing adds up two attempts at a lesson.
func Standing(before, now *lessons.Progress) (tasks []string, of int, solved bool) {
	s := standingOf(before).with(standingOf(now))
	return s.Tasks, s.Of, s.Solved
}

// Past is a history with the module that it is looked at for.
type Past struct {
	history
	module sim.ModuleSnapshot
}

// NewPast is an empty one, for a module with the limits of an nShield 5s.
func NewPast() *Past {
	p := &Past{module: sim.ModuleSnapshot{ESN: "A"}}
	p.module.Limits, p.module.Logs = limitsOf5s, sim.LogsSnapshot{Safe: 640 << 10, Critical: 960 << 10, Capacity: 1 << 20}
	return p
}

var limitsOf5s = func() sim.LimitSnapshot {
	lab, err := sim.New(sim.Options{})
	if err != nil {
		panic(err)
	}
	defer lab.Close()
	return lab.Snapshot().Modules[0].Limits
}()

// Add notes a measurement.
func (p *Past) Add(now time.Duration, list []sim.Measured) { p.add(now, list) }

// Of looks at it for another module.
func (p *Past) Of(m sim.ModuleSnapshot) { p.module = m }

// Points counts what is drawn, and tells how far before now the axis begins.
func (p *Past) Points(esn string, span int) (int, time.Duration) {
	r := p.modules[esn]
	d := draw(charts(p.module, r.rails), r, span, time.Unix(0, 0), p.last)
	return len(d.X), time.Duration(d.To-d.From) * time.Second
}

// Row is a line of the table.
func (p *Past) Row(esn string, span int, name string) []string {
	r := p.modules[esn]
	for _, row := range tableOf(charts(p.module, r.rails), r, span) {
		if row[0] == name {
			return row
		}
	}
	return make([]string, 6)
}

// Reading is what a chart says of one measurement.
func Reading(t *testing.T, id string, m sim.Measured) (value, words, kind string) {
	t.Helper()
	p := NewPast()
	p.add(0, []sim.Measured{m})
	r := p.modules[m.ESN]
	for _, c := range charts(p.module, r.rails) {
		if c.id == id {
			return c.reading(r.now, r.rails)
		}
	}
	t.Fatalf("there is no chart %q", id)
	return "", "", ""
}

// Drill is when a lesson is due, and Performance what that is judged by.
type (
	Drill       = drill
	Performance = performance
)

func (d drill) Solved(p performance, now time.Time) drill { return d.solved(p, now) }
func (d drill) Due(now time.Time) bool                    { return d.due(now) }
func (d drill) Begin(round int) drill                     { return d.begin(round) }

// NewPerformance is how a round went.
func NewPerformance(tripped, assisted bool, hints int, spent time.Duration, minutes int) Performance {
	return Performance{tripped, assisted, hints, spent, minutes}
}
