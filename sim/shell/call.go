package shell

import (
	"context"
	"path"
	"strconv"
	"strings"

	"mvdan.cc/sh/v3/interp"

	"hsmlab/sim/shell/rewrite"
)

// ours are the builtins that the interpreter lacks, does in its own way, or would ask the real computer
// about. The shell serves them under a marked name, see builtins.
var ours = map[string]bool{
	"bg": true, "bind": true, "caller": true, "compgen": true, "complete": true, "compopt": true,
	"disown": true, "echo": true, "enable": true, "fc": true, "fg": true, "hash": true, "help": true,
	"history": true, "jobs": true, "kill": true, "mapfile": true, "newgrp": true, "printf": true,
	"read": true, "readarray": true, "suspend": true, "times": true, "type": true, "ulimit": true,
	"umask": true, "wait": true,
}

// call sees every simple command before it runs and may replace it.
func (b *bash) call(ctx context.Context, args []string) ([]string, error) {
	hc := interp.HandlerCtx(ctx)
	e := hc.Stderr.(*stderr)
	if length(args) > roomLimit {
		say(e, "bash: not simulated: a command of more than 64 MB, because it would fill the browser's memory")
		b.s.k.current.end(errMemory)
		return nil, context.Canceled
	}
	if e.overflowed() && !strings.HasPrefix(args[0], rewrite.Mark) {
		return b.overflow(e), nil
	}
	return b.replace(hc, e, args), nil
}

// overflow ends the stage of a pipeline that writes without end.
func (b *bash) overflow(e *stderr) []string {
	e.pipes[len(e.pipes)-1].complain(e)
	return []string{"exit", itoa(statusBrokenPipe)}
}

func (b *bash) replace(hc interp.HandlerContext, e *stderr, args []string) []string {
	switch name := args[0]; {
	case ours[name]:
		return append([]string{rewrite.Mark + name}, args[1:]...)
	case name == "builtin" && len(args) > 1 && interp.IsBuiltin(args[1]):
		return b.replace(hc, e, args[1:])
	case name == "builtin" && len(args) > 1:
		return b.refuse(e, 1, "builtin: %s: not a shell builtin", args[1])
	}
	switch args[0] {
	case "cd", "pushd", "popd":
		return b.changeDir(hc, e, args)
	case "command":
		return b.commandBuiltin(hc, e, args)
	case "eval":
		return b.eval(e, args)
	case "exit", "logout", "return":
		return b.leave(e, args)
	case "pwd":
		return []string{"pwd"}
	case "set":
		return b.set(e, args)
	case ".", "source":
		return b.source(hc, e, args)
	case "test", "[":
		return b.test(hc, e, args)
	case "trap":
		return b.trap(e, args)
	case "alias", "unalias":
		return b.alias(args)
	}
	return args
}

// refuse prints an error of a builtin and answers with its exit status.
func (b *bash) refuse(e *stderr, status int, format string, a ...any) []string {
	say(e, "bash: "+format, a...)
	return []string{rewrite.Mark + "exitstatus", itoa(status)}
}

func (b *bash) changeDir(hc interp.HandlerContext, e *stderr, args []string) []string {
	name := args[0]
	operands := args[1:]
	for len(operands) > 0 && (operands[0] == "-L" || operands[0] == "-P" || operands[0] == "--") {
		operands = operands[1:]
	}
	if name != "cd" {
		if len(operands) == 0 || strings.HasPrefix(operands[0], "-n") || strings.HasPrefix(operands[0], "+") {
			return args
		}
	}
	target := hc.Env.Get("HOME").String()
	switch {
	case len(operands) > 1:
		return b.refuse(e, 1, "%s: too many arguments", name)
	case len(operands) == 0 && target == "":
		return b.refuse(e, 1, "%s: HOME not set", name)
	case len(operands) == 1 && operands[0] == "-" && name == "cd":
		if target = hc.Env.Get("OLDPWD").String(); target == "" {
			return b.refuse(e, 1, "%s: OLDPWD not set", name)
		}
	case len(operands) == 1 && len(operands[0]) > 1 && operands[0][0] == '-':
		return b.refuse(e, 2, "%s: %s: invalid option", name, operands[0])
	case len(operands) == 1:
		target = operands[0]
	}
	if target == "" {
		return []string{rewrite.Nothing}
	}
	full := absolute(hc.Dir, target)
	info, err := b.s.k.lab.Stat(b.host, b.user, full)
	switch {
	case err != nil:
		return b.refuse(e, 1, "%s: %s: %v", name, target, errnoOf(err))
	case !info.Dir:
		return b.refuse(e, 1, "%s: %s: Not a directory", name, target)
	case !b.may(info, 1):
		return b.refuse(e, 1, "%s: %s: Permission denied", name, target)
	}
	return append([]string{name}, operands...)
}

// commandBuiltin serves command [-v|-V|-p] NAME.
func (b *bash) commandBuiltin(hc interp.HandlerContext, e *stderr, args []string) []string {
	rest := args[1:]
	for len(rest) > 0 && len(rest[0]) > 1 && rest[0][0] == '-' {
		switch rest[0] {
		case "-v":
			return append([]string{rewrite.Mark + "which"}, rest[1:]...)
		case "-V":
			return append([]string{rewrite.Mark + "type"}, rest[1:]...)
		case "-p", "--":
			rest = rest[1:]
		default:
			return b.refuse(e, 2, "command: %s: invalid option", rest[0])
		}
	}
	if len(rest) == 0 {
		return []string{rewrite.Nothing}
	}
	if interp.IsBuiltin(rest[0]) {
		return b.replace(hc, e, rest)
	}
	return append([]string{"command"}, rest...)
}

