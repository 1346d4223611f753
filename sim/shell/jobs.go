package shell

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// maxJobs is how many background jobs a terminal may have.
const maxJobs = 50

// fork readies a background job. From here to started the interpreter's goroutines for the shell and for
// the job run beside each other; neither does anything that the lab could notice.
func (c *command) fork() int {
	s := c.b.s
	s.jobs = slices.DeleteFunc(s.jobs, func(j *Job) bool { return j.ended && j.waited })
	if len(s.jobs) >= maxJobs {
		c.errorf("bash: fork: retry: Resource temporarily unavailable\n")
		return 254
	}
	j := s.k.newJob(s)
	j.background = true
	j.title = c.operand(0)
	j.arrived = make(chan struct{})
	s.nextPID++
	j.pid = s.nextPID
	j.number = s.freeNumber()
	s.jobs = append(s.jobs, j)
	c.e.pending = j
	c.j.forking = true
	return 0
}

func (s *Session) freeNumber() int {
	n := 0
	for _, j := range s.jobs {
		n = max(n, j.number)
	}
	return n + 1
}

// beginJob is called by the job's own goroutine, which gets the baton here for the first time.
func (b *bash) beginJob(parent, e *stderr) (io.ReadWriteCloser, error) {
	j := parent.pending
	if j == nil {
		return nil, errors.New("no job")
	}
	close(j.arrived)
	<-j.turn
	e.job, e.in, e.pipes = j, nil, nil
	return e, nil
}

// started lets the new job run until it waits for the first time; then the shell goes on.
func (c *command) started() int {
	j := c.e.pending
	if j == nil {
		return 1
	}
	<-j.arrived
	c.e.pending, c.e.last = nil, j
	c.j.forking = false
	if c.b.s.io.Terminal && !c.j.background {
		c.errorf("[%d] %d\n", j.number, j.pid)
	}
	c.hc.Builtin(c.ctx, []string{"eval", "__BGPID=" + itoa(j.pid)})
	k := c.j.k
	k.ready = slices.Insert(k.ready, 0, c.j)
	k.current = j
	j.turn <- struct{}{}
	<-c.j.turn
	return 0
}

// runJob runs the text of a background job. The interpreter's panics end only the job.
func (c *command) runJob() (status int) {
	defer func() {
		if r := recover(); r != nil {
			if s, ok := r.(string); ok && strings.HasPrefix(s, "BUG:") {
				panic(r)
			}
			c.errorf("bash: not simulated: this job, because the interpreter gave up on it\n")
			status = 2
		}
	}()
	c.hc.Builtin(c.ctx, []string{"eval", c.operand(0)})
	return passOn
}

func (c *command) jobStatus() int {
	if j := c.j; j.background {
		j.status = c.hc.LastExitStatus
	}
	return 0
}

// finish ends a background job and gives the baton away for good.
func (j *Job) finish() {
	j.status = j.exitStatus()
	j.ended = true
	j.k.settle()
	j.s.notify()
	j.k.pass()
}

// find finds the job that %1, %%, %+, %-, %text or a process number means.
func (s *Session) find(spec string) *Job {
	name, percent := strings.CutPrefix(spec, "%")
	n, err := strconv.Atoi(name)
	for i := len(s.jobs) - 1; i >= 0; i-- {
		j := s.jobs[i]
		switch {
		case percent && (name == "" || name == "%" || name == "+"),
			percent && err == nil && j.number == n,
			percent && err != nil && strings.HasPrefix(j.title, name) && name != "-",
			!percent && err == nil && j.pid == n:
			return j
		case name == "-":
			name = "+"
		}
	}
	return nil
}

func (c *command) listJobs() int {
	format := ""
	operands := c.args[1:]
	for len(operands) > 0 && strings.HasPrefix(operands[0], "-") {
		format, operands = operands[0], operands[1:]
	}
	switch format {
	case "", "-l", "-p", "-r":
	default:
		c.errorf("bash: not simulated: jobs %s, because jobs here run or are done\n", format)
		return 2
	}
	s := c.b.s
	for _, j := range s.jobs {
		switch {
		case j.waited, format == "-r" && j.ended:
		case format == "-p":
			c.printf("%d\n", j.pid)
		case format == "-l":
			c.printf("%s\n", j.line(s, itoa(j.pid)+" "))
		default:
			c.printf("%s\n", j.line(s, ""))
		}
		j.waited = j.waited || j.ended
	}
	return 0
}

