package shell

import (
	"context"
	"errors"
	"strings"

	"hsmlab/sim/shell/lineedit"
)

// readEdited reads a line with the line editor.
func (s *Session) readEdited(ctx context.Context, prompt string) (string, error) {
	e := s.lineEditor()
	s.setState(prompt)
	defer s.setState("")
	// The editor redraws only the last line of a prompt.
	if i := strings.LastIndexByte(prompt, '\n'); i >= 0 {
		s.print(prompt[:i+1])
		prompt = prompt[i+1:]
	}
	s.setRedraw(func(text, prompt string) { e.Announce(text, prompt[strings.LastIndexByte(prompt, '\n')+1:]) })
	defer s.setRedraw(nil)
	s.typist = ctx
	line, err := e.ReadLine(prompt, s.History())
	if errors.Is(err, lineedit.ErrInterrupt) {
		return "", errInterrupt
	}
	return line, err
}

func (s *Session) lineEditor() *lineedit.Editor {
	s.screen.Lock()
	defer s.screen.Unlock()
	if s.editor == nil {
		s.editor = lineedit.New(typist{s}, bare{s})
		s.editor.Complete = s.complete
		s.editor.SetSize(max(s.io.Columns, 20), max(s.io.Rows, 2))
	}
	return s.editor
}

// bare draws on the terminal as it is.
type bare struct{ s *Session }

func (b bare) Write(p []byte) (int, error) {
	b.s.screen.Lock()
	defer b.s.screen.Unlock()
	b.s.io.Out(append([]byte(nil), p...))
	return len(p), nil
}

// typist is who types at the prompt. Reading waits without the baton.
type typist struct{ s *Session }

func (t typist) Read(p []byte) (int, error) {
	for {
		t.s.screen.Lock()
		n := copy(p, t.s.keys)
		t.s.keys = t.s.keys[n:]
		t.s.screen.Unlock()
		if n > 0 {
			return n, nil
		}
		if err := t.s.awaitKeys(t.s.typist); err != nil {
			return 0, err
		}
	}
}
