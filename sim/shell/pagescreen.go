package shell

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// pager shows a text screen by screen.
type pager struct {
	title   string
	lines   []string
	top     int
	columns int
	rows    int
	query   string // what is being searched for, once / was typed
	typing  bool
	found   string
	done    bool
}

// pageScreens lets the user go through a text; one that fits on the screen is only printed.
func (c *command) pageScreens(title, text string) {
	columns, rows := c.b.s.Size()
	p := &pager{title: title, columns: columns, rows: rows}
	p.wrap(text)
	if len(p.lines) < rows {
		c.printf("%s", text)
		return
	}
	c.drive(func() bool { return p.done }, func(keys []byte) string {
		p.keys(string(keys))
		return p.screen()
	}, func() string {
		p.columns, p.rows = c.b.s.Size()
		p.lines = nil
		p.wrap(text)
		return p.screen()
	})
}

// wrap breaks long lines at the width of the screen.
func (p *pager) wrap(text string) {
	for _, l := range strings.Split(strings.TrimSuffix(text, "\n"), "\n") {
		l = strings.ReplaceAll(l, "\t", "    ")
		for utf8.RuneCountInString(l) > p.columns {
			r := []rune(l)
			p.lines = append(p.lines, string(r[:p.columns]))
			l = string(r[p.columns:])
		}
		p.lines = append(p.lines, l)
	}
}

func (p *pager) keys(s string) {
	if p.typing {
		p.searchKeys(s)
		return
	}
	page := p.rows - 1
	switch s {
	case "q", "Q", "\x03", ":q":
		p.done = true
	case " ", "f", "\x1b[6~", "\x06":
		p.top += page
	case "b", "\x1b[5~", "\x02":
		p.top -= page
	case "\r", "j", "\x1b[B", "e", "\x1bOB":
		p.top++
	case "k", "\x1b[A", "y", "\x1bOA":
		p.top--
	case "d":
		p.top += page / 2
	case "u":
		p.top -= page / 2
	case "g", "<", "\x1b[H":
		p.top = 0
	case "G", ">", "\x1b[F":
		p.top = len(p.lines)
	case "/":
		p.typing, p.query = true, ""
	case "n":
		p.next()
	default:
		if utf8.RuneCountInString(s) > 1 && s[0] != '\x1b' { // typed fast or pasted
			for _, r := range s {
				p.keys(string(r))
			}
		}
	}
	p.clamp()
}

func (p *pager) clamp() { p.top = max(0, min(p.top, len(p.lines)-(p.rows-1))) }

func (p *pager) searchKeys(s string) {
	for _, r := range s {
		switch {
		case r == '\r':
			p.typing = false
			p.next()
		case r == 3 || r == 27:
			p.typing = false
		case r == 127 || r == 8:
			if _, size := utf8.DecodeLastRuneInString(p.query); size > 0 {
				p.query = p.query[:len(p.query)-size]
			}
		case r >= ' ':
			p.query += string(r)
		}
	}
	p.clamp()
}

// next goes to the next line that has the searched text in it.
func (p *pager) next() {
	p.found = ""
	for i := p.top + 1; i < len(p.lines); i++ {
		if p.query != "" && strings.Contains(p.lines[i], p.query) {
			p.top = i
			return
		}
	}
	p.found = "Pattern not found"
}

// screen draws everything.
func (p *pager) screen() string {
	var b strings.Builder
	b.WriteString("\x1b[H\x1b[2J")
	last := min(p.top+p.rows-1, len(p.lines))
	for _, l := range p.lines[p.top:last] {
		b.WriteString(l + "\r\n")
	}
	switch {
	case p.typing:
		b.WriteString("/" + p.query)
	case p.found != "":
		fmt.Fprintf(&b, "\x1b[7m%s\x1b[m", p.found)
		p.found = ""
	case last == len(p.lines):
		b.WriteString("\x1b[7m(END)  q leaves\x1b[m")
	default:
		fmt.Fprintf(&b, "\x1b[7m%s line %d/%d  space b / n q\x1b[m", p.title, last, len(p.lines))
	}
	return b.String()
}
