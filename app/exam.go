package app

import (
	"hsmlab/lessons"
)

// sitting is an attempt at an exam, from the moment when the learner begins. Its attempt watches the lab in place of
// the lesson's progress.
type sitting struct {
	attempt *lessons.Attempt
	ended   bool // handed in, or the time was up: what happens now does not count
}

// exam tells whether an exam is being taken: the lab must not be looked at from outside of its time, be shared or be
// replaced, and hints and feedback are silent.
func (d *desk) exam() bool { return d.sitting != nil && !d.sitting.ended }
