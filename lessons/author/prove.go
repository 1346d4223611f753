package author

import (
	"fmt"
	"slices"
	"strings"

	"hsmlab/lessons"
)

// Report is what the proofs of one lesson found.
type Report struct {
	Lesson     string
	Seeds      []uint64
	Failures   []string // what does not hold, one a line; empty when the lesson is proven
	Mutants    int      // scripts with a statement dropped or two swapped
	Killed     int      // of those, how many did not solve the lesson
	Allowed    int      // how many did, with a reason
	Exceptions []string // where and why, one a line
	Attempts   []*Attempt
}

// Score is the mutation score in words.
func (r Report) Score() string {
	if r.Mutants == 0 {
		return "no mutants"
	}
	text := fmt.Sprintf("mutation score %d %%: %d of %d do not solve it", r.Killed*100/r.Mutants, r.Killed, r.Mutants)
	if r.Allowed > 0 {
		text += fmt.Sprintf(", %d may", r.Allowed)
	}
	if len(r.Seeds) > 1 {
		text += fmt.Sprintf("; %d seeds", len(r.Seeds))
	}
	return text
}

// seedsOfVariants are tried for lessons with variables.
const seedsOfVariants = 5

// Prove runs every proof of a lesson. See "Proofs" in lessons/README.md.
func Prove(source *Source) Report {
	r := Report{Lesson: source.Lesson.ID, Seeds: []uint64{source.Lesson.Seed}}
	for i := 1; len(source.Lesson.Vars) > 0 && i < seedsOfVariants; i++ {
		r.Seeds = append(r.Seeds, source.Lesson.Seed+uint64(i))
	}
	for i, seed := range r.Seeds {
		p := prover{report: &r, source: source, seed: seed}
		p.prove()
		p.attempt(uint64(i + 1))
	}
	return r
}

type prover struct {
	report *Report
	source *Source
	seed   uint64
	bound  *lessons.Lesson
}

func (p *prover) fail(format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	if len(p.report.Seeds) > 1 {
		text = fmt.Sprintf("seed %d: %s", p.seed, text)
	}
	p.report.Failures = append(p.report.Failures, text)
}

func (p *prover) prove() {
	var err error
	if p.bound, err = p.source.Lesson.Bind(p.seed); err != nil {
		p.fail("%v", err)
		return
	}
	solution, err := p.source.Solution.script(p.bound)
	if err != nil {
		p.fail("%v", err)
		return
	}
	before := len(p.report.Failures)
	p.solve(solution)
	if len(p.report.Failures) > before {
		return // the other proofs stand on this one
	}
	p.mutate(solution)
	for _, f := range p.source.Alternatives {
		p.alternative(f)
	}
	for _, t := range p.bound.Tasks {
		if t.Kind == lessons.Never {
			p.trip(t.ID)
		}
	}
	if p.bound.Exam == nil {
		p.followHints()
	}
	p.stumble()
}

// stage begins the lesson, or notes why it cannot.
func (p *prover) stage() *stage {
	s, err := newStage(p.bound)
	if err != nil {
		p.fail("cannot begin: %v", err)
		return nil
	}
	return s
}

// solve proves that the start is not solved, that the solution is, task by task, and no proper prefix of it.
func (p *prover) solve(script Script) {
	s := p.stage()
	if s == nil {
		return
	}
	defer s.close()
	defer func() {
		if s.failed != nil {
			p.fail("%v", s.failed)
		}
	}()
	for _, t := range p.bound.Tasks {
		if st, _ := s.progress.Task(t.ID); st.Done || st.Tripped {
			p.fail("task %q is done or tripped at the start", t.ID)
		}
	}
	for i, stmt := range script.Statements {
		if i == 0 || script.Statements[i-1].Task != stmt.Task {
			p.early(s, script.Statements[i:], stmt)
		}
		status := s.run(s.home, stmt.Text)
		if s.progress.Solved() && i < len(script.Statements)-1 {
			p.fail("%s:%d: solved here already; the statements below are not needed", script.File, stmt.Line)
			return
		}
		if last := i == len(script.Statements)-1; last || script.Statements[i+1].Task != stmt.Task {
			if st, _ := s.progress.Task(stmt.Task); !st.Done {
				p.fail("%s:%d: task %q is not done by the end of its section (status %d): %s",
					script.File, stmt.Line, stmt.Task, status, s.tail())
				return
			}
		}
	}
	if !s.progress.Solved() {
		p.fail("%s: the solution ends and the lesson is not solved; open: %s; tripped: %s", script.File,
			strings.Join(s.progress.Current(), ", "), strings.Join(s.progress.Failed(), ", "))
	}
}

// early notes edge tasks that are done before their section begins.
func (p *prover) early(s *stage, rest []Statement, at Statement) {
	for _, t := range p.bound.Tasks {
		ahead := slices.ContainsFunc(rest, func(o Statement) bool { return o.Task == t.ID })
		if st, _ := s.progress.Task(t.ID); t.Kind == lessons.Edge && st.Done && ahead {
			p.fail("%s:%d: task %q is done before its section begins", p.source.Solution.name, at.Line, t.ID)
		}
	}
}

// outcome runs a whole script in a new lab and tells whether it solves the lesson, and what it tripped.
func (p *prover) outcome(statements []Statement) (solved bool, s *stage) {
	if s = p.stage(); s == nil {
		return false, nil
	}
	defer s.close()
	for _, stmt := range statements {
		s.run(s.home, stmt.Text)
	}
	return s.progress.Solved(), s
}

func (p *prover) alternative(f file) {
	script, err := f.script(p.bound)
	if err != nil {
		p.fail("%v", err)
		return
	}
	if solved, s := p.outcome(script.Statements); !solved && s != nil {
		p.fail("%s: does not solve the lesson; open: %s; tripped: %s; it printed: %s", f.name,
			strings.Join(s.progress.Current(), ", "), strings.Join(s.progress.Failed(), ", "), s.tail())
	}
}

func (p *prover) trip(id string) {
	f := p.source.Trips[id]
	script, err := f.script(p.bound)
	if err != nil {
		p.fail("%v", err)
		return
	}
	if _, s := p.outcome(script.Statements); s != nil && !slices.Contains(s.progress.Failed(), id) {
		p.fail("%s: does not trip task %q; it printed: %s", f.name, id, s.tail())
	}
}
