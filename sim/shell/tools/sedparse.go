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
	letters    map[rune]rune // y
}

// sedAddress is a line number, $ or a pattern.
type sedAddress struct {
	line int
	last bool
	re   *regexp.Regexp
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
	case 'p', 'd', 'q', '=':
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
	return fmt.Errorf("not simulated: command `%c', because only s, y, p, d, q, a, i, c and = are", cmd.name)
}

func (p *sedParser) address() (*sedAddress, error) {
	switch c := p.peek(); {
	case c >= '0' && c <= '9':
		end := digits(p.src, p.at, 9, "0123456789")
		n, _ := strconv.Atoi(p.src[p.at:end])
		p.at = end
		if n == 0 {
			return nil, errors.New("invalid usage of line address 0")
		}
		return &sedAddress{line: n}, nil
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
		re, err := compile(text, p.extended, fold)
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
			cmd.re, err = compile(pattern, p.extended, fold)
			return err
		default:
			return errors.New("unknown option to `s'")
		}
		p.at++
	}
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
