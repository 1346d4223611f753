package tools

import (
	"strings"

	"hsmlab/sim"
)

// sed edits text by the commands s, y, p, d, q, a, i, c, = and addresses; enough for configuration files.
func sed(c *Call) int {
	f := c.flags()
	quiet := f.BoolP("quiet", "n", false, "")
	extended := f.BoolP("regexp-extended", "E", false, "")
	r := f.BoolP("regexp", "r", false, "")
	place := f.BoolP("in-place", "i", false, "")
	scripts := f.StringArrayP("expression", "e", nil, "")
	operands, ok := c.parse(f)
	if !ok {
		return usage
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
		status := c.each(operands, func(_ string, data []byte) { all = append(all, data...) })
		c.printf("%s", runSed(program, all, *quiet))
		return 2 * status
	}
	if len(operands) == 0 {
		c.fail("no input files")
		return 1
	}
	status := 0
	read := c.each(operands, func(name string, data []byte) {
		out := runSed(program, data, *quiet)
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
	gone   bool // deleted
	active map[*sedCommand]bool
}

// maxSed is how much one sed may write.
const maxSed = 8 << 20

func runSed(program []*sedCommand, data []byte, quiet bool) string {
	s := &sedState{lines: lines(data), active: map[*sedCommand]bool{}}
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
	return s.out.String()
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
		s.quit = true
	case 'a':
		s.after = append(s.after, cmd.text)
	case 'i':
		s.out.WriteString(cmd.text + "\n")
	case 'c':
		if cmd.to == nil || !s.active[cmd] {
			s.after = append(s.after, cmd.text)
		}
		s.gone = true
	}
}

// applies reports whether the present line is addressed.
func (cmd *sedCommand) applies(s *sedState) bool {
	in := true
	switch {
	case cmd.from == nil:
	case cmd.to == nil:
		in = cmd.from.is(s)
	case s.active[cmd]:
		if cmd.to.is(s) || cmd.to.line > 0 && s.at+1 >= cmd.to.line {
			delete(s.active, cmd)
			in = cmd.to.line == 0 || s.at+1 == cmd.to.line
		}
	default:
		in = cmd.from.is(s)
		if in && !(cmd.to.line > 0 && cmd.to.line <= s.at+1) && !(cmd.to.last && s.at == len(s.lines)-1) {
			s.active[cmd] = true
		}
	}
	return in != cmd.not
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

// replacement writes the new text, with & and \1 filled in.
func (cmd *sedCommand) replacement(b *strings.Builder, in string, m []int) {
	t := cmd.text
	for i := 0; i < len(t); i++ {
		switch {
		case t[i] == '&':
			b.WriteString(in[m[0]:m[1]])
		case t[i] == '\\' && i+1 < len(t):
			i++
			n := int(t[i] - '0')
			switch {
			case t[i] >= '0' && t[i] <= '9' && 2*n+1 < len(m):
				if m[2*n] >= 0 {
					b.WriteString(in[m[2*n]:m[2*n+1]])
				}
			case t[i] == 'n':
				b.WriteByte('\n')
			case t[i] == 't':
				b.WriteByte('\t')
			case t[i] == 'r':
				b.WriteByte('\r')
			default:
				b.WriteByte(t[i])
			}
		default:
			b.WriteByte(t[i])
		}
	}
}
