package tools

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"strings"
)

func sha256sum(c *Call) int {
	f := c.flags()
	check := f.BoolP("check", "c", false, "")
	files, ok := c.parse(f)
	if !ok {
		return usage
	}
	bad := 0
	status := c.each(files, func(name string, data []byte) {
		if !*check {
			sum := sha256.Sum256(data)
			c.printf("%s  %s\n", hex.EncodeToString(sum[:]), name)
			return
		}
		for _, l := range lines(data) {
			want, file, ok := strings.Cut(l, "  ")
			content, err := c.read(file)
			sum := sha256.Sum256(content)
			switch {
			case !ok:
				continue
			case err != nil:
				c.fail("%s: %s", file, why(err))
				c.printf("%s: FAILED open or read\n", file)
				bad++
			case hex.EncodeToString(sum[:]) == want:
				c.printf("%s: OK\n", file)
			default:
				c.printf("%s: FAILED\n", file)
				bad++
			}
		}
	})
	if bad > 0 {
		c.fail("WARNING: %d computed checksum did NOT match", bad)
		return 1
	}
	return status
}

func base64Tool(c *Call) int {
	f := c.flags()
	decode := f.BoolP("decode", "d", false, "")
	wrap := f.IntP("wrap", "w", 76, "")
	files, ok := c.parse(f)
	if !ok {
		return usage
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
