package author

import (
	"cmp"
	"errors"
	"slices"
	"strings"
)

// excuse marks, in the solution of a draft, the statements without which the lesson is solved too, and those that may change
// places with the next one.
func (d *Draft) excuse() error {
	var problems Problems
	n := notes{file: d.Dir + "/lesson.md", found: &problems}
	lesson, extra := readLesson(d.Files["lesson.md"], n)
	source := &Source{Lesson: lesson, Solution: file{d.Dir + "/solution.sh", d.Files["solution.sh"]}}
	c := checker{notes: n, lines: extra.lines, sections: extra.sections, source: source}
	if c.all(); len(problems) > 0 {
		return problems.err()
	}
	p := prover{report: &Report{}, seen: newWitness(), source: source, seed: lesson.Seed}
	var err error
	if p.bound, err = lesson.Bind(p.seed); err != nil {
		return err
	}
	script, err := source.Solution.script(p.bound)
	if err != nil {
		return err
	}
	if p.solve(script); len(p.report.Failures) > 0 {
		return errors.New("what was recorded does not do the same again: " + p.report.Failures[0] +
			"\nMend the solution so that nobody has to type into it (echo ANSWER | COMMAND, or a here-document), then run hsmlab lesson test.")
	}
	d.Files["solution.sh"] = marked(d.Files["solution.sh"], p.survivors(script))
	return nil
}

// mark is a comment above a line.
type mark struct {
	line int
	text string
}

// survivors are the marks for mutants that solve the lesson.
func (p *prover) survivors(script Script) []mark {
	var list []mark
	all := script.Statements
	survives := func(s Statement, changed []Statement, marker, why string) {
		m := mark{s.Line, "# " + marker + " ok: " + why}
		if solved, _ := p.outcome(changed); solved && !slices.Contains(list, m) {
			list = append(list, m)
		}
	}
	for i, s := range all {
		survives(s, slices.Delete(slices.Clone(all), i, i+1), "drop", sayDropped)
		if i+1 < len(all) {
			swapped := slices.Clone(all)
			swapped[i], swapped[i+1] = swapped[i+1], swapped[i]
			survives(s, swapped, "swap", saySwapped)
		}
		for _, v := range variations(s) {
			varied := slices.Clone(all)
			varied[i].Text = v.text
			survives(s, varied, "part "+v.marker, cmp.Or(map[string]string{"drop": sayDropped}[v.marker], saySwapped))
		}
	}
	return list
}

// marked writes marks above the lines that they are about, the last line first, so that the others keep their numbers.
func marked(text string, marks []mark) string {
	lines := strings.Split(text, "\n")
	for _, m := range slices.Backward(marks) {
		lines = slices.Insert(lines, m.line-1, m.text)
	}
	return strings.Join(lines, "\n")
}
