package module

import "time"

// Button is the recovery button on the bracket. It does not latch: it is down only while somebody holds it.
type Button struct {
	down  bool
	since time.Duration
}

// Press pushes the recovery button down; it stays down until Release.
func (m *Module) Press() {
	if !m.button.down {
		m.button = Button{down: true, since: m.time.Now()}
	}
}

// Release lets the recovery button go.
func (m *Module) Release() { m.button.down = false }

// Held tells whether the recovery button is down, and for how long.
func (m *Module) Held() (bool, time.Duration) {
	if !m.button.down {
		return false, 0
	}
	return true, m.time.Now() - m.button.since
}
