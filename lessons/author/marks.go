package author

import (
	"regexp"
	"strings"

	"mvdan.cc/sh/v3/syntax"
)

var (
	markWritten = regexp.MustCompile(`^(part )?(drop|swap) ok:(.*)$`)
	// What somebody wrote who meant a mark: another spelling, with "ok" or at least with a colon.
	markMeant = regexp.MustCompile(`(?i)^\s*(parts?[\s_-]*)?(dr[ao]?pp?|drpo|dorp|sw[aou]?pp?|swpa|sawp)(ed|s)?([\s_-]*ok(ay)?\b|\s*:)`)
)

// marks checks the comments with which a script excuses statements from the proofs. One that the proofs would not read is a
// problem: its author believes that something is allowed.
func (c *checker) marks(name, source string, solution bool) {
	parsed, err := syntax.NewParser(syntax.KeepComments(true), syntax.Variant(syntax.LangBash)).Parse(strings.NewReader(source), name)
	if err != nil {
		return // which is told already
	}
	read := marksRead(parsed, source)
	n := notes{file: name, found: c.found}
	syntax.Walk(parsed, func(node syntax.Node) bool {
		comment, ok := node.(*syntax.Comment)
		if !ok || !markMeant.MatchString(comment.Text) {
			return true
		}
		text := strings.TrimSpace(comment.Text)
		problem := "means nothing here: the proofs take no script but solution.sh apart"
		if solution {
			problem = markProblem(text, read[comment.Pos().Offset()])
		}
		if problem != "" {
			n.add(int(comment.Pos().Line()), "\"# %s\" %s", text, problem)
		}
		return true
	})
}

// markProblem is what is wrong with a mark, where the proofs read those of some kinds.
func markProblem(text string, kinds []string) string {
	m := markWritten.FindStringSubmatch(text)
	if m == nil {
		return "looks like a mark of the proofs and is none; write \"# drop ok: REASON\", \"# swap ok: REASON\", \"# part drop ok: REASON\" or \"# part swap ok: REASON\""
	}
	if strings.TrimSpace(m[3]) == "" {
		return "gives no reason; say after the colon why that may be"
	}
	for _, kind := range kinds {
		if m[1]+m[2] == kind {
			return ""
		}
	}
	switch {
	case len(kinds) == 0:
		return "stands above no statement that the proofs leave out or swap"
	case m[1] != "":
		return "is about parts, and the statement below it has none that could be " + map[string]string{"drop": "left out", "swap": "swapped"}[m[2]]
	}
	return "has no next statement to change places with"
}

// marksRead tells which kinds of marks the proofs read, by the place of the comment.
func marksRead(parsed *syntax.File, source string) map[uint][]string {
	read := map[uint][]string{}
	for i, s := range parsed.Stmts {
		v := &varier{stmt: Statement{Text: source, Line: 1}}
		if !strings.Contains(source[s.Pos().Offset():s.End().Offset()], "<<") { // as variations has it
			v.into(s)
		}
		kinds := kindsAt(i, len(parsed.Stmts))
		for _, part := range v.found {
			kinds = append(kinds, "part "+part.marker)
		}
		v.places = append(v.places, markable{s.Comments, kinds})
		for _, p := range v.places {
			for _, c := range p.comments {
				read[c.Pos().Offset()] = p.kinds
			}
		}
	}
	return read
}

// kindsAt are the marks of a statement in a list.
func kindsAt(i, all int) []string {
	if i+1 < all {
		return []string{"drop", "swap"}
	}
	return []string{"drop"}
}

// markable is where the proofs read marks.
type markable struct {
	comments []syntax.Comment
	kinds    []string
}
