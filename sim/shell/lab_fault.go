package shell

import (
	"slices"
	"strings"

	"hsmlab/sim"
	"hsmlab/sim/led"
)

// labFaults lists the faults of a module: its product decides which codes there are.
func (c *command) labFaults(args []string) int {
	if c.aboutUnit(args) {
		return c.unitFaults(args)
	}
	m, rest, ok := c.moduleOption("faults", args)
	if !ok {
		return 2
	}
	if len(rest) > 0 {
		return c.labUsage("faults", "%q is no option", rest[0])
	}
	for _, f := range c.b.s.k.lab.FaultsOf(m.ESN) {
		c.printf("%-20s %s\n", strings.TrimSpace(f.Name+" "+f.Value), f.About)
	}
	return 0
}

func (c *command) labFault(args []string) int {
	if c.aboutUnit(args) {
		return c.unitFault(args)
	}
	m, rest, ok := c.moduleOption("fault", args)
	if !ok {
		return 2
	}
	if len(rest) < 1 || len(rest) > 2 {
		return c.labUsage("fault", "a fault is needed; lab faults lists them")
	}
	code, value := c.faultCode(m.ESN, m.Product, rest[0])
	if code == "" {
		return 2
	}
	e := sim.Inject{Target: m.ESN, Fault: code, Value: value}
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

// faultCode finds a fault of a module, or of a unit with such a module, by its code or by a part of its description that
// only it has. What is neither goes to the lab as it is, which knows codes with numerals, and the nearest. It is "" when
// it said that there are several. The value is what makes the described one of two faults with the same code.
func (c *command) faultCode(esn, product, name string) (code, value string) {
	var found []sim.FaultInfo
	for _, f := range c.b.s.k.lab.FaultsOf(esn) {
		if f.Name == name {
			return name, ""
		}
		_, remote := led.Remote(f.Name)
		if remote && product == string(led.Shield5s) {
			continue // the lamp's own code for the same thing is meant
		}
		if strings.Contains(strings.ToLower(f.About), strings.ToLower(name)) {
			found = append(found, f)
		}
	}
	switch len(found) {
	case 0:
		return name, ""
	case 1:
		return found[0].Name, found[0].Value
	}
	if len(name) < 4 { // a code that is none, rather than a part of a description
		return name, ""
	}
	var names []string
	for _, f := range found {
		names = append(names, strings.TrimSpace(f.Name+" "+f.Value))
	}
	c.labUsage("fault", "%q could be %s; lab faults lists them", name, strings.Join(names, ", "))
	return "", ""
}
