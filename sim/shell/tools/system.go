package tools

import (
	"errors"
	"fmt"
	"regexp"
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

func sleep(c *Call) int {
	operands, ok := c.parse(c.flags())
	if !ok {
		return c.misuse()
	}
	if len(operands) == 0 {
		return c.usageError("missing operand")
	}
	var total time.Duration
	for _, o := range operands {
		d, ok := Duration(o)
		if !ok {
			c.fail("invalid time interval '%s'", o)
			return 1
		}
		total += d
	}
	if c.Sleep(total) != nil {
		return 1
	}
	return 0
}

// maxDuration is the longest time that can be slept: a year.
const maxDuration = 366 * 24 * time.Hour

// Duration reads 5, 1.5, 90s, 2m, 1h and 3d, up to a year.
func Duration(s string) (time.Duration, bool) {
	unit := time.Second
	if n := len(s); n > 0 {
		if u, ok := map[byte]time.Duration{'s': time.Second, 'm': time.Minute, 'h': time.Hour, 'd': 24 * time.Hour}[s[n-1]]; ok {
			s, unit = s[:n-1], u
		}
	}
	whole, frac, _ := strings.Cut(s, ".")
	if s == "" || s == "." || len(whole) > 9 || strings.Trim(whole+frac, "0123456789") != "" {
		return 0, false
	}
	n, _ := strconv.ParseInt("0"+whole, 10, 64)
	micros, _ := strconv.ParseInt((frac + "000000")[:6], 10, 64)
	if n > int64(maxDuration/unit) {
		return 0, false
	}
	return time.Duration(n)*unit + time.Duration(micros)*unit/1_000_000, true
}

// Durations reads what Duration does, and several of them in a row: 1h30m.
func Durations(s string) (total time.Duration, ok bool) {
	for first := true; first || s != ""; first = false {
		n := strings.IndexAny(s, "smhd") + 1
		if n == 0 {
			n = len(s)
		}
		d, ok := Duration(s[:n])
		if total += d; !ok || total > maxDuration {
			return 0, false
		}
		s = s[n:]
	}
	return total, true
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

func date(c *Call) int {
	for i, a := range c.Args[1:] { // -Iseconds
		if len(a) > 2 && strings.HasPrefix(a, "-I") {
			c.Args[i+1] = "--iso-8601=" + a[2:]
		}
	}
	f := c.flags()
	f.BoolP("utc", "u", true, "")
	iso := f.StringP("iso-8601", "I", "", "")
	f.Lookup("iso-8601").NoOptDefVal = "date"
	mail := f.BoolP("rfc-email", "R", false, "")
	of := f.StringP("date", "d", "", "")
	set := f.StringP("set", "s", "", "")
	operands, ok := c.parse(f)
	if !ok {
		return c.misuse()
	}
	t := c.now().UTC()
	if *set != "" {
		if t, ok = c.setDate(*set); !ok {
			return 1
		}
	}
	if *of != "" {
		if t, ok = dateOf(*of, t); !ok {
			c.fail("not simulated: date '%s', because only now, @SECONDS, RFC 3339, 2026-06-15 08:00, 08:00:00, +90 seconds and 20 minutes ago are understood", *of)
			return 1
		}
	}
	format := "%a %b %e %H:%M:%S %Z %Y"
	switch {
	case *iso == "seconds":
		format = "%Y-%m-%dT%H:%M:%S+00:00"
	case *iso != "":
		format = "%F"
	case *mail:
		format = "%a, %d %b %Y %H:%M:%S %z"
	case len(operands) > 0 && strings.HasPrefix(operands[0], "+"):
		format = operands[0][1:]
	case len(operands) > 0:
		c.fail("not simulated: date %s, because only -s sets the clock; date -s \"2026-06-15 08:00:00\"", operands[0])
		return 1
	}
	c.printf("%s\n", strftime(format, t))
	return 0
}

// setDate sets the clock of the host, which only root may do.
func (c *Call) setDate(text string) (time.Time, bool) {
	t, ok := dateOf(text, c.now().UTC())
	switch {
	case !ok:
		c.fail("invalid date '%s'", text)
		return t, false
	case c.User != "root":
		c.fail("cannot set date: Operation not permitted")
		return t, false
	}
	if err := c.Clock(t); err != nil {
		c.fail("cannot set date: %v", err)
		return t, false
	}
	return t, true
}

func dateOf(s string, now time.Time) (time.Time, bool) {
	if s == "now" {
		return now, true
	}
	if n, err := strconv.ParseInt(strings.TrimPrefix(s, "@"), 10, 40); err == nil && s[0] == '@' {
		return time.Unix(n, 0).UTC(), true
	}
	for _, layout := range []string{time.RFC3339, time.UnixDate, "2006-01-02 15:04:05", "2006-01-02 15:04", "2006-01-02"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.UTC(), true
		}
	}
	for _, layout := range []string{"15:04:05", "15:04"} {
		if t, err := time.Parse(layout, s); err == nil {
			h, m, sec := t.Clock()
			return time.Date(now.Year(), now.Month(), now.Day(), h, m, sec, 0, time.UTC), true
		}
	}
	return relative(s, now)
}

var relativeForm = regexp.MustCompile(`^([+-]?[0-9]{1,6}) ?(second|sec|minute|min|hour|day)s?( ago)?$`)

// relative understands "+90 seconds", "-1 day" and "20 minutes ago".
func relative(s string, now time.Time) (time.Time, bool) {
	found := relativeForm.FindStringSubmatch(s)
	if found == nil {
		return now, false
	}
	n, err := strconv.Atoi(found[1])
	unit := map[byte]time.Duration{'s': time.Second, 'm': time.Minute, 'h': time.Hour, 'd': 24 * time.Hour}[found[2][0]]
	if found[3] != "" {
		n = -n
	}
	return now.Add(time.Duration(n) * unit), err == nil
}

// strftime formats a date; an unknown directive stays as it is.
func strftime(format string, t time.Time) string {
	var b strings.Builder
	for i := 0; i < len(format); i++ {
		if format[i] != '%' || i+1 >= len(format) {
			b.WriteByte(format[i])
			continue
		}
		i++
		if layout, ok := layouts[format[i]]; ok {
			b.WriteString(t.Format(layout))
			continue
		}
		switch format[i] {
		case 's':
			b.WriteString(strconv.FormatInt(t.Unix(), 10))
		case 'N':
			fmt.Fprintf(&b, "%09d", t.Nanosecond())
		case 'j':
			fmt.Fprintf(&b, "%03d", t.YearDay())
		case 'u':
			b.WriteString(itoa((int(t.Weekday())+6)%7 + 1))
		case 'n':
			b.WriteByte('\n')
		case 't':
			b.WriteByte('\t')
		case '%':
			b.WriteByte('%')
		default:
			b.WriteString(format[i-1 : i+1])
		}
	}
	return b.String()
}

var layouts = map[byte]string{
	'a': "Mon", 'A': "Monday", 'b': "Jan", 'h': "Jan", 'B': "January", 'c': "Mon Jan _2 15:04:05 2006", 'd': "02",
	'D': "01/02/06", 'e': "_2", 'F': "2006-01-02", 'H': "15", 'I': "03", 'm': "01", 'M': "04", 'p': "PM",
	'R': "15:04", 'S': "05", 'T': "15:04:05", 'y': "06", 'Y': "2006", 'z': "-0700", 'Z': "MST",
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
