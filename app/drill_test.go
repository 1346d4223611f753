package app_test

import (
	"testing"
	"time"

	"hsmlab/app"
)

var noon = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

func TestDrillsComeBackByHowTheyWent(t *testing.T) {
	days := func(p app.Performance) int {
		d := app.Drill{}.Solved(p, noon)
		for day := 1; day < 400; day++ {
			if d.Due(noon.AddDate(0, 0, day)) {
				return day
			}
		}
		return 0
	}
	tripped := days(app.NewPerformance(true, false, 0, 5*time.Minute, 10))
	assisted := days(app.NewPerformance(false, true, 1, 5*time.Minute, 10))
	hinted := days(app.NewPerformance(false, false, 1, 8*time.Minute, 10))
	slow := days(app.NewPerformance(false, false, 0, 31*time.Minute, 10))
	good := days(app.NewPerformance(false, false, 0, 8*time.Minute, 10))
	quick := days(app.NewPerformance(false, false, 0, 4*time.Minute, 10))
	if tripped == 0 || tripped != assisted || hinted != slow || !(tripped <= hinted && hinted < good && good < quick) {
		t.Errorf("days until due: tripped %d, assisted %d, hinted %d, slow %d, good %d, quick %d; want them to grow",
			tripped, assisted, hinted, slow, good, quick)
	}
}

func TestARoundOfADrillCountsOnce(t *testing.T) {
	good := app.NewPerformance(false, false, 0, 8*time.Minute, 10)
	first := app.Drill{}.Solved(good, noon)
	if again := first.Solved(app.NewPerformance(true, false, 0, 0, 10), noon.Add(time.Hour)); again != first {
		t.Errorf("the same round is rated twice: %+v, then %+v", first, again)
	}
	if first.Due(noon) || (app.Drill{}).Due(noon) {
		t.Error("a lesson is due that was just solved, or never")
	}
	later := noon.AddDate(0, 1, 0)
	second := first.Begin(1).Solved(good, later)
	if !first.Due(later) || second.Due(later) || second.Card.Reps != 2 {
		t.Errorf("the second round is not rated: %+v", second)
	}
}
