package author

import (
	"cmp"
	"fmt"
	"strings"

	"hsmlab/lessons"
	"hsmlab/sim"
)

// hintLimit bounds how many command hints one lesson may take.
const hintLimit = 100

// followHints proves that whoever takes every command hint gets through: from the beginning, and from each state in which
// one may have got stuck.
func (p *prover) followHints() {
	if p.bound.Exam != nil {
		return
	}
	p.follow("", nil, firstOf)
	for _, f := range p.source.States {
		script, err := f.script(p.bound)
		if err != nil {
			p.fail("%v", err)
			continue
		}
		p.follow(f.name, script.Statements, firstOf)
		p.follow(f.name, script.Statements, lastOf)
	}
}

// The task of which a learner asks for hints, of those that are open. Most take the first; whoever is stuck where an earlier
// task has come undone may ask about the last.
func firstOf(open []string) string { return open[0] }
func lastOf(open []string) string  { return open[len(open)-1] }

// follow runs the statements that lead to a state, and from there each command hint on its host, as it is given, until the
// lesson is solved.
func (p *prover) follow(state string, first []Statement, asked func([]string) string) {
	s := p.stage()
	if s == nil {
		return
	}
	defer s.close()
	from := ""
	if state != "" {
		from = state + ": from there, "
	}
	for _, stmt := range first {
		s.run(s.home, stmt.Text)
	}
	for range hintLimit {
		open := s.progress.Current()
		if len(open) == 0 {
			break
		}
		if err := p.takeHint(s, asked(open), state); err != nil {
			p.fail("%s%v", from, err)
			return
		}
	}
	if !s.progress.Solved() {
		p.fail("%sfollowing the command hints does not solve the lesson; open: %s; tripped: %s; the last output: %s", from,
			strings.Join(s.progress.Current(), ", "), strings.Join(s.progress.Failed(), ", "), s.tail())
	}
}

// takeHint runs the command hint of a task, and notes that it ran.
func (p *prover) takeHint(s *stage, task, state string) error {
	var given lessons.Given
	var err error
	s.kernel.View(func(lab *sim.Lab) { given, err = commandFor(s.progress, lab, task) })
	if err != nil {
		return err
	}
	p.seen.hint(given, state)
	before, _ := s.progress.Task(task)
	s.run(cmp.Or(given.On, s.home), given.Line)
	s.progress.Take(task, lessons.Command)
	if after, _ := s.progress.Task(task); !after.Done && before.Done {
		return fmt.Errorf("the command hint %q undoes task %q", given.Line, task)
	}
	return nil
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
