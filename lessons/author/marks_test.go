package author_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"hsmlab/lessons/author"
)

// A mark that the proofs would pass over is told, with its line: its author believes that something is allowed.
func TestMarksThatNobodyReads(t *testing.T) {
	for _, tt := range []struct{ name, solution, want string }{
		{"as they should be", "# swap ok: two hands\nlab hold recovery\n# drop ok: a note\nif true; then\n# swap ok: either\ntrue\n# drop ok: idle\ntrue\nfi\n", ""},
		{"prose", "# drop the card, swap batteries: ok?\nlab hold recovery\n# All is ok: go on.\ntrue\n", ""},
		{"for parts", "# part drop ok: either\n# part swap ok: any order\n{ true; lab hold recovery; }\n", ""},
		{"beside the statement", "lab hold recovery # drop ok: why not\n", ""},
		{"no reason", "lab hold recovery\n# drop ok:\ntrue\n", `solution.sh:3: "# drop ok:" gives no reason`},
		{"no colon", "# drop ok\nlab hold recovery\n", `solution.sh:2: "# drop ok" looks like a mark`},
		{"no ok", "# drop: it is idle\nlab hold recovery\n", `solution.sh:2: "# drop: it is idle" looks like a mark`},
		{"in one word", "# dropok: it is idle\nlab hold recovery\n", `solution.sh:2: "# dropok: it is idle" looks like a mark`},
		{"misspelt", "# swop ok: idle\nlab hold recovery\ntrue\n", `solution.sh:2: "# swop ok: idle" looks like a mark`},
		{"capital", "# Drop OK: idle\nlab hold recovery\n", `solution.sh:2: "# Drop OK: idle" looks like a mark`},
		{"at the end", "lab hold recovery\n# drop ok: idle\n", `solution.sh:3: "# drop ok: idle" stands above no statement`},
		{"at the end of a block", "if true; then\ntrue\n# drop ok: idle\nfi\n", `solution.sh:4: "# drop ok: idle" stands above no statement`},
		{"above a here-document's parts", "{\n# drop ok: idle\ntrue\ncat <<E\nx\nE\n}\n", `solution.sh:3: "# drop ok: idle" stands above no statement`},
		{"swap of the last", "true\n# swap ok: idle\nlab hold recovery\n", `solution.sh:3: "# swap ok: idle" has no next statement`},
		{"parts of a simple one", "# part drop ok: idle\nlab hold recovery\n", `solution.sh:2: "# part drop ok: idle" is about parts`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			found := problemsOf(t, "solution.sh", "# task: press\n"+tt.solution)
			if got := strings.Contains(strings.ReplaceAll(found, `"# task: note"`, ""), `"# `); got != (tt.want != "") || !strings.Contains(found, tt.want) {
				t.Errorf("got %s; want %q", found, tt.want)
			}
		})
	}
	if found := problemsOf(t, "alternative-x.sh", "# drop ok: idle\nlab hold recovery\n"); !strings.Contains(found, "alternative-x.sh:1: \"# drop ok: idle\" means nothing here") {
		t.Errorf("in an alternative: got %s", found)
	}
}

// problemsOf are the problems of the tiny lesson with a script of its replaced.
func problemsOf(t *testing.T, script, text string) string {
	t.Helper()
	_, err := author.Load(fstest.MapFS{
		"c/course.md":           {Data: []byte("---\ntitle: C\nsummary: C.\norder: 1\n---\n")},
		"c/01-tiny/lesson.md":   {Data: []byte(tiny)},
		"c/01-tiny/solution.sh": {Data: []byte(tinySolution)},
		"c/01-tiny/" + script:   {Data: []byte(text)},
	})
	return fmt.Sprint(err)
}
