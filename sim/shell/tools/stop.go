package tools

import (
	"context"
	"time"
)

// stopContext lets Ctrl-C, and a count of steps, end a filter that goes on for ever.
type stopContext struct{ c *Call }

func (s stopContext) Deadline() (time.Time, bool) { return time.Time{}, false }
func (s stopContext) Value(any) any               { return nil }

// Done is asked at every step of a filter, so it must be cheap: a closed channel once the tool must end.
func (s stopContext) Done() <-chan struct{} {
	if s.c.Stop != nil && s.c.Stop() {
		return closed
	}
	return nil
}

func (s stopContext) Err() error { return context.Canceled }

var closed = func() chan struct{} {
	ch := make(chan struct{})
	close(ch)
	return ch
}()
