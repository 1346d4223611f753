package shell

import (
	"fmt"
	"strings"
	"time"

	"hsmlab/sim"
	"hsmlab/sim/led"
	"hsmlab/sim/shell/tools"
)

// labLED says what the lamp shows.
func (c *command) labLED(args []string) int {
	esn, rest, ok := c.lampOption(args)
	if !ok {
		return 2
	}
	o, wrong := ledOptions(rest)
	switch {
	case wrong != "":
		return c.labUsage("led", "%s", wrong)
	case o.way == "trace" || o.way == "vcd":
		return c.traceLED(esn, o)
	}
	shown, _ := lampOf(c.snapshot(), esn)
	c.printf("%s\n", ledText(shown, o.decode))
	if o.way == "" {
		return 0
	}
	return c.watchLED(esn, shown, o.decode, o.limit)
}

// lampOption finds whose lamp is meant, by --unit or --module; esn is its.
func (c *command) lampOption(args []string) (esn string, rest []string, ok bool) {
	if c.aboutUnit(args) {
		u, rest, ok := c.unitOption("led", args)
		return u.ESN, rest, ok
	}
	m, rest, ok := c.moduleOption("led", args)
	if !ok {
		return "", nil, false
	}
	return m.ESN, rest, true
}

// ledChoice is what was asked of lab led.
type ledChoice struct {
	decode bool
	way    string // "watch", "trace", "vcd", or "" for the present moment
	limit  time.Duration
}

// ledOptions reads the options; wrong tells what cannot be read.
func ledOptions(args []string) (o ledChoice, wrong string) {
	for _, a := range args {
		name, value, timed := strings.Cut(strings.TrimPrefix(a, "--"), "=")
		switch {
		case a == "--decode":
			o.decode = true
			continue
		case !strings.HasPrefix(a, "--"), name != "watch" && name != "trace" && name != "vcd":
			return o, fmt.Sprintf("%q is no option", a)
		case o.way != "":
			return o, "--watch, --trace and --vcd do not go together"
		}
		o.way = name
		if d, ok := tools.Duration(value); ok && d > 0 {
			o.limit = d
		} else if timed {
			return o, fmt.Sprintf("%q is no duration such as 90s", value)
		}
	}
	return o, ""
}

// A trace is ten seconds long unless something else is said, and no longer than so many edges.
const (
	traceTime  = 10 * time.Second
	traceEdges = 100_000
)

// traceLED lets time pass and prints each change of the lamp's colour, with the time since the beginning, or all as
// a value change dump.
func (c *command) traceLED(esn string, o ledChoice) int {
	k := c.b.s.k
	if o.limit == 0 {
		o.limit = traceTime
	}
	began := k.lab.Now()
	until, at := began+o.limit, began
	var edges []led.Edge
	for at < until {
		shown, since := lampOf(k.lab.Snapshot(), esn)
		w := waiter{timed: true, until: until, done: func() bool {
			now, from := lampOf(k.lab.Snapshot(), esn)
			return now != shown || from != since
		}}
		if err := c.j.block(w); err != nil {
			return c.waited(err)
		}
		for _, e := range shown.Waveform(led.Unit).Trace(at-since, k.lab.Now()-since, traceEdges-len(edges)) {
			e.At += since - began
			if n := len(edges); n == 0 || edges[n-1].Colour != e.Colour {
				edges = append(edges, e)
			}
		}
		at = k.lab.Now()
	}
	if o.way == "vcd" {
		c.printf("%s", led.VCD(esn, edges, o.limit))
		return 0
	}
	c.printf("%s", led.List(edges))
	return 0
}

// lampOf is what the lamp of a module or a network-attached HSM shows, and since when.
func lampOf(s *sim.Snapshot, esn string) (led.Signal, time.Duration) {
	for _, m := range s.Modules {
		if m.ESN == esn {
			return m.LED, time.Duration(m.LEDSince) * time.Microsecond
		}
	}
	for _, u := range s.Units {
		if u.ESN == esn {
			return u.LED, time.Duration(u.LEDSince) * time.Microsecond
		}
	}
	return led.Off, 0
}

func ledText(s led.Signal, decode bool) string {
	if !decode {
		return s.Words()
	}
	meaning, code := s.Meaning(), s.Code
	if meaning == "" {
		return s.Words() + " (no code)"
	}
	if s.Pattern == led.SOS {
		code = "SOS-" + code
	}
	return fmt.Sprintf("%s  %s  %s  %s -> %s", s.Colour, s.Morse(), code, meaning, s.Action())
}

// watchLED prints each change of the lamp, until Ctrl-C or for as long as was said. A batch run has nobody
// to type Ctrl-C: a minute is enough there.
func (c *command) watchLED(esn string, shown led.Signal, decode bool, limit time.Duration) int {
	k := c.b.s.k
	if limit == 0 && k.policy == Batch {
		limit = time.Minute
	}
	until := k.lab.Now() + limit
	for {
		now := shown
		w := waiter{timed: limit > 0, until: until, done: func() bool {
			now, _ = lampOf(k.lab.Snapshot(), esn)
			return now != shown
		}}
		if err := c.j.block(w); err != nil {
			return c.waited(err)
		}
		if now != shown {
			c.printf("%s  %s\n", k.lab.Wall().Format("15:04:05"), ledText(now, decode))
			shown = now
		}
		if limit > 0 && k.lab.Now() >= until {
			return 0
		}
	}
}
