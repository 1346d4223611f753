package shell

import (
	"strconv"
	"time"

	"hsmlab/sim/shell/rewrite"
)

// internals are the commands that package rewrite puts into programs, and the builtins that the shell
// serves instead of the interpreter. They are called by their marked names.
var internals map[string]func(*command) int

func init() {
	mark := len(rewrite.Mark)
	internals = map[string]func(*command) int{
		rewrite.Cat[mark:]:        (*command).cat,
		rewrite.Declare[mark:]:    (*command).declare,
		rewrite.Enter[mark:]:      (*command).enter,
		rewrite.Fork[mark:]:       (*command).fork,
		rewrite.Nothing[mark:]:    (*command).nothing,
		rewrite.PipeEnd[mark:]:    (*command).pipeEnd,
		rewrite.PipeFail[mark:]:   (*command).pipeFail,
		rewrite.PipeStatus[mark:]: (*command).pipeStatus,
		rewrite.Room[mark:]:       (*command).room,
		rewrite.Run[mark:]:        (*command).runJob,
		rewrite.Started[mark:]:    (*command).started,
		rewrite.Status[mark:]:     (*command).jobStatus,
		rewrite.TimeBegin[mark:]:  (*command).timeBegin,
		rewrite.TimeEnd[mark:]:    (*command).timeEnd,

		"aliases":    (*command).listAliases,
		"bg":         (*command).bg,
		"bind":       (*command).notSimulated,
		"caller":     (*command).notSimulated,
		"compgen":    (*command).notSimulated,
		"complete":   (*command).notSimulated,
		"compopt":    (*command).notSimulated,
		"disown":     (*command).notSimulated,
		"echo":       (*command).echo,
		"enable":     (*command).notSimulated,
		"exitstatus": (*command).exitStatus,
		"fc":         (*command).notSimulated,
		"fg":         (*command).fg,
		"hash":       (*command).nothing,
		"help":       (*command).help,
		"history":    (*command).history,
		"jobs":       (*command).listJobs,
		"kill":       (*command).kill,
		"mapfile":    (*command).mapfile,
		"newgrp":     (*command).notSimulated,
		"printf":     (*command).printfBuiltin,
		"read":       (*command).read,
		"readarray":  (*command).mapfile,
		"set":        (*command).listSet,
		"suspend":    (*command).notSimulated,
		"times":      (*command).times,
		"type":       (*command).typeBuiltin,
		"ulimit":     (*command).notSimulated,
		"umask":      (*command).umask,
		"wait":       (*command).wait,
		"which":      (*command).commandV,
	}
}

// internal runs one of them. A name that does not exist was made up by the user.
func (c *command) internal(name string) int {
	f := internals[name]
	if f == nil {
		c.errorf("bash: %s: command not found\n", name)
		return 127
	}
	return f(c)
}

func (c *command) nothing() int { return 0 }

func (c *command) notSimulated() int {
	c.errorf("bash: not simulated: %s, because nothing in the lab needs it\n", c.args[0][len(rewrite.Mark):])
	return 2
}

// exitStatus sets $? to its operand.
func (c *command) exitStatus() int {
	n, _ := strconv.Atoi(c.operand(0))
	return n & 255
}

// operand is the i-th operand, "" when there is none.
func (c *command) operand(i int) string {
	if i+1 < len(c.args) {
		return c.args[i+1]
	}
	return ""
}

// cat prints the standard input: $(<file).
func (c *command) cat() int {
	data, _ := c.readAll()
	c.streams.out.Write(data)
	return 0
}

// maxFunctions is how deeply functions may call each other. Real bash goes on until its stack is full.
const maxFunctions = 400

// depthVariable counts the functions that are being called; it is local to each.
const depthVariable = "__DEPTH"

// enter is the first command of every function.
func (c *command) enter() int {
	depth, _ := strconv.Atoi(c.getenv(depthVariable))
	if depth++; depth > maxFunctions {
		c.errorf("bash: %s: maximum function nesting level exceeded (%d)\n", c.operand(0), maxFunctions)
		c.j.end(errKilled)
		return 1
	}
	last := c.hc.LastExitStatus
	if err := c.hc.Builtin(c.ctx, []string{"eval", "local " + depthVariable + "=" + itoa(depth)}); err != nil {
		return 1
	}
	return last
}

func (c *command) topPipe() *pipe {
	if n := len(c.e.pipes); n > 0 {
		return c.e.pipes[n-1]
	}
	return &pipe{}
}

// pipeStatus notes that a stage failed.
func (c *command) pipeStatus() int {
	p := c.topPipe()
	if p.second {
		p.status[1] = c.hc.LastExitStatus
	} else {
		p.status[0] = c.hc.LastExitStatus
	}
	return 0
}

func (c *command) pipeEnd() int { return c.endPipe(false) }

func (c *command) pipeFail() int { return c.endPipe(true) }

func (c *command) endPipe(fail bool) int {
	p := c.topPipe()
	if n := len(c.e.pipes); n > 0 {
		c.e.pipes = c.e.pipes[:n-1]
	}
	if fail && p.status[1] == 0 {
		return p.status[0]
	}
	return p.status[1]
}

// timing is the beginning of what time measures.
type timing struct {
	at time.Duration
}

func (c *command) timeBegin() int {
	c.e.times = append(c.e.times, timing{c.b.s.now()})
	return c.hc.LastExitStatus
}

// timeEnd prints the virtual time that passed; the lab's programs use no processor time.
func (c *command) timeEnd() int {
	n := len(c.e.times)
	if n == 0 {
		return 0
	}
	d := c.b.s.now() - c.e.times[n-1].at
	c.e.times = c.e.times[:n-1]
	if c.operand(0) == "-p" {
		c.errorf("real %d.%02d\nuser 0.00\nsys 0.00\n", d/time.Second, d%time.Second/(10*time.Millisecond))
	} else {
		m, s, ms := d/time.Minute, d%time.Minute/time.Second, d%time.Second/time.Millisecond
		c.errorf("\nreal\t%dm%d.%03ds\nuser\t0m0.000s\nsys\t0m0.000s\n", m, s, ms)
	}
	return c.hc.LastExitStatus
}

func (c *command) times() int {
	c.printf("0m0.000s 0m0.000s\n0m0.000s 0m0.000s\n")
	return 0
}

func (c *command) umask() int {
	if len(c.args) > 1 {
		return c.notSimulated()
	}
	c.printf("0022\n")
	return 0
}
