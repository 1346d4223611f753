package shell

import (
	"context"
	"slices"
	"strings"

	"mvdan.cc/sh/v3/syntax"

	"hsmlab/sim/shell/rewrite"
)

// RunScript runs a bash script in the session and returns its exit status. Each statement at its top level
// is a command line of its own, so that typing the same statements gives the same journal; su and exit
// change who types the lines that follow, as they do on a terminal. name is $0.
func (s *Session) RunScript(ctx context.Context, name, text string) int {
	return s.foreground(ctx, func(j *Job) int { return s.runScript(j, name, text) })
}

func (s *Session) runScript(j *Job, name, text string) int {
	base := s.shells[0]
	base.name, base.script = name, true
	defer func() { base.script = false }()
	s.ended = false
	lines, fault := split(text)
	for _, line := range lines {
		s.status = s.typedLine(j, line.text, []*syntax.Stmt{line.stmt}, nil)
		if j.cause == errHostOff {
			j.cause = nil // it ended the line; whoever types is not on the host
		}
		if s.ended || j.cause != nil {
			break
		}
	}
	if fault != nil && !s.ended && j.cause == nil {
		s.shell().message(name + ": " + bashError(fault))
		s.status = s.shell().setStatus(2)
	}
	if j.cause == nil {
		s.exitTrap(j)
	}
	s.endJobs()
	return s.status
}

// exitTrap runs the EXIT trap of the script's shell, if there is one.
func (s *Session) exitTrap(j *Job) {
	if s.ended {
		return // the shell ran it when it exited
	}
	s.shell().runner.Run(s.k.context(), &syntax.File{})
	s.flush()
}

// endJobs ends what a script left running in the background.
func (s *Session) endJobs() {
	for _, j := range s.jobs {
		j.end(errKilled)
	}
	s.k.settle()
	for n := 0; n < 1000 && slices.ContainsFunc(s.jobs, func(j *Job) bool { return !j.ended }); n++ {
		s.k.current.give()
	}
	s.jobs = nil
}

// scriptLine is a statement of a script with its text.
type scriptLine struct {
	stmt *syntax.Stmt
	text string
}

// split cuts a script into the statements of its top level. When the text has a fault, the statements
// before it come with the error: bash runs those too.
func split(text string) ([]scriptLine, error) {
	if err := checkText(text); err != nil {
		return nil, err
	}
	var lines []scriptLine
	var err error
	for st, e := range syntax.NewParser().StmtsSeq(strings.NewReader(text)) {
		if e != nil {
			err = e
			break
		}
		lines = append(lines, scriptLine{st, sourceOf(st, text)})
	}
	return lines, err
}

// sourceOf is the text of a statement, with its here-documents.
func sourceOf(st *syntax.Stmt, text string) string {
	begin, end := int(st.Pos().Offset()), int(st.End().Offset())
	syntax.Walk(st, func(n syntax.Node) bool {
		if r, ok := n.(*syntax.Redirect); ok && (r.Op == syntax.Hdoc || r.Op == syntax.DashHdoc) {
			end = max(end, endOfDocument(r, text))
		}
		return true
	})
	end = min(end, len(text))
	return strings.TrimRight(strings.TrimSuffix(strings.TrimRight(text[begin:end], " \t\n"), ";"), " \t")
}

// endOfDocument is the offset after the last line of a here-document.
func endOfDocument(r *syntax.Redirect, text string) int {
	if r.Hdoc != nil {
		return min(int(r.Hdoc.End().Offset()), len(text)) // the parser counts the last line in
	}
	at := int(r.Word.End().Offset())
	if i := strings.IndexByte(text[min(at, len(text)):], '\n'); i >= 0 {
		at += i + 1
	}
	at = min(at, len(text))
	word := delimiter(r.Word)
	for line := range strings.Lines(text[at:]) {
		at += len(line)
		if strings.TrimLeft(strings.TrimRight(line, "\n"), "\t") == word {
			break
		}
	}
	return at
}

// scriptFile runs a file of the lab as a bash script, in a shell of its own.
func (c *command) scriptFile(p string) int {
	data, err := c.b.s.k.lab.ReadFile(c.host, c.user, p)
	if err != nil {
		c.errorf("bash: %s: %v\n", c.args[0], errnoOf(err))
		return 126
	}
	if strings.ContainsRune(string(data[:min(len(data), 512)]), 0) {
		c.errorf("bash: %s: cannot execute binary file: Exec format error\n", c.args[0])
		return 126
	}
	return c.child(c.host, c.user, exportedOf(c.env), c.args[0], string(data), c.args[1:], c.dir)
}

// child runs a program text in a new shell, with the command's streams. Its lines are not typed lines.
func (c *command) child(hostName, user string, exported []string, name, text string, params []string, dir string) int {
	if c.b.depth >= maxDepth {
		c.errorf("bash: fork: retry: Resource temporarily unavailable\n")
		return 254
	}
	b := c.b.s.newBash(hostName, user, exported, c.streams)
	b.depth, b.name, b.script = c.b.depth+1, name, true
	b.runner.Params = params
	if dir != "" {
		b.stay(dir)
	}
	return c.runChild(b, name, text)
}

func (c *command) runChild(b *bash, name, text string) int {
	err := rewrite.CheckNesting(text)
	var f *syntax.File
	if err == nil {
		f, err = syntax.NewParser().Parse(strings.NewReader(text), name)
	}
	if err == nil {
		err = rewrite.File(f, b.options())
	}
	if err != nil {
		c.errorf("%s: %s\n", name, bashError(err))
		return 2
	}
	status, _ := b.runReady(f)
	if c.j.cause != nil {
		return c.j.exitStatus()
	}
	return status
}
