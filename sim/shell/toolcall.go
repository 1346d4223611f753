package shell

import (
	"io"
	"slices"
	"strings"
	"time"

	"mvdan.cc/sh/v3/expand"

	"hsmlab/sim"
	"hsmlab/sim/shell/tools"
)

type fileInfoOf = sim.FileInfo

// shellCommands are the programs that need the shell or the terminal itself.
var shellCommands map[string]func(*command) int

func init() {
	shellCommands = map[string]func(*command) int{
		"bash": (*command).bashProgram, "sh": (*command).bashProgram, "clear": (*command).clear, "echo": (*command).echo,
		"lab": (*command).lab, "less": (*command).less, "man": (*command).man, "more": (*command).less, "nano": (*command).nano,
		"printf": (*command).printfBuiltin, "pwd": (*command).pwd, "reset": (*command).clear, "su": (*command).su, "sudo": (*command).sudo, "vi": (*command).nano, "vim": (*command).nano,
	}
}

// tool runs a small tool.
func (c *command) tool(name string) int {
	if f := shellCommands[name]; f != nil {
		return f(c)
	}
	call := c.call(append([]string{name}, c.args[1:]...))
	status := tools.Lookup(name).Run(call)
	if c.j.cause != nil {
		return c.j.exitStatus()
	}
	return status
}

// call connects a tool with the lab.
func (c *command) call(args []string) *tools.Call {
	columns, _ := c.b.s.Size()
	c.b.s.flush()
	return &tools.Call{
		Args: args, In: c.streams.in, Out: c.streams.out, Err: c.streams.err,
		Terminal: terminalOf(c.streams.out), Columns: columns, Live: c.b.s.k.policy == Live && terminalOf(c.streams.out) && !c.j.background,
		Lab: c.b.s.k.lab, Host: c.host, User: c.user, Dir: c.dir, Env: exportedOf(c.env),
		Change: c.b.s.change, Route: c.route, Clock: c.setClock, Sleep: c.sleep, Run: c.runFor, Stop: c.stop,
	}
}

// sleep lets virtual time pass for a tool. A batch run in which nobody would wake it says so.
func (c *command) sleep(d time.Duration) error { return c.j.sleep(d) }

// route changes a route of the host.
func (c *command) route(e sim.Route) error {
	c.b.s.flush()
	_, err := c.b.s.k.do(e)
	return err
}

// setClock sets the clock of the host.
func (c *command) setClock(t time.Time) error {
	_, err := c.b.s.k.do(sim.Typed{Event: sim.Set{Target: c.host, Control: sim.ClockControl, Value: t.UTC().Format(time.RFC3339)}})
	return err
}

// stop lets a long-running tool give way, and tells it to end.
func (c *command) stop() bool {
	c.j.tick()
	return c.j.cause != nil || c.e.overflowed()
}

// runFor runs a command for a tool: xargs, env.
func (c *command) runFor(t tools.Command) int {
	sub := *c
	sub.args = t.Args
	sub.env = expand.ListEnviron(t.Env...)
	sub.streams = streams{in: t.In, out: t.Out, err: t.Err}
	if len(t.Args) == 3 && t.Args[0] == "command" && t.Args[1] == "-v" {
		sub.args = t.Args[1:]
		return sub.commandV()
	}
	if sub.e.overflowed() {
		return statusBrokenPipe
	}
	return sub.run()
}

// bashProgram runs bash -c TEXT [NAME [WORD]…], bash FILE [WORD]…, or a program text from its input.
func (c *command) bashProgram() int {
	args := c.args[1:]
	env := exportedOf(c.env)
	for len(args) > 0 && (args[0] == "-e" || args[0] == "-x" || args[0] == "-l" || args[0] == "--login") {
		args = args[1:]
	}
	switch {
	case len(args) > 0 && args[0] == "-c":
		if len(args) < 2 {
			c.errorf("bash: -c: option requires an argument\n")
			return 2
		}
		name, params := "bash", []string(nil)
		if len(args) > 2 {
			name, params = args[2], args[3:]
		}
		return c.child(c.host, c.user, env, name, args[1], params, c.dir)
	case len(args) > 0 && strings.HasPrefix(args[0], "-") && args[0] != "-":
		c.errorf("bash: not simulated: option %s, because only -c and a file are\n", args[0])
		return 2
	case len(args) > 0 && args[0] != "-":
		return c.bashFile(args, env)
	}
	if _, ok := c.streams.in.(*typing); ok {
		c.b.s.push(c.user, env, c.dir)
		return 0
	}
	text, err := c.readAll()
	if err != nil {
		return c.j.exitStatus()
	}
	return c.child(c.host, c.user, env, "bash", string(text), nil, c.dir)
}

func (c *command) bashFile(args, env []string) int {
	data, err := c.b.s.k.lab.ReadFile(c.host, c.user, absolute(c.dir, args[0]))
	if err != nil {
		c.errorf("bash: %s: %v\n", args[0], errnoOf(err))
		return 127
	}
	return c.child(c.host, c.user, env, args[0], string(data), args[1:], c.dir)
}

func (c *command) pwd() int {
	c.printf("%s\n", c.dir)
	return 0
}

