package morse

import "slices"

// Missed is a code that was missed and comes back.
type Missed struct {
	Code string `json:"code"` // as the signal has it: "1-2-3", or the letters after SOS
	Wait int    `json:"wait"` // rounds until it comes back
	Gap  int    `json:"gap"`  // rounds that it waited last; it is forgotten after the longest
}

// A missed code comes back after firstGap rounds, then after growing gaps; read well after the longest, it is done.
const (
	firstGap = 2
	growth   = 3
	lastGap  = firstGap * growth * growth
)

// maxMissed is how many missed codes are kept: the oldest gives way.
const maxMissed = 60

// Record is what is kept of a learner's rounds with one product. The zero Record is a beginner's.
type Record struct {
	Rounds int      `json:"rounds"`
	Marks  int      `json:"marks"` // of MarksOfRound for each round
	Missed []Missed `json:"missed,omitempty"`
}

// due takes a round off every wait and returns the code that has waited longest beyond its time; "" when none is due.
func (r *Record) due() string {
	best := -1
	for i := range r.Missed {
		r.Missed[i].Wait--
		if r.Missed[i].Wait < 0 && (best < 0 || r.Missed[i].Wait < r.Missed[best].Wait) {
			best = i
		}
	}
	if best < 0 {
		return ""
	}
	return r.Missed[best].Code
}

// note takes up how a round went.
func (r *Record) note(code string, marks int) {
	r.Rounds++
	r.Marks += marks
	i := slices.IndexFunc(r.Missed, func(m Missed) bool { return m.Code == code })
	switch {
	case marks < MarksOfRound && i < 0:
		r.Missed = append(r.Missed, Missed{code, firstGap, firstGap})
		r.Missed = r.Missed[max(0, len(r.Missed)-maxMissed):]
	case marks < MarksOfRound:
		r.Missed[i] = Missed{code, firstGap, firstGap}
	case i >= 0 && r.Missed[i].Gap >= lastGap:
		r.Missed = slices.Delete(r.Missed, i, i+1)
	case i >= 0:
		gap := r.Missed[i].Gap * growth
		r.Missed[i] = Missed{code, gap, gap}
	}
}
