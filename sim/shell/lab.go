package shell

import (
	"slices"
	"strings"
)

// verb is something that a person in the room does, as a command.
type verb struct {
	name  string
	usage string
	about string // first line: the short form
	run   func(*command, []string) int
}

// Control is a verb of the lab command and the control of the page that it stands for.
type Control struct {
	Verb    string // first words of the command, "power off"
	Control string // name of the control in the page
}

// Verbs lists what lab can do that a hand in the page can do too, sorted by verb. A test compares it with the page. Faults
// and damage are no work of hands: the trainer makes them.
func Verbs() []Control {
	return []Control{
		{"airflow", "airflow"},
		{"ambient", "ambient"},
		{"battery", "battery"},
		{"card insert", "card reader"},
		{"card remove", "card reader"},
		{"fan in", "fan tray"},
		{"fan out", "fan tray"},
		{"form", "form"},
		{"hold recovery", "recovery button"},
		{"inspect", "inspection"},
		{"jumper physical", "physical override jumper"},
		{"jumper remote", "remote override jumper"},
		{"lid close", "lid"},
		{"lid open", "lid"},
		{"move", "place"},
		{"panel", "front panel"},
		{"power cycle", "host power"},
		{"power off", "host power"},
		{"power on", "host power"},
		{"press clear", "Clear button"},
		{"psu 1 in", "power supply"},
		{"psu 1 out", "power supply"},
		{"psu 2 in", "power supply"},
		{"psu 2 out", "power supply"},
		{"release recovery", "recovery button"},
		{"return", "product return"},
		{"send", "handing over"},
		{"switch", "mode switch"},
		{"undo", "undo"},
		{"wait", "time"},
	}
}

// verbs is sorted by name.
var verbs []verb

// lab is the one command that a real host lacks: it stands for the people and the room.
func (c *command) lab() int {
	c.j.inLab++
	defer func() { c.j.inLab-- }()
	args := c.args[1:]
	if len(args) == 0 || args[0] == "help" || args[0] == "-h" || args[0] == "--help" {
		return c.labHelp(args)
	}
	i := slices.IndexFunc(verbs, func(v verb) bool { return v.name == args[0] })
	if i < 0 {
		c.errorf("lab: no verb %q; there are %s\n", args[0], strings.Join(verbNames(), ", "))
		if near := nearest(args[0], verbNames()); near != "" {
			c.errorf("Did you mean lab %s?\n", near)
		}
		return 2
	}
	if may := c.b.s.k.allowed; may != nil && !slices.Contains(may, args[0]) {
		c.errorf("lab %s: this lesson does without it; %s\n", args[0], whatIsLeft(may))
		return 1
	}
	return verbs[i].run(c, args[1:])
}

func whatIsLeft(verbs []string) string {
	if len(verbs) == 0 {
		return "it allows no verb at all"
	}
	return "there are " + strings.Join(verbs, ", ")
}

// VerbNames lists the verbs of the lab command, sorted.
func VerbNames() []string { return verbNames() }

// VerbUsage is how a verb of the lab command is called, as its help says.
func VerbUsage(name string) (usage string, ok bool) {
	for _, v := range verbs {
		if v.name == name {
			return v.usage + "\n" + v.about, true
		}
	}
	return "", false
}

func verbNames() []string {
	var list []string
	for _, v := range verbs {
		list = append(list, v.name)
	}
	return list
}

func (c *command) labHelp(args []string) int {
	if len(args) > 1 {
		for _, v := range verbs {
			if v.name == args[1] {
				c.printf("usage: lab %s\n\n%s\n", v.usage, v.about)
				return 0
			}
		}
		c.errorf("lab: no verb %q; there are %s\n", args[1], strings.Join(verbNames(), ", "))
		return 2
	}
	c.printf("lab stands for the people and the room: what no command of the host can do.\n\n")
	for _, v := range verbs {
		first, _, _ := strings.Cut(v.about, "\n")
		c.printf("  lab %s\n        %s\n", v.usage, first)
	}
	return 0
}

// labUsage says how a verb is called.
func (c *command) labUsage(name, format string, a ...any) int {
	c.errorf("lab "+name+": "+format+"\n", a...)
	for _, v := range verbs {
		if v.name == name {
			c.errorf("usage: lab %s\n", v.usage)
		}
	}
	return 2
}
