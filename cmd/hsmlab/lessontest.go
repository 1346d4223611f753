package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"reflect"
	"runtime"

	"hsmlab/cmd/hsmlab/sandbox"
	"hsmlab/lessons"
	"hsmlab/lessons/author"
)

func testLessons(ctx context.Context, stdout, stderr io.Writer, paths []string) error {
	c, err := checkLessons(stderr, paths)
	if err != nil {
		return err
	}
	if c.problems.Broken() {
		return exitStatus(1)
	}
	box, err := embeddedBox(ctx)
	if err != nil {
		fmt.Fprintf(stderr, "hsmlab: not compared with the sandbox: %v\n", err)
	} else {
		defer box.Close(ctx)
	}
	failed := len(c.problems) > 0 // a draft is proven, but not finished
	proveAll(c.sources, func(i int, r author.Report) {
		if box != nil {
			r.Failures = append(r.Failures, differences(ctx, &grader{box: box}, &c.sources[i].Lesson, r.Attempts)...)
		}
		failed = failed || len(r.Failures) > 0
		printReport(stdout, r)
	})
	if failed {
		return exitStatus(1)
	}
	return nil
}

func printReport(w io.Writer, r author.Report) {
	fmt.Fprintf(w, "%-4s  %s  (%s)\n", verdict(r), r.Lesson, r.Score())
	for _, f := range r.Failures {
		fmt.Fprintf(w, "      %s\n", f)
	}
	for _, e := range r.Exceptions {
		fmt.Fprintf(w, "      allowed: %s\n", e)
	}
}

// embeddedBox is the proofs' sandbox with the replayer inside this program, if it was built with one.
func embeddedBox(ctx context.Context) (*sandbox.Sandbox, error) {
	module, err := sandbox.Replayer()
	if err != nil {
		return nil, err
	}
	return proofBox(ctx, module)
}

// proofBox is the sandbox for what comes from our own lessons: without a deadline, which halves the speed.
func proofBox(ctx context.Context, module []byte) (*sandbox.Sandbox, error) {
	return sandbox.Open(ctx, module, sandbox.Limits{Memory: gradeMemory, Answer: 1 << 20})
}

// differences are the attempts that the sandbox grades otherwise than this process; the hash at the end is part of it.
func differences(ctx context.Context, g *grader, l *lessons.Lesson, attempts []*author.Attempt) []string {
	var found []string
	for _, a := range attempts {
		job := a.Job(l)
		native := lessons.Judge(job)
		boxed, err := g.judge(ctx, job)
		var no *lessons.Rejection
		switch {
		case errors.As(err, &no):
			found = append(found, fmt.Sprintf("seed %d: the sandbox rejects the solution, which was graded here: %v", a.Transcript.Header.Seed, no))
		case err != nil:
			found = append(found, fmt.Sprintf("seed %d: %v", a.Transcript.Header.Seed, err))
		case !reflect.DeepEqual(boxed, native.Result):
			found = append(found, fmt.Sprintf("seed %d: the sandbox finds %+v, this process %+v", a.Transcript.Header.Seed, boxed, native.Result))
		}
	}
	return found
}

// proveAll proves lessons side by side and tells of each in their order, as soon as it is known.
func proveAll(sources []author.Source, tell func(int, author.Report)) {
	reports := make([]chan author.Report, len(sources))
	room := make(chan struct{}, runtime.GOMAXPROCS(0))
	for i := range sources {
		reports[i] = make(chan author.Report, 1)
		go func() {
			room <- struct{}{}
			reports[i] <- author.Prove(&sources[i])
			<-room
		}()
	}
	for i, r := range reports {
		tell(i, <-r)
	}
}

func verdict(r author.Report) string {
	if len(r.Failures) > 0 {
		return "FAIL"
	}
	return "ok"
}
