// Command hsmlab is the lab on the command line: it builds the web site and serves it, and runs scripts
// and shells against the simulated equipment without a browser.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// exitStatus is an error that only sets the exit status: what there is to say has been printed.
type exitStatus int

func (s exitStatus) Error() string { return fmt.Sprintf("exit status %d", int(s)) }

// run is the whole command. It returns the exit status: 0, 1 for a failure, 2 for wrong usage, or
// what a subcommand chose.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	root := newRootCommand()
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	err := root.ExecuteContext(ctx)
	var status exitStatus
	var usage usageError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &status):
		return int(status)
	case errors.As(err, &usage):
		fmt.Fprintf(stderr, "hsmlab: %v\nRun 'hsmlab --help' for usage.\n", err)
		return 2
	default:
		fmt.Fprintf(stderr, "hsmlab: %v\n", err)
		return 1
	}
}

// usageError is a mistake in the arguments.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

func newRootCommand() *cobra.Command {
	root := &cobra.Command{
		Use:           "hsmlab",
		Short:         "A training lab for nShield 5s administration",
		SilenceUsage:  true,
		SilenceErrors: true,
		Args:          cobra.NoArgs,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SetFlagErrorFunc(flagError)
	root.AddCommand(
		newBuildCommand(),
		newCoverageCommand(),
		newExportCommand(),
		newGradeCommand(),
		newLessonCommand(),
		newLogCommand(),
		newServeCommand(),
		newRunCommand(),
		newScenarioCommand(),
		newShellCommand(),
	)
	checkArguments(root)
	return root
}

// checkArguments makes wrong arguments of cmd and all below it usage errors.
func checkArguments(cmd *cobra.Command) {
	if check := cmd.Args; check != nil {
		cmd.Args = func(cmd *cobra.Command, args []string) error {
			if err := check(cmd, args); err != nil {
				return usageError{err}
			}
			return nil
		}
	}
	for _, sub := range cmd.Commands() {
		checkArguments(sub)
	}
}

// flagError says which value a flag does not take, in words that are not Go's.
func flagError(_ *cobra.Command, err error) error {
	var invalid *pflag.InvalidValueError
	if !errors.As(err, &invalid) {
		return usageError{err}
	}
	f := invalid.GetFlag()
	want := map[string]string{"uint64": "a whole number from 0 on", "int": "a whole number", "duration": "a duration such as 90s or 10m", "bool": "true or false"}[f.Value.Type()]
	return usageError{fmt.Errorf("--%s takes %s, not %q", f.Name, want, invalid.GetValue())}
}
