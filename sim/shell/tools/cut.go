package tools

import (
	"strconv"
	"strings"
)

// span is a range of fields or characters, from 1.
type span struct{ from, to int }

// spans reads 1,3-5,7-.
func spans(list string) ([]span, bool) {
	var out []span
	for _, part := range strings.Split(list, ",") {
		from, to, ranged := strings.Cut(part, "-")
		s := span{1, 1 << 30}
		var err1, err2 error
		if from != "" {
			s.from, err1 = strconv.Atoi(from)
		}
		switch {
		case !ranged:
			s.to = s.from
		case to != "":
			s.to, err2 = strconv.Atoi(to)
		}
		if err1 != nil || err2 != nil || s.from < 1 || s.to < s.from || from == "" && to == "" {
			return nil, false
		}
		out = append(out, s)
	}
	return out, true
}

func covers(list []span, n int) bool {
	for _, s := range list {
		if n >= s.from && n <= s.to {
			return true
		}
	}
	return false
}

func cut(c *Call) int {
	f := c.flags()
	delimiter := f.StringP("delimiter", "d", "\t", "")
	fields := f.StringP("fields", "f", "", "")
	chars := f.StringP("characters", "c", "", "")
	only := f.BoolP("only-delimited", "s", false, "")
	files, ok := c.parse(f)
	if !ok {
		return c.misuse()
	}
	list, ok := spans(*fields + *chars)
	if (*fields == "") == (*chars == "") || !ok {
		return c.usageError("you must specify a list of characters or of fields")
	}
	if len([]rune(*delimiter)) != 1 {
		return c.usageError("the delimiter must be a single character")
	}
	return c.each(files, func(_ string, data []byte) {
		for _, l := range lines(data) {
			switch {
			case *chars != "":
				c.printf("%s\n", pick(strings.Split(l, ""), list, ""))
			case strings.Contains(l, *delimiter):
				c.printf("%s\n", pick(strings.Split(l, *delimiter), list, *delimiter))
			case !*only:
				c.printf("%s\n", l)
			}
		}
	})
}

func pick(parts []string, list []span, by string) string {
	var kept []string
	for i, p := range parts {
		if covers(list, i+1) {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, by)
}

func tr(c *Call) int {
	f := c.flags()
	remove := f.BoolP("delete", "d", false, "")
	squeeze := f.BoolP("squeeze-repeats", "s", false, "")
	complement := f.BoolP("complement", "c", false, "")
	operands, ok := c.parse(f)
	if !ok {
		return c.misuse()
	}
	want := 2
	if *remove || *squeeze && len(operands) == 1 {
		want = 1
	}
	if len(operands) != want {
		return c.usageError("wrong number of sets")
	}
	from := charSet(operands[0])
	var to []rune
	if want == 2 {
		to = charSet(operands[1])
	}
	data, err := c.input()
	if err != nil {
		return 1
	}
	c.printf("%s", translateSet(string(data), from, to, *remove, *squeeze, *complement))
	return 0
}

// charSet expands a-z, [:upper:] and escapes.
func charSet(s string) []rune {
	for name, set := range map[string]string{"upper": "A-Z", "lower": "a-z", "digit": "0-9", "alpha": "A-Za-z", "alnum": "0-9A-Za-z", "space": " \t\n\r\f\v"} {
		s = strings.ReplaceAll(s, "[:"+name+":]", set)
	}
	text, _ := Escapes(s)
	in := []rune(text)
	var out []rune
	for i := 0; i < len(in); i++ {
		if i+2 < len(in) && in[i+1] == '-' && in[i+2] >= in[i] && in[i+2]-in[i] < 1<<12 {
			for r := in[i]; r <= in[i+2]; r++ {
				out = append(out, r)
			}
			i += 2
			continue
		}
		out = append(out, in[i])
	}
	return out
}

func translateSet(s string, from, to []rune, remove, squeeze, complement bool) string {
	index := map[rune]int{}
	for i, r := range from {
		index[r] = i
	}
	var b strings.Builder
	last := rune(-1)
	for _, r := range s {
		i, in := index[r]
		if complement {
			in, i = !in, len(to)-1
		}
		if in && remove {
			continue
		}
		if in && len(to) > 0 {
			r = to[min(max(i, 0), len(to)-1)]
		}
		if squeeze && in && r == last {
			continue
		}
		last = r
		b.WriteRune(r)
	}
	return b.String()
}
