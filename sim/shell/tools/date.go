package tools

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

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
