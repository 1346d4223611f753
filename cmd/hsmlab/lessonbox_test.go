package main

import (
	"context"
	"testing"

	"hsmlab/lessons"
	"hsmlab/lessons/author"
)

// TestEveryLessonIsGradedAlikeInTheSandbox: the solution of each lesson, as an attempt in each variant of the proofs, gets the
// same result, state and hash under wazero as in this process. hsmlab lesson test does the same for an author's lesson.
func TestEveryLessonIsGradedAlikeInTheSandbox(t *testing.T) {
	box, err := proofBox(t.Context(), theReplayer(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { box.Close(context.Background()) })
	library, err := author.Load(lessons.Files)
	if err != nil {
		t.Fatal(err)
	}
	g := &grader{box: box}
	for i := range library.Sources {
		source := &library.Sources[i]
		t.Run(source.Lesson.ID, func(t *testing.T) {
			t.Parallel()
			for _, difference := range differences(t.Context(), g, &source.Lesson, attemptsOf(t, source)) {
				t.Error(difference)
			}
		})
	}
}

// attemptsOf are the attempts that the proofs make too.
func attemptsOf(t *testing.T, source *author.Source) []*author.Attempt {
	t.Helper()
	var list []*author.Attempt
	for _, variant := range source.Variants() {
		a, err := author.Solve(source, lessons.Entrant{Name: author.ProofName, Variant: variant})
		if err != nil {
			t.Fatalf("variant %d: %v", variant, err)
		}
		list = append(list, a)
	}
	return list
}
