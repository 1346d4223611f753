package rewrite

import (
	"strings"

	"mvdan.cc/sh/v3/syntax"
)

// Limits on hostile programs.
const (
	maxNesting = 400     // brackets inside brackets
	maxWords   = 100_000 // words that one {a,b} or {1..9} may make
)

// CheckNesting refuses text that would nest too deeply for the parser.
func CheckNesting(src string) error {
	depth, deepest, ticks := 0, 0, 0
	for i := range len(src) {
		switch src[i] {
		case '(', '{', '[':
			depth++
			deepest = max(deepest, depth)
		case ')', '}', ']':
			depth = max(0, depth-1)
		case '`':
			ticks++
		}
	}
	words := 0
	for _, w := range strings.Fields(src) {
		switch w {
		case "if", "while", "until", "case", "for", "!", "time", "function", "elif":
			words++
		}
	}
	if deepest > maxNesting || words > 20*maxNesting || ticks > 20*maxNesting {
		return &Unsupported{"commands nested that deeply", "the lab's shell stops before a browser would"}
	}
	return nil
}

func (r *rewriter) refuseStmt(s *syntax.Stmt) {
	switch cmd := s.Cmd.(type) {
	case *syntax.CoprocClause:
		r.refuse("coproc", "one command runs at a time; use & and a file")
	case *syntax.ForClause:
		if cmd.Select {
			r.refuse("select", "the lab's shell has no menus; use read and case")
		}
	}
	if s.Coprocess || s.Disown {
		r.refuse("this kind of background command", "it is not bash's")
	}
}

// refuseParam refuses variables that would be empty without a word, where bash has an answer.
func (r *rewriter) refuseParam(p *syntax.ParamExp) {
	if p.Param == nil {
		return
	}
	switch p.Param.Value {
	case "PIPESTATUS":
		r.refuse("PIPESTATUS", "only the status of a whole pipeline is kept; set -o pipefail makes it that of the stage that failed")
	case "BASH_SOURCE", "FUNCNAME", "BASH_LINENO":
		r.refuse(p.Param.Value, "the lab's shell does not keep where a function was called")
	}
}

func (r *rewriter) refuseTest(t *syntax.UnaryTest) {
	switch t.Op {
	case syntax.TsFdTerm:
		r.refuse("-t inside [[ ]]", "only [ -t N ] asks the lab's terminal")
	case syntax.TsUsrOwn, syntax.TsGrpOwn, syntax.TsModif:
		r.refuse("the test "+t.Op.String(), "owners and access times cannot be tested here; use ls -l")
	}
}

// checkBraces refuses words whose brace expansion would fill the memory.
func (r *rewriter) checkBraces(w *syntax.Word) {
	suspect := false
	for _, p := range w.Parts {
		if l, ok := p.(*syntax.Lit); ok && strings.Contains(l.Value, "{") {
			suspect = true
		}
	}
	if !suspect {
		return
	}
	c := &syntax.Word{Parts: append([]syntax.WordPart{}, w.Parts...)}
	if syntax.SplitBraces(c) && words(c) > maxWords {
		r.refuse("a brace expansion of more than 100000 words", "it would fill the browser's memory")
	}
}

// words counts what a split word expands to, up to a little more than maxWords.
func words(w *syntax.Word) int {
	n := 1
	for _, p := range w.Parts {
		b, ok := p.(*syntax.BraceExp)
		if !ok {
			continue
		}
		n = min(n*alternatives(b), 2*maxWords)
	}
	return n
}

func alternatives(b *syntax.BraceExp) int {
	if b.Sequence {
		return sequence(b)
	}
	n := 0
	for _, e := range b.Elems {
		n = min(n+words(e), 2*maxWords)
	}
	return n
}
