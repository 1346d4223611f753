package shell

import (
	"bytes"
	"errors"
	"io"
	"time"

	"hsmlab/sim"
	"hsmlab/sim/shell/tools"
)

// screen is the standard output or error of a terminal.
type screen struct {
	s   *Session
	err bool
}

func (w screen) Write(p []byte) (int, error) {
	w.s.show(p, w.err)
	breathe() // a program that prints much gives the page no other chance
	return len(p), nil
}

// terminalOf reports whether w is a terminal that somebody looks at.
func terminalOf(w io.Writer) bool {
	sc, ok := w.(screen)
	return ok && sc.s.io.Terminal
}

// show prints on the terminal; a terminal with escape sequences wants carriage returns too.
func (s *Session) show(p []byte, isErr bool) {
	if len(p) == 0 {
		return
	}
	s.screen.Lock()
	if redraw := s.redraw; redraw != nil { // a background job prints while somebody types
		s.screen.Unlock()
		redraw(string(p), s.promptNow())
		return
	}
	defer s.screen.Unlock()
	if s.io.Terminal && !s.io.Plain && s.mode != raw {
		p = bytes.ReplaceAll(p, []byte("\n"), []byte("\r\n"))
	} else {
		p = bytes.Clone(p)
	}
	if isErr {
		s.io.Err(p)
		return
	}
	s.io.Out(p)
}

func (s *Session) print(text string) { s.show([]byte(text), false) }

// typing reads lines from the terminal, for programs in the foreground.
type typing struct {
	s    *Session
	rest []byte
}

func (t *typing) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	if len(t.rest) == 0 {
		line, err := t.s.readLine()
		if err != nil {
			return 0, err
		}
		t.rest = []byte(line)
	}
	n := copy(p, t.rest)
	t.rest = t.rest[n:]
	return n, nil
}

// readLine waits for a line, with its newline, or io.EOF. Time does not move for it.
func (s *Session) readLine() (string, error) {
	j := s.k.current
	if j.background || !s.io.Terminal {
		return "", io.EOF
	}
	s.setAsking(true)
	defer s.setAsking(false)
	if err := j.block(waiter{done: s.typed, drives: func() bool { return false }}); err != nil {
		return "", tools.ErrStop
	}
	line, eof, _ := s.takeLine()
	if eof {
		return "", io.EOF
	}
	return line, nil
}

// errResized tells a full screen program that the size of the terminal changed.
var errResized = errors.New("resized")

// keyboard is the terminal's keyboard, key by key, for full screen programs.
type keyboard struct{ s *Session }

func (k keyboard) Read(p []byte) (int, error) {
	s := k.s
	waiting := func() bool {
		s.screen.Lock()
		defer s.screen.Unlock()
		return len(s.keys) > 0 || s.resized
	}
	if err := s.k.current.block(waiter{done: waiting, drives: func() bool { return false }}); err != nil {
		return 0, err
	}
	s.screen.Lock()
	defer s.screen.Unlock()
	if s.resized {
		s.resized = false
		return 0, errResized
	}
	n := copy(p, s.keys)
	s.keys = s.keys[n:]
	return n, nil
}

// fullScreen gives f the keyboard and the bare screen.
func (s *Session) fullScreen(f func(keys io.Reader, out io.Writer) error) error {
	s.setMode(raw)
	s.screen.Lock()
	s.resized = false
	s.screen.Unlock()
	defer s.setMode(cooked)
	return f(keyboard{s}, screen{s: s})
}

// setAsking notes whether a program in the foreground waits for a line.
func (s *Session) setAsking(on bool) {
	s.screen.Lock()
	changed := s.asking != on
	s.asking = on
	s.screen.Unlock()
	if changed {
		s.notify()
	}
}

func (s *Session) now() time.Duration { return s.k.lab.Now() }

func (s *Session) change(e sim.File) error {
	_, err := s.k.do(e)
	return err
}
