package author

import (
	"fmt"

	"hsmlab/lessons"
	"hsmlab/sim"
)

// Attempt is an attempt at a lesson that was made here, by script, with the beginning that grading needs.
type Attempt struct {
	Start      *sim.Journal // after the set-up
	Transcript *lessons.Transcript
	Score      lessons.Score
}

// Job is the attempt as a grader is given it.
func (a *Attempt) Job(l *lessons.Lesson) lessons.Job {
	return lessons.Job{Lesson: l, Start: a.Start.Encode(), Transcript: a.Transcript.Encode()}
}

// variantsOfProofs are attempted for lessons with variables.
const variantsOfProofs = 5

// Variants are the variants in which the proofs attempt a lesson: one, or several when they differ.
func (s *Source) Variants() []uint64 {
	list := []uint64{1}
	for len(s.Lesson.Vars) > 0 && len(list) < variantsOfProofs {
		list = append(list, uint64(len(list)+1))
	}
	return list
}

// ProofName is in whose name the proofs make their attempts.
const ProofName = "Ada Example"

// Solve makes an attempt in somebody's name with the lesson's own solution.
func Solve(source *Source, who lessons.Entrant) (*Attempt, error) {
	return Try(source, who, source.Solution.text)
}

// Try makes an attempt in somebody's name with a script; variables in it are filled in. It stops when time is up.
func Try(source *Source, who lessons.Entrant, script string) (*Attempt, error) {
	attempt, err := lessons.NewAttempt(&source.Lesson, who)
	if err != nil {
		return nil, err
	}
	bound := attempt.Progress().Lesson()
	lines, err := file{source.Solution.name, script}.script(bound)
	if err != nil {
		return nil, err
	}
	s, err := setUp(bound)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", bound.ID, err)
	}
	defer s.close()
	made := &Attempt{Start: s.lab.Journal()}
	if err := attempt.Begin(s.lab); err != nil {
		return nil, err
	}
	s.kernel.Allow(bound.Allow)
	s.kernel.Watch(func(lab *sim.Lab) {
		if _, err := attempt.Update(lab); err != nil && s.failed == nil {
			s.failed = err
		}
	})
	for _, stmt := range lines.Statements {
		if !attempt.Over() {
			s.run(s.home, stmt.Text)
		}
	}
	made.Transcript, made.Score = attempt.Transcript(s.lab), attempt.Progress().Score()
	return made, s.failed
}

// attempt proves that the solution, as somebody's attempt, is worth all points, and that its transcript says so too.
func (r *Report) attempt(source *Source, variant uint64) {
	if len(r.Failures) > 0 {
		return
	}
	a, err := Solve(source, lessons.Entrant{Name: ProofName, Variant: variant})
	if err != nil {
		r.fail("variant %d, as an attempt: %v", variant, err)
		return
	}
	j := lessons.Judge(a.Job(&source.Lesson))
	switch {
	case j.Result == nil:
		r.fail("the transcript of variant %d is not graded: %+v", variant, j)
	case j.Result.Percent != 100 || !j.Result.Passed:
		r.fail("the solution of variant %d is worth %d %%, passed: %v, in %v of %v", variant, j.Result.Percent, j.Result.Passed, j.Result.Used, j.Result.Budget)
	}
	r.Attempts = append(r.Attempts, a)
}
