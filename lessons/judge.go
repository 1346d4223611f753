package lessons

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"hsmlab/sim"
)

// Job is what a grader in a sandbox is given: the lesson and its beginning, which are the examiner's, and the file.
type Job struct {
	Lesson     *Lesson `json:"lesson"`
	Start      []byte  `json:"start"` // journal after the set-up
	Transcript []byte  `json:"-"`
}

// Encode writes the job for ServeJudge: a line of JSON, then the file as it is, which may be long.
func (job Job) Encode() []byte {
	head, err := json.Marshal(job)
	if err != nil {
		panic("BUG: job: " + err.Error())
	}
	return append(append(head, '\n'), job.Transcript...)
}

// Judgement is the answer: exactly one of the three.
type Judgement struct {
	Result    *Result    `json:"result,omitempty"`
	Rejection *Rejection `json:"rejection,omitempty"`
	Error     string     `json:"error,omitempty"` // the grader failed, not the learner
}

// Judge grades one job. It never panics: a broken invariant becomes an Error.
func Judge(job Job) (j Judgement) {
	defer func() {
		if r := recover(); r != nil {
			j = Judgement{Error: fmt.Sprintf("panic: %.2000v", r)}
		}
	}()
	result, err := job.grade()
	var no *Rejection
	switch {
	case errors.As(err, &no):
		return Judgement{Rejection: no}
	case err != nil:
		return Judgement{Error: err.Error()}
	}
	return Judgement{Result: result}
}

func (job Job) grade() (*Result, error) {
	t, err := DecodeTranscript(job.Transcript)
	if err != nil {
		return nil, err
	}
	start, err := sim.DecodeJournal(job.Start)
	if err != nil {
		return nil, err
	}
	return Grade(job.Lesson, start, t)
}

// ServeJudge reads what Job.Encode wrote from r and writes the Judgement to w as JSON: what cmd/lab-wasi does in the
// sandbox.
func ServeJudge(r io.Reader, w io.Writer) error {
	in := bufio.NewReader(r)
	head, err := in.ReadBytes('\n')
	if err != nil {
		return fmt.Errorf("lessons: no job to judge: %w", err)
	}
	var job Job
	if err := json.Unmarshal(head, &job); err != nil || job.Lesson == nil {
		return fmt.Errorf("lessons: no job to judge: %w", err)
	}
	if job.Transcript, err = io.ReadAll(in); err != nil {
		return err
	}
	return json.NewEncoder(w).Encode(Judge(job))
}
