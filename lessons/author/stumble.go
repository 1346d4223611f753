package author

import (
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
			if s.look(lab); s.allDone() {
				p.fail("solved by %d random acts; ask for more in the goals", acts)
				return
			}
		}
	})
	if s.failed != nil {
		p.fail("after random acts: %v", s.failed)
	}
}

// allDone tells whether nothing is left to do, whatever was tripped: a quarter of the lessons trip somewhere among 200
// random acts, and the acts after that must prove something too.
func (s *stage) allDone() bool {
	for _, t := range s.progress.Lesson().Tasks {
		if state, _ := s.progress.Task(t.ID); t.Kind != lessons.Never && !state.Done {
			return false
		}
	}
	return true
}
