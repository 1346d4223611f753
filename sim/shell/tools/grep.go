package tools

import (
	"errors"
	"path"
	"regexp"
	"strings"
)

// searching are the tools that look into files.
var searching = []Tool{
	{"egrep", "(as grep -E) PATTERN [FILE]...", func(c *Call) int { return grep(c, true, false) }},
	{"fgrep", "(as grep -F) PATTERN [FILE]...", func(c *Call) int { return grep(c, false, true) }},
	{"grep", "[-ivnrcqlLEFowxhHs] [-A N] [-B N] [-C N] [-m N] [-e PATTERN] PATTERN [FILE]...", func(c *Call) int { return grep(c, false, false) }},
}

type grepOptions struct {
	fold, invert, number, recursive, count, quiet, names, without, extended, fixed, only, word, whole, noName, name, silent bool
	after, before, context, max                                                                                             int
	patterns                                                                                                                []string
	re                                                                                                                      []*regexp.Regexp
	status                                                                                                                  int
}

func grep(c *Call, extended, fixed bool) int {
	var o grepOptions
	f := c.flags()
	f.BoolVarP(&o.fold, "ignore-case", "i", false, "")
	f.BoolVarP(&o.invert, "invert-match", "v", false, "")
	f.BoolVarP(&o.number, "line-number", "n", false, "")
	f.BoolVarP(&o.recursive, "recursive", "r", false, "")
	capital := f.BoolP("dereference-recursive", "R", false, "")
	f.BoolVarP(&o.count, "count", "c", false, "")
	f.BoolVarP(&o.quiet, "quiet", "q", false, "")
	f.BoolVarP(&o.names, "files-with-matches", "l", false, "")
	f.BoolVarP(&o.without, "files-without-match", "L", false, "")
	f.BoolVarP(&o.extended, "extended-regexp", "E", extended, "")
	f.BoolVarP(&o.fixed, "fixed-strings", "F", fixed, "")
	f.BoolP("basic-regexp", "G", false, "")
	f.BoolVarP(&o.only, "only-matching", "o", false, "")
	f.BoolVarP(&o.word, "word-regexp", "w", false, "")
	f.BoolVarP(&o.whole, "line-regexp", "x", false, "")
	f.BoolVarP(&o.noName, "no-filename", "h", false, "")
	f.BoolVarP(&o.name, "with-filename", "H", false, "")
	f.BoolVarP(&o.silent, "no-messages", "s", false, "")
	f.IntVarP(&o.after, "after-context", "A", 0, "")
	f.IntVarP(&o.before, "before-context", "B", 0, "")
	f.IntVarP(&o.context, "context", "C", 0, "")
	f.IntVarP(&o.max, "max-count", "m", -1, "")
	f.StringArrayVarP(&o.patterns, "regexp", "e", nil, "")
	f.String("color", "", "")
	f.Lookup("color").NoOptDefVal = "auto"
	operands, ok := c.parse(f)
	if !ok {
		return c.misuse()
	}
	o.recursive = o.recursive || *capital
	if o.context > 0 {
		o.after, o.before = max(o.after, o.context), max(o.before, o.context)
	}
	if len(o.patterns) == 0 {
		if len(operands) == 0 {
			return c.usageError("no pattern given")
		}
		o.patterns, operands = []string{operands[0]}, operands[1:]
	}
	if !c.grepCompile(&o) {
		return usage
	}
	return c.grepFiles(operands, &o)
}

func (c *Call) grepCompile(o *grepOptions) bool {
	for _, list := range o.patterns {
		for _, p := range strings.Split(list, "\n") {
			extended := o.extended
			if o.fixed {
				p, extended = regexp.QuoteMeta(p), true
			}
			if o.word || o.whole {
				open, end := `\(`, `\)`
				if extended {
					open, end = "(", ")"
				}
				if o.whole {
					p = "^" + open + p + end + "$"
				} else {
					p = `\<` + open + p + end + `\>`
				}
			}
			re, err := compile(p, extended, o.fold)
			if err != nil {
				c.fail("%v", err)
				return false
			}
			o.re = append(o.re, re)
		}
	}
	return true
}

