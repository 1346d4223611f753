package rewrite

import (
	"strings"

	"mvdan.cc/sh/v3/syntax"
)

// pipeline runs X to its end, then Y on what X wrote:
//
//	{ ( X ) >pipe || pipestatus; ( Y ) <pipe || pipestatus; if [[ -o pipefail ]]; then pipefail; else pipeend; fi; }
//
// The || keeps set -e from ending the shell between the stages; a subshell that exits ends only its stage,
// as in bash.
func pipeline(b *syntax.BinaryCmd) syntax.Command {
	x, y := subshell(b.X), subshell(b.Y)
	x.Redirs = []*syntax.Redirect{redirect(nil, PipeOut)}
	if b.Op == syntax.PipeAll {
		x.Redirs = append(x.Redirs, redirect(nil, ErrToOut))
	}
	y.Redirs = []*syntax.Redirect{redirect(nil, PipeIn)}
	result := &syntax.IfClause{
		Cond: []*syntax.Stmt{{Cmd: &syntax.TestClause{X: &syntax.UnaryTest{
			Op: syntax.TsOptSet, X: word(&syntax.Lit{Value: "pipefail"}),
		}}}},
		Then: []*syntax.Stmt{call(PipeFail)},
		Else: &syntax.IfClause{Then: []*syntax.Stmt{call(PipeEnd)}},
	}
	return block(
		andOr(syntax.OrStmt, x, call(PipeStatus)),
		andOr(syntax.OrStmt, y, call(PipeStatus)),
		&syntax.Stmt{Cmd: result},
	)
}

// describe keeps the text of a background command before its parts are changed.
func (r *rewriter) describe(s *syntax.Stmt) {
	plain := *s
	plain.Background, plain.Comments = false, nil
	var b strings.Builder
	if err := syntax.NewPrinter(syntax.SingleLine(true)).Print(&b, &plain); err != nil {
		panic("BUG: rewrite: a command cannot be printed: " + err.Error())
	}
	r.texts = append(r.texts, strings.TrimSpace(b.String()))
}

// background makes of X &
//
//	fork 'X' && { { run '( X ); status'; } <nothing 2>job & started; }
//
// Fork may refuse. The job takes part only when it has opened its standard error; see package shell.
func (r *rewriter) background(s *syntax.Stmt) {
	title := r.texts[len(r.texts)-1]
	r.texts = r.texts[:len(r.texts)-1]
	s.Background = false
	body := *s
	body.Comments = nil
	src := Print(&syntax.File{Stmts: []*syntax.Stmt{subshell(&body), call(Status)}})
	job := &syntax.Stmt{Cmd: block(call(Run, src)), Background: true}
	job.Redirs = []*syntax.Redirect{redirect(nil, Job)}
	*s = *andOr(syntax.AndStmt, call(Fork, title), &syntax.Stmt{Cmd: block(job, call(Started))})
}

// timed measures virtual time and keeps the status.
func timed(t *syntax.TimeClause) syntax.Command {
	end := call(TimeEnd)
	if t.PosixFormat {
		end = call(TimeEnd, "-p")
	}
	stmts := []*syntax.Stmt{call(TimeBegin)}
	if t.Stmt != nil {
		stmts = append(stmts, t.Stmt)
	}
	return block(append(stmts, end)...)
}

// function reports that it was entered: { enter name && nothing; body; }. The && keeps $? and set -e as they are.
func function(f *syntax.FuncDecl) {
	if f.Name == nil || f.Body == nil {
		return
	}
	enter := andOr(syntax.AndStmt, call(Enter, f.Name.Value), call(Nothing))
	f.Body = &syntax.Stmt{Cmd: block(enter, f.Body)}
}

// lists reports whether a declaration only asks what there is: export, declare -p, readonly -p NAME.
func lists(d *syntax.DeclClause) bool {
	if d.Variant.Value == "local" || d.Variant.Value == "nameref" {
		return false
	}
	for i, a := range d.Args {
		lit := declWord(a)
		if i == 0 && lit != "-p" && !(lit == "-x" && len(d.Args) == 1) {
			return false
		}
		if lit == "" {
			return false
		}
	}
	return true
}

func listing(d *syntax.DeclClause) syntax.Command {
	words := []string{Declare, d.Variant.Value}
	for _, a := range d.Args {
		words = append(words, declWord(a))
	}
	return call(words...).Cmd
}

// declWord is the literal word of a declaration without a value, "" otherwise.
func declWord(a *syntax.Assign) string {
	switch {
	case a.Array != nil || a.Index != nil:
		return ""
	case a.Name != nil && a.Naked:
		return a.Name.Value
	case a.Name == nil && a.Value != nil:
		return a.Value.Lit()
	}
	return ""
}

// catShortcut turns $(<file) into $(cat <file): the interpreter's own form never reaches the shell's input.
func catShortcut(c *syntax.CmdSubst) {
	if len(c.Stmts) != 1 {
		return
	}
	s := c.Stmts[0]
	if s.Cmd == nil && len(s.Redirs) == 1 && s.Redirs[0].Op == syntax.RdrIn && !s.Background && !s.Negated {
		s.Cmd = call(Cat).Cmd
	}
}
