package tools

import (
	"io"
	"slices"
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
		return usage
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
	n := f.IntP("lines", "n", 10, "")
	size := f.IntP("bytes", "c", -1, "")
	quiet := f.BoolP("quiet", "q", false, "")
	files, ok := c.parse(f)
	if !ok {
		return usage
	}
	return c.titled(files, *quiet, func(data []byte) {
		if *size >= 0 {
			c.Out.Write(data[:min(*size, len(data))])
			return
		}
		all := slices.Collect(strings.Lines(string(data)))
		last := *n
		if last < 0 {
			last = max(0, len(all)+last)
		}
		io.WriteString(c.Out, strings.Join(all[:min(last, len(all))], ""))
	})
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
	size := f.IntP("bytes", "c", -1, "")
	quiet := f.BoolP("quiet", "q", false, "")
	files, ok := c.parse(f)
	if !ok {
		return usage
	}
	count, err := strconv.Atoi(strings.TrimLeft(*n, "+-"))
	if err != nil {
		c.fail("invalid number of lines: ‘%s’", *n)
		return 1
	}
	return c.titled(files, *quiet, func(data []byte) {
		all := slices.Collect(strings.Lines(string(data)))
		switch {
		case *size >= 0:
			c.Out.Write(data[max(0, len(data)-*size):])
		case strings.HasPrefix(*n, "+"):
			io.WriteString(c.Out, strings.Join(all[min(max(0, count-1), len(all)):], ""))
		default:
			io.WriteString(c.Out, strings.Join(all[max(0, len(all)-count):], ""))
		}
	})
}

func wc(c *Call) int {
	f := c.flags()
	byLines := f.BoolP("lines", "l", false, "")
	byWords := f.BoolP("words", "w", false, "")
	bytes := f.BoolP("bytes", "c", false, "")
	chars := f.BoolP("chars", "m", false, "")
	files, ok := c.parse(f)
	if !ok {
		return usage
	}
	if !*byLines && !*byWords && !*bytes && !*chars {
		*byLines, *byWords, *bytes = true, true, true
	}
	var rows [][]int
	var names []string
	total := make([]int, 4)
	status := c.each(files, func(name string, data []byte) {
		row := []int{strings.Count(string(data), "\n"), len(strings.Fields(string(data))), utf8.RuneCount(data), len(data)}
		for i := range total {
			total[i] += row[i]
		}
		rows, names = append(rows, row), append(names, name)
	})
	if len(files) > 1 {
		rows, names = append(rows, total), append(names, "total")
	}
	show := []bool{*byLines, *byWords, *chars, *bytes}
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
		return usage
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
		return usage
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
