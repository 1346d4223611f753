package rewrite

import (
	"strings"

	"mvdan.cc/sh/v3/syntax"
)

// Options are what a host tells.
type Options struct {
	Homes map[string]string // home directory by user name, for ~name
}

// File changes a parsed program in place. The first error ends it: an *Unsupported, with the tree in an
// undefined state.
func File(f *syntax.File, o Options) error { return o.rewrite(f) }

// Stmt changes one parsed statement in place; see [File].
func Stmt(s *syntax.Stmt, o Options) error { return o.rewrite(s) }

// Text rewrites the text of a program. Errors are those of syntax.Parser and *Unsupported.
func Text(src string, o Options) (string, error) {
	if err := CheckNesting(src); err != nil {
		return "", err
	}
	f, err := syntax.NewParser().Parse(strings.NewReader(src), "")
	if err != nil {
		return "", err
	}
	if err := File(f, o); err != nil {
		return "", err
	}
	return Print(f), nil
}

// Print is the text of a tree.
func Print(n syntax.Node) string {
	var b strings.Builder
	if err := syntax.NewPrinter().Print(&b, n); err != nil {
		panic("BUG: rewrite: a tree cannot be printed: " + err.Error())
	}
	return strings.TrimRight(b.String(), "\n")
}

// rewriter walks a tree and changes each node after its children, so that what it puts in is never changed
// again.
type rewriter struct {
	Options
	stack []syntax.Node
	texts []string // of the background statements around here
	err   error
}

func (o Options) rewrite(n syntax.Node) error {
	r := &rewriter{Options: o}
	syntax.Walk(n, r.visit)
	return r.err
}

func (r *rewriter) visit(n syntax.Node) bool {
	if n != nil {
		if r.err == nil {
			r.before(n)
		}
		if r.err != nil {
			return false // no children, and no visit(nil)
		}
		r.stack = append(r.stack, n)
		return true
	}
	n = r.stack[len(r.stack)-1]
	r.stack = r.stack[:len(r.stack)-1]
	if r.err == nil {
		r.after(n)
	}
	return true
}

// before handles what must be seen before the children are changed.
func (r *rewriter) before(n syntax.Node) {
	switch n := n.(type) {
	case *syntax.CmdSubst:
		catShortcut(n)
	case *syntax.Stmt:
		r.refuseStmt(n)
		if n.Background {
			r.describe(n)
		}
	case *syntax.Word:
		r.checkBraces(n)
	case *syntax.ParamExp:
		r.refuseParam(n)
	case *syntax.ProcSubst:
		r.refuse("process substitution, <(…) and >(…)", "both sides would have to run at the same time; use a pipe or a file")
	case *syntax.UnaryTest:
		r.refuseTest(n)
	case *syntax.FuncDecl:
		if n.Name != nil && strings.HasPrefix(n.Name.Value, Mark) {
			r.refuse("a function of that name", "the shell uses it itself")
		}
	}
}

func (r *rewriter) after(n syntax.Node) {
	switch n := n.(type) {
	case *syntax.Stmt:
		r.stmt(n)
	case *syntax.FuncDecl:
		function(n)
	case *syntax.ForClause:
		if _, ok := n.Loop.(*syntax.CStyleLoop); ok {
			n.Do = append(n.Do, call(Nothing)) // or a body that fails ends the loop: the interpreter's mistake
		}
	case *syntax.ParamExp:
		renameParam(n)
	case *syntax.Word:
		r.tilde(n)
		unquoteKeys(n)
	}
	renameArithmetic(n)
}

func (r *rewriter) refuse(what, because string) {
	r.err = &Unsupported{What: what, Because: because}
}

// stmt applies the changes to a statement whose parts are done.
func (r *rewriter) stmt(s *syntax.Stmt) {
	r.redirects(s)
	room(s)
	switch cmd := s.Cmd.(type) {
	case *syntax.BinaryCmd:
		if cmd.Op == syntax.Pipe || cmd.Op == syntax.PipeAll {
			s.Cmd = pipeline(cmd)
		}
	case *syntax.TimeClause:
		s.Cmd = timed(cmd)
	case *syntax.DeclClause:
		if lists(cmd) {
			s.Cmd = listing(cmd)
		}
	}
	if s.Background {
		r.background(s)
	}
}

// call is a simple command of literal words.
func call(words ...string) *syntax.Stmt {
	c := &syntax.CallExpr{}
	for _, w := range words {
		c.Args = append(c.Args, word(quoted(w)))
	}
	return &syntax.Stmt{Cmd: c}
}

func word(parts ...syntax.WordPart) *syntax.Word { return &syntax.Word{Parts: parts} }

// quoted is a literal part that nothing expands. Text with an apostrophe stands in double quotes.
func quoted(s string) syntax.WordPart {
	if !strings.Contains(s, "'") {
		return &syntax.SglQuoted{Value: s}
	}
	escape := strings.NewReplacer(`\`, `\\`, `"`, `\"`, "$", `\$`, "`", "\\`")
	return &syntax.DblQuoted{Parts: []syntax.WordPart{&syntax.Lit{Value: escape.Replace(s)}}}
}

func block(stmts ...*syntax.Stmt) *syntax.Block { return &syntax.Block{Stmts: stmts} }

func subshell(stmts ...*syntax.Stmt) *syntax.Stmt {
	return &syntax.Stmt{Cmd: &syntax.Subshell{Stmts: stmts}}
}

func andOr(op syntax.BinCmdOperator, x, y *syntax.Stmt) *syntax.Stmt {
	return &syntax.Stmt{Cmd: &syntax.BinaryCmd{Op: op, X: x, Y: y}}
}
