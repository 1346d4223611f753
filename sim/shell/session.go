package shell

import (
	"bytes"
	"context"
	"slices"
	"sync"

	"hsmlab/sim/shell/lineedit"
	"hsmlab/sim/shell/tty"
)

// IO connects a session with whoever looks at it.
type IO struct {
	Out      func([]byte) // what programs print; called with the baton held, must not call the kernel
	Err      func([]byte) // what programs print as errors; nil is Out
	Terminal bool         // somebody types: programs may ask, and see a terminal
	Plain    bool         // no escape sequences; lines end with \n alone
	Columns  int          // width of the terminal; 0 is 80
	Rows     int          // height of the terminal; 0 is 24
}

// Session is a terminal on one host, with a shell in it. One line runs at a time.
type Session struct {
	Host string // where it is logged in
	User string // who logs in; su and sudo change who types, not this
	Name string // tells the terminals of a page apart; "" for the first

	k       *Kernel
	running sync.Mutex // held while a line runs

	// screen guards what the page's goroutine and the holder of the baton both use.
	screen  sync.Mutex
	io      IO
	line    tty.Discipline
	keys    []byte // typed, for whoever reads single keys
	mode    mode
	wake    chan struct{}             // something was typed
	resized bool                      // since a full screen program last looked
	break_  bool                      // Ctrl-C was typed and not yet acted on
	redraw  func(text, prompt string) // prints above a prompt; nil when none is shown
	editor  *lineedit.Editor
	typist  context.Context // of the line that is being typed
	shown   string          // the prompt that is shown; "" when none is
	asking  bool            // a program in the foreground waits for a line
	still   bool            // the prompt waits, with nothing typed that it has not taken in
	changed func()
	logout  func()

	// With the baton.
	fg      *Job
	shells  []*bash // the one that types is last
	jobs    []*Job
	nextPID int
	history map[string][]string // by host and user
	more    bool                // the prompt is for the rest of a command
	status  int                 // $? of the last line
	off     bool                // the host lost power while we were logged in
	open    []*fileWriter
	ended   bool // the terminal's first shell ended
}

type mode int

const (
	prompting mode = iota // keys go to the line editor
	cooked                // keys go to the line discipline
	raw                   // keys go to a full screen program
)

// NewSession logs user in on host, in a new terminal.
func NewSession(k *Kernel, host, user string, io IO) *Session {
	s := &Session{k: k, Host: host, User: user, io: io, wake: make(chan struct{}, 1),
		history: map[string][]string{}, nextPID: 2100}
	if s.io.Err == nil {
		s.io.Err = s.io.Out
	}
	k.enter()
	defer k.leave()
	k.sessions = append(k.sessions, s)
	s.off = !k.lab.HostUp(host)
	s.login()
	return s
}

// Close ends what runs in the terminal and forgets it.
func (s *Session) Close() {
	s.k.enter()
	defer s.k.leave()
	for _, j := range s.jobs {
		j.end(errClosed)
	}
	if s.fg != nil {
		s.fg.end(errClosed)
	}
	s.k.settle()
	s.k.sessions = slices.DeleteFunc(s.k.sessions, func(o *Session) bool { return o == s })
}

// Resize tells the size of the terminal.
func (s *Session) Resize(columns, rows int) {
	s.screen.Lock()
	s.io.Columns, s.io.Rows = columns, rows
	s.resized = true
	e := s.editor
	s.screen.Unlock()
	if e != nil {
		e.SetSize(columns, rows)
	}
	go s.deliver()
}

// Size is the width and height of the terminal.
func (s *Session) Size() (columns, rows int) {
	s.screen.Lock()
	defer s.screen.Unlock()
	columns, rows = s.io.Columns, s.io.Rows
	if columns <= 0 {
		columns = 80
	}
	if rows <= 0 {
		rows = 24
	}
	return columns, rows
}

// Input takes what was typed, as xterm.js hands it over. It never waits.
func (s *Session) Input(b []byte) {
	s.screen.Lock()
	s.still = false
	if s.mode == cooked {
		s.discipline(b)
	} else if len(s.keys)+len(b) <= 1<<20 {
		s.keys = append(s.keys, b...)
	}
	m := s.mode
	s.screen.Unlock()
	s.nudge()
	if m != prompting {
		go s.deliver()
	}
}

// discipline gives typed bytes to the line discipline and shows what it echoes.
func (s *Session) discipline(b []byte) {
	echo, interrupt := s.line.Type(b)
	s.break_ = s.break_ || interrupt
	if s.io.Plain {
		echo = bytes.ReplaceAll(echo, []byte("\r\n"), []byte("\n"))
	}
	if len(echo) > 0 {
		s.io.Out(echo)
	}
}

// Interrupt is Ctrl-C.
func (s *Session) Interrupt() { s.Input([]byte{3}) }

