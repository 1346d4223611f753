package tools

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf8"
)

// textTools are those that take text apart.
var textTools = []Tool{
	{"base64", "[-d] [-w COLS] [FILE]", base64Tool},
	{"basename", "NAME [SUFFIX]", basename},
	{"cat", "[-n] [FILE]...", cat},
	{"cut", "-d DELIM -f LIST | -c LIST [FILE]...", cut},
	{"diff", "[-uqi] FILE1 FILE2", diff},
	{"dirname", "NAME...", dirname},
	{"head", "[-n LINES] [-c BYTES] [-q] [FILE]...", head},
	{"jq", "[-rcensSRj] [--arg NAME VALUE] [--argjson NAME JSON] [--tab] [--indent N] FILTER [FILE]...", jq},
	{"sed", "[-nEi] SCRIPT [FILE]... | [-nEi] -e SCRIPT [FILE]...", sed},
	{"sha256sum", "[-c] [FILE]...", sha256sum},
	{"sort", "[-rnufb] [-k FIELD] [-t SEP] [FILE]...", sortTool},
	{"tail", "[-n [+]LINES] [-c BYTES] [-q] [FILE]...", tail},
	{"tr", "[-ds] SET1 [SET2]", tr},
	{"uniq", "[-cdui] [FILE]", uniq},
	{"wc", "[-lwcm] [FILE]...", wc},
}

func cat(c *Call) int {
	f := c.flags()
	number := f.BoolP("number", "n", false, "")
	files, ok := c.parse(f)
	if !ok {
		return c.misuse()
	}
	n := 0
	return c.each(files, func(_ string, data []byte) {
		if !*number {
			c.Out.Write(data)
			return
		}
		for line := range strings.Lines(string(data)) {
			n++
			c.printf("%6d\t%s", n, line)
		}
	})
}

func head(c *Call) int {
	c.numeric()
	f := c.flags()
	n := f.StringP("lines", "n", "10", "")
	size := f.StringP("bytes", "c", "", "")
	quiet := f.BoolP("quiet", "q", false, "")
	files, ok := c.parse(f)
	if !ok {
		return c.misuse()
	}
	count, _, ok := c.amount(*n, *size)
	if !ok {
		return 1
	}
	return c.titled(files, *quiet, func(data []byte) {
		end := afterLines(data, count)
		switch {
		case *size != "" && count < 0:
			end = max(0, len(data)+count)
		case *size != "":
			end = min(count, len(data))
		case count < 0:
			end = lastLines(data, -count)
		}
		c.Out.Write(data[:end])
	})
}

// amount reads how many lines or bytes are wanted. A + in front means: from there on.
func (c *Call) amount(lines, bytes string) (n int, from, ok bool) {
	text, what := lines, "lines"
	if bytes != "" {
		text, what = bytes, "bytes"
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		c.fail("invalid number of %s: ‘%s’", what, text)
	}
	return n, strings.HasPrefix(text, "+"), err == nil
}

// afterLines is the offset after the first n lines.
func afterLines(data []byte, n int) int {
	at := 0
	for ; n > 0 && at < len(data); n-- {
		i := bytes.IndexByte(data[at:], '\n')
		if i < 0 {
			return len(data)
		}
		at += i + 1
	}
	return at
}

// lastLines is the offset of the last n lines.
func lastLines(data []byte, n int) int {
	at := len(data)
	for ; n > 0 && at > 0; n-- {
		at = bytes.LastIndexByte(data[:at-1], '\n') + 1
	}
	return at
}

// titled prints the name before each of several files.
func (c *Call) titled(files []string, quiet bool, f func([]byte)) int {
	first := true
	return c.each(files, func(name string, data []byte) {
		if len(files) > 1 && !quiet {
			c.printf("%s==> %s <==\n", cond(first, "", "\n"), name)
		}
		first = false
		f(data)
	})
}

