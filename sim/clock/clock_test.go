package clock_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"hsmlab/sim/clock"
)

// log collects what timers did, as "name@when".
type log struct {
	clock clock.Clock
	lines []string
}

func (l *log) after(d time.Duration, name string) *clock.Timer {
	return l.clock.After(d, func() { l.lines = append(l.lines, fmt.Sprintf("%s@%s", name, l.clock.Now())) })
}

func TestTimersFireInOrderOfTimeThenOfCreation(t *testing.T) {
	var l log
	l.after(2*time.Second, "late")
	l.after(time.Second, "first")
	l.after(time.Second, "second")
	if fired := l.clock.Advance(time.Minute); fired != 3 {
		t.Errorf("got %d timers fired, want 3", fired)
	}
	if diff := cmp.Diff([]string{"first@1s", "second@1s", "late@2s"}, l.lines); diff != "" {
		t.Errorf("order (-want +got):\n%s", diff)
	}
	if got := l.clock.Now(); got != time.Minute {
		t.Errorf("now is %s, want 1m", got)
	}
}

func TestTimerIsDueAtTheVeryEndOfAnAdvance(t *testing.T) {
	var l log
	l.after(time.Second, "x")
	l.clock.Advance(time.Second - clock.Tick)
	if len(l.lines) != 0 {
		t.Errorf("fired a microsecond early: %v", l.lines)
	}
	l.clock.Advance(clock.Tick)
	if len(l.lines) != 1 {
		t.Errorf("got %d fired at its time, want 1", len(l.lines))
	}
}

func TestTimerNeverFiresInTheInstantThatMadeIt(t *testing.T) {
	for _, d := range []time.Duration{-time.Hour, 0, 1, 999 * time.Nanosecond, clock.Tick} {
		var l log
		l.after(d, "x")
		if due, ok := l.clock.Next(); !ok || due != clock.Tick {
			t.Errorf("After(%d): due at %s, want %s", d, due, clock.Tick)
		}
	}
}

func TestTimersMadeByTimersFireInTheSameAdvance(t *testing.T) {
	var l log
	l.clock.After(time.Second, func() { l.after(time.Second, "child") })
	l.clock.Advance(2 * time.Second)
	if want := []string{"child@2s"}; !slices.Equal(l.lines, want) {
		t.Errorf("got %v, want %v", l.lines, want)
	}
}

func TestStop(t *testing.T) {
	var l log
	stopped, fired := l.after(time.Second, "stopped"), l.after(time.Second, "fired")
	l.clock.Stop(stopped)
	l.clock.Stop(stopped)
	l.clock.Stop(nil)
	l.clock.Advance(time.Second)
	l.clock.Stop(fired)
	if want := []string{"fired@1s"}; !slices.Equal(l.lines, want) {
		t.Errorf("got %v, want %v", l.lines, want)
	}
	if due, ok := l.clock.Next(); ok {
		t.Errorf("something is due at %s, want nothing", due)
	}
}

func TestSettleRunsAtTheTimeOfEachTimer(t *testing.T) {
	var l log
	l.clock.Settle = func() { l.lines = append(l.lines, "settled@"+l.clock.Now().String()) }
	l.after(time.Second, "a")
	l.after(2*time.Second, "b")
	l.clock.Advance(time.Minute)
	if want := []string{"a@1s", "settled@1s", "b@2s", "settled@2s"}; !slices.Equal(l.lines, want) {
		t.Errorf("got %v, want %v", l.lines, want)
	}
}

// FuzzSplit: advancing by a and then by b is the same as advancing by a+b, whatever the timers do.
func FuzzSplit(f *testing.F) {
	f.Add([]byte{1, 2, 3, 200}, uint32(100), uint32(3))
	f.Fuzz(func(t *testing.T, timers []byte, a, b uint32) {
		run := func(parts ...uint32) []string {
			var l log
			for i, n := range timers[:min(len(timers), 50)] {
				d := time.Duration(n) * time.Duration(a%1000+1) * time.Nanosecond * 100
				l.clock.After(d, func() { l.after(d/3, fmt.Sprint(i)) })
			}
			for _, p := range parts {
				l.clock.Advance(time.Duration(p) * time.Microsecond)
			}
			return append(l.lines, l.clock.Now().String())
		}
		a, b = a%1_000_000, b%1_000_000
		if diff := cmp.Diff(run(a+b), run(a, b)); diff != "" {
			t.Errorf("whole against split in %d and %d (-whole +split):\n%s", a, b, diff)
		}
	})
}

func TestDrift(t *testing.T) {
	fast := clock.Drifting{Offset: 900 * time.Millisecond, PPM: 6}
	for _, c := range []struct {
		after, want time.Duration
	}{
		{0, 900 * time.Millisecond},
		{999 * time.Millisecond, 900 * time.Millisecond}, // drift comes second by second
		{time.Second, 900*time.Millisecond + 6*time.Microsecond},
		{24 * time.Hour, 900*time.Millisecond + 86_400*6*time.Microsecond},
	} {
		if got := fast.Error(c.after); got != c.want {
			t.Errorf("error after %s: got %s, want %s", c.after, got, c.want)
		}
		if got, want := fast.At(c.after), clock.Epoch.Add(c.after+c.want); !got.Equal(want) {
			t.Errorf("shows %s after %s, want %s", got, c.after, want)
		}
	}
}

func TestSetStartsTheErrorAgain(t *testing.T) {
	now := 10 * time.Hour
	set := clock.Drifting{Offset: time.Minute, PPM: -100}.Set(now, clock.Epoch.Add(now))
	if got := set.Error(now); got != 0 {
		t.Errorf("error when just set: %s, want 0", got)
	}
	if got, want := set.Error(now+time.Hour), -360*time.Millisecond; got != want {
		t.Errorf("error an hour later: got %s, want %s", got, want)
	}
}
