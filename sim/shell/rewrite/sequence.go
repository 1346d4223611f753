package rewrite

import (
	"strconv"

	"mvdan.cc/sh/v3/syntax"
)

// sequence counts {x..y} and {x..y..step}.
func sequence(b *syntax.BraceExp) int {
	if len(b.Elems) < 2 {
		return 1
	}
	from, err1 := strconv.ParseInt(b.Elems[0].Lit(), 10, 64)
	to, err2 := strconv.ParseInt(b.Elems[1].Lit(), 10, 64)
	if err1 != nil || err2 != nil {
		if len(b.Elems[0].Lit()) > 1 || len(b.Elems[1].Lit()) > 1 {
			return 2 * maxWords // a number too large to read
		}
		return 128 // letters
	}
	step := int64(1)
	if len(b.Elems) > 2 {
		if s, err := strconv.ParseInt(b.Elems[2].Lit(), 10, 64); err == nil && s != 0 {
			step = max(s, -s)
		}
	}
	const far = 1 << 40
	if from > far || from < -far || to > far || to < -far || step < 1 {
		return 2 * maxWords
	}
	span := max(to-from, from-to)
	return int(min(span/step+1, 2*maxWords))
}
