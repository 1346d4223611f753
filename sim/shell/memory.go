package shell

import (
	"runtime"
	"time"
)

// memoryLimit is how large the heap may grow while a shell runs; a loop that doubles a variable reaches it
// within a second.
const memoryLimit = 1 << 30

var lastLook time.Time

// exhausted looks at the heap a few times a second. Called with the baton held.
func exhausted() bool {
	if now := time.Now(); now.Sub(lastLook) > 200*time.Millisecond {
		lastLook = now
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc > memoryLimit
	}
	return false
}
