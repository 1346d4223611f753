package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"hsmlab/lessons/author"
	"hsmlab/sim"
	"hsmlab/sim/shell"
)

func newLessonNewCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "new DIR",
		Short: "Write a small lesson to begin with into a new folder, .../COURSE/NN-NAME",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			name, err := draftName(args[0])
			if err != nil {
				return usageError{err}
			}
			d, err := author.NewDraft(name)
			if err != nil {
				return usageError{err}
			}
			return writeDraft(cmd.OutOrStdout(), args[0], d)
		},
	}
}

func newLessonRecordCommand() *cobra.Command {
	var scenario, script string
	var seed uint64
	cmd := &cobra.Command{
		Use:   "record DIR",
		Short: "Do it in a shell, and get a draft with the solution and suggested goals",
		Long: "Opens a shell on the lesson's host, as hsmlab shell --batch does. When you leave it, each command line that changed\n" +
			"something becomes a task of a draft in DIR, .../COURSE/NN-NAME, with goals that were false before it and true after\n" +
			"it: choose the one you mean. Then write the text, and run lesson lint and lesson test.",
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			name, err := draftName(args[0])
			if err != nil {
				return usageError{err} // before the work, not after it
			}
			if exists(args[0]) {
				return takenError(args[0])
			}
			journal, err := recordJournal(cmd, scenario, seed, script)
			if err != nil {
				return err
			}
			d, err := author.Record(name, journal)
			if d == nil {
				return err
			}
			return errors.Join(writeDraft(cmd.OutOrStdout(), args[0], d), err) // what was done is worth keeping in any case
		},
	}
	labFlags(cmd, &scenario, &seed)
	cmd.Flags().StringVar(&script, "script", "", "take the lines of this file (- for the standard input) instead of opening a shell")
	return cmd
}

// draftName is COURSE/NN-NAME of a folder. Inside a course's folder NN-NAME is enough: the rest is looked up.
func draftName(dir string) (string, error) {
	if dir == "" {
		return "", errors.New("the folder has no name; want COURSE/NN-NAME")
	}
	whole, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	if parent := filepath.Dir(whole); exists(filepath.Join(parent, "lesson.md")) {
		return "", fmt.Errorf("%s is the folder of a lesson; want COURSE/NN-NAME, so one folder further up: ../%s", parent, filepath.Base(whole))
	}
	name := filepath.Base(filepath.Dir(whole)) + "/" + filepath.Base(whole)
	_, err = author.NewDraft(name)
	return name, err
}

func takenError(dir string) error {
	return fmt.Errorf("%s exists already; a draft goes into a new folder", dir)
}

// recordJournal lets the author act in a new lab and returns what was done.
func recordJournal(cmd *cobra.Command, scenario string, seed uint64, script string) (*sim.Journal, error) {
	lab, err := sim.New(sim.Options{Scenario: scenario, Seed: seed})
	if err != nil {
		return nil, usageError{err}
	}
	host, err := loginHost(lab, "")
	if err != nil {
		return nil, err
	}
	k := shell.NewKernel(lab, shell.Batch)
	if script != "" {
		text, _, err := readScript(script, cmd.InOrStdin())
		if err != nil {
			return nil, err
		}
		lines := author.Statements(text)
		if err := answersAlone(lines); err != nil {
			return nil, fmt.Errorf("%s: %w", script, err)
		}
		playLines(cmd.Context(), k, host, lines, cmd.OutOrStdout())
		return lab.Journal(), nil
	}
	in, ok := cmd.InOrStdin().(*os.File)
	if !ok || !term.IsTerminal(int(in.Fd())) {
		return nil, errors.New("standard input is no terminal; give the lines with --script")
	}
	if err := openShell(cmd.Context(), in, k, shell.Batch, host, "root"); err != nil {
		return nil, err
	}
	return lab.Journal(), nil
}

// answersAlone refuses answers that stand as lines of their own, as in a copy of what a terminal showed: yes is a program
// that never ends.
func answersAlone(lines []string) error {
	for i, line := range lines {
		if i > 0 && (line == "yes" || line == "no") {
			return fmt.Errorf("%q is an answer and no command; write echo %s | %s instead of the two lines", line, line, lines[i-1])
		}
	}
	return nil
}

// playLines types the statements of a script one by one at a prompt, so that the journal holds each as a line.
func playLines(ctx context.Context, k *shell.Kernel, host string, lines []string, out io.Writer) {
	s := shell.NewSession(k, host, "root", shell.IO{Out: to(out), Plain: true})
	defer s.Close()
	for _, line := range lines {
		s.RunLine(ctx, line)
	}
}

// writeDraft writes the files of a draft, and course.md if there is none. It overwrites nothing.
func writeDraft(stdout io.Writer, dir string, d *author.Draft) error {
	if exists(dir) {
		return takenError(dir)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for name, text := range d.Files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			return err
		}
	}
	if course := filepath.Join(filepath.Dir(filepath.Clean(dir)), "course.md"); !exists(course) {
		if err := os.WriteFile(course, []byte(d.Course()), 0o644); err != nil {
			return err
		}
	}
	fmt.Fprintf(stdout, "%s: lesson.md and solution.sh; next: hsmlab lesson lint %s (it lists what is still to be written), lesson test, lesson preview\n", dir, dir)
	return nil
}