func tail(c *Call) int {
	c.numeric()
	f := c.flags()
	n := f.StringP("lines", "n", "10", "")
	size := f.StringP("bytes", "c", "", "")
	quiet := f.BoolP("quiet", "q", false, "")
	files, ok := c.parse(f)
	if !ok {
		return c.misuse()
	}
	count, from, ok := c.amount(*n, *size)
	if !ok {
		return 1
	}
	count = max(count, -count) // -3 is 3
	return c.titled(files, *quiet, func(data []byte) {
		begin := lastLines(data, count)
		switch {
		case *size != "" && from:
			begin = min(max(0, count-1), len(data))
		case *size != "":
			begin = max(0, len(data)-count)
		case from:
			begin = afterLines(data, count-1)
		}
		c.Out.Write(data[begin:])
	})
}

func wc(c *Call) int {
	f := c.flags()
	byLines := f.BoolP("lines", "l", false, "")
	byWords := f.BoolP("words", "w", false, "")
	byBytes := f.BoolP("bytes", "c", false, "")
	chars := f.BoolP("chars", "m", false, "")
	files, ok := c.parse(f)
	if !ok {
		return c.misuse()
	}
	if !*byLines && !*byWords && !*byBytes && !*chars {
		*byLines, *byWords, *byBytes = true, true, true
	}
	var rows [][]int
	var names []string
	total := make([]int, 4)
	status := c.each(files, func(name string, data []byte) {
		row := []int{bytes.Count(data, []byte("\n")), 0, utf8.RuneCount(data), len(data)}
		if *byWords {
			row[1] = len(bytes.Fields(data))
		}
		for i := range total {
			total[i] += row[i]
		}
		rows, names = append(rows, row), append(names, name)
	})
	if len(files) > 1 {
		rows, names = append(rows, total), append(names, "total")
	}
	show := []bool{*byLines, *byWords, *chars, *byBytes}
	c.wcPrint(rows, names, show, len(files) == 0)
	return status
}

func (c *Call) wcPrint(rows [][]int, names []string, show []bool, stdin bool) {
	width, columns := 1, 0
	for i, s := range show {
		if s {
			columns++
		}
		for _, r := range rows {
			if s {
				width = max(width, len(strconv.Itoa(r[i])))
			}
		}
	}
	if columns > 1 && stdin {
		width = 7
	}
	for n, r := range rows {
		var line []string
		for i, s := range show {
			if s {
				line = append(line, strings.Repeat(" ", max(0, width-len(strconv.Itoa(r[i]))))+strconv.Itoa(r[i]))
			}
		}
		if !stdin {
			line = append(line, names[n])
		}
		c.printf("%s\n", strings.Join(line, " "))
	}
}

func basename(c *Call) int {
	operands, ok := c.parse(c.flags())
	if !ok {
		return c.misuse()
	}
	if len(operands) == 0 || len(operands) > 2 {
		return c.usageError("missing operand")
	}
	name := strings.TrimRight(operands[0], "/")
	if name == "" {
		name = "/"
	} else {
		name = name[strings.LastIndex(name, "/")+1:]
	}
	if len(operands) == 2 && name != operands[1] {
		name = strings.TrimSuffix(name, operands[1])
	}
	c.printf("%s\n", name)
	return 0
}

func dirname(c *Call) int {
	operands, ok := c.parse(c.flags())
	if !ok {
		return c.misuse()
	}
	if len(operands) == 0 {
		return c.usageError("missing operand")
	}
	for _, o := range operands {
		root := strings.HasPrefix(o, "/")
		o = strings.TrimRight(o, "/")
		i := strings.LastIndex(o, "/")
		switch {
		case o == "" && root:
			o = "/"
		case i < 0:
			o = "."
		case i == 0:
			o = "/"
		default:
			o = strings.TrimRight(o[:i], "/")
		}
		c.printf("%s\n", cond(o == "", "/", o))
	}
	return 0
}