// nudge wakes the line editor.
func (s *Session) nudge() {
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

// deliver brings what was typed to the job that waits for it.
func (s *Session) deliver() {
	s.k.enter()
	defer s.k.leave()
	s.screen.Lock()
	interrupt := s.break_
	s.break_ = false
	s.screen.Unlock()
	if interrupt && s.fg != nil {
		s.fg.end(errInterrupt)
	}
	s.k.settle()
	s.notify()
}

// setMode says who gets the keys from now on. What was typed ahead moves along.
func (s *Session) setMode(m mode) {
	s.screen.Lock()
	defer s.screen.Unlock()
	if s.mode == m {
		return
	}
	s.mode = m
	s.line.SetEcho(true)
	if m != cooked {
		s.keys = append(s.keys, s.line.Take()...)
		return
	}
	early := s.keys
	s.keys = nil
	if s.editor != nil && s.editor.Interrupted() {
		early = append([]byte{3}, early...) // quicker than the shell: meant for the line that begins now
	}
	if len(early) > 0 {
		s.discipline(early)
		go s.deliver()
	}
}

func (s *Session) echo(on bool) {
	s.screen.Lock()
	defer s.screen.Unlock()
	s.line.SetEcho(on)
}

func (s *Session) typed() bool {
	s.screen.Lock()
	defer s.screen.Unlock()
	return s.line.Waiting()
}

func (s *Session) takeLine() (line string, eof, ok bool) {
	s.screen.Lock()
	defer s.screen.Unlock()
	return s.line.Read()
}

// RunLine runs what was typed as one command line and returns its exit status. When the context ends, the
// line is interrupted.
func (s *Session) RunLine(ctx context.Context, text string) int {
	return s.foreground(ctx, func(j *Job) int { return s.runLine(j, text) })
}

// foreground runs f as the session's foreground job.
func (s *Session) foreground(ctx context.Context, f func(*Job) int) int {
	s.running.Lock()
	defer s.running.Unlock()
	s.k.enter()
	j := s.k.newJob(s)
	s.fg, s.k.current = j, j
	stop := context.AfterFunc(ctx, func() {
		s.k.enter()
		defer s.k.leave()
		j.end(errInterrupt)
		s.k.settle()
	})
	s.setMode(cooked)
	s.notify()
	status := f(j)
	s.flush()
	s.setMode(prompting)
	s.fg = nil
	s.notify()
	s.k.pass()
	stop()
	return status
}

// OnLogout has f called when the terminal's first shell was left. Without it, or when f lets the session go
// on, the terminal logs in again: a terminal of the lab always has a shell. f must not call the kernel.
func (s *Session) OnLogout(f func()) { s.logout = f }

// OnState has f called when State may have changed. f must not call the kernel.
func (s *Session) OnState(f func()) { s.changed = f }

// State is what a front end without escape sequences shows beside its input field.
type State struct {
	Prompt  string // that is shown; "" while a line runs
	Reading bool   // a program waits for a line
	Hidden  bool   // and what is typed must not be shown
	Still   bool   // all that was typed has been taken in, and the prompt waits for more
}

// State tells what the terminal waits for. It may be called from anywhere.
func (s *Session) State() State {
	s.screen.Lock()
	defer s.screen.Unlock()
	return State{Prompt: s.shown, Reading: s.asking, Hidden: s.asking && s.line.Silent(), Still: s.still}
}

// History lists the lines typed so far on this terminal's host by the present user, oldest first.
func (s *Session) History() []string {
	s.k.enter()
	defer s.k.leave()
	return slices.Clone(s.history[s.identity()])
}

func (s *Session) identity() string { return s.shell().user + "@" + s.shell().host }

// watchHosts logs terminals out when their host loses power and in again when it is up.
func (k *Kernel) watchHosts() {
	for _, s := range k.sessions {
		up := k.lab.HostUp(s.Host)
		switch {
		case !up && !s.off:
			s.off = true
			s.disconnected()
		case up && s.off:
			s.off = false
			s.login()
			if s.io.Terminal {
				s.announce(s.Host + " is up again: logged in as " + s.User + ".\n")
			}
		}
	}
}

// disconnected ends what ran on the host. A lab command goes on: it stands for people.
func (s *Session) disconnected() {
	for _, j := range s.jobs {
		j.end(errHostOff)
	}
	if s.fg != nil && s.fg.inLab == 0 {
		s.fg.end(errHostOff)
	}
	if s.io.Terminal {
		s.announce("Connection to " + s.Host + " closed.\n")
	}
}

// announce prints something that no command of the user printed.
func (s *Session) announce(text string) {
	s.screen.Lock()
	redraw := s.redraw
	s.screen.Unlock()
	if redraw != nil {
		redraw(text, s.promptNow())
		return
	}
	s.print(text)
}

// notify tells the front end that its state may have changed.
func (s *Session) notify() {
	if s.changed != nil {
		s.changed()
	}
}
