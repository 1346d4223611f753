package shell

import (
	"io"

	"hsmlab/sim"
)

// process is a program of the HSM software that a shell waits for.
type process struct {
	pid      int
	out, err io.Writer
	ended    bool
	gone     bool // the lab went back in time
	status   int
}

// observer takes what programs print and how they end, from within an event.
type observer struct{ k *Kernel }

func (o observer) Output(pid int, stderr bool, data string) {
	p := o.k.procs[pid]
	switch {
	case p == nil:
		o.k.orphan(pid, data)
	case stderr:
		io.WriteString(p.err, data)
	default:
		io.WriteString(p.out, data)
	}
}

func (o observer) Exited(pid, status int) {
	if p := o.k.procs[pid]; p != nil {
		p.ended, p.status = true, status
		delete(o.k.procs, pid)
	}
}

// orphan shows the output of a program that no shell waits for, as after a reload of the page: the terminal
// it was started on is gone, so the first terminal of its host gets it.
func (k *Kernel) orphan(pid int, data string) {
	info, ok := k.lab.Process(pid)
	if !ok {
		return
	}
	for _, s := range k.sessions {
		if s.Host == info.Host && s.io.Terminal {
			s.announce(data)
			return
		}
	}
}

// exec runs a program of the HSM software until it ends and returns its exit status. gone is true when the
// lab was taken back in time meanwhile. The error is why the lab refused to start it.
func (j *Job) exec(e sim.Exec, out, errOut io.Writer) (status int, gone bool, err error) {
	r, err := j.k.do(e)
	if err != nil {
		return 0, false, err
	}
	p := &process{pid: r.PID, out: out, err: errOut}
	j.k.procs[p.pid] = p
	signalled := false
	for !p.ended {
		err := j.awaitProcess(p, e.TTY)
		if err == nil {
			continue
		}
		if err == errDeadlock {
			j.k.do(sim.Signal{PID: p.pid, Signal: "KILL"})
			return 1, false, err
		}
		sig := "KILL"
		if !signalled && j.cause == errInterrupt {
			sig = "INT"
		}
		signalled = true
		j.k.do(sim.Signal{PID: p.pid, Signal: sig})
		if sig == "KILL" && !p.ended {
			p.ended, p.status = true, j.exitStatus()
			delete(j.k.procs, p.pid)
		}
	}
	return p.status, p.gone, nil
}

// awaitProcess waits until the program ends or reads a line that was typed, and gives it that line.
func (j *Job) awaitProcess(p *process, terminal bool) error {
	reading := func() bool {
		info, ok := j.k.lab.Process(p.pid)
		asks := ok && info.Reading && terminal
		if asks {
			j.s.echo(!info.Hidden)
		}
		j.s.setAsking(asks)
		return asks
	}
	defer j.s.setAsking(false)
	defer j.s.echo(true)
	err := j.block(waiter{
		done:   func() bool { return p.ended || reading() && j.s.typed() },
		drives: func() bool { return !reading() },
	})
	if err != nil || p.ended {
		return err
	}
	line, eof, _ := j.s.takeLine()
	if n := len(line); n > 0 && line[n-1] == '\n' {
		line = line[:n-1]
	}
	_, err = j.k.do(sim.Input{PID: p.pid, Line: line, EOF: eof})
	return err
}
