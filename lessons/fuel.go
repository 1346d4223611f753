package lessons

import (
	"context"
	"errors"
	"time"
)

// maxJQSteps bounds one run of a jq program. In a lab of a thousand VCMs, looking at each for a name takes 25,000 of them and
// looking at every value that there is 600,000.
const maxJQSteps = 5_000_000

var errEndless = errors.New("it does not come to an end")

// fuel ends a jq program that runs for too long: gojq asks its context before every instruction. Instructions are counted,
// not time, so that the page, this process and the sandbox all stop at the same one.
type fuel struct{ left int }

var spent = func() chan struct{} {
	c := make(chan struct{})
	close(c)
	return c
}()

// Done is closed when nothing is left.
func (f *fuel) Done() <-chan struct{} {
	if f.left--; f.left < 0 {
		return spent
	}
	return nil
}

// Err says why the program was ended.
func (f *fuel) Err() error {
	if f.left < 0 {
		return errEndless
	}
	return nil
}

// Deadline is none: it is no matter of time.
func (*fuel) Deadline() (time.Time, bool) { return time.Time{}, false }

// Value is none.
func (*fuel) Value(any) any { return nil }

var _ context.Context = (*fuel)(nil)
