package author

import (
	"slices"
	"strings"

	"hsmlab/lessons"
	"hsmlab/sim"
)

// answerMistakes proves that each feedback is given for the mistake that its author names, with some seed at least.
func (p *prover) answerMistakes(solution Script) {
	for _, t := range p.bound.Tasks {
		for i, f := range t.Feedback {
			at := hintPlace{t.ID, i}
			if instead, tried := p.seen.answers[at]; !tried || instead != "" {
				p.seen.answers[at] = p.answer(solution, at, f.Mistake)
			}
		}
	}
}

// answer does the solution until a task's turn comes, and then makes a mistake. It returns "" when the feedback is given, and
// what happened instead otherwise.
func (p *prover) answer(solution Script, at hintPlace, mistake []string) string {
	s := p.stage()
	if s == nil {
		return "the lesson cannot begin"
	}
	defer s.close()
	rest := solution.Statements
	turn := func() bool {
		st, _ := s.progress.Task(at.task)
		return st.Active && !st.Done
	}
	for ; !turn(); rest = rest[1:] {
		if len(rest) == 0 {
			return "in the solution, the task is never open"
		}
		s.run(s.home, rest[0].Text)
	}
	given := p.given(s, at)
	if given {
		return "it is there before anybody makes it"
	}
	for _, line := range mistake {
		s.run(s.home, line)
		given = given || p.given(s, at)
	}
	if given {
		return ""
	}
	return "it printed: " + s.tail()
}

// given tells whether a feedback is given now.
func (p *prover) given(s *stage, at hintPlace) bool {
	var said []lessons.Given
	var err error
	s.kernel.View(func(lab *sim.Lab) { said, err = s.progress.Feedback(lab) })
	if err != nil {
		p.fail("%v", err)
	}
	return slices.ContainsFunc(said, func(g lessons.Given) bool { return g.Task == at.task && g.Place == at.n })
}

// staysOnTheWay proves that the review of a good script finds no step that left the way.
func (p *prover) staysOnTheWay(file string, s *stage) {
	r, err := lessons.NewReviewer(p.bound, s.lab.Journal(), s.setup)
	if err != nil {
		p.fail("%s: the review: %v", file, err)
		return
	}
	defer r.Close()
	for more := true; more; {
		if more, err = r.Step(100); err != nil {
			p.fail("%s: the review: %v", file, err)
			return
		}
	}
	found := r.Review()
	if found.Astray < 0 {
		return
	}
	a := found.Acts[found.Astray]
	why := slices.Concat(a.Tripped, a.Lost, a.Said)
	for _, f := range a.Refused {
		why = append(why, f.Command+": "+f.Reason)
	}
	p.fail("%s: the review finds that %q left the way: %s", file, a.What, strings.Join(why, "; "))
}
