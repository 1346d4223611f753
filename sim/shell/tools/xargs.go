package tools

import (
	"slices"
	"strings"
)

// xargs makes command lines of the words of its input. Quotes in the input are kept as they are.
func xargs(c *Call) int {
	f := c.flags()
	f.SetInterspersed(false)
	most := f.IntP("max-args", "n", 0, "")
	replace := f.StringP("replace", "I", "", "")
	skip := f.BoolP("no-run-if-empty", "r", false, "")
	words, ok := c.parse(f)
	if !ok {
		return c.misuse()
	}
	if len(words) == 0 {
		words = []string{"echo"}
	}
	data, err := c.input()
	if err != nil {
		return 1
	}
	if *replace != "" {
		return c.xargsEach(words, *replace, lines(data))
	}
	items := strings.Fields(string(data))
	if len(items) == 0 && *skip {
		return 0
	}
	size := len(items)
	if *most > 0 {
		size = *most
	}
	status := 0
	for first := true; first || len(items) > 0; first = false {
		n := min(size, len(items))
		status = max(status, c.xargsRun(slices.Concat(words, items[:n])))
		items = items[n:]
		if c.Stop() {
			break
		}
	}
	return status
}

func (c *Call) xargsEach(words []string, mark string, items []string) int {
	status := 0
	for _, item := range items {
		args := slices.Clone(words)
		for i := range args {
			args[i] = strings.ReplaceAll(args[i], mark, strings.TrimSpace(item))
		}
		status = max(status, c.xargsRun(args))
		if c.Stop() {
			break
		}
	}
	return status
}

// xargsRun returns what xargs makes of the command's status: 123 for a failure, 127 when there is none.
func (c *Call) xargsRun(args []string) int {
	switch s := c.Run(Command{Args: args, Env: c.Env, Out: c.Out, Err: c.Err}); {
	case s == 0 || s == 126 || s == 127:
		return s
	default:
		return 123
	}
}

// which tells what a name means along PATH. The shell knows, so it is asked.
func which(c *Call) int {
	f := c.flags()
	f.BoolP("all", "a", false, "")
	names, ok := c.parse(f)
	if !ok {
		return c.misuse()
	}
	status := 0
	for _, n := range names {
		if c.Run(Command{Args: []string{"command", "-v", n}, Env: c.Env, Out: c.Out, Err: c.Err}) != 0 {
			status = 1
		}
	}
	return status
}
