package shell

import (
	"slices"
	"strings"

	"hsmlab/sim"
	"hsmlab/sim/chassis"
)

func init() {
	verbs = append(verbs, []verb{
		{"damage", "damage drill|lid|seal|shake|surfaces|vents [--unit NAME]", "Does something to the box of a network-attached HSM, to be found by lab inspect or noticed by its tamper circuit.", (*command).labDamage},
		{"fan", "fan out|in|N fail|battery low [--unit NAME]", "Takes the fan tray of a network-attached HSM out, puts a new one in, stops a fan, or lets the backup batteries on the tray run low.", (*command).labFan},
		{"form", "form [open FORM | pick LABEL|=VALUE… | cancel | start GUEST | stop GUEST | card 0|1|2 | ps LINE]", "Uses the management forms of a hypervisor, or PowerShell, and shows the screen; pick takes several labels, =VALUE is entered.\nCard says how many Solo XC are in the server.", (*command).labForm},
		{"inspect", "inspect [THING] [--unit NAME]", "Looks at a network-attached HSM: seal, lid, surfaces, vents, boundary, fans, psu; without THING, at all that a security check looks at.", (*command).labInspect},
		{"lid", "lid open|close [--unit NAME]", "Takes the lid of a network-attached HSM off, or puts it on.", (*command).labLid},
		{"panel", "panel [KEY|ENTRY|type VALUE…] [--unit NAME]", "Uses the front panel of a network-attached HSM and shows its display. A key is up, down, select, back, main or power;\nan entry of the open menu is chosen by its name, or how it begins: lab panel main HSM 'HSM information' 'Display details'.", (*command).labPanel},
		{"return", "return [--module N | --unit NAME]", "Sends a module or a network-attached HSM back to the vendor: in factory state, unless it does not work.", (*command).labReturn},
		{"psu", "psu 1|2 fail|out|in [--unit NAME]", "Lets a power supply of a network-attached HSM fail, takes it out, or puts a good one in.", (*command).labPSU},
	}...)
	slices.SortFunc(verbs, func(a, b verb) int { return strings.Compare(a.name, b.name) })
}

// unitOption takes --unit NAME out of the arguments and finds the network-attached HSM, the first of the room unless
// named. One that was sent back is in the room no more.
func (c *command) unitOption(name string, args []string) (u sim.UnitSnapshot, rest []string, ok bool) {
	want := ""
	for i := 0; i < len(args); i++ {
		value, joined := strings.CutPrefix(args[i], "--unit=")
		switch {
		case joined:
			want = value
		case args[i] == "--unit" && i+1 < len(args):
			want = args[i+1]
			i++
		default:
			rest = append(rest, args[i])
		}
	}
	s := c.snapshot()
	for _, u := range s.Units {
		gone := slices.Contains(s.Returned, u.Name)
		if gone && (u.Name == want || u.ESN == want) {
			c.errorf("lab %s: %s is on its way back to the vendor (guide 4.19)\n", name, u.Name)
			return u, rest, false
		}
		if !gone && (want == "" || u.Name == want || u.ESN == want) {
			return u, rest, true
		}
	}
	switch {
	case want == "" && len(s.Units) > 0:
		c.errorf("lab %s: each network-attached HSM is on its way back to the vendor (guide 4.19)\n", name)
	case want == "":
		c.errorf("lab %s: there is no network-attached HSM here; scenario network-hsm has two\n", name)
	default:
		c.errorf("lab %s: no network-attached HSM %q\n", name, want)
	}
	return u, rest, false
}

// labUnitSet sets a control of a unit to what the remaining arguments say.
func (c *command) labUnitSet(name, control string, args []string) int {
	u, rest, ok := c.unitOption(name, args)
	if !ok {
		return 2
	}
	if len(rest) == 0 {
		return c.labUsage(name, "something to do is needed")
	}
	return c.labDo(name, sim.Set{Target: u.Name, Control: control, Value: strings.Join(rest, " ")})
}

func (c *command) labDamage(args []string) int {
	return c.labUnitSet("damage", sim.DamageControl, args)
}

func (c *command) labFan(args []string) int { return c.labUnitSet("fan", sim.FanControl, args) }

func (c *command) labLid(args []string) int { return c.labUnitSet("lid", sim.LidControl, args) }

func (c *command) labPSU(args []string) int { return c.labUnitSet("psu", sim.PSUControl, args) }

