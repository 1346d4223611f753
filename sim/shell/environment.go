package shell

import (
	"slices"
	"strconv"
	"strings"

	"mvdan.cc/sh/v3/expand"

	"hsmlab/sim/shell/rewrite"
)

// environment is what a shell starts with, and the variables that have a new value each time. It is the
// bottom of the interpreter's scopes: assignments cover it.
type environment struct {
	b     *bash
	vars  map[string]expand.Variable
	names []string
	ready bool // the interpreter has taken what it wants from a real environment
}

// nowhere is a directory in which the interpreter would keep files of its own; it cannot exist.
const nowhere = "/\x00"

func newEnvironment(b *bash, exported []string) *environment {
	e := &environment{b: b, vars: map[string]expand.Variable{}}
	for name, value := range b.login {
		e.vars[name] = expand.Variable{Set: true, Exported: true, Kind: expand.String, Str: value}
	}
	for _, kv := range exported {
		name, value, _ := strings.Cut(kv, "=")
		e.vars[name] = expand.Variable{Set: true, Exported: true, Kind: expand.String, Str: value}
	}
	u, _ := b.s.k.account(b.host, b.user)
	for name, id := range map[string]int{"UID": u.UID, "EUID": u.UID, "GID": u.GID} {
		e.vars[name] = expand.Variable{Set: true, ReadOnly: true, Kind: expand.String, Str: strconv.Itoa(id)}
	}
	e.vars["PS1"] = plainVar(`\u@\h:\w\$ `)
	e.vars["PS2"] = plainVar("> ")
	e.vars["PS4"] = plainVar("+ ")
	e.vars["BASH_VERSION"] = plainVar("5.2.15(1)-release (simulated)")
	for name := range e.vars {
		e.names = append(e.names, name)
	}
	e.names = append(e.names, dynamic...)
	slices.Sort(e.names)
	return e
}

func plainVar(s string) expand.Variable {
	return expand.Variable{Set: true, Kind: expand.String, Str: s}
}

// dynamic are the variables whose value is made when it is asked for.
var dynamic = []string{"EPOCHSECONDS", "SECONDS", rewrite.Arg0, rewrite.PID, rewrite.ParentPID, rewrite.Random, rewrite.Random32}

func (e *environment) Get(name string) expand.Variable {
	if !e.ready && name == "TMPDIR" {
		return plainVar(nowhere)
	}
	if v, ok := e.vars[name]; ok {
		return v
	}
	if _, ok := slices.BinarySearch(dynamic, name); ok {
		return plainVar(e.b.dynamic(name))
	}
	return expand.Variable{}
}

func (e *environment) Each(f func(string, expand.Variable) bool) {
	for _, name := range e.names {
		if !f(name, e.Get(name)) {
			return
		}
	}
}

// dynamic makes the present value of a variable.
func (b *bash) dynamic(name string) string {
	switch name {
	case "SECONDS":
		return strconv.FormatInt(int64((b.s.now() - b.started).Seconds()), 10)
	case "EPOCHSECONDS":
		return strconv.FormatInt(b.s.k.lab.HostTime(b.host).Unix(), 10)
	case rewrite.Arg0:
		return b.name
	case rewrite.PID:
		return strconv.Itoa(1187 + 100*b.depth)
	case rewrite.ParentPID:
		return strconv.Itoa(1180 + 100*b.depth)
	case rewrite.Random:
		return strconv.Itoa(int(b.draw() >> 16 & 0x7fff))
	case rewrite.Random32:
		return strconv.FormatUint(uint64(b.draw()), 10)
	}
	return ""
}

// draw is the next number of a generator that starts the same way in every run.
func (b *bash) draw() uint32 {
	b.random = b.random*1664525 + 1013904223
	return b.random
}
