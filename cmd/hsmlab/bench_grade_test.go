package main

import (
	"fmt"
	"os"
	"runtime"
	"testing"
	"time"

	"hsmlab/lessons"
	"hsmlab/lessons/author"
)

// TestBenchLessons measures grading and the proofs; make bench runs it with the rest. It judges nothing.
func TestBenchLessons(t *testing.T) {
	if os.Getenv("HSMLAB_BENCH") == "" {
		t.Skip("make bench runs this")
	}
	g := openGrader(t, gradeOptions{})
	library, err := author.Load(lessons.Files)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Println()
	benchGrading(t, g)
	begin := time.Now()
	proveAll(library.Sources, func(int, author.Report) {})
	took := time.Since(begin)
	fmt.Printf("%-44s %9.1f s, %.1f s each, on %d cores (bar: 15 min for 40)\n", fmt.Sprintf("proofs of %d lessons", len(library.Sources)),
		took.Seconds(), took.Seconds()/float64(len(library.Sources)), runtime.GOMAXPROCS(0))
}

func benchGrading(t *testing.T, g *grader) {
	t.Helper()
	for _, id := range []string{"recovery-mode", "provision-first-vcm"} {
		source := lessonSource(t, id)
		a, err := author.Solve(source, lessons.Entrant{Name: "Ada Example"})
		if err != nil {
			t.Fatal(err)
		}
		job := a.Job(&source.Lesson)
		native := fastest(func() { lessons.Judge(job) })
		boxed := fastest(func() {
			if _, err := g.judge(t.Context(), job); err != nil {
				t.Fatal(err)
			}
		})
		fmt.Printf("%-44s %9.0f ms in the sandbox, %6.1f ms native, ratio %.1f\n", fmt.Sprintf("grading %s, %d steps", id, len(a.Transcript.Steps)),
			float64(boxed.Microseconds())/1000, float64(native.Microseconds())/1000, float64(boxed)/float64(native))
	}
}

// fastest is the least of five times: what else the machine does only adds to it.
func fastest(f func()) time.Duration {
	best := time.Hour
	for range 5 {
		begin := time.Now()
		f()
		best = min(best, time.Since(begin))
	}
	return best
}
