package shell

import (
	"errors"
	"slices"

	"hsmlab/sim/shell/rewrite"
)

var errTooLong = errors.New("the command line is longer than 32 KB")

func checkText(text string) error { return rewrite.CheckNesting(text) }

// login starts the terminal's shell anew.
func (s *Session) login() {
	s.shells = []*bash{s.newBash(s.Host, s.User, nil, s.streams())}
}

// streams are those of the terminal itself.
func (s *Session) streams() streams {
	st := streams{out: screen{s: s}, err: screen{s: s, err: true}}
	if s.io.Terminal {
		st.in = &typing{s: s}
	}
	return st
}

// shell is the one that types.
func (s *Session) shell() *bash { return s.shells[len(s.shells)-1] }

// push lets another user type, from the next line on.
func (s *Session) push(user string, exported []string, dir string) {
	b := s.newBash(s.shell().host, user, exported, s.streams())
	b.depth = len(s.shells)
	if dir != "" {
		b.stay(dir)
	}
	s.shells = append(s.shells, b)
}

// enterDir makes dir the present directory, if the user may.
func (b *bash) enterDir(dir string) {
	if info, err := b.s.k.lab.Stat(b.host, b.user, dir); err == nil && info.Dir && b.may(info, 1) {
		b.stay(dir)
	}
}

// stay makes dir the present directory, allowed or not: who becomes another user stays where they are.
func (b *bash) stay(dir string) {
	b.runner.Dir = dir
	b.setVariable("PWD", dir)
}

// leave ends a shell: the one below types again, or a new one when it was the last.
func (s *Session) leave(b *bash) {
	i := slices.Index(s.shells, b)
	if i < 0 {
		return
	}
	if i > 0 {
		s.shells = s.shells[:i]
		if s.io.Terminal {
			s.show([]byte("exit\n"), true)
		}
		return
	}
	if s.io.Terminal {
		s.show([]byte("logout\n"), true)
	}
	s.ended = true
	s.login()
	if s.logout != nil {
		s.logout()
	}
}

// reset forgets what an interrupted line may have left behind.
func (b *bash) reset() {
	b.root.pipes, b.root.times, b.root.pending = nil, nil, nil
	b.root.partial = nil
}
