package shell

import (
	"bytes"
	"context"
	"io"
	"strings"
	"syscall"

	"hsmlab/sim/shell/rewrite"
)

// stderr is the standard error that the interpreter knows. It also carries what the interpreter has no place
// for: the standard input, the pipes and the background job. A redirection of any of them makes a new one,
// so they come and go with the redirections, as they should.
//
// Only the interpreter itself writes to it, and its messages become bash's; programs write to w.
type stderr struct {
	w       io.Writer
	in      io.Reader // nil is an empty input
	pipes   []*pipe
	pending *Job // a background job between fork and its start
	last    *Job // the background job that this shell started last
	job     *Job // whose standard error this is
	times   []timing
	partial []byte
	faulty  *bool // an expansion failed, which the interpreter takes for success
}

// pipe is the memory between two stages of a pipeline.
type pipe struct {
	buf    bytes.Buffer
	full   bool   // the first stage wrote more than fits
	said   bool   // and was told so
	second bool   // the second stage has begun
	status [2]int // of the stages
}

// pipeLimit is how much a stage of a pipeline may write. No file of the lab is as large by far, so only what never ends
// reaches it; and a browser can hold it.
const pipeLimit = 64 << 20

// Write takes what fits. A stage that is told of a short write ends as real ones do whose reader is gone.
func (p *pipe) Write(b []byte) (int, error) {
	if room := pipeLimit - p.buf.Len(); len(b) > room {
		p.full = true
		n, _ := p.buf.Write(b[:room])
		return n, syscall.EPIPE
	}
	return p.buf.Write(b)
}

// complain says once that the pipe is full, also when the stage that filled it has ended by itself: what comes out of
// the pipeline is wrong then.
func (p *pipe) complain(e *stderr) {
	if p.full && !p.said {
		p.said = true
		p.status[0] = statusBrokenPipe
		say(e, "bash: not simulated: more than 64 MB through a pipe, because the stages of a pipeline run one after another")
	}
}

func (p *pipe) Read(b []byte) (int, error) { return p.buf.Read(b) }
func (p *pipe) Close() error               { return nil }

// overflowed reports whether the innermost pipe cannot take more: its stage must end.
func (e *stderr) overflowed() bool {
	return len(e.pipes) > 0 && e.pipes[len(e.pipes)-1].full
}

// Write takes a message of the interpreter, line by line.
func (e *stderr) Write(b []byte) (int, error) {
	e.partial = append(e.partial, b...)
	for {
		line, rest, found := bytes.Cut(e.partial, []byte("\n"))
		if !found {
			return len(b), nil
		}
		e.partial = bytes.Clone(rest)
		if string(line) == "division by zero" || string(line) == "exponent less than 0" {
			*e.faulty = true
		}
		if text := bashMessage(string(line)); text != "" {
			io.WriteString(e.w, text+"\n")
		}
	}
}

func (e *stderr) Read([]byte) (int, error) { return 0, io.EOF }

// Close ends the redirection that made this standard error; for a background job, the job.
func (e *stderr) Close() error {
	if c, ok := e.w.(*fileWriter); ok && c.owner == e {
		c.Close()
	}
	if e.job != nil {
		e.job.finish()
	}
	return nil
}

// derive copies what the interpreter's redirections do not change.
func (e *stderr) derive() *stderr {
	return &stderr{w: e.w, in: e.in, pipes: e.pipes, faulty: e.faulty}
}

// bashMessage turns a message of the interpreter into bash's words; "" drops it.
func bashMessage(line string) string {
	trace := strings.TrimLeft(line, "+")
	if trace != line && strings.HasPrefix(trace, " ") {
		if strings.Contains(line, rewrite.Mark) || strings.Contains(trace, "[[ -o pipefail ]]") {
			return ""
		}
		return line
	}
	if line == context.Canceled.Error() {
		return "" // of a command in $(…) that had to end
	}
	if line == "" || strings.HasPrefix(line, "bash: ") || strings.HasPrefix(line, rewrite.Mark) {
		return strings.TrimPrefix(line, rewrite.Mark)
	}
	return "bash: " + plainMessage(line)
}
