package lessons

// Score is what an attempt is worth.
type Score struct {
	Half     int  // points, counted in halves: a task gives its weight twice, an assisted one once
	Of       int  // most that Half can be
	Assisted int  // tasks done with the command from a hint
	Failed   bool // a never task was tripped: nothing counts
	Passed   bool // solved; of an exam: enough points, in time
}

// Percent is the score from 0 to 100, rounded down; 0 when failed.
func (s Score) Percent() int {
	if s.Of == 0 || s.Failed {
		return 0
	}
	return s.Half * 100 / s.Of
}

// Score adds up the weights of the tasks that are done. An assisted task counts half.
func (p *Progress) Score() Score {
	var s Score
	for i, t := range p.tasks {
		st := p.state.Tasks[i]
		s.Of += 2 * t.Weight
		s.Failed = s.Failed || st.Tripped
		switch {
		case st.Done && st.Assisted:
			s.Half += t.Weight
			s.Assisted++
		case st.Done:
			s.Half += 2 * t.Weight
		}
	}
	s.Passed = p.Solved()
	if exam := p.lesson.Exam; exam != nil {
		s.Passed = !s.Failed && s.Percent() >= exam.PassPercent
	}
	return s
}

// Budget is the virtual time of an exam in microseconds, stretched by an accommodation in percent (100 gives the
// time as written, 150 half as much again); 0 when there is no limit. Whoever runs an exam stops giving Update
// to its Progress when the lab's elapsed time, counted from the end of the set-up, has passed it.
func (l *Lesson) Budget(accommodationPercent int) int64 {
	if l.Exam == nil {
		return 0
	}
	return int64(l.Exam.BudgetMinutes) * 60 * 1_000_000 * int64(accommodationPercent) / 100
}
