package author

import (
	"fmt"
	"strings"

	"hsmlab/lessons"
	"hsmlab/sim"
	"hsmlab/sim/journalgen"
)

// stumbles is how many acts of somebody without a plan must not solve a lesson.
const stumbles = 200

// stumble proves that random valid commands do not solve the lesson.
func (p *prover) stumble() {
	s := p.stage()
	if s == nil {
		return
	}
	defer s.close()
	s.kernel.View(func(lab *sim.Lab) {
		g := journalgen.Learner(lab, p.seed)
		may := func(e sim.Event) bool { return p.bound.Allows(e) == nil }
		for acts := 0; acts < stumbles; {
			act, ok := g.Act(may)
			if !ok {
				p.fail("nothing more can be tried after %d random acts", acts)
				return
			}
			if act {
				acts++
			}
			if s.look(lab); s.progress.Solved() {
				p.fail("solved by %d random acts; ask for more in the goals", acts)
				return
			}
		}
	})
	if s.failed != nil {
		p.fail("after random acts: %v", s.failed)
	}
}

// attempt proves that the solution, as somebody's attempt, is worth all points, and that its transcript says so too.
func (p *prover) attempt(variant uint64) {
	if len(p.report.Failures) > 0 {
		return
	}
	a, err := Solve(p.source, lessons.Entrant{Name: ProofName, Variant: variant})
	if err != nil {
		p.fail("as an attempt: %v", err)
		return
	}
	j := lessons.Judge(a.Job(&p.source.Lesson))
	switch {
	case j.Result == nil:
		p.fail("the transcript of variant %d is not graded: %+v", variant, j)
	case j.Result.Percent != 100 || !j.Result.Passed:
		p.fail("the solution of variant %d is worth %d %%, passed: %v, in %v of %v", variant, j.Result.Percent, j.Result.Passed, j.Result.Used, j.Result.Budget)
	}
	p.report.Attempts = append(p.report.Attempts, a)
}

// hintLimit bounds how many command hints one lesson may take.
const hintLimit = 100

// followHints proves that whoever takes every command hint gets through: each is run on its host, as it is
// given, until the lesson is solved.
func (p *prover) followHints() {
	s := p.stage()
	if s == nil {
		return
	}
	defer s.close()
	for range hintLimit {
		open := s.progress.Current()
		if len(open) == 0 {
			break
		}
		var given lessons.Given
		var err error
		s.kernel.View(func(lab *sim.Lab) { given, err = commandFor(s.progress, lab, open[0]) })
		if err != nil {
			p.fail("%v", err)
			return
		}
		before, _ := s.progress.Task(open[0])
		host := given.On
		if host == "" {
			host = s.home
		}
		s.run(host, given.Line)
		s.progress.Take(open[0], lessons.Command)
		if after, _ := s.progress.Task(open[0]); !after.Done && before.Done {
			p.fail("the command hint %q undoes task %q", given.Line, open[0])
		}
	}
	if !s.progress.Solved() {
		p.fail("following the command hints does not solve the lesson; open: %s; the last output: %s",
			strings.Join(s.progress.Current(), ", "), s.tail())
	}
}

func commandFor(progress *lessons.Progress, source lessons.Source, task string) (lessons.Given, error) {
	ladder, err := progress.Ladder(source, task)
	if err != nil {
		return lessons.Given{}, err
	}
	for _, given := range ladder {
		if given.Rung == lessons.Command {
			return given, nil
		}
	}
	return lessons.Given{}, fmt.Errorf("task %q has no command hint in this state", task)
}
