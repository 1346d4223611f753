package tools

import (
	"regexp"
	"strconv"
	"strings"
)

var keyForm = regexp.MustCompile(`^([0-9]+)(?:\.([0-9]+))?([bdfgiMhnRrV]*)(?:,([0-9]+)(?:\.([0-9]+))?([bdfgiMhnRrV]*))?$`)

// parseKey reads 2, 2n, 2.3,4b and their like. fault is what sort says when it cannot.
func parseKey(text string) (k sortKey, fault string) {
	m := keyForm.FindStringSubmatch(text)
	if m == nil {
		return k, "invalid number at field start: invalid count at start of ‘" + text + "’"
	}
	for _, letter := range m[3] + m[6] {
		switch letter {
		case 'n':
			k.numeric = true
		case 'r':
			k.reverse = true
		case 'f':
			k.fold = true
		case 'b':
		default:
			return k, "not simulated: key '" + text + "', because of the letters that may follow a field only b, f, n and r are"
		}
	}
	k.inherit = m[3]+m[6] == ""
	k.blanks, k.toBlanks = strings.Contains(m[3], "b"), strings.Contains(m[6], "b")
	k.field, k.char, k.toField, k.toChar = number(m[1], 1), number(m[2], 1), number(m[4], 0), number(m[5], 0)
	if k.field == 0 || m[4] != "" && k.toField == 0 {
		return k, "field number is zero: invalid field specification ‘" + text + "’"
	}
	if k.char == 0 {
		return k, "character offset is zero: invalid field specification ‘" + text + "’"
	}
	return k, ""
}

// number reads digits; without any it is otherwise.
func number(digits string, otherwise int) int {
	n, err := strconv.Atoi(digits)
	if err != nil {
		return otherwise
	}
	return min(n, 1<<20)
}
