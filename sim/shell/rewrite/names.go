package rewrite

import (
	"strings"

	"mvdan.cc/sh/v3/syntax"
)

// renameParam lets $$, $RANDOM and their like ask the shell instead of the real computer.
func renameParam(p *syntax.ParamExp) {
	if p.Param == nil {
		return
	}
	if name, ok := parameters[p.Param.Value]; ok {
		p.Param = &syntax.Lit{Value: name}
		if p.Short {
			p.Short = false // $$x must not become $__PIDx
		}
	}
}

// renameArithmetic does the same for bare names in arithmetic, where RANDOM means $RANDOM.
func renameArithmetic(n syntax.Node) {
	switch n := n.(type) {
	case *syntax.ArithmExp:
		n.X = renameOperand(n.X)
	case *syntax.ArithmCmd:
		n.X = renameOperand(n.X)
	case *syntax.BinaryArithm:
		n.X, n.Y = renameOperand(n.X), renameOperand(n.Y)
	case *syntax.UnaryArithm:
		n.X = renameOperand(n.X)
	case *syntax.ParenArithm:
		n.X = renameOperand(n.X)
	case *syntax.LetClause:
		for i := range n.Exprs {
			n.Exprs[i] = renameOperand(n.Exprs[i])
		}
	case *syntax.CStyleLoop:
		n.Init, n.Cond, n.Post = renameOperand(n.Init), renameOperand(n.Cond), renameOperand(n.Post)
	case *syntax.ParamExp:
		n.Index = renameOperand(n.Index)
		if n.Slice != nil {
			n.Slice.Offset, n.Slice.Length = renameOperand(n.Slice.Offset), renameOperand(n.Slice.Length)
		}
	}
}

func renameOperand(x syntax.ArithmExpr) syntax.ArithmExpr {
	w, ok := x.(*syntax.Word)
	if !ok || w == nil {
		return x
	}
	switch name := w.Lit(); name {
	case "RANDOM", "SRANDOM", "PPID":
		return word(&syntax.Lit{Value: parameters[name]})
	}
	return x
}

// tilde expands ~name here: the interpreter would look the name up on the real computer.
func (r *rewriter) tilde(w *syntax.Word) {
	if len(w.Parts) == 0 {
		return
	}
	l, ok := w.Parts[0].(*syntax.Lit)
	if !ok || !strings.HasPrefix(l.Value, "~") {
		return
	}
	name, rest, slash := strings.Cut(l.Value[1:], "/")
	if name == "" || !slash && len(w.Parts) > 1 {
		return
	}
	if slash {
		rest = "/" + rest
	}
	prefix := "~" + name
	if home, ok := r.Homes[name]; ok {
		prefix = home
	}
	w.Parts = append([]syntax.WordPart{quoted(prefix), &syntax.Lit{Value: rest}}, w.Parts[1:]...)
	if rest == "" {
		w.Parts = append(w.Parts[:1], w.Parts[2:]...)
	}
}

// unquoteKeys makes "${!map[@]}" the unquoted form, whose order the interpreter sorts; quoted, it would be
// random. Keys with blanks are split, which is the lesser evil.
func unquoteKeys(w *syntax.Word) {
	for i, p := range w.Parts {
		d, ok := p.(*syntax.DblQuoted)
		if !ok || len(d.Parts) != 1 {
			continue
		}
		e, ok := d.Parts[0].(*syntax.ParamExp)
		if !ok || !e.Excl || e.Index == nil {
			continue
		}
		if x, ok := e.Index.(*syntax.Word); ok && x.Lit() == "@" {
			w.Parts[i] = e
		}
	}
}
