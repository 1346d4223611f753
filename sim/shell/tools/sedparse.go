package tools

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

func itoa(n int) string { return strconv.Itoa(n) }

// sedCommand is one command of a sed script.
type sedCommand struct {
	from, to   *sedAddress
	not        bool
	name       byte
	re         *regexp.Regexp
	text       string // replacement, or text of a, i and c
	nth        int    // which match s replaces, from 1
	all, print bool
	status     int           // of q
	letters    map[rune]rune // y
}

// sedAddress is a line number, $ or a pattern.
type sedAddress struct {
	line   int
	last   bool
	re     *regexp.Regexp
	zero   bool // 0, before the first line
	more   int  // +N: so many lines after the first address
	offset bool
}

// maxSedCommands is how long a script may be.
const maxSedCommands = 200

// sedParser reads a script.
type sedParser struct {
	src      string
	at       int
	extended bool
}

// parseSed reads a sed script. Errors name the character.
func parseSed(src string, extended bool) ([]*sedCommand, error) {
	p := &sedParser{src: src, extended: extended}
	var program []*sedCommand
	for {
		p.skip(" \t\n;")
		if p.at >= len(p.src) {
			return program, nil
		}
		if p.src[p.at] == '#' {
			p.until('\n')
			continue
		}
		cmd, err := p.command()
		if err != nil {
			if said := complaint(""); errors.As(err, &said) && strings.HasPrefix(string(said), "not simulated") {
				return nil, err
			}
			return nil, fmt.Errorf("-e expression #1, char %d: %w", p.at, err)
		}
		if program = append(program, cmd); len(program) > maxSedCommands {
			return nil, errors.New("more than 200 commands")
		}
	}
}

func (p *sedParser) skip(set string) {
	for p.at < len(p.src) && strings.IndexByte(set, p.src[p.at]) >= 0 {
		p.at++
	}
}

func (p *sedParser) peek() byte {
	if p.at < len(p.src) {
		return p.src[p.at]
	}
	return 0
}

// until takes the text up to end, or all of it, and steps over end.
func (p *sedParser) until(end byte) string {
	rest := p.src[p.at:]
	i := strings.IndexByte(rest, end)
	if i < 0 {
		p.at = len(p.src)
		return rest
	}
	p.at += i + 1
	return rest[:i]
}

func (p *sedParser) command() (*sedCommand, error) {
	cmd := &sedCommand{nth: 1}
	var err error
	if cmd.from, err = p.address(); err != nil {
		return nil, err
	}
	p.skip(" \t")
	if cmd.from != nil && p.peek() == ',' {
		p.at++
		p.skip(" \t")
		if cmd.to, err = p.address(); err != nil {
			return nil, err
		}
		if cmd.to == nil {
			return nil, errors.New("unexpected `,'")
		}
		if cmd.to.zero {
			return nil, errors.New("invalid usage of line address 0")
		}
	}
	if cmd.from != nil && (cmd.from.offset || cmd.from.zero && (cmd.to == nil || cmd.to.re == nil)) {
		p.at++
		return nil, errors.New("invalid usage of line address 0")
	}
	p.skip(" \t")
	for p.peek() == '!' {
		cmd.not = true
		p.at++
		p.skip(" \t")
	}
	cmd.name = p.peek()
	p.at++
	return cmd, p.rest(cmd)
}

// rest reads what follows the command's letter.
func (p *sedParser) rest(cmd *sedCommand) error {
	switch cmd.name {
	case 's':
		return p.substitution(cmd)
	case 'y':
		return p.transliteration(cmd)
	case 'q':
		p.skip(" \t")
		end := digits(p.src, p.at, 9, "0123456789")
		cmd.status, _ = strconv.Atoi(p.src[p.at:end])
		p.at = end
		fallthrough
	case 'p', 'd', '=':
		p.skip(" \t")
		if c := p.peek(); c != 0 && strings.IndexByte(";\n#", c) < 0 {
			return errors.New("extra characters after command")
		}
		return nil
	case 'a', 'i', 'c':
		p.skip(" \t")
		if p.peek() == '\\' {
			p.at++
			p.skip(" \t\n")
		}
		cmd.text = p.until('\n')
		return nil
	case 0:
		return errors.New("missing command")
	}
	if strings.IndexByte(sedCommands, cmd.name) < 0 {
		return fmt.Errorf("unknown command: `%c'", cmd.name)
	}
	return notSimulated(fmt.Sprintf("command `%c'", cmd.name), "only s, y, p, d, q, a, i, c and = are")
}

// sedCommands are all that the real sed has.
const sedCommands = "{}=abcdDeFgGhHilnNpPqQrRstTvwWxyz:#"

// notSimulated is an error that needs no place in the script.
func notSimulated(what, because string) error {
	return complaint("not simulated: " + what + ", because " + because)
}

