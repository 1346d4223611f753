package rewrite

import (
	"strings"

	"mvdan.cc/sh/v3/syntax"
)

// redirect opens what w names for the given purpose. The interpreter itself only ever sees output
// redirections: everything about the standard input travels with the standard error, because a reader of
// ours would become an operating system pipe.
func redirect(w *syntax.Word, kind string) *syntax.Redirect {
	if w == nil {
		w = &syntax.Word{}
	}
	parts := append([]syntax.WordPart{}, w.Parts...)
	r := &syntax.Redirect{Op: syntax.RdrOut, Word: word(append(parts, quoted(Mark+kind))...)}
	switch kind {
	case Out, Append, OutToErr, PipeOut:
	default:
		r.N = &syntax.Lit{Value: "2"}
	}
	return r
}

func (r *rewriter) redirects(s *syntax.Stmt) {
	var list []*syntax.Redirect
	for _, rd := range s.Redirs {
		list = append(list, r.redirection(rd)...)
		if r.err != nil {
			return
		}
	}
	s.Redirs = list
}

const manyFiles = "only standard input, output and error exist in the lab"

// redirection rewrites one redirection; &> becomes two.
func (r *rewriter) redirection(rd *syntax.Redirect) []*syntax.Redirect {
	fd := ""
	if rd.N != nil {
		fd = rd.N.Value
	}
	switch rd.Op {
	case syntax.RdrAll, syntax.AppAll:
		kind := Out
		if rd.Op == syntax.AppAll {
			kind = Append
		}
		return []*syntax.Redirect{redirect(rd.Word, kind), redirect(nil, ErrToOut)}
	case syntax.Hdoc, syntax.DashHdoc, syntax.WordHdoc, syntax.RdrIn, syntax.DplIn:
		if fd != "" && fd != "0" {
			r.refuse("redirecting file descriptor "+fd, manyFiles)
			return nil
		}
		return r.input(rd)
	case syntax.RdrOut, syntax.RdrClob:
		return r.output(rd, fd, Out, ErrOut)
	case syntax.AppOut:
		return r.output(rd, fd, Append, ErrApp)
	case syntax.DplOut:
		return r.duplicate(rd, fd)
	}
	r.refuse("the redirection "+rd.Op.String(), manyFiles)
	return nil
}

func (r *rewriter) output(rd *syntax.Redirect, fd, out, err string) []*syntax.Redirect {
	switch fd {
	case "", "1":
		return []*syntax.Redirect{redirect(rd.Word, out)}
	case "2":
		return []*syntax.Redirect{redirect(rd.Word, err)}
	}
	r.refuse("redirecting file descriptor "+fd, manyFiles)
	return nil
}

func (r *rewriter) input(rd *syntax.Redirect) []*syntax.Redirect {
	switch rd.Op {
	case syntax.RdrIn:
		return []*syntax.Redirect{redirect(rd.Word, In)}
	case syntax.WordHdoc:
		w := word(append(append([]syntax.WordPart{}, rd.Word.Parts...), quoted("\n"))...)
		return []*syntax.Redirect{redirect(w, Here)}
	case syntax.DplIn:
		switch rd.Word.Lit() {
		case "-":
			return []*syntax.Redirect{redirect(nil, InClose)}
		case "0":
			return nil
		}
		r.refuse("the redirection <&", manyFiles)
		return nil
	}
	return []*syntax.Redirect{redirect(hereDocument(rd), Here)}
}

// duplicate handles [n]>&word.
func (r *rewriter) duplicate(rd *syntax.Redirect, fd string) []*syntax.Redirect {
	target := rd.Word.Lit()
	switch {
	case (fd == "" || fd == "1") && target == "2":
		return []*syntax.Redirect{redirect(nil, OutToErr)}
	case (fd == "" || fd == "1") && target == "1", fd == "2" && target == "2":
		return nil
	case (fd == "" || fd == "1") && target == "-":
		return []*syntax.Redirect{redirect(word(quoted("/dev/null")), Out)}
	case fd == "2" && target == "1":
		return []*syntax.Redirect{redirect(nil, ErrToOut)}
	case fd == "2" && target == "-":
		return []*syntax.Redirect{redirect(nil, ErrClose)}
	case fd == "" && strings.Trim(target, "0123456789-") != "":
		return []*syntax.Redirect{redirect(rd.Word, Out), redirect(nil, ErrToOut)} // >&file is &>file
	}
	r.refuse("the redirection "+fd+">&"+target, manyFiles)
	return nil
}

// hereDocument is the body as one word. In double quotes everything expands as in a body, but for \", which
// a body keeps.
func hereDocument(rd *syntax.Redirect) *syntax.Word {
	if rd.Hdoc == nil {
		return &syntax.Word{}
	}
	literal := quotedDelimiter(rd.Word)
	parts := rd.Hdoc.Parts
	if rd.Op == syntax.DashHdoc {
		parts = stripTabs(parts)
	}
	if literal {
		return word(quoted((&syntax.Word{Parts: parts}).Lit()))
	}
	d := &syntax.DblQuoted{}
	for _, p := range parts {
		if l, ok := p.(*syntax.Lit); ok {
			p = &syntax.Lit{Value: escapeQuotes(l.Value)}
		}
		d.Parts = append(d.Parts, p)
	}
	return word(d)
}

// escapeQuotes makes " and \" of a here-document mean themselves inside double quotes.
func escapeQuotes(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\' && i+1 < len(s) && s[i+1] == '"':
			b.WriteString(`\\\"`)
			i++
		case s[i] == '\\' && i+1 < len(s):
			b.WriteString(s[i : i+2])
			i++
		case s[i] == '"':
			b.WriteString(`\"`)
		default:
			b.WriteByte(s[i])
		}
	}
	return b.String()
}

// stripTabs removes the tabs that begin the lines of a <<- document.
func stripTabs(parts []syntax.WordPart) []syntax.WordPart {
	var out []syntax.WordPart
	begin := true
	for _, p := range parts {
		l, ok := p.(*syntax.Lit)
		if !ok {
			out, begin = append(out, p), false
			continue
		}
		lines := strings.Split(l.Value, "\n")
		for i := range lines {
			if i > 0 || begin {
				lines[i] = strings.TrimLeft(lines[i], "\t")
			}
		}
		begin = strings.HasSuffix(l.Value, "\n")
		out = append(out, &syntax.Lit{Value: strings.Join(lines, "\n")})
	}
	return out
}

func quotedDelimiter(w *syntax.Word) bool {
	for _, p := range w.Parts {
		switch p := p.(type) {
		case *syntax.Lit:
			if strings.Contains(p.Value, `\`) {
				return true
			}
		case *syntax.SglQuoted, *syntax.DblQuoted:
			return true
		}
	}
	return false
}