func (c *command) clear() int {
	if terminalOf(c.streams.out) && !c.b.s.io.Plain {
		io.WriteString(c.streams.out, "\x1b[H\x1b[2J\x1b[3J")
	}
	return 0
}

// su lets another user type, from the next line on; su -c runs a text at once.
func (c *command) su() int {
	login, user, text := false, "root", ""
	args := c.args[1:]
	for len(args) > 0 {
		switch a := args[0]; {
		case a == "-" || a == "-l" || a == "--login":
			login = true
		case a == "-c" && len(args) > 1:
			text, args = args[1], args[1:]
		case strings.HasPrefix(a, "-"):
			return c.badOption("su", a, "cfGglmpPsTVwh", "-, -l and -c")
		default:
			user = a
		}
		args = args[1:]
	}
	if _, ok := c.b.s.k.account(c.host, user); !ok {
		c.errorf("su: user %s does not exist or the user entry does not contain all the required fields\n", user)
		return 1
	}
	if c.user != "root" {
		c.errorf("su: Authentication failure (the lab's accounts have no passwords: use sudo)\n")
		return 1
	}
	return c.become(user, login, text)
}

// become runs a text as another user, or lets that user type.
func (c *command) become(user string, login bool, text string) int {
	dir, env := c.dir, keep(exportedOf(c.env), "NFAST_")
	if login {
		dir, env = "", nil
	}
	if c.redirected() && text == "" {
		input, err := c.readAll()
		if err != nil {
			return c.j.exitStatus()
		}
		return c.child(c.host, user, env, "bash", string(input), nil, dir)
	}
	if text != "" {
		return c.child(c.host, user, env, "bash", text, nil, dir)
	}
	if c.b.depth != len(c.b.s.shells)-1 || c.b != c.b.s.shell() || c.j.background {
		c.errorf("not simulated: a shell of another user inside a script, because it would have nobody to type; give it a command\n")
		return 1
	}
	c.b.s.push(user, env, dir)
	return 0
}

// redirected reports whether the input is a pipe, a file or a text: a shell started so reads that, and nobody types.
func (c *command) redirected() bool {
	if c.streams.in == nil {
		return c.b.s.io.Terminal // </dev/null; a script's own input is nil too
	}
	_, terminal := c.streams.in.(*typing)
	return !terminal
}

func keep(env []string, prefix string) []string {
	return slices.DeleteFunc(slices.Clone(env), func(kv string) bool { return !strings.HasPrefix(kv, prefix) })
}

// sudo runs one command as another user. No password is asked: the lab's accounts have none [simulated].
func (c *command) sudo() int {
	user, env, shell := "root", []string(nil), false
	args := c.args[1:]
	for len(args) > 0 && (strings.HasPrefix(args[0], "-") || strings.Contains(args[0], "=")) {
		switch a := args[0]; a {
		case "-u":
			if len(args) < 2 {
				c.errorf("sudo: option requires an argument -- 'u'\n")
				return c.sudoUsage()
			}
			user, args = args[1], args[1:]
		case "-E":
			env = keep(exportedOf(c.env), "")
		case "-i", "-s":
			shell = true
		case "-n", "--":
		default:
			if a[0] == '-' {
				return c.badOption("sudo", a, "AbBCDeghHKklNnPpRrSTtUuVv", "-u, -E, -i and -s")
			}
			env = append(env, a)
		}
		args = args[1:]
	}
	u, _ := c.b.s.k.account(c.host, c.user)
	switch _, known := c.b.s.k.account(c.host, user); {
	case !u.Sudo:
		c.errorf("%s is not in the sudoers file.\n", c.user)
		return 1
	case !known:
		c.errorf("sudo: unknown user %s\n", user)
		return 1
	case len(args) == 0 && !shell:
		return c.sudoUsage()
	case len(args) == 0:
		return c.become(user, true, "")
	}
	return c.sudoRun(user, env, args)
}

// badOption answers an option: one of the real tool's letters is not simulated, another does not exist.
func (c *command) badOption(tool, option, letters, simulated string) int {
	if strings.HasPrefix(option, "--") || strings.Contains(letters, option[1:2]) {
		c.errorf("%s: not simulated: option %s, because only %s are\n", tool, option, simulated)
		return 1
	}
	c.errorf("%s: invalid option -- '%s'\n", tool, option[1:2])
	if tool == "sudo" {
		return c.sudoUsage()
	}
	c.errorf("Try 'su --help' for more information.\n")
	return 1
}

func (c *command) sudoUsage() int {
	c.errorf("usage: sudo [-u user] [-E] [-i | -s | command [word]...]\n")
	return 1
}

// sudoRun runs the command with a fresh environment, as sudo does.
func (c *command) sudoRun(user string, env, args []string) int {
	account, _ := c.b.s.k.account(c.host, user)
	vars := loginVariables(c.host, account)
	var list []string
	for name, value := range vars {
		list = append(list, name+"="+value)
	}
	slices.Sort(list)
	sub := *c
	sub.user, sub.args = user, args
	sub.env = expand.ListEnviron(append(append(list, "SUDO_USER="+c.user), env...)...)
	found := sub.lookup(args[0])
	if found.problem != "" {
		c.errorf("sudo: %s: %s\n", args[0], found.problem)
		return 1
	}
	return sub.run()
}
