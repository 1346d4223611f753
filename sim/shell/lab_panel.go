package shell

import (
	"slices"

	"hsmlab/sim"
)

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

// labPress pushes a button that acts at once: Clear on the back panel of a Solo.
func (c *command) labPress(args []string) int {
	m, rest, ok := c.moduleOption("press", args)
	if !ok {
		return 2
	}
	if len(rest) != 1 || rest[0] != sim.ClearButton {
		return c.labUsage("press", "the button is needed: clear; the recovery button of an nShield 5s is held (lab hold recovery)")
	}
	return c.labDo("press", sim.Press{Target: m.ESN, Control: sim.ClearButton})
}

// labSwitch moves the mode switch of a Solo.
func (c *command) labSwitch(args []string) int {
	m, rest, ok := c.moduleOption("switch", args)
	if !ok {
		return 2
	}
	if len(rest) != 1 {
		return c.labUsage("switch", "a position is needed: M, O or I")
	}
	return c.labDo("switch", sim.Set{Target: m.ESN, Control: sim.SwitchControl, Value: rest[0]})
}

// labJumper puts an override jumper on the board of a Solo.
func (c *command) labJumper(args []string) int {
	m, rest, ok := c.moduleOption("jumper", args)
	if !ok {
		return 2
	}
	if len(rest) != 2 || !slices.Contains([]string{"physical", "remote"}, rest[0]) {
		return c.labUsage("jumper", "physical or remote is needed, and on or off")
	}
	return c.labDo("jumper", sim.Set{Target: m.ESN, Control: "jumper-" + rest[0], Value: rest[1]})
}
