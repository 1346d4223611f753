package shell

import (
	"context"
	"strings"

	"mvdan.cc/sh/v3/syntax"

	"hsmlab/sim"
)

// Restore brings the terminal back to where its last command line left it: user, directory, exported
// variables and history, as far as the journal tells. Programs that still run in the lab print on this
// terminal; scripts and loops that were in flight are gone, and the terminal says so.
func (s *Session) Restore() {
	s.k.enter()
	var last *sim.Line
	for _, l := range s.k.lab.History() {
		if l.Terminal != s.Name || l.Host != s.Host {
			continue
		}
		s.recall(l.User+"@"+l.Host, l.Text)
		last = &l
	}
	running := s.k.stillRuns(s.Host)
	s.k.leave()
	if last == nil {
		return
	}
	s.k.enter()
	if last.User != s.User {
		s.push(last.User, nil, "")
	}
	b := s.shell()
	if last.Dir != "" {
		b.enterDir(last.Dir)
	}
	for _, kv := range last.Env {
		name, value, _ := strings.Cut(kv, "=")
		if syntax.ValidName(name) {
			b.export(name, value)
		}
	}
	s.k.leave()
	s.redo(last.Text)
	if running {
		s.print("A program of the HSM software goes on; scripts and loops that ran here are gone.\n")
	}
}

// stillRuns reports whether a program of the HSM software runs on the host. Programs are numbered in the order
// in which they were started.
func (k *Kernel) stillRuns(host string) bool {
	pid := 0
	for _, e := range k.lab.Journal().Entries {
		if _, ok := e.Event.(sim.Exec); ok {
			pid++
		}
	}
	for ; pid > 0; pid-- {
		if p, ok := k.lab.Process(pid); ok && p.Host == host {
			return true
		}
	}
	return false
}

func (s *Session) recall(id, text string) {
	list := s.history[id]
	if n := len(list); n == 0 || list[n-1] != text {
		s.history[id] = append(list, text)
	}
}

func (b *bash) export(name, value string) {
	assign := &syntax.Assign{Name: &syntax.Lit{Value: name}, Value: &syntax.Word{Parts: []syntax.WordPart{&syntax.SglQuoted{Value: value}}}}
	b.runner.Run(b.s.k.context(), &syntax.DeclClause{Variant: &syntax.Lit{Value: "export"}, Args: []*syntax.Assign{assign}})
}

// redo repeats the last line when it only changed the shell itself: the journal tells where a line began, not
// where it ended.
func (s *Session) redo(text string) {
	stmts, err := parse(text)
	if err != nil || !harmless(stmts) {
		return
	}
	s.foreground(context.Background(), func(j *Job) int { return s.runStmts(s.shell(), j, stmts) })
}

// harmless reports whether statements only change directory, variables or user, so that they can run again
// without a trace in the lab.
func harmless(stmts []*syntax.Stmt) bool {
	for _, st := range stmts {
		if st.Background || len(st.Redirs) > 0 || !harmlessCommand(st.Cmd) {
			return false
		}
	}
	plain := true
	for _, st := range stmts {
		syntax.Walk(st, func(n syntax.Node) bool {
			switch n.(type) {
			case *syntax.CmdSubst, *syntax.ProcSubst:
				plain = false
			}
			return plain
		})
	}
	return plain
}

func harmlessCommand(cmd syntax.Command) bool {
	switch cmd := cmd.(type) {
	case *syntax.DeclClause:
		return cmd.Variant.Value == "export" && len(cmd.Args) > 0
	case *syntax.CallExpr:
		if len(cmd.Args) == 0 {
			return true
		}
		switch cmd.Args[0].Lit() {
		case "cd", "unset", "alias":
			return true
		case "su":
			return len(cmd.Args) < 4
		}
	}
	return false
}
