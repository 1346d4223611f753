// Package editor is a small nano: a full-screen text editor for the simulated hosts, driven by the bytes that
// a terminal sends and drawing with the escape sequences that it understands.
//
// Modelled: moving, typing, deleting, cutting and pasting lines (^K, ^U), searching (^W), writing (^O), leaving
// (^X) with the question whether to save. Not modelled: marks, undo, several buffers, syntax colours, wrapping
// of long lines (they scroll sideways).
//
// The package knows nothing of files: Save is called with what is to be written.
package editor

import (
	"strings"
	"unicode/utf8"
)

// Editor is an editing session. It is not safe for concurrent use.
type Editor struct {
	// Save writes the text under a name; its error is shown and the editing goes on.
	Save func(name string, text []byte) error

	name       string
	lines      [][]rune
	row, col   int // of the cursor in the text
	top, left  int // of the window in the text
	cols, rows int
	dirty      bool
	done       bool
	message    string
	cut        [][]rune
	cutting    bool // the last key was ^K: the next one adds
	found      string
	ask        *question
	pending    []byte // an unfinished escape sequence or character
}

// question is a prompt in the status line.
type question struct {
	prompt string
	answer []rune
	single bool // one key answers
	done   func(e *Editor, answer string, ok bool)
}

// New begins to edit text, which is empty for a new file. The window has cols by rows characters.
func New(name string, text []byte, cols, rows int) *Editor {
	e := &Editor{name: name, Save: func(string, []byte) error { return nil }}
	for _, l := range strings.Split(strings.TrimSuffix(strings.ToValidUTF8(string(text), "?"), "\n"), "\n") {
		e.lines = append(e.lines, []rune(l))
	}
	e.Resize(cols, rows)
	return e
}

// Resize tells the size of the window.
func (e *Editor) Resize(cols, rows int) { e.cols, e.rows = max(cols, 20), max(rows, 6) }

// Done reports whether the user has left the editor.
func (e *Editor) Done() bool { return e.done }

// Text is the text as it would be saved.
func (e *Editor) Text() []byte {
	var b strings.Builder
	for i, l := range e.lines {
		if i == len(e.lines)-1 && len(l) == 0 {
			break
		}
		b.WriteString(string(l))
		b.WriteByte('\n')
	}
	return []byte(b.String())
}

// sequences maps what special keys send to names.
var sequences = map[string]string{
	"[A": "up", "[B": "down", "[C": "right", "[D": "left", "OA": "up", "OB": "down", "OC": "right", "OD": "left",
	"[H": "home", "[F": "end", "OH": "home", "OF": "end", "[1~": "home", "[4~": "end", "[3~": "delete",
	"[5~": "pageup", "[6~": "pagedown", "[200~": "", "[201~": "",
}

// Input takes what the terminal sends.
func (e *Editor) Input(b []byte) {
	e.pending = append(e.pending, b...)
	for len(e.pending) > 0 && !e.done {
		n := e.next()
		if n == 0 {
			return
		}
		e.pending = e.pending[n:]
	}
}

// next handles the first key of what is pending and returns its length; 0 when it is not complete.
func (e *Editor) next() int {
	p := e.pending
	if p[0] == 27 {
		return e.escape(p)
	}
	if p[0] < 0x80 {
		e.key(rune(p[0]), "")
		return 1
	}
	if !utf8.FullRune(p) {
		return 0
	}
	r, n := utf8.DecodeRune(p)
	if r != utf8.RuneError {
		e.key(r, "")
	}
	return n
}

func (e *Editor) escape(p []byte) int {
	if len(p) == 1 {
		return 0
	}
	if p[1] != '[' && p[1] != 'O' {
		return 2 // a Meta key
	}
	for n := 3; n <= len(p) && n <= 16; n++ {
		if c := p[n-1]; c >= '@' && c <= '~' {
			e.key(0, sequences[string(p[1:n])])
			return n
		}
	}
	if len(p) > 16 {
		return len(p)
	}
	return 0
}

func (e *Editor) key(r rune, special string) {
	e.message = ""
	if e.ask != nil {
		e.reply(r, special)
		return
	}
	wasCutting := e.cutting
	e.cutting = false
	switch {
	case special != "":
		e.move(special)
	case r == 11:
		e.cutLine(wasCutting)
	case r < ' ' || r == 127:
		e.control(r)
	default:
		e.insert(r)
	}
	e.clamp()
}

// clamp keeps the cursor in the text.
func (e *Editor) clamp() {
	e.row = min(max(e.row, 0), len(e.lines)-1)
	e.col = min(max(e.col, 0), len(e.lines[e.row]))
}
