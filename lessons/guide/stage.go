package guide

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"mvdan.cc/sh/v3/syntax"

	"hsmlab/sim"
	"hsmlab/sim/shell"
)

// statementLimit is how long one statement may take in real time.
const statementLimit = 20 * time.Second

// Stage runs the blocks of one transcript, in order. Directives:
//
//	new [scenario=NAME] [seed=N]   a fresh lab; without it a transcript begins in the default one
//	covers ID…                     the next block shows these behaviours, at most six
//	HOST [user=NAME]               the input is typed at that user's prompt on HOST, statement by statement
//
// What comes back is what a terminal would show, standard output and errors in one, and "[exit N]" after a
// statement that failed.
type Stage struct {
	Shown []Shown // what was covered so far and really shown

	lab      *sim.Lab
	kernel   *shell.Kernel
	sessions map[string]*shell.Session
	out      strings.Builder
	covers   []string
	refused  []string // behaviour ids of the refusals that the present block raised
	counted  int      // programs of the HSM software whose end was looked at
}

// Shown is a behaviour and the block that shows it.
type Shown struct {
	ID   string
	File string
	Line int
}

// maxCovers is how many behaviours one block can show and still be read.
const maxCovers = 6

// Run runs one block. The error tells of a mistake in the transcript; what the commands do, right or wrong, is
// the output.
func (s *Stage) Run(b Block) (string, error) {
	switch b.Directive {
	case "new":
		if s.covers != nil {
			return "", b.errorf("covers stands before new; want a block that shows something")
		}
		return "", s.begin(b)
	case "covers":
		return "", s.cover(b)
	}
	if s.lab == nil {
		if err := s.begin(Block{File: b.File, Line: b.Line}); err != nil {
			return "", err
		}
	}
	s.out.Reset()
	s.refused = nil
	if err := s.typed(b); err != nil {
		return "", err
	}
	return s.out.String(), s.settle(b)
}

// Close ends the lab. It reports covers that no block followed.
func (s *Stage) Close() error {
	s.end()
	if s.covers != nil {
		return fmt.Errorf("the last covers is followed by no block")
	}
	return nil
}

func (s *Stage) end() {
	for _, session := range s.sessions {
		session.Close()
	}
	if s.lab != nil {
		s.lab.Close()
	}
	s.lab = nil
}

func (s *Stage) begin(b Block) error {
	s.end()
	o := sim.Options{Scenario: b.Args["scenario"], Seed: 1}
	if seed, ok := b.Args["seed"]; ok {
		n, err := strconv.ParseUint(seed, 10, 64)
		if err != nil {
			return b.errorf("seed %q is not a number", seed)
		}
		o.Seed = n
	}
	lab, err := sim.New(o)
	if err != nil {
		return b.errorf("%v", err)
	}
	s.lab, s.kernel, s.sessions, s.counted = lab, shell.NewKernel(lab, shell.Batch), map[string]*shell.Session{}, 0
	s.kernel.Watch(s.watch)
	return nil
}

// watch collects the refusals of every program that ends.
func (s *Stage) watch(lab *sim.Lab) {
	for _, r := range lab.HandRefusals() {
		s.refused = append(s.refused, r.IDs()...)
	}
	last := lab.Snapshot().Last
	if last == nil || last.Seq == s.counted {
		return
	}
	s.counted = last.Seq
	for i := range last.Refusals {
		s.refused = append(s.refused, last.Refusals[i].IDs()...)
	}
}

func (s *Stage) cover(b Block) error {
	if s.covers != nil || len(b.Words) == 0 || len(b.Words) > maxCovers || b.Input != "" {
		return b.errorf("covers wants 1 to %d ids, once before a block, and no input", maxCovers)
	}
	for _, id := range b.Words {
		if _, ok := Find(id); !ok {
			return b.errorf("covers %s, which is not in behaviours.tsv", id)
		}
	}
	s.covers = b.Words
	return nil
}

// typed runs the input of a host block.
func (s *Stage) typed(b Block) error {
	if _, ok := s.lab.Snapshot().Hosts[b.Directive]; !ok {
		return b.errorf("%q is neither new, covers nor a host", b.Directive)
	}
	user := b.Args["user"]
	if user == "" {
		user = "root"
	}
	statements, err := split(b.Input)
	if err != nil {
		return b.errorf("%v", err)
	}
	session := s.session(b.Directive, user)
	for _, text := range statements {
		ctx, cancel := context.WithTimeout(context.Background(), statementLimit)
		status := session.RunLine(ctx, text)
		cancel()
		if ended := s.out.String(); ended != "" && !strings.HasSuffix(ended, "\n") {
			s.out.WriteString("\n")
		}
		if status != 0 {
			fmt.Fprintf(&s.out, "[exit %d]\n", status)
		}
	}
	return nil
}

func (s *Stage) session(host, user string) *shell.Session {
	key := user + "@" + host
	if _, ok := s.sessions[key]; !ok {
		write := func(b []byte) { s.out.Write(b) }
		s.sessions[key] = shell.NewSession(s.kernel, host, user, shell.IO{Out: write, Plain: true})
	}
	return s.sessions[key]
}

// settle notes what the block has shown. A rule that refuses is shown only by being refused.
func (s *Stage) settle(b Block) error {
	for _, id := range s.covers {
		behaviour, _ := Find(id)
		if behaviour.Refuses() && !slices.Contains(s.refused, id) {
			return b.errorf("covers %s (%s), but no refusal with that id was raised; raised: %v", id, behaviour.Kind, s.refused)
		}
		s.Shown = append(s.Shown, Shown{ID: id, File: b.File, Line: b.Line})
	}
	s.covers = nil
	return nil
}

func (b Block) errorf(format string, args ...any) error {
	return fmt.Errorf("%s:%d: %s", b.File, b.Line, fmt.Sprintf(format, args...))
}

// split cuts a text into the statements that would be typed one after the other.
func split(input string) ([]string, error) {
	parsed, err := syntax.NewParser(syntax.Variant(syntax.LangBash)).Parse(strings.NewReader(input), "input")
	if err != nil {
		return nil, fmt.Errorf("the input is not bash: %w", err)
	}
	var list []string
	for _, stmt := range parsed.Stmts {
		list = append(list, input[stmt.Pos().Offset():stmt.End().Offset()])
	}
	return list, nil
}