// grepFiles returns 0 when something matched, 1 when nothing did, 2 after an error.
func (c *Call) grepFiles(files []string, o *grepOptions) int {
	if len(files) == 0 {
		files = []string{cond(o.recursive, ".", "-")}
	}
	many := (len(files) > 1 || o.recursive || o.name) && !o.noName
	matched := false
	for _, p := range files {
		matched = c.grepPath(p, o, many) || matched
		if matched && o.quiet {
			return 0
		}
	}
	switch {
	case o.status != 0:
		return o.status
	case matched:
		return 0
	}
	return 1
}

func (c *Call) grepPath(p string, o *grepOptions, many bool) bool {
	if info, err := c.stat(p); p != "-" && err == nil && info.Dir {
		if !o.recursive {
			c.fail("%s: Is a directory", p)
			o.status = usage
			return false
		}
		return c.grepDir(p, o)
	}
	data, err := c.read(p)
	if err != nil {
		if !o.silent && !errors.Is(err, ErrStop) {
			c.fail("%s: %s", p, why(err))
		}
		o.status = usage
		return false
	}
	return c.grepText(cond(p == "-", "(standard input)", p), data, o, many)
}

func (c *Call) grepDir(p string, o *grepOptions) bool {
	list, err := c.Lab.ReadDir(c.Host, c.User, c.abs(p))
	if err != nil {
		c.fail("%s: %s", p, why(err))
		o.status = usage
	}
	matched := false
	for _, i := range list {
		below := path.Join(p, i.Name)
		if strings.HasPrefix(p, "./") || p == "." {
			below = p + "/" + i.Name
		}
		matched = c.grepPath(below, o, !o.noName) || matched
	}
	return matched
}

// grepText searches one text and prints what the options ask for.
func (c *Call) grepText(name string, data []byte, o *grepOptions, many bool) bool {
	prefix := cond(many, name, "")
	all := lines(data)
	n, until, printed := 0, -1, -1
	for i, l := range all {
		hit := o.matches(l) != o.invert
		if hit && (o.max < 0 || n < o.max) {
			n++
			if o.plain() {
				if o.before > 0 && printed >= 0 && i-o.before > printed+1 || o.after > 0 && printed >= 0 && i > printed+1 && o.before == 0 {
					c.printf("--\n")
				}
				for b := max(i-o.before, printed+1); b < i; b++ {
					c.grepLine(prefix, b, all[b], o, "-")
				}
				c.grepMatch(prefix, i, l, o)
				printed, until = i, i+o.after
			}
		} else if i <= until && o.plain() {
			c.grepLine(prefix, i, l, o, "-")
			printed = i
		}
	}
	switch {
	case o.quiet:
	case o.names && n > 0, o.without && n == 0:
		c.printf("%s\n", name)
	case o.count:
		c.printf("%s%d\n", cond(many, name+":", ""), n)
	}
	return n > 0
}

func (o *grepOptions) plain() bool { return !o.quiet && !o.names && !o.without && !o.count }

func (o *grepOptions) matches(l string) bool {
	for _, re := range o.re {
		if re.MatchString(l) {
			return true
		}
	}
	return false
}

func (c *Call) grepMatch(prefix string, i int, l string, o *grepOptions) {
	if !o.only {
		c.grepLine(prefix, i, l, o, ":")
		return
	}
	if o.invert {
		return
	}
	for _, re := range o.re {
		for _, m := range re.FindAllString(l, -1) {
			if m != "" {
				c.grepLine(prefix, i, m, o, ":")
			}
		}
	}
}

func (c *Call) grepLine(prefix string, i int, l string, o *grepOptions, by string) {
	if prefix != "" {
		c.printf("%s%s", prefix, by)
	}
	if o.number {
		c.printf("%d%s", i+1, by)
	}
	c.printf("%s\n", l)
}
