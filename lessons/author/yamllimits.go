package author

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// fieldRules are what the schema says of a field, "minimum=1": the parts of its tag.
type fieldRules []string

// number is the value of a rule, nil when it is not given.
func (r fieldRules) number(name string) *int {
	for _, rule := range r {
		if text, ok := strings.CutPrefix(rule, name+"="); ok {
			n, err := strconv.Atoi(text)
			if err != nil {
				panic("BUG: the schema says " + rule)
			}
			return &n
		}
	}
	return nil
}

// bounds says between what a number must be, as the end of a message.
func (r fieldRules) bounds() string {
	switch least, most := r.number("minimum"), r.number("maximum"); {
	case least == nil:
		return ""
	case most == nil:
		return fmt.Sprintf(", at least %d", *least)
	default:
		return fmt.Sprintf(", %d to %d", *least, *most)
	}
}

// limits checks what was written against what the schema says of the field.
func (d *decoder) limits(r fieldRules, v reflect.Value, path string) {
	switch v.Kind() {
	case reflect.String:
		d.textLimits(r, v.String(), path)
	case reflect.Slice:
		d.listLimits(r, v, path)
	case reflect.Int:
		d.numberLimits(r, int(v.Int()), path)
	case reflect.Uint64:
		d.numberLimits(r, int(min(v.Uint(), math.MaxInt)), path)
	}
}

func (d *decoder) textLimits(r fieldRules, text, path string) {
	if strings.TrimSpace(text) == "" && r.number("minLength") != nil {
		d.add(d.lines[path], "%s is empty; want text", path)
	}
	if n, most := utf8.RuneCountInString(text), r.number("maxLength"); most != nil && n > *most {
		d.add(d.lines[path], "%s has %d characters; want at most %d", path, n, *most)
	}
}

func (d *decoder) numberLimits(r fieldRules, n int, path string) {
	least, most := r.number("minimum"), r.number("maximum")
	if least != nil && n < *least || most != nil && n > *most {
		d.add(d.lines[path], "%s is %d; want a whole number%s", path, n, r.bounds())
	}
}

func (d *decoder) listLimits(r fieldRules, list reflect.Value, path string) {
	n, least, most := list.Len(), r.number("minItems"), r.number("maxItems")
	switch {
	case least != nil && most != nil && (n < *least || n > *most):
		d.add(d.lines[path], "%s has %d items; want %d", path, n, *least)
	case least != nil && n < *least:
		d.add(d.lines[path], "%s is empty; want a list of at least %d", path, *least)
	}
	if slices.Contains(r, "uniqueItems=true") {
		d.unique(list, path)
	}
}

func (d *decoder) unique(list reflect.Value, path string) {
	var seen []any
	for i := range list.Len() {
		item := list.Index(i).Interface()
		if at := slices.Index(seen, item); at >= 0 {
			d.add(d.lines[index(path, i)], "%s is %q again, like %s; want each once", index(path, i), item, index(path, at))
		}
		seen = append(seen, item)
	}
}
