package shell

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"mvdan.cc/sh/v3/expand"
	"mvdan.cc/sh/v3/syntax"

	"hsmlab/sim/shell/rewrite"
	"hsmlab/sim/shell/tools"
)

// assign sets variables of the shell that runs the command, from within it.
func (c *command) assign(name, value string) {
	c.hc.Builtin(c.ctx, []string{"eval", name + "=" + quote(value)})
}

func quote(s string) string { return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'" }

func (c *command) echo() int {
	newline, escapes := true, false
	words := c.args[1:]
	for len(words) > 0 && len(words[0]) > 1 && words[0][0] == '-' && strings.Trim(words[0][1:], "neE") == "" {
		for _, f := range words[0][1:] {
			switch f {
			case 'n':
				newline = false
			default:
				escapes = f == 'e'
			}
		}
		words = words[1:]
	}
	text := strings.Join(words, " ")
	if escapes {
		var end bool
		text, end = tools.Escapes(text)
		newline = newline && !end
	}
	if newline {
		text += "\n"
	}
	if _, err := io.WriteString(c.streams.out, text); err != nil {
		return 1
	}
	return 0
}

func (c *command) printfBuiltin() int {
	args, name := c.args[1:], ""
	if len(args) > 1 && args[0] == "-v" {
		name, args = args[1], args[2:]
	}
	if len(args) > 0 && args[0] == "--" {
		args = args[1:]
	}
	if len(args) == 0 {
		c.errorf("printf: usage: printf [-v var] format [arguments]\n")
		return 2
	}
	text, err := tools.Printf(args[0], args[1:])
	status := 0
	if err != nil {
		c.errorf("bash: printf: %v\n", err)
		status = 1
	}
	if name == "" {
		io.WriteString(c.streams.out, text)
	} else if syntax.ValidName(name) {
		c.assign(name, text)
	}
	return status
}

// typeBuiltin says what words mean as commands.
func (c *command) typeBuiltin() int {
	words, mode := c.args[1:], ""
	if len(words) > 0 && strings.HasPrefix(words[0], "-") {
		mode, words = words[0], words[1:]
	}
	status := 0
	for _, w := range words {
		kind, text := c.describe(w)
		switch {
		case kind == "":
			if mode == "" {
				c.errorf("bash: type: %s: not found\n", w)
			}
			status = 1
		case mode == "-t":
			c.printf("%s\n", kind)
		case mode == "-p" || mode == "-P":
			if kind == "file" {
				c.printf("%s\n", strings.TrimPrefix(text, w+" is "))
			}
		case mode == "":
			c.printf("%s\n", text)
		default:
			c.errorf("bash: not simulated: type %s, because a name means one thing here\n", mode)
			return 2
		}
	}
	return status
}

// commandV is command -v.
func (c *command) commandV() int {
	status := 1
	for _, w := range c.args[1:] {
		kind, text := c.describe(w)
		switch kind {
		case "":
			continue
		case "file":
			text = strings.TrimPrefix(text, w+" is ")
		case "alias":
			text = "alias " + w + "=" + quote(c.b.aliases[w])
		default:
			text = w
		}
		status = 0
		c.printf("%s\n", text)
	}
	return status
}

func (c *command) history() int {
	s := c.b.s
	list := s.history[s.identity()]
	switch arg := c.operand(0); {
	case arg == "-c":
		delete(s.history, s.identity())
		return 0
	case arg != "":
		var n int
		if _, err := fmt.Sscanf(arg, "%d", &n); err != nil || n < 0 {
			c.errorf("bash: not simulated: history %s, because only -c and a number are\n", arg)
			return 2
		}
		first := max(0, len(list)-n)
		for i, line := range list[first:] {
			c.printf("%5d  %s\n", first+i+1, line)
		}
		return 0
	}
	for i, line := range list {
		c.printf("%5d  %s\n", i+1, line)
	}
	return 0
}

func (c *command) listAliases() int {
	names := make([]string, 0, len(c.b.aliases))
	for name := range c.b.aliases {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		c.printf("alias %s=%s\n", name, quote(c.b.aliases[name]))
	}
	return 0
}

// sorted lists the variables of an environment by name.
func sorted(env expand.Environ) []named {
	found := map[string]expand.Variable{}
	for name, v := range env.Each {
		if strings.HasPrefix(name, "__") || !syntax.ValidName(name) {
			continue
		}
		if found[name] = v; !v.IsSet() {
			delete(found, name)
		}
	}
	names := make([]string, 0, len(found))
	for name := range found {
		names = append(names, name)
	}
	slices.Sort(names)
	list := make([]named, len(names))
	for i, name := range names {
		list[i] = named{name, found[name]}
	}
	return list
}

type named struct {
	name string
	expand.Variable
}

func (c *command) listSet() int {
	for _, v := range sorted(c.env) {
		c.printf("%s=%s\n", v.name, v.value(quoteIfNeeded))
	}
	return 0
}

func quoteIfNeeded(s string) string {
	if s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+./:,@%") == "" {
		return s
	}
	return quote(s)
}

func doubleQuote(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "$", `\$`, "`", "\\`").Replace(s) + `"`
}

// value is what stands behind = in a list of variables.
func (v named) value(q func(string) string) string {
	var b strings.Builder
	switch v.Kind {
	case expand.Indexed:
		for i, s := range v.List {
			if v.Indexes != nil {
				i = v.Indexes[i]
			}
			fmt.Fprintf(&b, "[%d]=%s ", i, doubleQuote(s))
		}
	case expand.Associative:
		keys := make([]string, 0, len(v.Map))
		for k := range v.Map {
			keys = append(keys, k)
		}
		slices.Sort(keys)
		for _, k := range keys {
			fmt.Fprintf(&b, "[%s]=%s ", k, doubleQuote(v.Map[k]))
		}
		return "(" + b.String() + ")"
	default:
		return q(v.Str)
	}
	return "(" + strings.TrimSuffix(b.String(), " ") + ")"
}

// declare lists variables for export, readonly and declare -p.
func (c *command) declare() int {
	variant, names := c.operand(0), c.args[2:]
	for len(names) > 0 && strings.HasPrefix(names[0], "-") {
		names = names[1:]
	}
	status := 0
	all := sorted(c.env)
	for _, name := range names {
		if !slices.ContainsFunc(all, func(v named) bool { return v.name == name }) {
			c.errorf("bash: %s: %s: not found\n", variant, name)
			status = 1
		}
	}
	for _, v := range all {
		switch {
		case len(names) > 0 && !slices.Contains(names, v.name),
			len(names) == 0 && variant == "export" && !v.Exported,
			len(names) == 0 && variant == "readonly" && !v.ReadOnly:
			continue
		}
		flags := v.Flags()
		if flags == "" {
			flags = "-"
		}
		c.printf("declare -%s %s=%s\n", flags, v.name, v.value(doubleQuote))
	}
	return status
}

func (c *command) help() int {
	c.printf("The shell of the lab is bash, by the interpreter mvdan.cc/sh, with these commands:\n\n")
	line := ""
	for _, name := range c.b.commands() {
		if len(line)+len(name) > 76 {
			c.printf("%s\n", strings.TrimRight(line, " "))
			line = ""
		}
		line += name + " "
	}
	c.printf("%s\n\nman NAME tells about one of them; lab help about the people and the room.\n", strings.TrimRight(line, " "))
	return 0
}

var _ = rewrite.Mark
