package vcmadmin_test

import (
	"encoding/json"
	"testing"
	"time"

	"hsmlab/sim"
	"hsmlab/sim/simtest"
)

// oldest is the age of the oldest figure that stats prints, by the module's clock.
func oldest(t *testing.T, b *simtest.Bench) time.Duration {
	t.Helper()
	var rows []struct{ Polled string }
	if err := json.Unmarshal([]byte(b.OK(simtest.Provider, "vcmadmin stats --json")), &rows); err != nil {
		t.Fatal(err)
	}
	now, err := time.Parse(time.RFC3339, b.Module().Clock)
	if err != nil {
		t.Fatal(err)
	}
	age := time.Duration(0)
	for _, r := range rows {
		at, err := time.Parse("2006-01-02 15:04:05 MST", r.Polled)
		if err != nil {
			t.Fatalf("polled %q: %v", r.Polled, err)
		}
		age = max(age, now.Sub(at))
	}
	return age
}

// Figures are as old as a pause and a round at most: 30 s when nothing runs, 90 s in the worst case (guide 3.1.3.5).
func TestAgeOfStatistics(t *testing.T) {
	for _, c := range []struct {
		scenario string
		busy     bool
		want     time.Duration
	}{
		{"five-tenants", false, 38 * time.Second}, {"hundred-vcms", true, 90 * time.Second},
	} {
		b := simtest.New(t, c.scenario)
		for _, v := range b.Module().VCMs {
			if c.busy && v.State == "active" {
				b.Must(sim.Set{Target: v.UUID, Control: sim.CPULoad, Value: "high"})
			}
		}
		b.Pass(5 * time.Minute)
		worst := time.Duration(0)
		for range 100 {
			b.Pass(time.Second)
			worst = max(worst, oldest(t, b))
		}
		if worst > c.want+time.Second || worst < c.want-4*time.Second {
			t.Errorf("%s: figures are up to %s old, want about %s", c.scenario, worst, c.want)
		}
	}
}

// Looking at the figures, or letting time pass in pieces, does not change what they are later.
func TestStatisticsDoNotDependOnLooking(t *testing.T) {
	var answers []string
	for _, pieces := range []int{1, 7, 90} {
		b := simtest.New(t, "five-tenants")
		for i := range pieces {
			b.Pass(210*time.Second*time.Duration(i+1)/time.Duration(pieces) - 210*time.Second*time.Duration(i)/time.Duration(pieces))
			b.Snapshot()
		}
		answers = append(answers, b.OK(simtest.Provider, "vcmadmin stats"))
	}
	if answers[0] != answers[1] || answers[0] != answers[2] {
		t.Errorf("got three different answers:\n%s\n%s\n%s", answers[0], answers[1], answers[2])
	}
}
