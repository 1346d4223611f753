package shell

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"hsmlab/sim"
	"hsmlab/sim/cli"
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
	list, top := c.b.s.k.lab.Explain(), c.b.s.shell()
	top.explained = true
	if len(list) == 0 {
		c.printf("No program of the HSM software has run yet.\n")
	} else if top.unexplained > 0 {
		c.printf("The last command is none of the HSM software: there is no rule to explain. The last of those was:\n")
	}
	for _, e := range list {
		c.printf("%s: exit status %d\n", e.Command, e.Status)
		if r := e.Refusal; r != nil {
			word := "refused by"
			if e.Status == 0 || e.Beside {
				word = "found by  " // nothing was refused, but what was shown is not as it should be
			}
			c.printf("  "+word+"  %s, %s: %s\n  basis       %s\n", r.Service, r.Method, strings.ReplaceAll(r.Reason, "\n", "\n              "), r.Basis)
			if r.Guide != "" {
				c.printf("  guide       %s\n", r.Guide)
			}
			if r.ID != "" {
				c.printf("  behaviour   %s\n", r.ID)
			}
		} else if e.Note != "" {
			c.printf("  %s\n", e.Note)
		}
		if !strings.HasPrefix(e.Command, "lab ") { // its verbs have no page of their own
			c.printf("  reference   %s\n", cli.ReferencePath(e.Command))
		}
	}
	return 0
}
