package shell

import "time"

// NextDue is the elapsed virtual time at which something happens by itself: a timer of the lab or the end of a
// sleep in a shell. It is false when nothing will.
func (k *Kernel) NextDue() (time.Duration, bool) {
	k.enter()
	defer k.leave()
	return k.nextDue()
}

// WantsTime reports whether a program in the foreground of a terminal cannot go on before virtual time does.
func (k *Kernel) WantsTime() bool {
	k.enter()
	defer k.leave()
	return k.driven()
}
