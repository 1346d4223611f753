package shell

import (
	"context"
	"errors"
	"io"
	"strings"
)

// Interact serves the terminal until the context ends: it prompts, reads a line, runs it, and so on.
func (s *Session) Interact(ctx context.Context) error {
	stop := context.AfterFunc(ctx, s.nudge)
	defer stop()
	for ctx.Err() == nil {
		text, err := s.readCommand(ctx)
		switch {
		case ctx.Err() != nil || errors.Is(err, errInterrupt):
			continue
		case errors.Is(err, io.EOF):
			text = "exit"
		case err != nil:
			return err
		}
		s.RunLine(ctx, text)
	}
	return ctx.Err()
}

// readCommand reads lines until they are a whole command.
func (s *Session) readCommand(ctx context.Context) (string, error) {
	text := ""
	for {
		line, err := s.readPrompted(ctx, s.prompt(text != ""))
		if err != nil {
			return "", err
		}
		text += line
		if !Incomplete(text + "\n") {
			return text, nil
		}
		text = strings.TrimSuffix(text, "\\")
		if !strings.HasSuffix(text+"\\", line) || text == "" {
			text += "\n"
		}
	}
}
