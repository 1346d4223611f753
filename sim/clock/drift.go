package clock

import "time"

// Drifting is a clock that somebody set once and that runs a little too fast or too slow: a host's
// clock, or a module's. Its error grows from the moment it was set.
type Drifting struct {
	Offset time.Duration // error at the moment it was set; positive means ahead of true time
	PPM    int64         // drift in parts per million; positive means fast
	Since  time.Duration // virtual time at which it was set
}

// At is what the clock shows when the lab's elapsed time is now.
func (d Drifting) At(now time.Duration) time.Time {
	return Epoch.Add(now + d.Error(now))
}

// Error is how far the clock is ahead of true time at now.
func (d Drifting) Error(now time.Duration) time.Duration {
	return d.Offset + (now-d.Since)/time.Second*time.Duration(d.PPM)*time.Microsecond
}

// Set returns the clock after it was set, at now, to show t. The drift stays.
func (d Drifting) Set(now time.Duration, t time.Time) Drifting {
	d.Offset = t.Sub(Epoch.Add(now))
	d.Since = now
	return d
}
