package author

import (
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// limits checks what was written against what the schema says of the field.
func (d *decoder) limits(tag reflect.StructTag, v reflect.Value, path string) {
	rules := strings.Split(tag.Get("jsonschema"), ",")
	if v.Kind() == reflect.String && strings.TrimSpace(v.String()) == "" && slices.Contains(rules, "minLength=1") {
		d.add(d.lines[path], "%s is empty", path)
	}
	least, most := limit(rules, "minimum="), limit(rules, "maximum=")
	n, ok := whole(v)
	switch {
	case !ok || least == nil || n >= *least && (most == nil || n <= *most):
	case most == nil:
		d.add(d.lines[path], "%s is %d; want at least %d", path, n, *least)
	default:
		d.add(d.lines[path], "%s is %d; want %d to %d", path, n, *least, *most)
	}
}

func limit(rules []string, name string) *int {
	for _, r := range rules {
		if text, ok := strings.CutPrefix(r, name); ok {
			n, err := strconv.Atoi(text)
			if err != nil {
				panic("BUG: the schema says " + r)
			}
			return &n
		}
	}
	return nil
}

// whole is the number in a field that holds one.
func whole(v reflect.Value) (int, bool) {
	switch v.Kind() {
	case reflect.Int:
		return int(v.Int()), true
	case reflect.Uint64:
		return int(min(v.Uint(), math.MaxInt)), true
	}
	return 0, false
}
