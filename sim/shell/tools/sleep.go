package tools

import (
	"strconv"
	"strings"
	"time"
)

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
