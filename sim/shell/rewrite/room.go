package rewrite

import (
	"strings"

	"mvdan.cc/sh/v3/syntax"
)

// manyReferences is how many variables the words of a command may hold before their size is asked for. The values of
// a command's words are gone after it, so they matter less than what is assigned.
const manyReferences = 8

// room puts before a command that could multiply what is in memory, such as x=$x$x, a question for the size of the
// variables in it:
//
//	{ room 'x' 'x' && nothing; x=$x$x; }
//
// The && keeps $? and set -e as they are.
func room(s *syntax.Stmt) {
	g := growth(s.Cmd)
	if g.limit == 0 || g.weight < g.limit {
		return
	}
	ask := andOr(syntax.AndStmt, call(append([]string{Room}, g.names...)...), call(Nothing))
	s.Cmd = block(ask, &syntax.Stmt{Cmd: s.Cmd})
}

// references are the variables whose values a command puts together.
type references struct {
	names  []string // as the shell's room command wants them
	weight int
	limit  int // from which weight on it must ask; 0 is never
}

func growth(cmd syntax.Command) *references {
	g := &references{}
	switch cmd := cmd.(type) {
	case *syntax.CallExpr:
		g.limit = manyReferences
		if len(cmd.Assigns) > 0 {
			g.limit = 2
		}
		for _, a := range cmd.Assigns {
			g.assign(a)
		}
		for _, w := range cmd.Args {
			g.word(w)
		}
	case *syntax.DeclClause:
		g.limit = 2
		for _, a := range cmd.Args {
			g.assign(a)
		}
	}
	return g
}

func (g *references) assign(a *syntax.Assign) {
	if a.Append && a.Name != nil {
		g.add(a.Name.Value, 1)
	}
	if a.Value != nil {
		g.word(a.Value)
	}
	if a.Array != nil {
		for _, e := range a.Array.Elems {
			g.word(e.Value)
		}
	}
}

// word collects the variables of a word, and of the commands in it: $(…) may print one in a loop.
func (g *references) word(w *syntax.Word) {
	if w == nil {
		return
	}
	syntax.Walk(w, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.CmdSubst:
			g.weight++
		case *syntax.ParamExp:
			g.param(n)
		}
		return true
	})
}

func (g *references) param(p *syntax.ParamExp) {
	if p.Param == nil || p.Length {
		return
	}
	name := p.Param.Value
	if p.Excl {
		name = "!" + name
	}
	if p.Repl != nil && p.Repl.All {
		inner := &references{}
		inner.word(p.Repl.With)
		g.add(name+"*"+strings.Join(inner.names, ","), manyReferences)
		return
	}
	g.add(name, 1)
}

func (g *references) add(name string, weight int) {
	g.names = append(g.names, name)
	g.weight += weight
}
