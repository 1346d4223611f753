package tools

import (
	"strings"

	"hsmlab/sim"
)

// sed edits text by the commands s, y, p, d, q, a, i, c, = and addresses; enough for configuration files.
func sed(c *Call) int {
	for _, a := range c.Args[1:] {
		if len(a) > 2 && strings.HasPrefix(a, "-i") || strings.HasPrefix(a, "--in-place=") {
			c.fail("not simulated: a suffix after -i, because no lesson needs it; copy the file first")
			return c.misuse()
		}
	}
	f := c.flags()
	quiet := f.BoolP("quiet", "n", false, "")
	extended := f.BoolP("regexp-extended", "E", false, "")
	r := f.BoolP(" r", "r", false, "")
	place := f.BoolP("in-place", "i", false, "")
	scripts := f.StringArrayP("expression", "e", nil, "")
	operands, ok := c.parse(f)
	if !ok {
		return c.misuse()
	}
	if len(*scripts) == 0 {
		if len(operands) == 0 {
			return c.usageError("no script given")
		}
		*scripts, operands = operands[:1], operands[1:]
	}
	program, err := parseSed(strings.Join(*scripts, "\n"), *extended || *r)
	if err != nil {
		c.fail("%v", err)
		return 1
	}
	if !*place {
		var all []byte
		read := c.each(operands, func(_ string, data []byte) { all = append(all, data...) })
		out, status := runSed(program, all, *quiet)
		c.printf("%s", out)
		return max(2*read, status)
	}
	if len(operands) == 0 {
		c.fail("no input files")
		return 1
	}
	status := 0
	read := c.each(operands, func(name string, data []byte) {
		out, quit := runSed(program, data, *quiet)
		status = max(status, quit)
		if err := c.change("put", name, sim.File{Data: []byte(out)}); err != nil {
			c.fail("couldn't write to %s: %s", name, why(err))
			status = 4
		}
	})
	return max(status, 2*read)
}

// sedState is the text that is being edited.
type sedState struct {
	lines  []string
	at     int // the present line
	space  string
	out    strings.Builder
	after  []string
	quit   bool
	status int
	gone   bool                // deleted
	active map[*sedCommand]int // ranges that have begun, and the line on which each did
}

// maxSed is how much one sed may write.
const maxSed = 8 << 20

func runSed(program []*sedCommand, data []byte, quiet bool) (out string, status int) {
	s := &sedState{lines: lines(data), active: map[*sedCommand]int{}}
	for _, cmd := range program {
		if cmd.from != nil && cmd.from.zero {
			s.active[cmd] = 0
		}
	}
	for ; s.at < len(s.lines) && !s.quit && s.out.Len() < maxSed; s.at++ {
		s.space, s.gone, s.after = s.lines[s.at], false, nil
		for _, cmd := range program {
			if cmd.applies(s) {
				s.run(cmd)
			}
			if s.gone || s.quit {
				break
			}
		}
		if !quiet && !s.gone {
			s.out.WriteString(s.space + "\n")
		}
		for _, a := range s.after {
			s.out.WriteString(a + "\n")
		}
	}
	return s.out.String(), s.status
}

func (s *sedState) run(cmd *sedCommand) {
	switch cmd.name {
	case 's':
		if text, ok := cmd.substitute(s.space); ok {
			s.space = text
			if cmd.print {
				s.out.WriteString(s.space + "\n")
			}
		}
	case 'y':
		s.space = strings.Map(func(r rune) rune {
			if to, ok := cmd.letters[r]; ok {
				return to
			}
			return r
		}, s.space)
	case 'p':
		s.out.WriteString(s.space + "\n")
	case '=':
		s.out.WriteString(itoa(s.at+1) + "\n")
	case 'd':
		s.gone = true
	case 'q':
		s.quit, s.status = true, cmd.status&255
	case 'a':
		s.after = append(s.after, cmd.text)
	case 'i':
		s.out.WriteString(cmd.text + "\n")
	case 'c':
		if _, inside := s.active[cmd]; cmd.to == nil || !inside {
			s.after = append(s.after, cmd.text)
		}
		s.gone = true
	}
}

// applies reports whether the present line is addressed.
func (cmd *sedCommand) applies(s *sedState) bool {
	switch {
	case cmd.from == nil:
		return !cmd.not
	case cmd.to == nil:
		return cmd.from.is(s) != cmd.not
	}
	return cmd.inRange(s) != cmd.not
}

// inRange begins and ends a range of lines.
func (cmd *sedCommand) inRange(s *sedState) bool {
	n := s.at + 1
	begin, inside := s.active[cmd]
	if !inside {
		if !cmd.from.is(s) {
			return false
		}
		if end := cmd.to.last && n == len(s.lines) || cmd.to.line > 0 && cmd.to.line <= n || cmd.to.offset && cmd.to.more == 0; !end {
			s.active[cmd] = n
		}
		return true
	}
	switch {
	case cmd.to.offset && n >= begin+cmd.to.more, cmd.to.line == 0 && !cmd.to.offset && cmd.to.is(s):
		delete(s.active, cmd)
	case cmd.to.line > 0 && n >= cmd.to.line:
		delete(s.active, cmd)
		return n == cmd.to.line
	}
	return true
}

func (a *sedAddress) is(s *sedState) bool {
	switch {
	case a.re != nil:
		return a.re.MatchString(s.space)
	case a.last:
		return s.at == len(s.lines)-1
	}
	return s.at+1 == a.line
}

// substitute replaces the n-th match, or all from the n-th.
func (cmd *sedCommand) substitute(in string) (string, bool) {
	var b strings.Builder
	end, count := 0, 0
	for _, m := range cmd.re.FindAllStringSubmatchIndex(in, -1) {
		count++
		if count < cmd.nth || count > cmd.nth && !cmd.all {
			continue
		}
		b.WriteString(in[end:m[0]])
		cmd.replacement(&b, in, m)
		end = m[1]
		if b.Len() > maxSed {
			break
		}
	}
	if count < cmd.nth {
		return in, false
	}
	return b.String() + in[end:], true
}
