package shell

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"hsmlab/sim"
	"hsmlab/sim/cli"
	"hsmlab/sim/led"
	"hsmlab/sim/shell/tools"
)

// moduleOption takes --module N out of the arguments and finds the module: the N-th of the host where the
// command is typed, or of the room when that host has none.
func (c *command) moduleOption(name string, args []string) (m *sim.ModuleSnapshot, rest []string, ok bool) {
	n := 1
	for i := 0; i < len(args); i++ {
		value, joined := strings.CutPrefix(args[i], "--module=")
		switch {
		case joined:
		case args[i] == "--module" && i+1 < len(args):
			value = args[i+1]
			i++
		default:
			rest = append(rest, args[i])
			continue
		}
		var err error
		if n, err = strconv.Atoi(value); err != nil || n < 1 {
			c.labUsage(name, "--module %s is no number of a module", value)
			return nil, nil, false
		}
	}
	all := c.snapshot().Modules
	here := slices.DeleteFunc(slices.Clone(all), func(m sim.ModuleSnapshot) bool { return m.Host != c.b.host })
	if len(here) == 0 {
		here = all
	}
	if n > len(here) {
		c.errorf("lab %s: no module %d; there are %d\n", name, n, len(here))
		return nil, nil, false
	}
	return &here[n-1], rest, true
}

func (c *command) labHold(args []string) int { return c.labButton("hold", args) }

func (c *command) labRelease(args []string) int { return c.labButton("release", args) }

func (c *command) labButton(name string, args []string) int {
	m, rest, ok := c.moduleOption(name, args)
	if !ok {
		return 2
	}
	if len(rest) != 1 || rest[0] != sim.RecoveryButton {
		return c.labUsage(name, "the button is needed: recovery")
	}
	if name == "hold" {
		return c.labDo(name, sim.Press{Target: m.ESN, Control: sim.RecoveryButton})
	}
	return c.labDo(name, sim.Release{Target: m.ESN, Control: sim.RecoveryButton})
}

func (c *command) labFaults([]string) int {
	for _, f := range c.b.s.k.lab.Faults() {
		c.printf("%-20s %s\n", f.Name, f.About)
	}
	return 0
}

func (c *command) labFault(args []string) int {
	m, rest, ok := c.moduleOption("fault", args)
	if !ok {
		return 2
	}
	if len(rest) < 1 || len(rest) > 2 {
		return c.labUsage("fault", "a fault is needed; lab faults lists them")
	}
	code, ok := c.faultCode(rest[0])
	if !ok {
		return 2
	}
	e := sim.Inject{Target: m.ESN, Fault: code}
	if c.ofHost(code) {
		e.Target = c.b.host
	}
	if len(rest) == 2 {
		e.Value = rest[1]
	}
	return c.labDo("fault", e)
}

// ofHost reports whether a fault is one of computers: it happens on the one where the command is typed.
func (c *command) ofHost(fault string) bool {
	return slices.ContainsFunc(c.b.s.k.lab.Faults(), func(f sim.FaultInfo) bool { return f.Name == fault && f.Host })
}

// faultCode finds a fault by its code or by a part of its description that only it has.
func (c *command) faultCode(name string) (string, bool) {
	var found []string
	for _, f := range c.b.s.k.lab.Faults() {
		if f.Name == name {
			return name, true
		}
		if strings.Contains(strings.ToLower(f.About), strings.ToLower(name)) {
			found = append(found, f.Name)
		}
	}
	switch len(found) {
	case 0:
		c.labUsage("fault", "no fault %q; lab faults lists them", name)
		return "", false
	case 1:
		return found[0], true
	}
	c.labUsage("fault", "%q could be %s; lab faults lists them", name, strings.Join(found, ", "))
	return "", false
}

// labLED says what the lamp shows.
func (c *command) labLED(args []string) int {
	m, rest, ok := c.moduleOption("led", args)
	if !ok {
		return 2
	}
	decode, watch, limit := false, false, time.Duration(0)
	for _, a := range rest {
		value, timed := strings.CutPrefix(a, "--watch=")
		switch {
		case a == "--decode":
			decode = true
		case a == "--watch":
			watch = true
		case timed:
			watch = true
			if limit, ok = tools.Duration(value); !ok || limit == 0 {
				return c.labUsage("led", "%q is no duration such as 90s", value)
			}
		default:
			return c.labUsage("led", "%q is no option", a)
		}
	}
	c.printf("%s\n", ledText(m.LED, decode))
	if !watch {
		return 0
	}
	return c.watchLED(m.ESN, m.LED, decode, limit)
}

func ledText(s led.Signal, decode bool) string {
	if !decode {
		return s.Words()
	}
	code, ok := led.Lookup(s.Code)
	if s.Pattern != led.Morse || !ok {
		return s.Words() + " (no code)"
	}
	return fmt.Sprintf("%s  %s  %s  %s", s.Colour, s.Morse(), s.Code, code.Meaning)
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
			now = signalOf(k.lab.Snapshot(), esn)
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

func signalOf(s *sim.Snapshot, esn string) led.Signal {
	for _, m := range s.Modules {
		if m.ESN == esn {
			return m.LED
		}
	}
	return led.Off
}

// labState prints the snapshot, or what jq makes of it.
func (c *command) labState(args []string) int {
	text, err := json.Marshal(c.snapshot())
	if err != nil {
		panic("BUG: the snapshot has no JSON: " + err.Error())
	}
	filtered := slices.ContainsFunc(args, func(a string) bool { return !strings.HasPrefix(a, "-") })
	if !filtered {
		args = append(slices.Clone(args), ".")
	}
	call := c.call(append([]string{"jq"}, args...))
	call.In = bytes.NewReader(text)
	return tools.Lookup("jq").Run(call)
}

// labExplain tells of the rules behind the last answers.
func (c *command) labExplain([]string) int {
	list := c.b.s.k.lab.Explain()
	if len(list) == 0 {
		c.printf("No program of the HSM software has run yet.\n")
	}
	for _, e := range list {
		c.printf("%s: exit status %d\n", e.Command, e.Status)
		if r := e.Refusal; r != nil {
			word := "refused by"
			if e.Status == 0 {
				word = "found by  " // nothing was refused, but what was shown is not as it should be
			}
			c.printf("  "+word+"  %s, %s: %s\n  basis       %s\n", r.Service, r.Method, r.Reason, r.Basis)
			if r.Guide != "" {
				c.printf("  guide       %s\n", r.Guide)
			}
			if r.ID != "" {
				c.printf("  behaviour   %s\n", r.ID)
			}
		} else if e.Note != "" {
			c.printf("  %s\n", e.Note)
		}
		c.printf("  reference   %s\n", cli.ReferencePath(e.Command))
	}
	return 0
}
