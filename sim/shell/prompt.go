package shell

import (
	"bytes"
	"context"
	"io"
	"strings"
)

// prompt is what the present shell prompts with: PS1, or PS2 for the lines that follow.
func (s *Session) prompt(more bool) string {
	s.k.enter()
	defer s.k.leave()
	s.more = more
	return s.promptNow()
}

// promptNow is prompt, for the holder of the baton.
func (s *Session) promptNow() string {
	if s.off {
		phase := "off"
		if s.k.lab.Snapshot().Hosts[s.Host].Power == "booting" {
			phase = "booting"
		}
		return "(" + s.Host + " is " + phase + ") $ "
	}
	b := s.shell()
	name := "PS1"
	if s.more {
		name = "PS2"
	}
	return b.expandPrompt(b.variable(name))
}

// variable is a variable of the top level.
func (b *bash) variable(name string) string {
	if v, ok := b.runner.Vars[name]; ok {
		return v.String()
	}
	return b.vars.Get(name).String()
}

// expandPrompt replaces the escapes of a prompt. Those that it does not know are left out.
func (b *bash) expandPrompt(ps string) string {
	u, _ := b.s.k.account(b.host, b.user)
	var out strings.Builder
	for i := 0; i < len(ps); i++ {
		if ps[i] != '\\' || i+1 >= len(ps) {
			out.WriteByte(ps[i])
			continue
		}
		i++
		switch ps[i] {
		case 'u':
			out.WriteString(b.user)
		case 'h', 'H':
			out.WriteString(b.host)
		case 'w', 'W':
			out.WriteString(shortDir(b.dir(), u.Home, ps[i] == 'W'))
		case '$':
			if u.UID == 0 {
				out.WriteByte('#')
			} else {
				out.WriteByte('$')
			}
		case 't':
			out.WriteString(b.s.k.lab.HostTime(b.host).Format("15:04:05"))
		case 'n':
			out.WriteByte('\n')
		case '\\':
			out.WriteByte('\\')
		}
	}
	return out.String()
}

func shortDir(dir, home string, last bool) string {
	if dir == home {
		return "~"
	}
	if last {
		return dir[strings.LastIndex(dir, "/")+1:]
	}
	if rest, ok := strings.CutPrefix(dir, home+"/"); ok && home != "/" {
		return "~/" + rest
	}
	return dir
}

// readPrompted shows a prompt and reads a line without its newline. errInterrupt is Ctrl-C, io.EOF Ctrl-D on
// an empty line.
func (s *Session) readPrompted(ctx context.Context, prompt string) (string, error) {
	s.reportDone()
	if s.io.Plain {
		return s.readPlain(ctx, prompt)
	}
	return s.readEdited(ctx, prompt)
}

// reportDone tells what ended in the background.
func (s *Session) reportDone() {
	s.k.enter()
	defer s.k.leave()
	s.reportJobs()
}

// readPlain reads a line without escape sequences.
func (s *Session) readPlain(ctx context.Context, prompt string) (string, error) {
	s.setState(prompt)
	defer s.setState("")
	s.showPlain(prompt)
	defer s.setRedraw(nil)
	for {
		if line, err, ok := s.plainLine(); ok {
			return line, err
		}
		if err := s.awaitKeys(ctx); err != nil {
			return "", err
		}
	}
}

// showPlain prints the prompt. From then on, and no moment later, what a background job prints goes below it.
func (s *Session) showPlain(prompt string) {
	s.screen.Lock()
	defer s.screen.Unlock()
	s.io.Out([]byte(prompt))
	s.redraw = func(text, prompt string) { bare{s}.Write([]byte("\n" + text + prompt)) }
}

// plainLine takes a line of what was typed.
func (s *Session) plainLine() (line string, err error, ok bool) {
	s.screen.Lock()
	defer s.screen.Unlock()
	echo, interrupt := s.line.Type(s.keys)
	s.keys = nil
	if len(echo) > 0 {
		s.io.Out(bytes.ReplaceAll(echo, []byte("\r\n"), []byte("\n")))
	}
	if interrupt {
		return "", errInterrupt, true
	}
	line, eof, ok := s.line.Read()
	if eof {
		err = io.EOF
	}
	return strings.TrimSuffix(line, "\n"), err, ok
}

// awaitKeys waits, without the baton, until something is typed.
func (s *Session) awaitKeys(ctx context.Context) error {
	s.setStill(true)
	defer s.setStill(false)
	select {
	case <-s.wake:
	case <-ctx.Done():
	}
	return ctx.Err()
}

// setStill notes whether the prompt waits; with keys that nobody has read yet it does not.
func (s *Session) setStill(still bool) {
	s.screen.Lock()
	defer s.screen.Unlock()
	s.still = still && len(s.keys) == 0
}

func (s *Session) setRedraw(f func(text, prompt string)) {
	s.screen.Lock()
	defer s.screen.Unlock()
	s.redraw = f
}

// setState notes the prompt that is shown.
func (s *Session) setState(prompt string) {
	s.screen.Lock()
	s.shown = prompt
	s.screen.Unlock()
	s.notify()
}
