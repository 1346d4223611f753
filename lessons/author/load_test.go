package author_test

import (
	"encoding/json"
	"testing"

	"hsmlab/lessons"
	"hsmlab/lessons/author"
)

func TestEmbeddedLessonsHaveNoProblems(t *testing.T) {
	library, err := author.Load(lessons.Files)
	if err != nil {
		t.Fatal(err)
	}
	for i := range library.Sources {
		if err := author.Begin(&library.Sources[i]); err != nil {
			t.Error(err)
		}
	}
	for _, id := range []string{"provision-first-vcm", "recovery-mode"} {
		source, ok := library.Find(id)
		if !ok {
			t.Fatalf("lesson %s is missing", id)
		}
		data, err := json.Marshal(source.Lesson)
		if err != nil {
			t.Fatal(err)
		}
		again, err := lessons.Decode(data)
		if err != nil || again.ID != id {
			t.Errorf("Decode of the compiled %s: got %v, %v", id, again, err)
		}
	}
}
