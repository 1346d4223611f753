package shell

import "slices"

// enter waits for the baton as a caller, not as a job.
func (k *Kernel) enter() {
	k.mu.Lock()
	if !k.held {
		k.held = true
		k.mu.Unlock()
		k.current = nil
		return
	}
	ch := make(chan struct{})
	k.callers = append(k.callers, ch)
	k.mu.Unlock()
	<-ch
	k.current = nil
}

// leave is pass, for callers.
func (k *Kernel) leave() { k.pass() }

// pass gives the baton to whoever comes next; the holder has it no more when pass returns. Callers go first,
// since they are short; then jobs in the order in which they were woken; then Advance; then, in batch runs,
// time; then jobs that gave way.
func (k *Kernel) pass() {
	for {
		if k.passToCaller() {
			return
		}
		switch {
		case len(k.ready) > 0:
			k.hand(&k.ready)
			return
		case k.driver != nil:
			ch := k.driver
			k.driver, k.current = nil, nil
			close(ch)
			return
		case k.wantsTime() && !(k.stepped && len(k.busy) > 0):
			k.step()
			k.stepped = true
			continue
		case len(k.busy) > 0:
			k.stepped = false
			k.hand(&k.busy)
			return
		}
		if k.drop() {
			return
		}
	}
}

// hand gives the baton to the first job of a queue.
func (k *Kernel) hand(queue *[]*Job) {
	j := (*queue)[0]
	*queue = (*queue)[1:]
	k.current = j
	j.turn <- struct{}{}
}

func (k *Kernel) passToCaller() bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	if len(k.callers) == 0 {
		return false
	}
	ch := k.callers[0]
	k.callers = k.callers[1:]
	close(ch)
	return true
}

// drop leaves the baton on the table, unless a caller came meanwhile.
func (k *Kernel) drop() bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	if len(k.callers) > 0 {
		return false
	}
	k.current = nil
	k.held = false
	return true
}

// callersWait reports whether somebody who is no job wants the baton.
func (k *Kernel) callersWait() bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	return len(k.callers) > 0
}

// drain lets every woken job run until it waits again, and gives the baton back to the caller.
func (k *Kernel) drain() {
	holder := k.current
	defer func() { k.current = holder }()
	for len(k.ready) > 0 {
		ch := make(chan struct{})
		k.driver = ch
		k.hand(&k.ready)
		<-ch
	}
}

// settle wakes the jobs whose time has come, after every change of the lab.
func (k *Kernel) settle() {
	k.watchHosts()
	now := k.lab.Now()
	waiting := k.blocked[:0]
	for _, j := range k.blocked {
		if j.due(now) {
			k.ready = append(k.ready, j)
		} else {
			waiting = append(waiting, j)
		}
	}
	clear(k.blocked[len(waiting):])
	k.blocked = waiting
}

// wantsTime reports whether the clock of a batch run should go on: a foreground job waits for it, and none
// is at work.
func (k *Kernel) wantsTime() bool {
	if k.policy != Batch {
		return false
	}
	for _, j := range k.busy {
		if !j.background {
			return false
		}
	}
	return k.driven()
}

// driven reports whether a foreground job waits for time to go on.
func (k *Kernel) driven() bool {
	return slices.ContainsFunc(k.blocked, (*Job).drivesTime)
}

// step moves a batch run to what happens next. When nothing ever will, those who wait for it are told.
func (k *Kernel) step() {
	if next, ok := k.nextDue(); ok {
		k.elapse(next)
		return
	}
	for _, j := range k.blocked {
		if j.drivesTime() {
			j.stuck = true
		}
	}
	k.settle()
}
