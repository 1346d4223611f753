package app

import "time"

// Recording is a terminal's recording for a test.
type Recording struct{ c cast }

// Add prints something.
func (r *Recording) Add(now time.Duration, text string) { r.c.add(now, []byte(text)) }

// Reloaded is the recording after a reload at a time of the lab.
func (r *Recording) Reloaded(now time.Duration) *Recording {
	again := &Recording{}
	again.c.back(r.c.kept(), now)
	return again
}

// Encode is the file.
func (r *Recording) Encode(title string, columns, rows int, zero time.Time) []byte {
	return r.c.encode(title, columns, rows, zero)
}