func (p *sedParser) address() (*sedAddress, error) {
	switch c := p.peek(); {
	case c >= '0' && c <= '9':
		end := digits(p.src, p.at, 9, "0123456789")
		n, _ := strconv.Atoi(p.src[p.at:end])
		p.at = end
		if p.peek() == '~' {
			return nil, notSimulated("the address FIRST~STEP", "no lesson needs it")
		}
		return &sedAddress{line: n, zero: n == 0}, nil
	case c == '+':
		p.at++
		end := digits(p.src, p.at, 9, "0123456789")
		n, err := strconv.Atoi(p.src[p.at:end])
		if p.at = end; err != nil {
			return nil, errors.New("expected number")
		}
		return &sedAddress{more: n, offset: true}, nil
	case c == '~':
		return nil, notSimulated("the address ~N", "no lesson needs it")
	case c == '$':
		p.at++
		return &sedAddress{last: true}, nil
	case c == '/' || c == '\\':
		if c == '\\' {
			p.at++
		}
		end := p.peek()
		p.at++
		text, ok := p.delimited(end, true)
		if !ok || end == 0 {
			return nil, errors.New("unterminated address regex")
		}
		fold := p.peek() == 'I'
		if fold {
			p.at++
		}
		re, err := p.compile(text, fold)
		return &sedAddress{re: re}, err
	}
	return nil, nil
}

// delimited takes the text up to an end that has no backslash in front; \end becomes end.
func (p *sedParser) delimited(end byte, pattern bool) (string, bool) {
	var b strings.Builder
	for ; p.at < len(p.src); p.at++ {
		c := p.src[p.at]
		switch {
		case c == end:
			p.at++
			return b.String(), true
		case c == '\\' && p.at+1 < len(p.src) && p.src[p.at+1] == end:
			p.at++
			b.WriteByte(end)
		case c == '\\' && p.at+1 < len(p.src):
			b.WriteString(p.src[p.at : p.at+2])
			p.at++
		case pattern && c == '[':
			n := max(1, bracket(p.src[p.at:]))
			b.WriteString(p.src[p.at : p.at+n])
			p.at += n - 1
		default:
			b.WriteByte(c)
		}
	}
	return "", false
}

func (p *sedParser) substitution(cmd *sedCommand) error {
	end := p.peek()
	p.at++
	if end == 0 || end == '\n' || end == '\\' {
		return errors.New("unterminated `s' command")
	}
	pattern, ok1 := p.delimited(end, true)
	var ok2 bool
	cmd.text, ok2 = p.delimited(end, false)
	if !ok1 || !ok2 {
		return errors.New("unterminated `s' command")
	}
	fold := false
	for {
		switch c := p.peek(); {
		case c == 'g':
			cmd.all = true
		case c == 'p':
			cmd.print = true
		case c == 'i' || c == 'I':
			fold = true
		case c >= '1' && c <= '9':
			cmd.nth = int(c - '0')
		case c == 0 || strings.IndexByte(" \t;\n}#", c) >= 0:
			var err error
			if cmd.re, err = p.compile(pattern, fold); err != nil {
				return err
			}
			return checkReferences(cmd.text, cmd.re.NumSubexp())
		case strings.IndexByte("weMm", c) >= 0:
			return notSimulated("the flag "+string(c)+" of `s'", "no lesson needs it")
		case c == '0':
			p.at++
			return errors.New("number option to `s' command may not be zero")
		default:
			p.at++
			return errors.New("unknown option to `s'")
		}
		p.at++
	}
}

// compile refuses the empty pattern, which is the last one used.
func (p *sedParser) compile(pattern string, fold bool) (*regexp.Regexp, error) {
	if pattern == "" {
		return nil, notSimulated("an empty pattern", "which pattern was used last depends on the text")
	}
	return compile(pattern, p.extended, fold)
}

// checkReferences wants a group for each \1 of a replacement.
func checkReferences(text string, groups int) error {
	for i := 0; i+1 < len(text); i++ {
		if text[i] != '\\' {
			continue
		}
		i++
		if c := text[i]; c >= '1' && c <= '9' && int(c-'0') > groups {
			return fmt.Errorf("invalid reference \\%c on `s' command's RHS", c)
		}
	}
	return nil
}

func (p *sedParser) transliteration(cmd *sedCommand) error {
	end := p.peek()
	p.at++
	from, ok1 := p.delimited(end, false)
	to, ok2 := p.delimited(end, false)
	a, b := []rune(from), []rune(to)
	if !ok1 || !ok2 || end == 0 {
		return errors.New("unterminated `y' command")
	}
	if len(a) != len(b) {
		return errors.New("strings for `y' command are different lengths")
	}
	cmd.letters = map[rune]rune{}
	for i := range a {
		cmd.letters[a[i]] = b[i]
	}
	return nil
}
