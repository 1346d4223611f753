package tools

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// numbers are the tools that only make text, or only a status.
var numbers = []Tool{
	{"false", "", func(*Call) int { return 1 }},
	{"seq", "[-w] [-s SEP] [FIRST [STEP]] LAST", seq},
	{"sleep", "NUMBER[smhd]...", sleep},
	{"true", "", func(*Call) int { return 0 }},
	{"xargs", "[-n MAX] [-I REPLACE] [-r] [COMMAND [WORD]...]", xargs},
	{"yes", "[WORD]...", yes},
}

// system are the tools that tell about the host and its people.
var system = []Tool{
	{"date", "[-u] [-I] [-R] [-d TIME] [-s TIME] [+FORMAT]", date},
	{"env", "[-i] [-u NAME] [NAME=VALUE]... [COMMAND [WORD]...]", env},
	{"groups", "[USER]", groups},
	{"hostname", "[-s]", hostname},
	{"id", "[-ungG] [USER]", id},
	{"printenv", "[NAME]...", printenv},
	{"uname", "[-asnrmo]", uname},
	{"uptime", "", uptime},
	{"whoami", "", whoami},
}

func seq(c *Call) int {
	f := c.flags()
	equal := f.BoolP("equal-width", "w", false, "")
	by := f.StringP("separator", "s", "\n", "")
	var numbersOnly []string
	var rest []string
	for _, a := range c.Args[1:] { // -5 is a number
		if _, err := strconv.Atoi(a); err == nil {
			numbersOnly = append(numbersOnly, a)
		} else {
			rest = append(rest, a)
		}
	}
	c.Args = append(c.Args[:1:1], rest...)
	more, ok := c.parse(f)
	if !ok {
		return c.misuse()
	}
	n := []int{1, 1, 0}
	if len(more) > 0 || len(numbersOnly) == 0 || len(numbersOnly) > 3 {
		return c.usageError("one to three whole numbers are needed")
	}
	for i, a := range numbersOnly {
		v, _ := strconv.Atoi(a)
		n[map[[2]int]int{{1, 0}: 2, {2, 0}: 0, {2, 1}: 2, {3, 0}: 0, {3, 1}: 1, {3, 2}: 2}[[2]int{len(numbersOnly), i}]] = v
	}
	if n[1] == 0 {
		return c.usageError("invalid Zero increment value: '0'")
	}
	return c.seq(n[0], n[1], n[2], *by, *equal)
}

func (c *Call) seq(first, step, last int, by string, equal bool) int {
	width := 0
	if equal {
		width = max(len(itoa(first)), len(itoa(last)))
	}
	var list []string
	for v := first; step > 0 && v <= last || step < 0 && v >= last; v += step {
		if list = append(list, fmt.Sprintf("%0*d", width, v)); len(list) > 1_000_000 {
			c.fail("not simulated: more than a million numbers, because they would fill the browser's memory")
			return usage
		}
	}
	if len(list) > 0 {
		c.printf("%s\n", strings.Join(list, by))
	}
	return 0
}

func yes(c *Call) int {
	word := cond(len(c.Args) > 1, strings.Join(c.Args[1:], " "), "y")
	text := []byte(strings.Repeat(word+"\n", 1+4096/(len(word)+1)))
	for !c.Stop() {
		switch _, err := c.Out.Write(text); {
		case errors.Is(err, syscall.EPIPE):
			return 141 // as ended by the signal; the shell says why
		case err != nil:
			c.fail("standard output: %s", why(err))
			return 1
		}
	}
	return 0
}

func env(c *Call) int {
	vars := slices.Clone(c.Env)
	args := c.Args[1:]
	for len(args) > 0 {
		switch a := args[0]; {
		case a == "-i" || a == "-":
			vars = nil
		case a == "-u" && len(args) > 1:
			args = args[1:]
			vars = without(vars, args[0])
		case strings.HasPrefix(a, "-"):
			c.fail("not simulated: option %s, because no lesson needs it; man env lists what is", a)
			return usage
		case strings.Contains(a, "="):
			name, _, _ := strings.Cut(a, "=")
			vars = append(without(vars, name), a)
		default:
			slices.Sort(vars)
			return c.Run(Command{Args: args, Env: vars, In: c.In, Out: c.Out, Err: c.Err})
		}
		args = args[1:]
	}
	for _, kv := range vars {
		c.printf("%s\n", kv)
	}
	return 0
}

func without(vars []string, name string) []string {
	return slices.DeleteFunc(vars, func(kv string) bool { return strings.HasPrefix(kv, name+"=") })
}

func printenv(c *Call) int {
	names, ok := c.parse(c.flags())
	if !ok {
		return c.misuse()
	}
	status := 0
	for _, n := range names {
		i := slices.IndexFunc(c.Env, func(kv string) bool { return strings.HasPrefix(kv, n+"=") })
		if i < 0 {
			status = 1
			continue
		}
		c.printf("%s\n", c.Env[i][len(n)+1:])
	}
	if len(names) == 0 {
		c.printf("%s\n", strings.Join(c.Env, "\n"))
	}
	return status
}

func whoami(c *Call) int {
	c.printf("%s\n", c.User)
	return 0
}

func hostname(c *Call) int {
	f := c.flags()
	f.BoolP("short", "s", false, "")
	operands, ok := c.parse(f)
	if !ok {
		return c.misuse()
	}
	if len(operands) > 0 {
		if c.User != "root" {
			c.fail("you must be root to change the host name")
		} else {
			c.fail("not simulated: changing the host name, because everybody in the lab knows the hosts by theirs")
		}
		return 1
	}
	c.printf("%s\n", c.Host)
	return 0
}

func uname(c *Call) int {
	f := c.flags()
	all := f.BoolP("all", "a", false, "")
	kernel := f.BoolP("kernel-name", "s", false, "")
	node := f.BoolP("nodename", "n", false, "")
	release := f.BoolP("kernel-release", "r", false, "")
	machine := f.BoolP("machine", "m", false, "")
	system := f.BoolP("operating-system", "o", false, "")
	if _, ok := c.parse(f); !ok {
		return c.misuse()
	}
	var words []string
	for _, p := range []struct {
		show bool
		text string
	}{
		{*kernel || !*node && !*release && !*machine && !*system, "Linux"}, {*node || *all, c.Host},
		{*release || *all, "6.1.0-hsmlab"}, {*machine || *all, "x86_64"}, {*system || *all, "GNU/Linux"},
	} {
		if p.show {
			words = append(words, p.text)
		}
	}
	c.printf("%s\n", strings.Join(words, " "))
	return 0
}

func uptime(c *Call) int {
	if _, ok := c.parse(c.flags()); !ok {
		return c.misuse()
	}
	up := c.Lab.Now()
	c.printf(" %s up %d:%02d,  1 user,  load average: 0.00, 0.00, 0.00\n", c.now().Format("15:04:05"), up/time.Hour, up%time.Hour/time.Minute)
	return 0
}
