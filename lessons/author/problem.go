package author

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Problem is something wrong with a lesson's files.
type Problem struct {
	File string
	Line int // from 1; 0 when the file as a whole is meant
	Text string

	Draft bool // only words of a draft that its author has not replaced yet: the lesson can be shown and proven
}

// Error is "file:line: text".
func (p Problem) Error() string {
	if p.Line == 0 {
		return p.File + ": " + p.Text
	}
	return fmt.Sprintf("%s:%d: %s", p.File, p.Line, p.Text)
}

// Problems are all that were found, by file and line.
type Problems []Problem

// Error lists the problems, one a line.
func (ps Problems) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.Error()
	}
	return strings.Join(lines, "\n")
}

// Broken tells whether there is more than a draft's words: something for which the lesson cannot be shown or proven.
func (ps Problems) Broken() bool {
	return slices.ContainsFunc(ps, func(p Problem) bool { return !p.Draft })
}

// err is nil when there are none: an empty Problems in an error would not compare equal to nil.
func (ps Problems) err() error {
	if len(ps) == 0 {
		return nil
	}
	slices.SortStableFunc(ps, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line))
	})
	return ps
}

// notes collects problems of one file.
type notes struct {
	file  string
	found *Problems
}

func (n notes) add(line int, format string, args ...any) {
	*n.found = append(*n.found, Problem{File: n.file, Line: line, Text: fmt.Sprintf(format, args...)})
}

// addError notes an error that is a Problem of this file, or of another, or that has no line.
func (n notes) addError(err error) {
	p := Problem{Text: err.Error()}
	if own, ok := err.(Problem); ok {
		p = own
	}
	p.File = cmp.Or(p.File, n.file)
	*n.found = append(*n.found, p)
}

// once notes a problem unless the file has another, of which this one comes.
func (n notes) once(line int, text string) {
	if !slices.ContainsFunc(*n.found, func(p Problem) bool { return p.File == n.file }) {
		n.add(line, "%s", text)
	}
}
