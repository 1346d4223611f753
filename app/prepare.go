package app

import (
	"context"
	"fmt"

	"hsmlab/lessons"
	"hsmlab/sim"
	"hsmlab/sim/shell"
)

// prepare runs a lesson's set-up: lines that root typed on the provider's host before the learner came. Time jumps
// where they wait.
func prepare(lab *sim.Lab, lines []string) error {
	if len(lines) == 0 {
		return nil
	}
	k := shell.NewKernel(lab, shell.Batch)
	var said []byte
	s := shell.NewSession(k, lessons.Home(lab.Snapshot()), user, shell.IO{Out: func(p []byte) { said = append(said, p...) }})
	defer s.Close()
	for _, line := range lines {
		if status := s.RunLine(context.Background(), line); status != 0 {
			return fmt.Errorf("set-up line %q ended with status %d: %s", line, status, said)
		}
	}
	return nil
}
