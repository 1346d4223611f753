package tools

import (
	"bytes"
	"strings"
)

// diff compares two files by their lines. Files of more than maxDiff lines that differ are only reported.
func diff(c *Call) int {
	f := c.flags()
	unified := f.BoolP("unified", "u", false, "")
	brief := f.BoolP("brief", "q", false, "")
	fold := f.BoolP("ignore-case", "i", false, "")
	files, ok := c.parse(f)
	if !ok {
		return c.misuse()
	}
	if len(files) != 2 {
		return c.usageError("two files are needed")
	}
	a, err := c.read(files[0])
	name := files[0]
	var b []byte
	if err == nil {
		b, err = c.read(files[1])
		name = files[1]
	}
	if err != nil {
		c.fail("%s: %s", name, why(err))
		return usage
	}
	x, y := lines(a), lines(b)
	same := func(p, q string) bool { return p == q || *fold && strings.EqualFold(p, q) }
	switch {
	case bytes.Equal(a, b):
		return 0
	case *brief || len(x) > maxDiff || len(y) > maxDiff:
		c.printf("Files %s and %s differ\n", files[0], files[1])
		return 1
	}
	edits := edits(x, y, same)
	if len(edits) == 0 {
		return 0
	}
	if *unified {
		c.printf("--- %s\n+++ %s\n", files[0], files[1])
		c.unified(x, y, edits)
		return 1
	}
	for _, e := range edits {
		c.normal(x, y, e)
	}
	return 1
}

const maxDiff = 3000

// edit replaces x[fromX:toX] by y[fromY:toY].
type edit struct{ fromX, toX, fromY, toY int }

// edits finds the longest common lines by dynamic programming.
func edits(x, y []string, same func(a, b string) bool) []edit {
	start := 0
	for start < len(x) && start < len(y) && same(x[start], y[start]) {
		start++
	}
	n, m := len(x)-start, len(y)-start
	length := make([][]int32, n+1)
	for i := range length {
		length[i] = make([]int32, m+1)
	}
	for i := n - 1; i >= 0; i-- {
		for j := m - 1; j >= 0; j-- {
			if same(x[start+i], y[start+j]) {
				length[i][j] = length[i+1][j+1] + 1
			} else {
				length[i][j] = max(length[i+1][j], length[i][j+1])
			}
		}
	}
	var out []edit
	for i, j := 0, 0; i < n || j < m; {
		if i < n && j < m && same(x[start+i], y[start+j]) {
			i, j = i+1, j+1
			continue
		}
		e := edit{start + i, start + i, start + j, start + j}
		for i < n || j < m {
			if i < n && j < m && same(x[start+i], y[start+j]) {
				break
			}
			if j >= m || i < n && length[i+1][j] >= length[i][j+1] {
				i++
			} else {
				j++
			}
		}
		e.toX, e.toY = start+i, start+j
		out = append(out, e)
	}
	return out
}

func (c *Call) normal(x, y []string, e edit) {
	op := "c"
	switch {
	case e.fromX == e.toX:
		op = "a"
	case e.fromY == e.toY:
		op = "d"
	}
	c.printf("%s%s%s\n", rangeText(e.fromX, e.toX), op, rangeText(e.fromY, e.toY))
	for _, l := range x[e.fromX:e.toX] {
		c.printf("< %s\n", l)
	}
	if op == "c" {
		c.printf("---\n")
	}
	for _, l := range y[e.fromY:e.toY] {
		c.printf("> %s\n", l)
	}
}

func rangeText(from, to int) string {
	switch to - from {
	case 0:
		return itoa(from)
	case 1:
		return itoa(to)
	}
	return itoa(from+1) + "," + itoa(to)
}

// unified prints hunks with three lines around each.
func (c *Call) unified(x, y []string, list []edit) {
	for len(list) > 0 {
		n := 1
		for n < len(list) && list[n].fromX-list[n-1].toX <= 6 {
			n++
		}
		first, last := list[0], list[n-1]
		fromX, toX := max(0, first.fromX-3), min(len(x), last.toX+3)
		fromY, toY := first.fromY-(first.fromX-fromX), last.toY+(toX-last.toX)
		c.printf("@@ -%s +%s @@\n", hunk(fromX, toX), hunk(fromY, toY))
		at := fromX
		for _, e := range list[:n] {
			c.prefixed(" ", x[at:e.fromX])
			c.prefixed("-", x[e.fromX:e.toX])
			c.prefixed("+", y[e.fromY:e.toY])
			at = e.toX
		}
		c.prefixed(" ", x[at:toX])
		list = list[n:]
	}
}

func hunk(from, to int) string {
	switch to - from {
	case 0:
		return itoa(from) + ",0"
	case 1:
		return itoa(from + 1)
	}
	return itoa(from+1) + "," + itoa(to-from)
}

func (c *Call) prefixed(p string, list []string) {
	for _, l := range list {
		c.printf("%s%s\n", p, l)
	}
}
