package author

import (
	"io/fs"
	"strings"
	"testing"

	"hsmlab/lessons"
)

// In the front matter of every lesson, each line loses its closing quote in turn; where that is no YAML any more, the line
// itself is named, however far below it the parser gave up.
func TestAQuoteLeftOpenIsFoundWhereItOpens(t *testing.T) {
	names, err := fs.Glob(lessons.Files, "*/*/lesson.md")
	if err != nil {
		t.Fatal(err)
	}
	tried := 0
	for _, name := range names[:min(12, len(names))] {
		data, err := fs.ReadFile(lessons.Files, name)
		if err != nil {
			t.Fatal(err)
		}
		matter, _, _, err := front(string(data))
		if err != nil {
			t.Fatal(err)
		}
		for i, text := range strings.Split(matter, "\n") {
			if open, ok := leftOpen(text); ok {
				tried++
				whole := strings.Split(string(data), "\n")
				whole[i+1] = open
				var found Problems
				readLesson(strings.Join(whole, "\n"), notes{file: "x", found: &found})
				if len(found) > 0 && (found[0].Line != i+2 || !strings.Contains(found[0].Text, "a quote opens")) {
					t.Errorf("%s: %s\nleft open: got %v", name, open, found[0])
				}
			}
		}
	}
	if tried < 100 {
		t.Errorf("only %d quotes were left open", tried)
	}
}

// leftOpen takes the last closing quote from a line in which a value is quoted.
func leftOpen(text string) (string, bool) {
	quote := "'"
	if !strings.Contains(text, ": '") && !strings.Contains(text, "- '") {
		quote = "\""
	}
	begins := strings.Contains(text, ": "+quote) || strings.Contains(text, "- "+quote) || strings.Contains(text, "["+quote)
	i := strings.LastIndex(text, quote)
	if !begins || strings.Count(text, quote)%2 == 1 {
		return "", false
	}
	return text[:i] + text[i+1:], true
}
