// Command lab-wasi replays in a sandbox: it is compiled for wasip1 and reads journals from its standard input, writing
// a verdict a line (package replayer). With the argument "try" it goes on after refused events; with "grade" it reads
// one lessons.Job and writes its Judgement. The proof that all platforms agree builds it for js too.
package main

import (
	"fmt"
	"io"
	"os"

	"hsmlab/lessons"
	"hsmlab/sim/replayer"
)

func main() {
	var what string
	if len(os.Args) > 1 {
		what = os.Args[1]
	}
	if err := serve(what, os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "lab-wasi:", err)
		os.Exit(1)
	}
}

func serve(what string, r io.Reader, w io.Writer) error {
	switch what {
	case "grade":
		return lessons.ServeJudge(r, w)
	case "try":
		return replayer.Serve(r, w, replayer.Try)
	}
	return replayer.Serve(r, w, replayer.Replay)
}