// line is a job as jobs shows it.
func (j *Job) line(s *Session, pid string) string {
	mark := " "
	if s.find("%+") == j {
		mark = "+"
	} else if s.find("%-") == j {
		mark = "-"
	}
	state, amp := "Running", " &"
	if j.ended {
		amp = ""
		switch {
		case j.status == 0:
			state = "Done"
		case j.cause == errTerminate:
			state = "Terminated"
		case j.cause == errKilled:
			state = "Killed"
		default:
			state = fmt.Sprintf("Exit %d", j.status)
		}
	}
	return fmt.Sprintf("[%d]%s  %s%-24s%s%s", j.number, mark, pid, state, j.title, amp)
}

// reportJobs tells what ended in the background, as bash does before it prompts.
func (s *Session) reportJobs() {
	for _, j := range s.jobs {
		if j.ended && !j.waited {
			s.show([]byte(j.line(s, "")+"\n"), true)
			j.waited = true
		}
	}
}

func (c *command) wait() int {
	s := c.b.s
	if len(c.args) == 1 {
		all := func() bool { return !slices.ContainsFunc(s.jobs, func(j *Job) bool { return !j.ended && j != c.j }) }
		return c.waitFor(all, func() int {
			for _, j := range s.jobs {
				j.waited = true
			}
			return 0
		})
	}
	status := 0
	for _, spec := range c.args[1:] {
		if strings.HasPrefix(spec, "-") {
			c.errorf("bash: not simulated: wait %s, because jobs end in a fixed order here\n", spec)
			return 2
		}
		j := s.find(spec)
		if j == nil {
			c.errorf("bash: wait: %s\n", noJob(spec))
			status = 127
			continue
		}
		status = c.waitFor(func() bool { return j.ended }, func() int { j.waited = true; return j.status })
	}
	return status
}

func noJob(spec string) string {
	if strings.HasPrefix(spec, "%") {
		return spec + ": no such job"
	}
	if _, err := strconv.Atoi(spec); err != nil {
		return "`" + spec + "': not a pid or valid job spec"
	}
	return "pid " + spec + " is not a child of this shell"
}

func (c *command) waitFor(done func() bool, then func() int) int {
	switch err := c.j.block(waiter{done: done}); {
	case err == errDeadlock:
		c.errorf("bash: wait: deadlock: what it waits for will never end\n")
		return 1
	case err != nil:
		return c.j.exitStatus()
	}
	return then()
}

// fg waits for a job as if it had been started in the foreground: Ctrl-C ends it.
func (c *command) fg() int {
	spec := c.operand(0)
	if spec == "" {
		spec = "%+"
	}
	j := c.b.s.find(spec)
	if j == nil || j.ended {
		c.errorf("bash: fg: %s: no such job\n", strings.TrimPrefix(cmpOr(c.operand(0), "current"), "%"))
		return 1
	}
	c.printf("%s\n", j.title)
	j.background = false
	status := c.waitFor(func() bool { return j.ended }, func() int { j.waited = true; return j.status })
	if c.j.cause != nil {
		j.end(c.j.cause)
		c.j.k.settle()
	}
	j.background = !j.ended
	return status
}

func cmpOr(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

func (c *command) bg() int {
	c.errorf("bash: bg: no stopped job: Ctrl-Z is not simulated\n")
	return 1
}

// kill ends background jobs.
func (c *command) kill() int {
	cause := errTerminate
	operands := c.args[1:]
	if len(operands) > 0 && strings.HasPrefix(operands[0], "-") {
		switch strings.TrimPrefix(strings.ToUpper(operands[0][1:]), "SIG") {
		case "9", "KILL":
			cause = errKilled
		case "15", "TERM", "1", "HUP":
		case "2", "INT":
			cause = errInterrupt
		default:
			c.errorf("bash: not simulated: kill %s, because only INT, TERM, HUP and KILL exist here\n", operands[0])
			return 2
		}
		operands = operands[1:]
	}
	if len(operands) == 0 {
		c.errorf("kill: usage: kill [-s sigspec | -n signum | -sigspec] pid | jobspec ...\n")
		return 2
	}
	status := 0
	for _, spec := range operands {
		j := c.b.s.find(spec)
		if j == nil || j.ended {
			c.errorf("bash: kill: %s\n", noProcess(spec))
			status = 1
			continue
		}
		j.end(cause)
	}
	c.j.k.settle()
	return status
}

func noProcess(spec string) string {
	if strings.HasPrefix(spec, "%") {
		return spec + ": no such job"
	}
	if _, err := strconv.Atoi(spec); err != nil {
		return spec + ": arguments must be process or job IDs"
	}
	return "(" + spec + ") - No such process"
}
