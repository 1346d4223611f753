package tools

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"regexp"
	"strings"
)

func sha256sum(c *Call) int {
	f := c.flags()
	check := f.BoolP("check", "c", false, "")
	files, ok := c.parse(f)
	if !ok {
		return c.misuse()
	}
	if *check {
		return c.checkSums(files)
	}
	return c.each(files, func(name string, data []byte) {
		c.printf("%s  %s\n", sumOf(data), name)
	})
}

func sumOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

var sumLine = regexp.MustCompile(`^([0-9a-fA-F]{64}) [ *](.+)$`)

// checkSums is sha256sum -c.
func (c *Call) checkSums(lists []string) int {
	failed := false
	status := c.each(lists, func(name string, data []byte) {
		proper, malformed, unread, differing := 0, 0, 0, 0
		for _, l := range lines(data) {
			m := sumLine.FindStringSubmatch(l)
			if m == nil {
				malformed++
				continue
			}
			proper++
			switch content, err := c.read(m[2]); {
			case err != nil:
				c.fail("%s: %s", m[2], why(err))
				c.printf("%s: FAILED open or read\n", m[2])
				unread++
			case sumOf(content) != strings.ToLower(m[1]):
				c.printf("%s: FAILED\n", m[2])
				differing++
			default:
				c.printf("%s: OK\n", m[2])
			}
		}
		failed = failed || proper == 0 || unread+differing > 0
		if proper == 0 {
			c.fail("%s: no properly formatted checksum lines found", name)
			return
		}
		c.warn(malformed, "line is improperly formatted", "lines are improperly formatted")
		c.warn(unread, "listed file could not be read", "listed files could not be read")
		c.warn(differing, "computed checksum did NOT match", "computed checksums did NOT match")
	})
	return max(status, cond2(failed, 1, 0))
}

func (c *Call) warn(n int, one, many string) {
	if n > 0 {
		c.fail("WARNING: %d %s", n, cond(n == 1, one, many))
	}
}

func base64Tool(c *Call) int {
	f := c.flags()
	decode := f.BoolP("decode", "d", false, "")
	wrap := f.IntP("wrap", "w", 76, "")
	files, ok := c.parse(f)
	if !ok {
		return c.misuse()
	}
	status := 0
	read := c.each(files[:min(1, len(files))], func(_ string, data []byte) {
		if *decode {
			text := strings.Map(func(r rune) rune {
				if strings.ContainsRune(" \t\r\n", r) {
					return -1
				}
				return r
			}, string(data))
			out, err := base64.StdEncoding.DecodeString(text)
			c.Out.Write(out)
			if err != nil {
				c.fail("invalid input")
				status = 1
			}
			return
		}
		text := base64.StdEncoding.EncodeToString(data)
		for *wrap > 0 && len(text) > *wrap {
			c.printf("%s\n", text[:*wrap])
			text = text[*wrap:]
		}
		c.printf("%s%s", text, cond(*wrap > 0, "\n", ""))
	})
	return max(status, read)
}
