package shell

import (
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"mvdan.cc/sh/v3/interp"

	"hsmlab/sim/shell/tools"
)

func fprintf(w io.Writer, format string, a ...any) { io.WriteString(w, fmt.Sprintf(format, a...)) }

// finding is what a command's name means.
type finding struct {
	path    string
	program bool   // of the HSM software
	tool    string // a small tool
	problem string // why there is nothing to run
	hint    string
	status  int
}

// toolAt reports whether a small tool would lie there; they are no files of the lab. lab is no tool of the
// host, so it lies where an administrator puts things.
func toolAt(full string) bool {
	if path.Base(full) == "lab" {
		return full == "/usr/local/bin/lab"
	}
	return path.Dir(full) == "/bin" || path.Dir(full) == "/usr/bin"
}

// lookup finds what runs when name is typed as a command: by its path, or along PATH.
func (c *command) lookup(name string) finding {
	if strings.Contains(name, "/") {
		return c.lookupPath(absolute(c.dir, name))
	}
	if name == "" {
		return finding{problem: "command not found", status: 127}
	}
	if name[0] == '!' && c.b.s.io.Terminal && !c.b.script {
		return finding{problem: "not simulated: !history, because it would run what nobody has seen; use the arrow keys or Ctrl-R", status: 127}
	}
	search := c.getenv("PATH")
	if !c.env.Get("PATH").IsSet() {
		search = userPath
	}
	for _, dir := range strings.Split(search, ":") {
		f := c.lookupPath(absolute(c.dir, path.Join(dir, name)))
		if f.problem == "" || f.status == 126 && f.problem == "Permission denied" {
			return f
		}
	}
	return finding{problem: "command not found", hint: c.instead(name), status: 127}
}

// instead is what may have been meant by a name that is not found along PATH: a program of that name elsewhere, such
// as the scripts of the HSM software for users other than root, or the nearest name.
func (c *command) instead(name string) string {
	for _, p := range c.b.s.k.lab.Programs(c.host) {
		if path.Base(p) == name {
			return p
		}
	}
	known := c.b.commands()
	if near := nearest(name, known); near != "" {
		return near
	}
	return shortened(name, known)
}

func (c *command) lookupPath(full string) finding {
	lab := c.b.s.k.lab
	info, err := lab.Stat(c.host, c.user, full)
	switch {
	case err == nil && !info.Dir && lab.IsProgram(c.host, full):
		return finding{path: full, program: true}
	case err != nil && isTool(path.Base(full)) && toolAt(full):
		return finding{path: full, tool: path.Base(full)}
	case err != nil:
		f := finding{problem: errnoOf(err).Error(), status: 127}
		if f.problem == "Permission denied" {
			f.status = 126
		}
		return f
	case info.Dir:
		return finding{problem: "Is a directory", status: 126}
	case !c.may(info, 1):
		return finding{problem: "Permission denied", status: 126}
	}
	return finding{path: full}
}

// may asks for the user of the command, who is not always the shell's.
func (c *command) may(info fileInfoOf, want uint32) bool {
	as := *c.b
	as.host, as.user = c.host, c.user
	return as.may(info, want)
}

// isTool reports whether a small tool or a command of the shell itself has this name.
func isTool(name string) bool {
	_, own := shellCommands[name]
	return own || tools.Lookup(name) != nil
}

// commands lists every word that can begin a command, sorted: for suggestions and completion.
func (b *bash) commands() []string {
	list := []string{"alias", "bg", "cd", "eval", "exec", "exit", "export", "fg", "help", "jobs", "kill", "local", "logout",
		"printf", "pwd", "read", "set", "shift", "source", "test", "trap", "type", "unalias", "unset", "wait"}
	for name := range shellCommands {
		list = append(list, name)
	}
	list = append(list, tools.Names()...)
	for _, p := range b.s.k.lab.Programs(b.host) {
		list = append(list, path.Base(p))
	}
	for name := range b.aliases {
		list = append(list, name)
	}
	for name := range b.runner.Funcs {
		list = append(list, name)
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// describe says what a word is, as type does.
func (c *command) describe(name string) (kind, text string) {
	if value, ok := c.b.aliases[name]; ok {
		return "alias", fmt.Sprintf("%s is aliased to `%s'", name, value)
	}
	if keywords[name] {
		return "keyword", name + " is a shell keyword"
	}
	if _, ok := c.b.runner.Funcs[name]; ok {
		return "function", name + " is a function"
	}
	if interp.IsBuiltin(name) {
		return "builtin", name + " is a shell builtin"
	}
	if f := c.lookup(name); f.problem == "" {
		return "file", name + " is " + f.path
	}
	return "", ""
}

var keywords = map[string]bool{
	"if": true, "then": true, "else": true, "elif": true, "fi": true, "case": true, "esac": true, "for": true,
	"while": true, "until": true, "do": true, "done": true, "in": true, "function": true, "time": true,
	"{": true, "}": true, "!": true, "[[": true, "]]": true, "select": true, "coproc": true,
}
