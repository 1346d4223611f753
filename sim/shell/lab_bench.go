package shell

import (
	"slices"
	"strings"

	"hsmlab/sim"
	"hsmlab/sim/workbench"
)

// benchStep reports whether a word begins a step of replacing a battery by hand.
func benchStep(word string) bool {
	return slices.ContainsFunc(workbench.Steps(), func(s string) bool { return strings.Fields(s)[0] == word })
}

// labBench does a step and tells what it was like.
func (c *command) labBench(esn, step string) int {
	if status := c.labDo("battery", sim.Set{Target: esn, Control: sim.BenchControl, Value: step}); status != 0 {
		return status
	}
	for _, b := range c.snapshot().Benches {
		if b.ESN == esn {
			c.printf("%s\n", b.Told)
		}
	}
	return 0
}

// labCells lists the batteries on sale, and what is needed.
func (c *command) labCells() int {
	row := func(name string, k workbench.Cell, note string) {
		c.printf("%-16s %-8s %s V  %d mAh  %-20s  %d to %d C  %d mA  %-7s%s\n", name, k.Size, k.Volts, k.Capacity, k.Chemistry, k.Low, k.High, k.Reverse, k.UL, note)
	}
	row("(required)", workbench.Required, "")
	for _, k := range workbench.Cells() {
		note := ""
		if missing := k.Misses(); missing != nil {
			note = "  not equivalent: " + strings.Join(missing, "; ")
		}
		row(k.Name, k, note)
	}
	return 0
}

func (c *command) labReturn(args []string) int {
	if slices.ContainsFunc(args, func(a string) bool { return strings.HasPrefix(a, "--unit") }) {
		u, rest, ok := c.unitOption("return", args)
		if !ok {
			return 2
		}
		if len(rest) > 0 {
			return c.labUsage("return", "--module N or --unit NAME is enough")
		}
		return c.labDo("return", sim.Set{Target: u.Name, Control: sim.ReturnControl, Value: "vendor"})
	}
	m, rest, ok := c.moduleOption("return", args)
	if !ok || len(rest) > 0 {
		return c.labUsage("return", "--module N or --unit NAME is enough")
	}
	return c.labDo("return", sim.Set{Target: m.ESN, Control: sim.ReturnControl, Value: "vendor"})
}
