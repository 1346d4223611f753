package author

import (
	"fmt"
	"slices"
	"strings"

	"mvdan.cc/sh/v3/syntax"
)

// Script is a shell script of a lesson, cut into its top-level statements.
type Script struct {
	File       string // path, for messages
	Statements []Statement
	Markers    []Marker // "# task: ID", in order
	Lines      int
}

// Marker is a comment "# task: ID".
type Marker struct {
	Task string
	Line int
}

// Statement is one top-level statement of a script.
type Statement struct {
	Task    string // the task that it works at: the last "# task: ID" before it
	Line    int    // in the file
	Text    string // source
	DropOK  string // why the lesson may be solved without it; "" when it may not
	SwapOK  string // why it may change places with the next one; "" when it may not
	EndLine int

	PartDropOK string // of a compound statement: why it does without one of its parts
	PartSwapOK string // and why two of them may change places
}

// readScript parses a script with its variables in place: "{{$name}}" must be filled in before.
func readScript(file, source string) (Script, error) {
	script := Script{File: file, Lines: 1 + strings.Count(strings.TrimSuffix(source, "\n"), "\n")}
	parsed, err := syntax.NewParser(syntax.KeepComments(true), syntax.Variant(syntax.LangBash)).
		Parse(strings.NewReader(source), file)
	if err != nil {
		return script, Problem{File: file, Line: errorLine(err), Text: "not bash: " + errorText(err)}
	}
	task := ""
	for _, stmt := range parsed.Stmts {
		s := Statement{Line: int(stmt.Pos().Line()), EndLine: int(stmt.End().Line())}
		for _, c := range stmt.Comments {
			s.note(c.Text, &task)
			script.mark(c)
		}
		s.Task, s.Text = task, source[stmt.Pos().Offset():stmt.End().Offset()]
		script.Statements = append(script.Statements, s)
	}
	for _, c := range parsed.Last { // with no statement behind them
		script.mark(c)
	}
	return script, nil
}

// works tells whether a statement stands below the marker of a task.
func (s *Script) works(task string) bool {
	return slices.ContainsFunc(s.Statements, func(stmt Statement) bool { return stmt.Task == task })
}

func (s *Script) mark(c syntax.Comment) {
	if id, ok := strings.CutPrefix(strings.TrimSpace(c.Text), "task:"); ok {
		s.Markers = append(s.Markers, Marker{strings.TrimSpace(id), int(c.Pos().Line())})
	}
}

// note reads the markers that the proofs understand out of the comments at a statement.
func (s *Statement) note(comment string, task *string) {
	comment = strings.TrimSpace(comment)
	for marker, into := range map[string]*string{
		"task:": task, "drop ok:": &s.DropOK, "swap ok:": &s.SwapOK, "part drop ok:": &s.PartDropOK, "part swap ok:": &s.PartSwapOK,
	} {
		if text, ok := strings.CutPrefix(comment, marker); ok {
			*into = strings.TrimSpace(text)
		}
	}
}

// Source is the statements in order, as a script that can be run.
func (s Script) Source() string {
	var b strings.Builder
	for _, stmt := range s.Statements {
		b.WriteString(stmt.Text + "\n")
	}
	return b.String()
}

func errorLine(err error) int {
	switch e := err.(type) {
	case syntax.ParseError:
		return int(e.Pos.Line())
	case syntax.LangError:
		return int(e.Pos.Line())
	}
	return 0
}

func errorText(err error) string {
	if e, ok := err.(syntax.ParseError); ok {
		return e.Text
	}
	return fmt.Sprint(err)
}

// Statements are the top-level statements of a script; of one that is not bash, its lines.
func Statements(text string) []string {
	script, err := readScript("script", text)
	if err != nil {
		return strings.Split(text, "\n")
	}
	var list []string
	for _, s := range script.Statements {
		list = append(list, s.Text)
	}
	return list
}
