package module

import (
	"slices"
	"time"

	"hsmlab/sim/clock"
)

// curve is a temperature on its way to where it will settle: half of the difference is gone after each half-life.
// It is a function of the time alone, so that looking at it, or letting time pass in pieces, changes nothing.
type curve struct {
	base, target int // thousandths of a degree Celsius
	since        time.Duration
	half         time.Duration
}

// settled is after how many half-lives a curve is at its target.
const settled = 20

// at is the temperature at a moment, in thousandths of a degree. It never overshoots and never turns back.
func (c curve) at(now time.Duration) int {
	n, rest := (now-c.since)/c.half, (now-c.since)%c.half
	if n >= settled {
		return c.target
	}
	difference := (c.base - c.target) / (1 << n)
	next := (c.base - c.target) / (2 << n)
	return c.target + difference - int(time.Duration(difference-next)*rest/c.half)
}

// reaches is the first moment after now at which the temperature is at the level or beyond it, seen from where
// it is now; false if it never gets there.
func (c curve) reaches(level int, now time.Duration) (time.Duration, bool) {
	up := c.at(now) < level
	there := func(t time.Duration) bool { return c.at(t) >= level == up || c.at(t) == level }
	last := c.since + settled*c.half
	if now >= last || !there(last) {
		return 0, false
	}
	low, high := now, last
	for high-low > clock.Tick {
		if middle := low + (high-low)/2; there(middle) {
			high = middle
		} else {
			low = middle
		}
	}
	return (high + clock.Tick - 1).Truncate(clock.Tick), true
}

// span is the lowest and the highest of some temperatures.
type span struct{ low, high int }

// with is the span that holds t too. The zero span holds nothing.
func (s span) with(t ...int) span {
	if s == (span{}) {
		s = span{t[0], t[0]}
	}
	return span{min(s.low, slices.Min(t)), max(s.high, slices.Max(t))}
}
