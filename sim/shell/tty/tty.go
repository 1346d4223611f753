// Package tty is the line discipline of a terminal: what happens to typed bytes while a program runs and
// reads lines, as a Unix kernel does it in its cooked mode.
//
// Modelled: echo and its absence for passwords, Enter, Backspace, Ctrl-U, Ctrl-W, Ctrl-D, Ctrl-C, and bytes
// typed ahead of a reader. Not modelled: other control characters (they are dropped), Ctrl-Z, flow control.
package tty

import "unicode/utf8"

// limit is how much may be typed ahead; what comes after is dropped, as a kernel does.
const limit = 1 << 16

// Discipline turns typed bytes into lines. The zero value echoes. It is not safe for concurrent use.
type Discipline struct {
	line   []byte
	typed  []byte // the keys that made line
	lines  []entry
	size   int
	silent bool
	escape int // inside an escape sequence: 1 after ESC, 2 inside CSI
}

type entry struct {
	text  string
	typed []byte // the keys that made it
	eof   bool
	cut   bool // ended by Ctrl-D, not by Enter
}

// SetEcho tells whether typed characters are shown.
func (d *Discipline) SetEcho(on bool) { d.silent = !on }

// Type takes typed bytes. It returns what the terminal shows for them and whether Ctrl-C was among them;
// Ctrl-C forgets what was typed before it.
func (d *Discipline) Type(b []byte) (echo []byte, interrupt bool) {
	for _, c := range b {
		d.note(c)
		if d.inEscape(c) {
			continue
		}
		switch {
		case c == 3:
			d.Reset()
			echo, interrupt = append(echo, "^C\r\n"...), true
		case c == '\r' || c == '\n':
			d.push(entry{text: string(d.line)})
			if !d.silent {
				echo = append(echo, '\r', '\n')
			}
		case c == 4:
			d.push(entry{text: string(d.line), eof: len(d.line) == 0, cut: true})
		case c == 127 || c == 8:
			echo = append(echo, d.erase(1)...)
		case c == 21:
			echo = append(echo, d.erase(utf8.RuneCount(d.line))...)
		case c == 23:
			echo = append(echo, d.erase(d.word())...)
		case c >= ' ' && len(d.line) < 4096:
			d.line = append(d.line, c)
			if !d.silent {
				echo = append(echo, c)
			}
		}
	}
	return echo, interrupt
}

// note remembers a key for Take, but for Ctrl-D: it ends what a program reads, not the shell behind it.
func (d *Discipline) note(c byte) {
	if c != 4 && len(d.typed) < limit {
		d.typed = append(d.typed, c)
	}
}

// inEscape swallows the sequences that arrow and function keys send.
func (d *Discipline) inEscape(c byte) bool {
	switch {
	case c == 27:
		d.escape = 1
	case d.escape == 1 && (c == '[' || c == 'O'):
		d.escape = 2
	case d.escape == 1:
		d.escape = 0
	case d.escape == 2 && c >= '@' && c <= '~':
		d.escape = 0
	case d.escape == 0:
		return false
	}
	return true
}

func (d *Discipline) push(e entry) {
	e.typed = d.typed
	d.line, d.typed = nil, nil
	if d.size+len(e.text)+1 > limit {
		return
	}
	d.size += len(e.text) + 1
	d.lines = append(d.lines, e)
}

// erase removes n characters from the end of the line and returns what wipes them from the screen.
func (d *Discipline) erase(n int) []byte {
	var echo []byte
	for ; n > 0 && len(d.line) > 0; n-- {
		_, size := utf8.DecodeLastRune(d.line)
		d.line = d.line[:len(d.line)-size]
		if !d.silent {
			echo = append(echo, "\b \b"...)
		}
	}
	return echo
}

// word counts the characters of the last word and the blanks behind it.
func (d *Discipline) word() int {
	i := len(d.line)
	for i > 0 && d.line[i-1] == ' ' {
		i--
	}
	for i > 0 && d.line[i-1] != ' ' {
		i--
	}
	return utf8.RuneCount(d.line[i:])
}

// Waiting reports whether a line, or the end of the input, can be read.
func (d *Discipline) Waiting() bool { return len(d.lines) > 0 }

// Read takes the oldest line, with its newline if Enter ended it. It returns eof for Ctrl-D on an empty
// line, and false when nothing waits.
func (d *Discipline) Read() (line string, eof, ok bool) {
	if len(d.lines) == 0 {
		return "", false, false
	}
	e := d.lines[0]
	d.lines = d.lines[1:]
	d.size -= len(e.text) + 1
	if !e.cut {
		e.text += "\n"
	}
	return e.text, e.eof, true
}

// Reset forgets everything typed ahead.
func (d *Discipline) Reset() { d.line, d.typed, d.lines, d.size = nil, nil, nil, 0 }

// Take returns every key typed ahead, cursor keys and Tab too, for the shell's line editor, and forgets them.
func (d *Discipline) Take() []byte {
	var b []byte
	for _, e := range d.lines {
		b = append(b, e.typed...)
	}
	b = append(b, d.typed...)
	d.Reset()
	return b
}

// Silent reports whether typed characters stay hidden.
func (d *Discipline) Silent() bool { return d.silent }
