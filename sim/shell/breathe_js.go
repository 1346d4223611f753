package shell

import "time"

var breath = time.Now()

// breathe returns to the browser now and then: goroutines of Go alone would keep it from painting and from
// delivering Ctrl-C.
func breathe() {
	if time.Since(breath) > 8*time.Millisecond {
		time.Sleep(time.Millisecond) // less is over before another goroutine has had its turn, and then nothing returns
		breath = time.Now()
	}
}
