package tools

import "strings"

func uniq(c *Call) int {
	f := c.flags()
	count := f.BoolP("count", "c", false, "")
	repeated := f.BoolP("repeated", "d", false, "")
	single := f.BoolP("unique", "u", false, "")
	fold := f.BoolP("ignore-case", "i", false, "")
	files, ok := c.parse(f)
	if !ok {
		return c.misuse()
	}
	same := func(a, b string) bool { return a == b || *fold && strings.EqualFold(a, b) }
	return c.each(files[:min(1, len(files))], func(_ string, data []byte) {
		all := lines(data)
		for i := 0; i < len(all); {
			n := 1
			for i+n < len(all) && same(all[i], all[i+n]) {
				n++
			}
			if !(*repeated && n == 1) && !(*single && n > 1) {
				if *count {
					c.printf("%7d ", n)
				}
				c.printf("%s\n", all[i])
			}
			i += n
		}
	})
}
