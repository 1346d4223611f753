package shell

import (
	"strings"

	"mvdan.cc/sh/v3/syntax"

	"hsmlab/sim"
)

// maxLine is how long a command line may be; the lab takes no longer ones either.
const maxLine = 32 << 10

// runLine runs one typed line, which may hold several commands and lines.
func (s *Session) runLine(j *Job, text string) int {
	text = strings.TrimRight(text, "\n")
	stmts, err := parse(text)
	if err == nil && len(stmts) == 0 {
		return s.status // blank, or a comment
	}
	s.status = s.typedLine(j, text, stmts, err)
	return s.status
}

// typedLine notes the line in the journal, then runs it.
func (s *Session) typedLine(j *Job, text string, stmts []*syntax.Stmt, fault error) int {
	s.remember(text)
	b := s.shell()
	b.reset()
	event := sim.Line{Host: b.host, User: b.user, Dir: b.dir(), Env: b.differing(), Text: text, Terminal: s.Name}
	if _, err := s.k.do(event); err != nil {
		b.message("bash: " + err.Error())
		return b.setStatus(2)
	}
	if s.off && !forPeople(stmts) {
		s.show([]byte("ssh: connect to host "+s.Host+" port 22: No route to host\n"), true)
		return 255
	}
	if fault != nil {
		b.complain(fault)
		return b.setStatus(2)
	}
	b.explained = forPeople(stmts)
	status := s.runStmts(b, j, stmts)
	if !b.explained {
		b.unexplained++
	}
	return status
}

// runStmts runs statements until one of them ends the shell or the line.
func (s *Session) runStmts(b *bash, j *Job, stmts []*syntax.Stmt) int {
	status := 0
	for _, st := range stmts {
		var exited bool
		status, exited = b.run(st)
		s.flush()
		if s.off && j.cause == nil && b.host == s.Host {
			j.end(errHostOff)
		}
		if exited {
			s.leave(b)
			return status
		}
		if j.cause != nil {
			return status
		}
	}
	return status
}

// parse reads a command line. The statements before a fault are not run, as in a line that bash reads from
// a terminal.
func parse(text string) ([]*syntax.Stmt, error) {
	if len(text) > maxLine {
		return nil, errTooLong
	}
	if err := checkText(text); err != nil {
		return nil, err
	}
	f, err := syntax.NewParser().Parse(strings.NewReader(text), "bash")
	if err != nil {
		return nil, err
	}
	return f.Stmts, nil
}

// Incomplete reports whether a command line goes on in the next line: an open quote, a here-document, an if
// without fi, a backslash at its end.
func Incomplete(text string) bool {
	if len(text) > maxLine || checkText(text) != nil {
		return false
	}
	if strings.HasSuffix(text, "\\\n") || strings.HasSuffix(text, "|\n") || strings.HasSuffix(text, "&&\n") {
		return true
	}
	_, err := syntax.NewParser().Parse(strings.NewReader(text), "")
	return syntax.IsIncomplete(err) || err != nil && strings.Contains(err.Error(), "unclosed here-document")
}

// delimiter is the word that ends a here-document.
func delimiter(w *syntax.Word) string {
	var b strings.Builder
	syntax.Walk(w, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.Lit:
			b.WriteString(strings.ReplaceAll(n.Value, `\`, ""))
		case *syntax.SglQuoted:
			b.WriteString(n.Value)
		}
		return true
	})
	return b.String()
}

// forPeople reports whether a line consists of lab commands: they work although the host is off.
func forPeople(stmts []*syntax.Stmt) bool {
	for _, st := range stmts {
		c, ok := st.Cmd.(*syntax.CallExpr)
		if !ok || len(c.Args) == 0 || c.Args[0].Lit() != "lab" || st.Background {
			return false
		}
	}
	return len(stmts) > 0
}

// remember adds a line to the history of the present user.
func (s *Session) remember(text string) {
	id := s.identity()
	list := s.history[id]
	if n := len(list); n > 0 && list[n-1] == text || strings.HasPrefix(text, " ") {
		return
	}
	if len(list) >= maxHistory {
		list = list[1:]
	}
	s.history[id] = append(list, text)
}

const maxHistory = 1000