func (b *bash) eval(e *stderr, args []string) []string {
	text, err := rewrite.Text(strings.Join(args[1:], " "), b.options())
	if err != nil {
		return b.refuse(e, 2, "eval: %s", bashError(err))
	}
	return []string{"eval", text}
}

func (b *bash) trap(e *stderr, args []string) []string {
	if len(args) < 3 || args[1] == "-" || args[1] == "-l" || args[1] == "-p" {
		return args
	}
	operands := args[1:]
	if operands[0] == "--" {
		operands = operands[1:]
	}
	for _, sig := range operands[1:] {
		switch strings.TrimPrefix(sig, "SIG") {
		case "EXIT", "ERR":
		case "0":
			operands[1] = "EXIT"
		default:
			return b.refuse(e, 1, "not simulated: trap on %s, because the lab's signals end a command line at once; EXIT and ERR work", sig)
		}
	}
	text, err := rewrite.Text(operands[0], b.options())
	if err != nil {
		return b.refuse(e, 2, "trap: %s", bashError(err))
	}
	return append([]string{"trap", "--", text}, operands[1:]...)
}

func (b *bash) leave(e *stderr, args []string) []string {
	if args[0] == "logout" {
		args = append([]string{"exit"}, args[1:]...)
	}
	if len(args) > 1 {
		n, err := strconv.ParseInt(args[1], 10, 64)
		if err != nil {
			say(e, "bash: %s: %s: numeric argument required", args[0], args[1])
			n = 2
		} else if len(args) > 2 {
			return b.refuse(e, 1, "%s: too many arguments", args[0])
		}
		return []string{args[0], itoa(int(n & 255))}
	}
	return args
}

func (b *bash) set(e *stderr, args []string) []string {
	if len(args) == 1 {
		return []string{rewrite.Mark + "set"}
	}
	for _, a := range args[1:] {
		if a == "--" || len(a) < 2 || a[0] != '-' && a[0] != '+' {
			break
		}
		if strings.ContainsAny(a[1:], "mvbBCEHhkpPtT") {
			return b.refuse(e, 2, "not simulated: set %s, because the lab's shell has no such mode", a)
		}
	}
	return args
}

func (b *bash) alias(args []string) []string {
	if args[0] == "alias" && (len(args) == 1 || len(args) == 2 && args[1] == "-p") {
		return []string{rewrite.Mark + "aliases"}
	}
	for _, a := range args[1:] {
		name, value, assigned := strings.Cut(a, "=")
		switch {
		case args[0] == "unalias" && a == "-a":
			all := []string{"unalias"}
			for name := range b.aliases {
				all = append(all, name)
			}
			clear(b.aliases)
			return all
		case args[0] == "unalias":
			delete(b.aliases, a)
		case assigned:
			b.aliases[name] = value
		}
	}
	return args
}

// source hands the interpreter a file of the lab, never one of the real computer.
func (b *bash) source(hc interp.HandlerContext, e *stderr, args []string) []string {
	if len(args) < 2 {
		return b.refuse(e, 2, "%s: filename argument required", args[0])
	}
	p := b.sourcePath(hc, args[1])
	data, err := b.s.k.lab.ReadFile(b.host, b.user, p)
	if err != nil {
		return b.refuse(e, 1, "%s: %v", args[1], errnoOf(err))
	}
	if _, err := rewrite.Text(string(data), b.options()); err != nil {
		return b.refuse(e, 2, "%s: %s", args[1], bashError(err))
	}
	return append([]string{"source", p + rewrite.Mark + rewrite.Source}, args[2:]...)
}

func (b *bash) sourcePath(hc interp.HandlerContext, name string) string {
	if !strings.Contains(name, "/") {
		for _, dir := range strings.Split(hc.Env.Get("PATH").String(), ":") {
			p := absolute(hc.Dir, path.Join(dir, name))
			if info, err := b.s.k.lab.Stat(b.host, b.user, p); err == nil && !info.Dir && dir != "" {
				return p
			}
		}
	}
	return absolute(hc.Dir, name)
}

// sourceText is a script as the interpreter may read it.
func (b *bash) sourceText(dir, p string) (*sourced, error) {
	data, err := b.s.k.lab.ReadFile(b.host, b.user, absolute(dir, p))
	if err != nil {
		return nil, err
	}
	text, err := rewrite.Text(string(data), b.options())
	return &sourced{*strings.NewReader(text)}, err
}

type sourced struct{ strings.Reader }

func (*sourced) Write([]byte) (int, error) { return 0, errReadOnly }
func (*sourced) Close() error              { return nil }

// test answers -t itself and refuses what would ask the real computer.
func (b *bash) test(hc interp.HandlerContext, e *stderr, args []string) []string {
	out := append([]string(nil), args...)
	for i := 1; i+1 < len(out); i++ {
		switch out[i] {
		case "-t":
			answer := ""
			if b.isTerminal(hc, e, out[i+1]) {
				answer = "1"
			}
			out[i], out[i+1] = "-n", answer
		case "-O", "-G", "-N":
			if i == 1 || out[i-1] == "!" || out[i-1] == "(" {
				return b.refuse(e, 2, "not simulated: test %s, because owners and access times cannot be tested here; use ls -l", out[i])
			}
		}
	}
	return out
}

func (b *bash) isTerminal(hc interp.HandlerContext, e *stderr, fd string) bool {
	switch fd {
	case "0":
		_, ok := e.in.(*typing)
		return ok
	case "1":
		return terminalOf(hc.Stdout)
	case "2":
		return terminalOf(e.w)
	}
	return false
}