// labInspect looks and changes nothing. The exit status tells whether all is as it should be.
func (c *command) labInspect(args []string) int {
	u, rest, ok := c.unitOption("inspect", args)
	if !ok {
		return 2
	}
	if len(rest) == 0 {
		for _, p := range chassis.Parts() {
			rest = append(rest, p.Name)
		}
	}
	status := 0
	for _, name := range rest {
		part, known := u.Parts[name]
		if !known {
			return c.labUsage("inspect", "nothing called %q to look at; there are boundary, fans, lid, psu, seal, surfaces and vents", name)
		}
		c.printf("%-9s %s\n", name, part.Looks)
		if !part.Good {
			status = 1
		}
	}
	return status
}

// labPanel presses keys, in order, and shows the display then.
func (c *command) labPanel(args []string) int {
	u, rest, ok := c.unitOption("panel", args)
	if !ok {
		return 2
	}
	for i := 0; i < len(rest); i++ {
		arg := rest[i]
		switch {
		case arg == "type" && i+1 < len(rest):
			i++
			arg = "type:" + rest[i]
		case arg == "type":
			return c.labUsage("panel", "type needs a value")
		case !slices.Contains(chassis.Keys(), arg):
			if status := c.chooseEntry(&u, arg); status != 0 {
				return status
			}
			continue
		}
		if status := c.panelKey(&u, arg); status != 0 {
			return status
		}
	}
	c.showUnit(u)
	if u.Refusal != nil {
		return 1
	}
	return 0
}

// panelKey presses one key and looks again.
func (c *command) panelKey(u *sim.UnitSnapshot, key string) int {
	status := c.labDo("panel", sim.Set{Target: u.Name, Control: sim.PanelControl, Value: key})
	*u, _, _ = c.unitOption("panel", []string{"--unit", u.Name})
	return status
}

// entryOf finds an entry of a menu by its name, or by how the name begins if no other does: the guide writes Display World
// for Display World info. It is -1 when there is none.
func entryOf(menu []string, name string) int {
	if at := slices.Index(menu, name); at >= 0 {
		return at
	}
	begins := func(entry string) bool { return strings.HasPrefix(entry, name) }
	at := slices.IndexFunc(menu, begins)
	if at >= 0 && slices.ContainsFunc(menu[at+1:], begins) {
		return -1
	}
	return at
}

// chooseEntry turns to an entry of the open menu and selects it.
func (c *command) chooseEntry(u *sim.UnitSnapshot, entry string) int {
	at := entryOf(u.Menu, entry)
	if at < 0 {
		c.errorf("lab panel: %q is neither a key nor on the display\n", entry)
		c.showUnit(*u)
		return 1
	}
	for u.Cursor != at {
		if status := c.panelKey(u, "down"); status != 0 {
			return status
		}
	}
	return c.panelKey(u, "select")
}

// showUnit prints display, lamps and beeper. A footer that is green tells nothing new.
func (c *command) showUnit(u sim.UnitSnapshot) {
	width := 24
	for _, line := range u.Display {
		width = max(width, len([]rune(line)))
	}
	edge := "+" + strings.Repeat("-", width+2) + "+\n"
	c.printf("%s", edge)
	for _, line := range u.Display {
		c.printf("| %s%s |\n", line, strings.Repeat(" ", width-len([]rune(line))))
	}
	c.printf("%s", edge)
	if u.FooterColour != "" && u.FooterColour != "green" {
		c.printf("footer: %s, %s\n", u.FooterColour, u.Footer)
	}
	if u.Warning {
		c.printf("warning LED: orange\n")
	}
	if u.Beeping {
		c.printf("beeper: on\n")
	}
}

// aboutUnit reports whether a command about faults or a lamp means a network-attached HSM: one is named, or there is no module.
func (c *command) aboutUnit(args []string) bool {
	named := slices.ContainsFunc(args, func(a string) bool { return a == "--unit" || strings.HasPrefix(a, "--unit=") })
	s := c.snapshot()
	return named || len(s.Modules) == 0 && len(s.Units) > 0
}

func (c *command) unitFaults(args []string) int {
	u, rest, ok := c.unitOption("faults", args)
	if !ok {
		return 2
	}
	if len(rest) > 0 {
		return c.labUsage("faults", "--unit NAME is enough")
	}
	for _, f := range c.b.s.k.lab.FaultsOf(u.ESN) {
		c.printf("%-20s %s\n", strings.TrimSpace(f.Name+" "+f.Value), f.About)
	}
	return 0
}

func (c *command) unitFault(args []string) int {
	u, rest, ok := c.unitOption("fault", args)
	if !ok {
		return 2
	}
	if len(rest) < 1 || len(rest) > 2 {
		return c.labUsage("fault", "a fault is needed; lab faults lists them")
	}
	code, value := c.faultCode(u.ESN, u.Inside, rest[0])
	if code == "" {
		return 2
	}
	if len(rest) == 2 {
		value = rest[1]
	}
	return c.labDo("fault", sim.Inject{Target: u.Name, Fault: code, Value: value})
}
