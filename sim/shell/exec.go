package shell

import (
	"context"
	"errors"
	"io"
	"strings"

	"mvdan.cc/sh/v3/expand"
	"mvdan.cc/sh/v3/interp"

	"hsmlab/sim"
	"hsmlab/sim/shell/rewrite"
)

// command is one simple command on its way to be run.
type command struct {
	ctx     context.Context
	b       *bash
	j       *Job
	host    string
	user    string // may differ from the shell's: sudo
	args    []string
	dir     string
	env     expand.Environ
	streams streams
	e       *stderr
	hc      interp.HandlerContext
}

// exec runs what is neither a function nor a builtin of the interpreter.
func (b *bash) exec(ctx context.Context, args []string) error {
	hc := interp.HandlerCtx(ctx)
	e := hc.Stderr.(*stderr)
	c := &command{ctx: ctx, b: b, j: b.s.k.current, host: b.host, user: b.user, args: args, dir: hc.Dir,
		env: hc.Env, e: e, hc: hc, streams: streams{in: e.in, out: hc.Stdout, err: e.w}}
	var status int
	if name, ok := strings.CutPrefix(args[0], rewrite.Mark); ok {
		status = c.internal(name)
	} else {
		status = c.run()
	}
	if c.j.cause != nil {
		return context.Canceled
	}
	if status == passOn {
		return nil
	}
	if status != 0 {
		return interp.ExitStatus(uint8(status))
	}
	return nil
}

// passOn is what an internal command returns that made the interpreter set the status itself.
const passOn = -1

// run finds a program and runs it.
func (c *command) run() int {
	found := c.lookup(c.args[0])
	switch {
	case found.problem != "":
		c.errorf("bash: %s: %s\n", c.args[0], found.problem)
		if found.hint != "" {
			c.errorf("Did you mean %s?\n", found.hint)
		}
		return found.status
	case found.program:
		return c.program(found.path)
	case found.tool != "":
		return c.tool(found.tool)
	}
	return c.scriptFile(found.path)
}

// program runs a program of the HSM software.
func (c *command) program(path string) int {
	c.b.s.flush()
	top := c.b.s.shell()
	top.unexplained, top.explained = 0, true
	e := sim.Exec{Host: c.host, User: c.user, Argv: append([]string{path}, c.args[1:]...), Env: c.nfast(), Dir: c.dir}
	if _, ok := c.streams.in.(*typing); ok && !c.j.background {
		e.TTY = true
	} else if text, err := c.readAll(); err != nil {
		return c.j.exitStatus()
	} else {
		e.Stdin = string(text)
	}
	status, gone, err := c.j.exec(e, c.streams.out, c.streams.err)
	switch {
	case errors.Is(err, errDeadlock):
		c.errorf("bash: %s: deadlock: it waits for something that will never happen\n", c.args[0])
	case err != nil:
		c.errorf("bash: %s: %s\n", c.args[0], cutPrefix(errnoOf(err).Error(), "exec: "))
		return 126
	case gone:
		c.errorf("bash: %s: terminated (the lab went back in time)\n", c.args[0])
	}
	return status
}

func cutPrefix(s, prefix string) string { return strings.TrimPrefix(s, prefix) }

// nfast lists the exported variables that the HSM software reads.
func (c *command) nfast() []string {
	var list []string
	for _, kv := range exportedOf(c.env) {
		if strings.HasPrefix(kv, "NFAST_") {
			list = append(list, kv)
		}
	}
	return list
}

// readAll reads the whole standard input. From a terminal it reads until Ctrl-D.
func (c *command) readAll() ([]byte, error) {
	if c.streams.in == nil {
		return nil, nil
	}
	return io.ReadAll(io.LimitReader(c.streams.in, 2*pipeLimit))
}

func (c *command) errorf(format string, a ...any) { fprintf(c.streams.err, format, a...) }
func (c *command) printf(format string, a ...any) { fprintf(c.streams.out, format, a...) }

// getenv is a variable of the shell, exported or not.
func (c *command) getenv(name string) string { return c.env.Get(name).String() }
