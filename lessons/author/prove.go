package author

import (
	"fmt"
	"slices"
	"strings"

	"hsmlab/lessons"
)

// Prove runs every proof of a lesson. See "Proofs" in lessons/README.md.
func Prove(source *Source) Report {
	r := Report{Lesson: source.Lesson.ID}
	var missing []string
	r.Seeds, missing = seedsOf(&source.Lesson)
	r.Failures = append(r.Failures, missing...)
	seen := newWitness()
	whole := true
	for i, seed := range r.Seeds {
		p := prover{report: &r, seen: seen, source: source, seed: seed}
		whole = p.prove(i < deepSeeds) && whole
	}
	if whole {
		seen.judge(source, &r)
	}
	for _, variant := range source.Variants() {
		r.attempt(source, variant)
	}
	return r
}

type prover struct {
	report *Report
	seen   *witness
	source *Source
	seed   uint64
	bound  *lessons.Lesson
}

func (p *prover) fail(format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	if len(p.report.Seeds) > 1 {
		text = fmt.Sprintf("seed %d: %s", p.seed, text)
	}
	p.report.fail("%s", text)
}

// prove runs the proofs with one seed; not the dear ones, which run hundreds of scripts, unless it is to go deep. It is false
// when the solution is none, on which all others stand.
func (p *prover) prove(deep bool) bool {
	var err error
	if p.bound, err = p.source.Lesson.Bind(p.seed); err != nil {
		p.fail("%v", err)
		return false
	}
	solution, err := p.source.Solution.script(p.bound)
	if err != nil {
		p.fail("%v", err)
		return false
	}
	before := len(p.report.Failures)
	if p.solve(solution); len(p.report.Failures) > before {
		return false
	}
	if deep {
		p.mutate(solution)
		p.stumble()
	}
	p.mutateParts(solution)
	p.followHints()
	p.answerMistakes(solution)
	p.otherScripts()
	return true
}

// otherScripts proves the alternatives and the counter-examples.
func (p *prover) otherScripts() {
	for _, f := range p.source.Alternatives {
		p.alternative(f)
	}
	for _, t := range p.bound.Tasks {
		if t.Kind == lessons.Never {
			p.trip(t.ID)
		}
	}
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
	p.staysOnTheWay(script.File, s)
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
