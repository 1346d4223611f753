package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"hsmlab/sim"
	"hsmlab/sim/shell"
)

func newShellCommand() *cobra.Command {
	var scenario, host, user string
	var seed uint64
	var batch bool
	cmd := &cobra.Command{
		Use:   "shell",
		Short: "Open a shell on a host of the lab, in this terminal",
		Long: "Open a shell on a host of the lab, in this terminal. Time passes as on the wall; with --batch it jumps\n" +
			"whenever the shell waits. Ctrl-D at the prompt, or 'exit', leaves the lab.",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			lab, err := sim.New(sim.Options{Scenario: scenario, Seed: seed})
			if err != nil {
				return usageError{err}
			}
			if host, err = loginHost(lab, host); err != nil {
				return usageError{err}
			}
			policy := shell.Live
			if batch {
				policy = shell.Batch
			}
			in, ok := cmd.InOrStdin().(*os.File)
			if !ok || !term.IsTerminal(int(in.Fd())) {
				return errors.New("standard input is no terminal; use 'hsmlab run -' for scripts")
			}
			return openShell(cmd.Context(), in, shell.NewKernel(lab, policy), policy, host, user)
		},
	}
	labFlags(cmd, &scenario, &seed)
	cmd.Flags().StringVar(&host, "host", "", "host to log in on (default the provider's)")
	cmd.Flags().StringVar(&user, "user", "root", "user to log in as: root, operator or guest")
	cmd.Flags().BoolVar(&batch, "batch", false, "let the clock jump instead of following the wall clock")
	return cmd
}

// openShell connects the lab with the real terminal until its user leaves.
func openShell(ctx context.Context, in *os.File, k *shell.Kernel, policy shell.Policy, host, user string) error {
	fd := int(in.Fd())
	old, err := term.MakeRaw(fd)
	if err != nil {
		return fmt.Errorf("raw mode: %w", err)
	}
	defer term.Restore(fd, old)
	ctx, leave := context.WithCancel(ctx)
	defer leave()
	columns, rows := sizeOf(fd)
	s := shell.NewSession(k, host, user, shell.IO{Out: to(os.Stdout), Terminal: true, Columns: columns, Rows: rows})
	s.OnLogout(leave)
	if policy == shell.Live {
		go followWall(ctx, k)
	}
	go followSize(ctx, s, fd)
	go typeInto(s, in)
	if err := s.Interact(ctx); !errors.Is(err, context.Canceled) {
		return err
	}
	return nil
}

// tick is how often the lab's clock is brought up to date.
const tick = 50 * time.Millisecond

func followWall(ctx context.Context, k *shell.Kernel) {
	last := time.Now()
	every(ctx, tick, func() {
		now := time.Now()
		k.Advance(now.Sub(last).Truncate(time.Microsecond))
		last = last.Add(now.Sub(last).Truncate(time.Microsecond))
	})
}

// followSize looks at the size of the window: portable, and often enough for a person.
func followSize(ctx context.Context, s *shell.Session, fd int) {
	var columns, rows int
	every(ctx, 500*time.Millisecond, func() {
		if c, r := sizeOf(fd); c != columns || r != rows {
			columns, rows = c, r
			s.Resize(c, r)
		}
	})
}

// sizeOf is the size of the window; 80 by 24 where nobody told the terminal how large it is.
func sizeOf(fd int) (columns, rows int) {
	columns, rows, err := term.GetSize(fd)
	if err != nil || columns <= 0 || rows <= 0 {
		return 80, 24
	}
	return columns, rows
}

func every(ctx context.Context, d time.Duration, f func()) {
	t := time.NewTicker(d)
	defer t.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-t.C:
			f()
		}
	}
}

func typeInto(s *shell.Session, in io.Reader) {
	buf := make([]byte, 1024)
	for {
		n, err := in.Read(buf)
		if n > 0 {
			s.Input(append([]byte(nil), buf[:n]...))
		}
		if err != nil {
			return
		}
	}
}
