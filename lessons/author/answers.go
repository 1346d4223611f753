package author

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"hsmlab/sim"
)

// answers are what was typed into a program of the HSM software.
type answers struct {
	argv  []string
	lines []string
}

// typedInto collects the answers, by program. A line was typed into the last one that was started on the terminal.
func typedInto(events []sim.Event) []answers {
	var list []answers
	for _, e := range events {
		switch e := e.(type) {
		case sim.Exec:
			if e.TTY {
				list = append(list, answers{argv: e.Argv})
			}
		case sim.Input:
			if last := len(list) - 1; last >= 0 && !e.EOF {
				list[last].lines = append(list[last].lines, e.Line)
			}
		}
	}
	return list
}

// answered puts before each command that asked what was answered.
func answered(text string, calls []call, events []sim.Event) (line, advice string) {
	pipes := map[int]string{} // by the place where they belong
	for _, a := range typedInto(events) {
		i := slices.IndexFunc(calls, func(c call) bool { return c.runs(a.argv) })
		if i < 0 && len(calls) == 1 {
			i = 0 // a variable, or a script in quotes
		}
		switch {
		case len(a.lines) > 0 && i < 0:
			return text, fmt.Sprintf("%s asked, and what was answered has no place in this line; write %s before the command that asks", path.Base(a.argv[0]), a.pipe())
		case len(a.lines) > 0:
			pipes[calls[i].begin()] = a.pipe() + " "
		}
		if i >= 0 {
			calls = slices.Delete(slices.Clone(calls), i, i+1)
		}
	}
	var b strings.Builder
	for i := range len(text) {
		b.WriteString(pipes[i] + text[i:i+1])
	}
	return b.String(), ""
}

// runs tells whether the command started a program: its words end with the program's.
func (c call) runs(argv []string) bool {
	from := len(c.words) - len(argv)
	if from < 0 || path.Base(c.words[from]) != path.Base(argv[0]) {
		return false
	}
	for i, word := range argv[1:] {
		if w := c.words[from+1+i]; w != word && !strings.Contains(w, unknown) {
			return false
		}
	}
	return true
}

// begin is where the command begins, behind a "!".
func (c call) begin() int {
	at := c.stmt.Cmd.Pos().Offset()
	for _, r := range c.stmt.Redirs {
		at = min(at, r.Pos().Offset())
	}
	return int(at)
}

// pipe gives a command the answers to read.
func (a answers) pipe() string {
	if len(a.lines) == 1 && plainWord.MatchString(a.lines[0]) {
		return "echo " + a.lines[0] + " |"
	}
	pipe := `printf '%s\n'`
	for _, l := range a.lines {
		pipe += " " + quotedWord(l)
	}
	return pipe + " |"
}
