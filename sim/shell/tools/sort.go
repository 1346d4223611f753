package tools

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// order is how lines, or a part of them, are compared.
type order struct {
	reverse, numeric, fold, blanks bool
}

// sortKey is a part of a line. Fields and characters count from 1.
type sortKey struct {
	order
	field, char       int
	toField, toChar   int // toField 0 is the end of the line, toChar 0 that of the field
	toBlanks, inherit bool
}

type sortOptions struct {
	order
	unique, stable bool
	separator      string
	keys           []sortKey
}

func sortTool(c *Call) int {
	var o sortOptions
	f := c.flags()
	f.BoolVarP(&o.reverse, "reverse", "r", false, "")
	f.BoolVarP(&o.numeric, "numeric-sort", "n", false, "")
	f.BoolVarP(&o.unique, "unique", "u", false, "")
	f.BoolVarP(&o.stable, "stable", "s", false, "")
	f.BoolVarP(&o.fold, "ignore-case", "f", false, "")
	f.BoolVarP(&o.blanks, "ignore-leading-blanks", "b", false, "")
	f.StringVarP(&o.separator, "field-separator", "t", "", "")
	keys := f.StringArrayP("key", "k", nil, "")
	files, ok := c.parse(f)
	if !ok {
		return c.misuse()
	}
	if len(o.separator) > 1 {
		c.fail("multi-character tab ‘%s’", o.separator)
		return usage
	}
	for _, k := range *keys {
		key, fault := parseKey(k)
		if fault != "" {
			c.fail("%s", fault)
			return usage
		}
		o.keys = append(o.keys, key)
	}
	var all []string
	status := c.each(files, func(_ string, data []byte) { all = append(all, lines(data)...) })
	for _, l := range o.sort(all) {
		c.printf("%s\n", l)
	}
	return 2 * status
}

func (o *sortOptions) sort(all []string) []string {
	for i, k := range o.keys {
		if k.inherit {
			o.keys[i].order = o.order
		}
	}
	slices.SortStableFunc(all, o.compare)
	if o.unique {
		all = slices.CompactFunc(all, func(a, b string) bool { return o.keyCompare(a, b) == 0 })
	}
	return all
}

// compare falls back on the whole line when the keys are equal.
func (o *sortOptions) compare(a, b string) int {
	d := o.keyCompare(a, b)
	if d == 0 && !o.unique && !o.stable {
		if d = strings.Compare(a, b); o.reverse {
			return -d
		}
	}
	return d
}

func (o *sortOptions) keyCompare(a, b string) int {
	if len(o.keys) == 0 {
		return o.order.compare(a, b)
	}
	for _, k := range o.keys {
		if d := k.compare(o.part(a, k), o.part(b, k)); d != 0 {
			return d
		}
	}
	return 0
}

func (o order) compare(a, b string) int {
	if o.blanks {
		a, b = strings.TrimLeft(a, " \t"), strings.TrimLeft(b, " \t")
	}
	if o.fold {
		a, b = strings.ToUpper(a), strings.ToUpper(b)
	}
	d := strings.Compare(a, b)
	if o.numeric {
		d = cmp.Compare(leading(a), leading(b))
	}
	if o.reverse {
		return -d
	}
	return d
}

// part is what of a line a key compares.
func (o *sortOptions) part(s string, k sortKey) string {
	begin := o.offset(s, k.field, k.char, k.blanks)
	end := len(s)
	switch {
	case k.toField > 0 && k.toChar == 0:
		end = o.fieldEnd(s, k.toField)
	case k.toField > 0:
		end = o.offset(s, k.toField, k.toChar+1, k.toBlanks)
	}
	return s[min(begin, end):end]
}

// offset is where a character of a field is.
func (o *sortOptions) offset(s string, field, char int, blanks bool) int {
	at := 0
	if field > 1 {
		at = o.fieldEnd(s, field-1)
		if o.separator != "" {
			at = min(at+1, len(s))
		}
	}
	if blanks {
		at += len(s[at:]) - len(strings.TrimLeft(s[at:], " \t"))
	}
	return min(at+char-1, len(s))
}

// fieldEnd is the offset after a field. Without a separator a field begins with the blanks in front of it.
func (o *sortOptions) fieldEnd(s string, field int) int {
	at := 0
	for n := 1; at <= len(s); n++ {
		if o.separator == "" {
			at += len(s[at:]) - len(strings.TrimLeft(s[at:], " \t"))
		}
		i := strings.IndexAny(s[at:], cond(o.separator == "", " \t", o.separator))
		if i < 0 {
			return len(s)
		}
		if at += i; n == field {
			return at
		}
		if o.separator != "" {
			at++
		}
	}
	return len(s)
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
