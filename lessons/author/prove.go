package author

import (
	"fmt"
	"slices"
	"strings"

	"hsmlab/lessons"
	"hsmlab/sim"
)

// Report is what the proofs of one lesson found.
type Report struct {
	Lesson   string
	Seeds    []uint64
	Failures []string // what does not hold, one a line; empty when the lesson is proven
	Mutants  int      // scripts with a statement dropped or two swapped
	Killed   int      // of those, how many did not solve the lesson
	Allowed  int      // how many did, with a reason
}

// Score is the mutation score in words.
func (r Report) Score() string {
	text := fmt.Sprintf("%d of %d mutants do not solve it", r.Killed, r.Mutants)
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
	for _, seed := range r.Seeds {
		p := prover{report: &r, source: source, seed: seed}
		p.prove()
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

// mutate proves that each statement of the solution is needed, and where it stands.
func (p *prover) mutate(script Script) {
	all := script.Statements
	for i, stmt := range all {
		dropped := slices.Delete(slices.Clone(all), i, i+1)
		p.mutant(dropped, script.File, stmt, "without this statement", "drop", stmt.DropOK)
		if i+1 < len(all) {
			swapped := slices.Clone(all)
			swapped[i], swapped[i+1] = swapped[i+1], swapped[i]
			p.mutant(swapped, script.File, stmt, "with this statement and the next one swapped", "swap", stmt.SwapOK)
		}
	}
}

func (p *prover) mutant(statements []Statement, file string, at Statement, how, marker, allowed string) {
	p.report.Mutants++
	solved, s := p.outcome(statements)
	switch {
	case s == nil:
	case solved && allowed != "":
		p.report.Allowed++
	case solved:
		p.fail("%s:%d: solved %s; mend the goals, or say why with \"# %s ok: …\"", file, at.Line, how, marker)
	case allowed != "":
		p.fail("%s:%d: not solved %s, although \"# %s ok:\" says so", file, at.Line, how, marker)
	default:
		p.report.Killed++
	}
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
