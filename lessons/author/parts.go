package author

import (
	"slices"
	"strings"

	"mvdan.cc/sh/v3/syntax"
)

// variation is a compound statement with a part of it left out, or two parts in each other's place.
type variation struct {
	text    string
	line    int // of the part, in the file
	how     string
	marker  string // under which the script may allow it
	allowed string // why it does, at this part
	general string // why the statement does, for its parts
}

// varier collects the variations of one statement. Lists (what stands in if, a loop, braces or brackets) and chains (&&, ||)
// are varied; conditions are not, for they are questions.
type varier struct {
	stmt   Statement
	found  []variation
	places []markable // where parts may be marked
}

// variations are those of a statement; a simple one has none.
func variations(stmt Statement) []variation {
	parsed, err := syntax.NewParser(syntax.KeepComments(true), syntax.Variant(syntax.LangBash)).Parse(strings.NewReader(stmt.Text), "")
	if err != nil || strings.Contains(stmt.Text, "<<") { // the body of a here-document stands outside its statement
		return nil
	}
	v := &varier{stmt: stmt}
	for _, s := range parsed.Stmts {
		v.into(s)
	}
	return v.found
}

func (v *varier) into(s *syntax.Stmt) {
	switch c := s.Cmd.(type) {
	case *syntax.BinaryCmd:
		v.chain(c)
	case *syntax.IfClause:
		for ; c != nil; c = c.Else {
			v.list(c.Then)
		}
	case *syntax.WhileClause:
		v.list(c.Do)
	case *syntax.ForClause:
		v.list(c.Do)
	case *syntax.Block:
		v.list(c.Stmts)
	case *syntax.Subshell:
		v.list(c.Stmts)
	case *syntax.CaseClause:
		for _, item := range c.Items {
			v.list(item.Stmts)
		}
	}
}

func (v *varier) list(all []*syntax.Stmt) { v.vary(all, ":") }

// chain takes the links of a && b && c apart, which the parser nests. Instead of a link that is left out stands what lets
// the others go on.
func (v *varier) chain(c *syntax.BinaryCmd) {
	if c.Op != syntax.AndStmt && c.Op != syntax.OrStmt {
		return // a pipe is one act
	}
	links := []*syntax.Stmt{c.Y}
	left := c.X
	for {
		inner, ok := left.Cmd.(*syntax.BinaryCmd)
		if !ok || inner.Op != c.Op {
			break
		}
		links, left = append(links, inner.Y), inner.X
	}
	links = append(links, left)
	slices.Reverse(links)
	if c.Op == syntax.AndStmt {
		v.vary(links, ":")
	} else {
		v.vary(links, "false")
	}
}

func (v *varier) vary(all []*syntax.Stmt, instead string) {
	for i, s := range all {
		var marks Statement
		for _, c := range s.Comments {
			marks.note(c.Text, new(string))
		}
		v.places = append(v.places, markable{s.Comments, kindsAt(i, len(all))})
		v.note(s, v.replaced(s, instead), "without "+short(v.textOf(s)), "drop", marks.DropOK, v.stmt.PartDropOK)
		if i+1 < len(all) {
			v.note(s, v.swapped(s, all[i+1]), "with "+short(v.textOf(s))+" and what follows it swapped", "swap", marks.SwapOK, v.stmt.PartSwapOK)
		}
		v.into(s)
	}
}

func (v *varier) note(s *syntax.Stmt, text, how, marker, allowed, general string) {
	v.found = append(v.found, variation{text, v.stmt.Line + int(s.Pos().Line()) - 1, how, marker, allowed, general})
}

// bounds of a statement without the separator after it.
func bounds(s *syntax.Stmt) (from, to int) {
	from, to = int(s.Pos().Offset()), int(s.End().Offset())
	if s.Semicolon.IsValid() {
		to = int(s.Semicolon.Offset())
	}
	return from, to
}

func (v *varier) textOf(s *syntax.Stmt) string {
	from, to := bounds(s)
	return strings.TrimSpace(v.stmt.Text[from:to])
}

func (v *varier) replaced(s *syntax.Stmt, by string) string {
	from, to := bounds(s)
	return v.stmt.Text[:from] + by + " " + v.stmt.Text[to:]
}

func (v *varier) swapped(a, b *syntax.Stmt) string {
	text := v.stmt.Text
	from, to := bounds(a)
	next, end := bounds(b)
	return text[:from] + v.textOf(b) + text[to:next] + v.textOf(a) + text[end:]
}

// short is a text for a message.
func short(text string) string {
	first, _, more := strings.Cut(text, "\n")
	if runes := []rune(first); len(runes) > 60 {
		first, more = string(runes[:60]), true
	}
	if more {
		first += " …"
	}
	return "\"" + first + "\""
}
