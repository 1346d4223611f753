// Package lineedit is the line editor of a shell's prompt: golang.org/x/term's, with what that lacks put
// around it: Ctrl-C, a backwards search of the history (Ctrl-R), Alt and Ctrl with the arrow keys, and lists
// of completions.
//
// Keys: ← → Home End Ctrl-A Ctrl-E Ctrl-B Ctrl-F move, Alt-B Alt-F and Ctrl-arrows by words; Backspace Del
// Ctrl-D Ctrl-W Ctrl-U Ctrl-K delete; Ctrl-T swaps; Ctrl-L clears the screen; ↑ ↓ Ctrl-P Ctrl-N go through
// the history; Tab completes. Not there: yank, undo, characters of double width (the cursor is off by one).
package lineedit

import (
	"errors"
	"io"
	"slices"
	"sync"

	"golang.org/x/term"
)

// ErrInterrupt is Ctrl-C.
var ErrInterrupt = errors.New("interrupted")

// Completion is what a word under the cursor can become.
type Completion struct {
	Start int      // where the word begins in the line, in bytes
	Words []string // whole words, as they would be typed
}

// Editor reads lines from a terminal. Write, Announce and SetSize may be called while ReadLine waits.
type Editor struct {
	// Complete lists what can stand at the cursor, pos bytes into the line. nil completes nothing.
	Complete func(line string, pos int) Completion

	in   *filter
	out  io.Writer
	mu   sync.Mutex // guards term, which Write uses from other goroutines
	term *term.Terminal

	columns, rows int
	history       []string // oldest first
	prompt        string
	search        search
	tabs          int // how often Tab was pressed in a row
}

// New makes an editor that reads typed bytes from in and draws on out, which want carriage returns.
func New(in io.Reader, out io.Writer) *Editor {
	e := &Editor{out: out, columns: 80, rows: 24}
	e.in = &filter{src: in, e: e}
	return e
}

// SetSize tells the size of the terminal.
func (e *Editor) SetSize(columns, rows int) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.columns, e.rows = columns, rows
	if e.term != nil {
		e.term.SetSize(columns, rows)
	}
}

// Write prints text above the prompt and the line that is being typed.
func (e *Editor) Write(p []byte) (int, error) {
	e.mu.Lock()
	t := e.term
	e.mu.Unlock()
	if t == nil {
		return e.out.Write(p)
	}
	return t.Write(p)
}

// Announce prints text above the line that is being typed, and goes on with another prompt.
func (e *Editor) Announce(text, prompt string) {
	e.mu.Lock()
	t := e.term
	e.mu.Unlock()
	if t != nil {
		t.SetPrompt(prompt)
	}
	e.Write([]byte(text))
}

// ReadLine shows the prompt and reads a line, without its newline. history is what ↑ goes through, oldest
// first. The error is ErrInterrupt after Ctrl-C, io.EOF after Ctrl-D on an empty line, or that of the
// reader.
func (e *Editor) ReadLine(prompt string, history []string) (string, error) {
	e.history, e.prompt, e.tabs, e.search = history, prompt, 0, search{}
	t := e.terminal()
	t.SetPrompt(prompt)
	line, err := t.ReadLine()
	switch {
	case err == nil || errors.Is(err, term.ErrPasteIndicator):
		return line, nil
	case errors.Is(err, ErrInterrupt):
		e.drop()
		io.WriteString(e.out, "^C\r\n")
	case errors.Is(err, io.EOF):
		e.drop()
		io.WriteString(e.out, "\r\n")
	}
	return "", err
}

// terminal keeps what was typed ahead from line to line.
func (e *Editor) terminal() *term.Terminal {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.term == nil {
		e.term = term.NewTerminal(pair{e.in, e.out}, "")
		e.term.SetSize(e.columns, e.rows)
		e.term.AutoCompleteCallback = e.key
		e.term.History = past{e}
	}
	return e.term
}

// drop forgets the terminal: after Ctrl-C and Ctrl-D it would answer with io.EOF for ever.
func (e *Editor) drop() {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.term = nil
}

type pair struct {
	io.Reader
	io.Writer
}

// past is the history as the terminal wants it: the newest first. Adding is the owner's business.
type past struct{ e *Editor }

func (past) Add(string)        {}
func (p past) Len() int        { return len(p.e.history) }
func (p past) At(i int) string { return p.e.history[len(p.e.history)-1-i] }

const (
	keyBell    = 7
	keyTab     = 9
	keyReverse = 18
	keyErase   = 0x1f // what the filter makes of Backspace during a search
)

// key sees every key that has no meaning of its own.
func (e *Editor) key(line string, pos int, key rune) (string, int, bool) {
	if key != keyTab {
		e.tabs = 0
	}
	switch {
	case key == keyReverse:
		return e.searchOlder(line, pos)
	case e.search.active:
		return e.searchKey(line, pos, key)
	case key == keyTab:
		e.tabs++
		return e.complete(line, pos)
	}
	return line, pos, false
}

// redraw shows another prompt with the line as it is.
func (e *Editor) redraw(prompt string) {
	e.term.SetPrompt(prompt)
	e.term.Write(nil)
}

func reversed(list []string) []string {
	out := slices.Clone(list)
	slices.Reverse(out)
	return out
}
