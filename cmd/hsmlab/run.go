package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"hsmlab/lessons"
	"hsmlab/sim"
	"hsmlab/sim/shell"
)

// statusLimit is the exit status of a run that took too long.
const statusLimit = 124

// runOptions are those of hsmlab run.
type runOptions struct {
	scenario   string
	host       string
	seed       uint64
	limit      time.Duration
	journalOut string
	stateOut   string
}

func newRunCommand() *cobra.Command {
	var o runOptions
	cmd := &cobra.Command{
		Use:   "run FILE|-",
		Short: "Run a bash script in the lab, as root on the provider's host",
		Long: "Run a bash script in the lab, as root on the provider's host. The clock jumps: virtual time passes in\n" +
			"'lab wait', in 'sleep' and while a program works. The exit status is the script's own; 124 when the run\n" +
			"takes longer than --limit of real time. Programs get an empty standard input unless it is redirected.",
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			status, err := runScript(cmd.Context(), o, args[0], cmd.InOrStdin(), cmd.OutOrStdout(), cmd.ErrOrStderr())
			if err != nil {
				return err
			}
			if status != 0 {
				return exitStatus(status)
			}
			return nil
		},
	}
	labFlags(cmd, &o.scenario, &o.seed)
	f := cmd.Flags()
	f.StringVar(&o.host, "host", "", "host on which the script runs (default the provider's)")
	f.DurationVar(&o.limit, "limit", 10*time.Minute, "real time after which the run ends with status 124")
	f.StringVar(&o.journalOut, "journal-out", "", "write the journal to this file")
	f.StringVar(&o.stateOut, "state-out", "", "write the snapshot at the end to this file, as JSON")
	return cmd
}

// labFlags are the flags that say which lab to make.
func labFlags(cmd *cobra.Command, scenario *string, seed *uint64) {
	cmd.Flags().StringVar(scenario, "scenario", "", "scenario to begin with; scenario list shows them (default \"default\")")
	cmd.Flags().Uint64Var(seed, "seed", 1, "seed of everything that is left to chance")
}

// loginHost is the host to begin on: the one that was named, or that on which a lesson in this lab would begin.
func loginHost(lab *sim.Lab, name string) (string, error) {
	switch {
	case name != "" && lab.Users(name) == nil:
		return "", fmt.Errorf("the lab has no host %q", name)
	case name == "":
		return lessons.Home(lab.Snapshot()), nil
	}
	return name, nil
}

// runScript makes a lab, runs the script and writes what was asked for. The error is about the files or the
// options, never about the script.
func runScript(ctx context.Context, o runOptions, file string, stdin io.Reader, stdout, stderr io.Writer) (int, error) {
	if o.limit <= 0 {
		return 0, usageError{fmt.Errorf("--limit %v leaves no time to run in", o.limit)}
	}
	text, name, err := readScript(file, stdin)
	if err != nil {
		return 0, err
	}
	lab, err := sim.New(sim.Options{Scenario: o.scenario, Seed: o.seed})
	if err != nil {
		return 0, usageError{err}
	}
	host, err := loginHost(lab, o.host)
	if err != nil {
		return 0, usageError{err}
	}
	ctx, cancel := context.WithTimeout(ctx, o.limit)
	defer cancel()
	k := shell.NewKernel(lab, shell.Batch)
	s := shell.NewSession(k, host, "root", shell.IO{Out: to(stdout), Err: to(stderr)})
	status := s.RunScript(ctx, name, text)
	if errors.Is(ctx.Err(), context.DeadlineExceeded) {
		fmt.Fprintf(stderr, "hsmlab: the run took longer than %v\n", o.limit)
		status = statusLimit
	}
	return status, writeResults(k, o)
}

func to(w io.Writer) func([]byte) { return func(b []byte) { w.Write(b) } }

func readScript(file string, stdin io.Reader) (text, name string, err error) {
	if file == "-" {
		b, err := io.ReadAll(stdin)
		return string(b), "bash", err
	}
	b, err := os.ReadFile(file)
	return string(b), filepath.Base(file), err
}

func writeResults(k *shell.Kernel, o runOptions) error {
	var journal, state []byte
	var err error
	k.View(func(l *sim.Lab) {
		if o.journalOut != "" {
			journal = l.Journal().Encode()
		}
		if o.stateOut != "" {
			state, err = json.MarshalIndent(l.Snapshot(), "", "  ")
		}
	})
	if err == nil && o.journalOut != "" {
		err = os.WriteFile(o.journalOut, journal, 0o644)
	}
	if err == nil && o.stateOut != "" {
		err = os.WriteFile(o.stateOut, append(state, '\n'), 0o644)
	}
	return err
}
