package author_test

import (
	"errors"
	"testing"
	"testing/fstest"

	"hsmlab/lessons/author"
)

// FuzzLoad gives the loader any text for a lesson and its solution: it answers with a lesson or with problems that name the file.
func FuzzLoad(f *testing.F) {
	f.Add(good, tinySolution)
	f.Add(tiny, tinySolution)
	f.Add("---\nid: x\nvars: [{name: a, pick: [x], with: a}]\ntasks: [{id: a, kind: edge, goal: '.'}]\n---\n## A {#a}\n```bash\nx\n```\n", "# task: a\nx")
	f.Add("---\ntasks: []\n---\n", "(((")
	f.Add("---\n? [a]\n: {b: *c}\n---\n<b>\n", "# task:\n{{$x}}")
	f.Add("---\n- 1\n...\n---\n[a](javascript:x)\n\n| a |\n|---|\n", "$(")
	f.Fuzz(func(t *testing.T, lesson, solution string) {
		library, err := author.Load(fstest.MapFS{
			"c/course.md": {Data: []byte("---\ntitle: C\nsummary: C.\norder: 1\n---\n")}, "c/01-x/lesson.md": {Data: []byte(lesson)}, "c/01-x/solution.sh": {Data: []byte(solution)},
		})
		var problems author.Problems
		if err != nil && !errors.As(err, &problems) {
			t.Fatalf("got error %v, want problems", err)
		}
		for _, p := range problems {
			if p.File == "" || p.Text == "" {
				t.Errorf("a problem without file or text: %+v", p)
			}
		}
		if err == nil && len(library.Sources) != 1 {
			t.Errorf("no problems, and %d lessons", len(library.Sources))
		}
	})
}
