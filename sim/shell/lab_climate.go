package shell

import (
	"strings"

	"hsmlab/sim"
	"hsmlab/sim/workbench"
)

// labSet sets a control of a host: VALUE [HOST].
func (c *command) labSet(name string, args []string) int {
	if len(args) < 1 || len(args) > 2 {
		return c.labUsage(name, "a value is needed")
	}
	host := c.b.host
	if len(args) == 2 {
		host = args[1]
	}
	return c.labDo(name, sim.Set{Target: host, Control: name, Value: args[0]})
}

func (c *command) labAirflow(args []string) int { return c.labSet(sim.AirflowControl, args) }

func (c *command) labAmbient(args []string) int { return c.labSet(sim.AmbientControl, args) }

func (c *command) labBattery(args []string) int {
	m, rest, ok := c.moduleOption("battery", args)
	if !ok {
		return 2
	}
	switch {
	case len(rest) == 1 && rest[0] == "cells":
		return c.labCells()
	case len(rest) > 0 && benchStep(rest[0]):
		return c.labBench(m.ESN, strings.Join(rest, " "))
	case len(rest) != 1:
		return c.labUsage("battery", "new, out, a voltage, cells or a step is needed: %s", strings.Join(workbench.Steps(), ", "))
	}
	return c.labDo("battery", sim.Set{Target: m.ESN, Control: sim.BatteryControl, Value: rest[0]})
}

func (c *command) labClock(args []string) int {
	if len(args) != 2 {
		return c.labUsage("clock", "a host and a time are needed")
	}
	return c.labDo("clock", sim.Set{Target: args[0], Control: sim.ClockControl, Value: args[1]})
}

func (c *command) labBuy(args []string) int {
	m, rest, ok := c.moduleOption("buy", args)
	if !ok {
		return 2
	}
	if len(rest) != 1 {
		return c.labUsage("buy", "a licence is needed: mt-5, or a feature")
	}
	if status := c.labDo("buy", sim.Order{Target: m.ESN, Licence: rest[0]}); status != 0 {
		return status
	}
	messages := c.snapshot().Messages
	last := messages[len(messages)-1]
	c.printf("licence mailed to %s:%s\n", last.To, last.Path)
	return 0
}
