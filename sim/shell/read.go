package shell

import (
	"io"
	"strings"

	"mvdan.cc/sh/v3/expand"
	"mvdan.cc/sh/v3/syntax"
)

// read serves read [-r] [-s] [-p PROMPT] [-a ARRAY] [-n N] [-d X] [NAME…].
func (c *command) read() int {
	o, names, ok := c.readOptions()
	if !ok {
		return 2
	}
	_, terminal := c.streams.in.(*typing)
	if o.prompt != "" && terminal {
		c.errorf("%s", o.prompt)
	}
	if o.silent && terminal {
		c.b.s.echo(false)
		defer c.b.s.echo(true)
	}
	line, complete := c.readUntil(o)
	if c.j.cause != nil {
		return c.j.exitStatus()
	}
	c.assignFields(o, names, line)
	if !complete {
		return 1
	}
	return 0
}

type readOptions struct {
	raw, silent   bool
	prompt, array string
	delimiter     byte
	count         int
}

func (c *command) readOptions() (readOptions, []string, bool) {
	o := readOptions{delimiter: '\n'}
	words := c.args[1:]
	for len(words) > 0 && len(words[0]) > 1 && words[0][0] == '-' {
		flags := words[0][1:]
		words = words[1:]
		if flags == "-" {
			break
		}
		for i := 0; i < len(flags); i++ {
			switch flags[i] {
			case 'r':
				o.raw = true
			case 's':
				o.silent = true
			case 'p', 'a', 'n', 'd':
				value := flags[i+1:]
				if value == "" {
					if len(words) == 0 {
						c.errorf("bash: read: -%c: option requires an argument\n", flags[i])
						return o, nil, false
					}
					value, words = words[0], words[1:]
				}
				o.set(flags[i], value)
				i = len(flags)
			default:
				c.errorf("bash: not simulated: read -%c, because only -r, -s, -p, -a, -n and -d are\n", flags[i])
				return o, nil, false
			}
		}
	}
	for _, name := range words {
		if !syntax.ValidName(name) {
			c.errorf("bash: read: `%s': not a valid identifier\n", name)
			return o, nil, false
		}
	}
	return o, words, true
}

func (o *readOptions) set(flag byte, value string) {
	switch flag {
	case 'p':
		o.prompt = value
	case 'a':
		o.array = value
	case 'd':
		o.delimiter = 0
		if value != "" {
			o.delimiter = value[0]
		}
	case 'n':
		for _, d := range value {
			if d >= '0' && d <= '9' && o.count < 1<<20 {
				o.count = o.count*10 + int(d-'0')
			}
		}
	}
}

// readUntil reads byte by byte, so that what follows stays for the next reader. complete is false when the
// input ended before the delimiter.
func (c *command) readUntil(o readOptions) (line string, complete bool) {
	if c.streams.in == nil {
		return "", false
	}
	var b strings.Builder
	one := make([]byte, 1)
	for escaped := false; ; {
		n, err := io.ReadFull(c.streams.in, one)
		switch {
		case n == 0 || err != nil:
			return b.String(), false
		case !o.raw && escaped && one[0] == '\n':
			text := strings.TrimSuffix(b.String(), `\`)
			b.Reset()
			b.WriteString(text)
			escaped = false
			continue
		case one[0] == o.delimiter && !escaped:
			return b.String(), true
		}
		escaped = !o.raw && one[0] == '\\' && !escaped
		b.WriteByte(one[0])
		if o.count > 0 && b.Len() >= o.count {
			return b.String(), true
		}
		if b.Len() > fileLimit {
			return b.String(), false
		}
	}
}

func (c *command) assignFields(o readOptions, names []string, line string) {
	config := &expand.Config{Env: c.env}
	switch {
	case o.array != "":
		if !syntax.ValidName(o.array) {
			return
		}
		var list []string
		for _, f := range expand.ReadFields(config, line, -1, o.raw) {
			list = append(list, quote(f))
		}
		c.hc.Builtin(c.ctx, []string{"eval", o.array + "=(" + strings.Join(list, " ") + ")"})
	case len(names) == 0:
		if !o.raw {
			line = unescape(line)
		}
		c.assign("REPLY", line)
	default:
		fields := expand.ReadFields(config, line, len(names), o.raw)
		for i, name := range names {
			value := ""
			if i < len(fields) {
				value = fields[i]
			}
			c.assign(name, value)
		}
	}
}

// unescape removes the backslashes that read without -r gives a meaning.
func unescape(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) {
			i++
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// mapfile reads lines into an array.
func (c *command) mapfile() int {
	trim, name := false, "MAPFILE"
	for _, w := range c.args[1:] {
		switch {
		case w == "-t":
			trim = true
		case strings.HasPrefix(w, "-"):
			c.errorf("bash: not simulated: mapfile %s, because only -t is\n", w)
			return 2
		case !syntax.ValidName(w):
			c.errorf("bash: mapfile: `%s': not a valid identifier\n", w)
			return 1
		default:
			name = w
		}
	}
	data, err := c.readAll()
	if err != nil {
		return c.j.exitStatus()
	}
	var list []string
	for line := range strings.Lines(string(data)) {
		if trim {
			line = strings.TrimSuffix(line, "\n")
		}
		list = append(list, quote(line))
	}
	c.hc.Builtin(c.ctx, []string{"eval", name + "=(" + strings.Join(list, " ") + ")"})
	return 0
}
