package editor

import (
	"fmt"
	"strings"
)

// tabStop is the width of a tab.
const tabStop = 8

// Screen draws the whole window and puts the cursor in its place.
func (e *Editor) Screen() []byte {
	e.scroll()
	var b strings.Builder
	b.WriteString("\x1b[?25l\x1b[H")
	title := "  nano (simulated)   " + e.name
	if e.dirty {
		title += " *"
	}
	bar(&b, title, e.cols)
	for i := range e.height() {
		b.WriteString("\r\n\x1b[K")
		if row := e.top + i; row < len(e.lines) {
			b.WriteString(window(expand(e.lines[row]), e.left, e.cols))
		}
	}
	b.WriteString("\r\n\x1b[K")
	b.WriteString(window([]rune(e.status()), 0, e.cols-1))
	b.WriteString("\r\n\x1b[K^G Help    ^O Write Out  ^W Search   ^K Cut Line\r\n\x1b[K^X Exit    ^C Position   ^U Paste")
	row, col := e.row-e.top+2, column(e.lines[e.row], e.col)-e.left+1
	if e.ask != nil {
		row, col = e.rows-2, min(len([]rune(e.status()))+1, e.cols)
	}
	fmt.Fprintf(&b, "\x1b[%d;%dH\x1b[?25h", row, col)
	return []byte(b.String())
}

func (e *Editor) status() string {
	if e.ask != nil {
		return e.ask.prompt + string(e.ask.answer)
	}
	return e.message
}

func bar(b *strings.Builder, text string, cols int) {
	text = window([]rune(text), 0, cols)
	b.WriteString("\x1b[7m" + text + strings.Repeat(" ", max(cols-len([]rune(text)), 0)) + "\x1b[0m")
}

// scroll moves the window so that the cursor is in it.
func (e *Editor) scroll() {
	e.top = min(max(e.top, e.row-e.height()+1), e.row)
	x := column(e.lines[e.row], e.col)
	if x < e.left || x >= e.left+e.cols {
		e.left = max(x-e.cols/2, 0)
	}
	if x < e.cols {
		e.left = 0
	}
}

// column is where character n of a line stands on the screen.
func column(line []rune, n int) int { return len(expand(line[:n])) }

// expand replaces tabs by blanks and control characters by a dot.
func expand(line []rune) []rune {
	var out []rune
	for _, r := range line {
		switch {
		case r == '\t':
			for range tabStop - len(out)%tabStop {
				out = append(out, ' ')
			}
		case r < ' ' || r == 127:
			out = append(out, '.')
		default:
			out = append(out, r)
		}
	}
	return out
}

func window(line []rune, left, cols int) string {
	if left >= len(line) {
		return ""
	}
	return string(line[left:min(left+cols, len(line))])
}
