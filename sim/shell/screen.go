package shell

import (
	"bytes"
	"io"
	"time"

	"hsmlab/sim"
)

// screen is the standard output or error of a terminal.
type screen struct {
	s   *Session
	err bool
}

func (w screen) Write(p []byte) (int, error) {
	w.s.show(p, w.err)
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
	s.notify()
	if err := j.block(waiter{done: s.typed, drives: func() bool { return false }}); err != nil {
		return "", err
	}
	line, eof, _ := s.takeLine()
	if eof {
		return "", io.EOF
	}
	return line, nil
}

// Keyboard is the terminal's keyboard, key by key, for full screen programs.
type keyboard struct{ s *Session }

func (k keyboard) Read(p []byte) (int, error) {
	s := k.s
	waiting := func() bool {
		s.screen.Lock()
		defer s.screen.Unlock()
		return len(s.keys) > 0
	}
	if err := s.k.current.block(waiter{done: waiting, drives: func() bool { return false }}); err != nil {
		return 0, err
	}
	s.screen.Lock()
	defer s.screen.Unlock()
	n := copy(p, s.keys)
	s.keys = s.keys[n:]
	return n, nil
}

// fullScreen gives f the keyboard and the bare screen.
func (s *Session) fullScreen(f func(keys io.Reader, out io.Writer) error) error {
	s.setMode(raw)
	defer s.setMode(cooked)
	return f(keyboard{s}, screen{s: s})
}

// reading reports whether the foreground waits for the terminal, and whether what is typed must stay
// hidden.
func (s *Session) reading() (waiting, hidden bool) {
	for _, j := range s.k.blocked {
		if j == s.fg && j.wait.drives != nil && !j.wait.drives() {
			s.screen.Lock()
			defer s.screen.Unlock()
			return true, s.line.Silent()
		}
	}
	return false, false
}

func (s *Session) now() time.Duration { return s.k.lab.Now() }

func (s *Session) change(e sim.File) error {
	_, err := s.k.do(e)
	return err
}
