package author

import (
	"bytes"
	"context"
	"fmt"
	"time"

	"hsmlab/lessons"
	"hsmlab/sim"
	"hsmlab/sim/shell"
)

// statementLimit is how long one statement of a proof may take in real time. A mutated script can wait for ever.
var statementLimit = 20 * time.Second

// stage is a lab in which a lesson is being done: a shell on each host, and its progress, which looks at the
// lab after every event as the page does.
type stage struct {
	lab      *sim.Lab
	home     string // host where the lesson begins
	setup    int    // entries of the journal that are the set-up
	kernel   *shell.Kernel
	sessions map[string]*shell.Session
	progress *lessons.Progress
	out      bytes.Buffer
	failed   error // first goal that could not be answered
}

// newStage begins the lesson: the scenario, the set-up, and the first look at the goals.
func newStage(bound *lessons.Lesson) (*stage, error) {
	progress, err := lessons.NewProgress(bound)
	if err != nil {
		return nil, err
	}
	s, err := setUp(bound)
	if err != nil {
		return nil, err
	}
	s.progress = progress
	s.kernel.Allow(bound.Allow)
	s.kernel.Watch(s.look)
	s.kernel.View(s.look)
	return s, nil
}

// setUp makes the lab of a bound lesson and runs its set-up.
func setUp(bound *lessons.Lesson) (*stage, error) {
	lab, err := sim.New(sim.Options{Scenario: bound.Scenario, Seed: bound.Seed, Lesson: bound.ID, LessonVersion: bound.Version})
	if err != nil {
		return nil, err
	}
	s := &stage{lab: lab, home: lessons.Home(lab.Snapshot()), kernel: shell.NewKernel(lab, shell.Batch), sessions: map[string]*shell.Session{}}
	for i, line := range bound.Setup {
		if status := s.run(s.home, line); status != 0 {
			defer s.close()
			return nil, setupError{i, line, status, s.tail()}
		}
	}
	s.setup = len(lab.Since(0))
	lab.Seal(s.setup)
	return s, nil
}

// setupError is a set-up line that did not end well.
type setupError struct {
	place  int // among the lines, from 0
	line   string
	status int
	said   string
}

func (e setupError) Error() string {
	said := e.said
	if said == "" {
		said = "it printed nothing"
	}
	return fmt.Sprintf("setup line %q ends with status %d, want 0: %s", e.line, e.status, said)
}

// Start is the journal of a bound lesson's lab after its set-up: what a learner finds, and what grading begins with.
func Start(bound *lessons.Lesson) (*sim.Journal, error) {
	s, err := setUp(bound)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", bound.ID, err)
	}
	defer s.close()
	return s.lab.Journal(), nil
}

func (s *stage) look(lab *sim.Lab) {
	if _, err := s.progress.Update(lab); err != nil && s.failed == nil {
		s.failed = err
	}
}

// run types a line at root's prompt on a host and returns its exit status.
func (s *stage) run(host, line string) int {
	session, ok := s.sessions[host]
	if !ok {
		write := func(b []byte) { s.out.Write(b) }
		session = shell.NewSession(s.kernel, host, "root", shell.IO{Out: write, Plain: true})
		s.sessions[host] = session
	}
	ctx, cancel := context.WithTimeout(context.Background(), statementLimit)
	defer cancel()
	status := session.RunLine(ctx, line)
	if ctx.Err() != nil {
		fmt.Fprintf(&s.out, "\n[ended from outside: it had not come to an end after %s]", statementLimit)
	}
	return status
}

// tail is the last of what was printed, for messages.
func (s *stage) tail() string {
	text := bytes.TrimSpace(s.out.Bytes())
	if len(text) > 300 {
		text = append([]byte("…"), text[len(text)-300:]...)
	}
	return string(text)
}

func (s *stage) close() {
	for _, session := range s.sessions {
		session.Close()
	}
	s.lab.Close()
}
