package author

import (
	"fmt"

	"hsmlab/lessons"
	"hsmlab/sim"
)

// Step is one statement of a solution as it was played, with the hash of the lab after it.
type Step struct {
	Statement
	Hash string
	Done []string // tasks that are done now
}

// Walk plays the solution of a lesson with the lesson's own seed. A page that is driven the same way, by the batch
// rule of the clock, must show the same hashes and the same ticks.
func Walk(source *Source) ([]Step, error) {
	bound, err := source.Lesson.Bind(source.Lesson.Seed)
	if err != nil {
		return nil, err
	}
	script, err := source.Solution.script(bound)
	if err != nil {
		return nil, err
	}
	s, err := newStage(bound)
	if err != nil {
		return nil, err
	}
	defer s.close()
	var steps []Step
	for _, stmt := range script.Statements {
		s.run(s.home, stmt.Text)
		step := Step{Statement: stmt, Hash: s.lab.Hash()}
		for _, t := range bound.Tasks {
			if state, ok := s.progress.Task(t.ID); ok && state.Done {
				step.Done = append(step.Done, t.ID)
			}
		}
		steps = append(steps, step)
	}
	if s.failed != nil {
		return nil, s.failed
	}
	if !s.progress.Solved() {
		return nil, fmt.Errorf("%s does not solve %s", script.File, bound.ID)
	}
	return steps, nil
}

// Play does a lesson and returns it, bound, with the journal of its lab and how many of its entries are the set-up. lines
// are typed at root's prompt on the host where the lesson begins; without any, the solution is played.
func Play(source *Source, lines ...string) (*lessons.Lesson, *sim.Journal, int, error) {
	bound, err := source.Lesson.Bind(source.Lesson.Seed)
	if err != nil {
		return nil, nil, 0, err
	}
	if len(lines) == 0 {
		script, err := source.Solution.script(bound)
		if err != nil {
			return nil, nil, 0, err
		}
		for _, s := range script.Statements {
			lines = append(lines, s.Text)
		}
	}
	s, err := newStage(bound)
	if err != nil {
		return nil, nil, 0, err
	}
	defer s.close()
	setup := len(s.lab.Since(0))
	for _, line := range lines {
		s.run(s.home, line)
	}
	return bound, s.lab.Journal(), setup, s.failed
}
