package clock_test

import (
	"testing"
	"time"

	"hsmlab/sim/clock"
)

func TestDriftingApproachesWithoutAJump(t *testing.T) {
	const day = 24 * time.Hour
	for _, tt := range []struct {
		name   string
		offset time.Duration // of the clock that is adjusted
		days   time.Duration
		want   time.Duration // what is left of it
	}{
		{"at once nothing changes", 10 * time.Second, 0, 10 * time.Second},
		{"a few seconds a day", 10 * time.Second, 1, 7 * time.Second},
		{"until they agree", 10 * time.Second, 4, 0},
		{"and no further", 10 * time.Second, 300, 0},
		{"forward too", -10 * time.Second, 2, -4 * time.Second},
	} {
		start := 5 * time.Hour
		c := clock.Drifting{Offset: tt.offset}.Approach(start, clock.Epoch.Add(start))
		if got := c.Error(start + tt.days*day); got != tt.want {
			t.Errorf("%s: %s left, want %s", tt.name, got, tt.want)
		}
	}
}

func TestDriftingApproachKeepsTheDrift(t *testing.T) {
	const day = 24 * time.Hour
	c := clock.Drifting{Offset: time.Second, PPM: 6}
	c = c.Approach(day, clock.Epoch.Add(day))
	if got, want := c.Error(3*day), 2*24*3600*6*time.Microsecond; got != want {
		t.Errorf("two days later %s wrong, want the drift of two days, %s", got, want)
	}
	if last := c.At(day); !c.At(day + time.Second).After(last) {
		t.Error("the clock ran backwards")
	}
	if set := c.Set(4*day, clock.Epoch); set.At(4*day) != clock.Epoch || set.Adjust != 0 {
		t.Errorf("after Set it shows %s, and %s are still to be made up for", set.At(4*day), set.Adjust)
	}
}
