// Command lab-wasi replays journals in a sandbox: it is compiled for wasip1 and reads journals from its standard
// input, writing a verdict a line (package replayer). With the argument "try" it goes on after refused events.
// The proof that all platforms agree builds it for js too.
package main

import (
	"fmt"
	"os"

	"hsmlab/sim/replayer"
)

func main() {
	judge := replayer.Replay
	if len(os.Args) > 1 && os.Args[1] == "try" {
		judge = replayer.Try
	}
	if err := replayer.Serve(os.Stdin, os.Stdout, judge); err != nil {
		fmt.Fprintln(os.Stderr, "lab-wasi:", err)
		os.Exit(1)
	}
}
