package tools

import (
	"cmp"
	"slices"
	"sort"
	"strconv"
	"strings"
)

type sortOptions struct {
	reverse, numeric, unique, fold, blanks bool
	separator                              string
	from, to                               int // fields, from 1; to 0 is the end of the line
}

func sortTool(c *Call) int {
	var o sortOptions
	f := c.flags()
	f.BoolVarP(&o.reverse, "reverse", "r", false, "")
	f.BoolVarP(&o.numeric, "numeric-sort", "n", false, "")
	f.BoolVarP(&o.unique, "unique", "u", false, "")
	f.BoolVarP(&o.fold, "ignore-case", "f", false, "")
	f.BoolVarP(&o.blanks, "ignore-leading-blanks", "b", false, "")
	f.StringVarP(&o.separator, "field-separator", "t", "", "")
	key := f.StringP("key", "k", "", "")
	files, ok := c.parse(f)
	if !ok {
		return usage
	}
	if *key != "" && !o.key(*key) {
		c.fail("not simulated: key '%s', because only FIELD and FIELD,FIELD with n, r, f are", *key)
		return usage
	}
	var all []string
	status := c.each(files, func(_ string, data []byte) { all = append(all, lines(data)...) })
	sort.SliceStable(all, func(i, j int) bool { return o.compare(all[i], all[j]) < 0 })
	if o.unique {
		all = slices.CompactFunc(all, func(a, b string) bool { return o.keyCompare(a, b) == 0 })
	}
	for _, l := range all {
		c.printf("%s\n", l)
	}
	return 2 * status
}

// key reads 2, 2n, 2,3 and their like.
func (o *sortOptions) key(k string) bool {
	from, to, ranged := strings.Cut(k, ",")
	var ok1, ok2 bool
	if o.from, ok1 = o.field(from); !ranged {
		return ok1
	}
	o.to, ok2 = o.field(to)
	return ok1 && ok2
}

func (o *sortOptions) field(s string) (int, bool) {
	digitsOnly := strings.TrimRight(s, "nrfb")
	for _, c := range s[len(digitsOnly):] {
		switch c {
		case 'n':
			o.numeric = true
		case 'r':
			o.reverse = true
		case 'f':
			o.fold = true
		}
	}
	n, err := strconv.Atoi(digitsOnly)
	return n, err == nil && n > 0
}

func (o *sortOptions) compare(a, b string) int {
	d := o.keyCompare(a, b)
	if d == 0 && !o.unique {
		d = strings.Compare(a, b)
	}
	if o.reverse {
		return -d
	}
	return d
}

func (o *sortOptions) keyCompare(a, b string) int {
	a, b = o.part(a), o.part(b)
	if o.numeric {
		return cmp.Compare(leading(a), leading(b))
	}
	return strings.Compare(a, b)
}

// part is what of a line is compared.
func (o *sortOptions) part(s string) string {
	if o.from > 0 {
		var fields []string
		if o.separator != "" {
			fields = strings.Split(s, o.separator)
		} else {
			fields = strings.Fields(s)
		}
		last := len(fields)
		if o.to > 0 {
			last = min(last, o.to)
		}
		s = strings.Join(fields[min(o.from-1, last):last], cond(o.separator == "", " ", o.separator))
	}
	if o.blanks {
		s = strings.TrimLeft(s, " \t")
	}
	if o.fold {
		s = strings.ToUpper(s)
	}
	return s
}

// leading is the number that a line begins with, 0 if none.
func leading(s string) float64 {
	s = strings.TrimLeft(s, " \t")
	end := 0
	for end < len(s) && (s[end] >= '0' && s[end] <= '9' || s[end] == '.' || s[end] == '-' && end == 0) {
		end++
	}
	v, _ := strconv.ParseFloat(s[:end], 64)
	return v
}

func uniq(c *Call) int {
	f := c.flags()
	count := f.BoolP("count", "c", false, "")
	repeated := f.BoolP("repeated", "d", false, "")
	single := f.BoolP("unique", "u", false, "")
	fold := f.BoolP("ignore-case", "i", false, "")
	files, ok := c.parse(f)
	if !ok {
		return usage
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
