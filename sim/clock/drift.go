package clock

import "time"

// Drifting is a clock that somebody set once and that runs a little too fast or too slow: a host's
// clock, or a module's. Its error grows from the moment it was set.
type Drifting struct {
	Offset time.Duration // error at the moment it was set; positive means ahead of true time
	PPM    int64         // drift in parts per million; positive means fast
	Since  time.Duration // virtual time at which it was set
	Adjust time.Duration // what is to be made up for from then on, by SlewPerDay; positive means forward
}

// SlewPerDay is how much a clock makes up for in a day when it is adjusted: "a few seconds" (guide 4.2.4).
const SlewPerDay = 3 * time.Second

// At is what the clock shows when the lab's elapsed time is now.
func (d Drifting) At(now time.Duration) time.Time {
	return Epoch.Add(now + d.Error(now))
}

// Error is how far the clock is ahead of true time at now.
func (d Drifting) Error(now time.Duration) time.Duration {
	return d.Offset + (now-d.Since)/time.Second*time.Duration(d.PPM)*time.Microsecond + d.slewed(now)
}

// slewed is how much of Adjust has been made up for.
func (d Drifting) slewed(now time.Duration) time.Duration {
	const day = 24 * time.Hour
	most := (now - d.Since) / time.Microsecond * (SlewPerDay / time.Millisecond) / (day / time.Millisecond) * time.Microsecond
	return max(min(d.Adjust, most), -most)
}

// Set returns the clock after it was set, at now, to show t. The drift stays.
func (d Drifting) Set(now time.Duration, t time.Time) Drifting {
	d.Offset = t.Sub(Epoch.Add(now))
	d.Since, d.Adjust = now, 0
	return d
}

// Approach returns the clock after it was told, at now, to come to agree with another that shows t, without a
// jump.
func (d Drifting) Approach(now time.Duration, t time.Time) Drifting {
	shown := d.At(now)
	d = d.Set(now, shown)
	d.Adjust = t.Sub(shown)
	return d
}
