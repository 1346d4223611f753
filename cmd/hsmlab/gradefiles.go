package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"runtime"
	"strings"
	"sync"

	"golang.org/x/term"

	"hsmlab/cmd/hsmlab/sandbox"
	"hsmlab/lessons"
)

// gradeRow is what became of one file. Without a Result, Rejected, Unreadable or Error says why, and Claimed is what the
// file says of itself, which nothing has proven.
type gradeRow struct {
	File       string                    `json:"file"`
	Result     *lessons.Result           `json:"result,omitempty"`
	Rejected   *lessons.Rejection        `json:"rejected,omitempty"`
	Unreadable string                    `json:"unreadable,omitempty"` // the argument leads to no transcript: nothing is said of a learner
	Error      string                    `json:"error,omitempty"`      // not graded, through no fault that could be named
	Claimed    *lessons.TranscriptHeader `json:"claimed,omitempty"`
}

// grader replays transcripts of strangers. Its methods may be used concurrently.
type grader struct {
	box     *sandbox.Sandbox
	lessons map[string]*lessons.Lesson
	granted map[string]int
}

// gradeMemory is what the replay of one file may take; honest ones take a tenth.
const gradeMemory = 512 << 20

func newGrader(ctx context.Context, module []byte, o gradeOptions) (*grader, error) {
	granted, err := grants(o.granted)
	if err != nil {
		return nil, err
	}
	byID, err := gradedLessons(o.lessons)
	if err != nil {
		return nil, err
	}
	if o.deadline <= 0 {
		return nil, fmt.Errorf("--deadline %v: want more than nothing", o.deadline)
	}
	box, err := sandbox.Open(ctx, module, sandbox.Limits{Memory: gradeMemory, Deadline: o.deadline, Answer: 1 << 20})
	if err != nil {
		return nil, err
	}
	return &grader{box: box, lessons: byID, granted: granted}, nil
}

// gradeAll grades on all cores. The rows come in the order of the files.
func (g *grader) gradeAll(ctx context.Context, files []string, progress func(done int)) []gradeRow {
	rows := make([]gradeRow, len(files))
	next := make(chan int)
	var wg sync.WaitGroup
	var mu sync.Mutex
	done := 0
	for range min(runtime.GOMAXPROCS(0), len(files)) {
		wg.Go(func() {
			for i := range next {
				rows[i] = g.gradeFile(ctx, files[i])
				mu.Lock()
				done++
				progress(done)
				mu.Unlock()
			}
		})
	}
	for i := range files {
		next <- i
	}
	close(next)
	wg.Wait()
	return rows
}

func (g *grader) gradeFile(ctx context.Context, name string) gradeRow {
	row := gradeRow{File: name}
	data, err := readTranscript(name)
	if err != nil {
		row.Unreadable = err.Error()
		return row
	}
	row.Result, err = g.grade(ctx, data)
	if err != nil && !errors.As(err, &row.Rejected) {
		row.Error = err.Error()
	}
	if row.Result == nil {
		row.Claimed = claimed(data)
	}
	return row
}

// claimed is the header of a file that was not graded, if it has one: so that its owner can be asked. It may be long on
// purpose.
func claimed(data []byte) *lessons.TranscriptHeader {
	h, _ := lessons.DecodeHeader(data)
	if h.Format == "" {
		return nil
	}
	for _, text := range []*string{&h.Format, &h.Lesson, &h.LessonVersion, &h.Simulator, &h.Name} {
		if runes := []rune(*text); len(runes) > lessons.MaxName {
			*text = string(runes[:lessons.MaxName]) + "…"
		}
	}
	return &h
}

// grade looks at the header here, where nothing can go wrong with it, and leaves all else to the sandbox.
func (g *grader) grade(ctx context.Context, data []byte) (*lessons.Result, error) {
	header, err := lessons.DecodeHeader(data)
	if err != nil {
		return nil, err
	}
	l, ok := g.lessons[header.Lesson]
	if !ok {
		return nil, &lessons.Rejection{Reason: lessons.Foreign, Detail: fmt.Sprintf("this program has no lesson %.80q", header.Lesson)}
	}
	if err := header.Check(l); err != nil {
		return nil, err
	}
	if may := max(g.granted[header.Name], 100); header.Accommodation > may {
		return nil, &lessons.Rejection{Reason: lessons.Forbidden, Detail: fmt.Sprintf(
			"it takes %d %% of the time, and %s was granted %d; see --accommodation", header.Accommodation, header.Name, may)}
	}
	start, err := startOf(l, header.Seed)
	if err != nil {
		return nil, err
	}
	return g.judge(ctx, lessons.Job{Lesson: l, Start: start, Transcript: data})
}

func (g *grader) judge(ctx context.Context, job lessons.Job) (*lessons.Result, error) {
	answer, err := g.box.Run(ctx, bytes.NewReader(job.Encode()), rand.NewChaCha8([32]byte{1}), "grade")
	if err != nil {
		return nil, tooMuch(err)
	}
	var j lessons.Judgement
	switch err := json.Unmarshal(answer, &j); {
	case err != nil:
		return nil, fmt.Errorf("the sandbox answers nonsense: %w", err)
	case j.Rejection != nil:
		return nil, j.Rejection
	case j.Result == nil:
		return nil, errors.New(j.Error)
	}
	return j.Result, nil
}

// tooMuch makes a rejection of a replay that wanted more than it may have.
func tooMuch(err error) error {
	switch {
	case errors.Is(err, sandbox.ErrDeadline):
		return &lessons.Rejection{Reason: lessons.OverLong, Detail: "its replay was " + strings.TrimPrefix(err.Error(), "sandbox: ") + " of real time; --deadline grants more"}
	case errors.Is(err, sandbox.ErrMemory):
		return &lessons.Rejection{Reason: lessons.OverLong, Detail: fmt.Sprintf("its replay needs more than %d MB of memory", gradeMemory>>20)}
	}
	return err
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}
