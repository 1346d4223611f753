package tools

import (
	"regexp"
	"strconv"
	"strings"
)

// special is the fault of a mode that is right but needs bits that the lab's files lack.
const special = "special bits"

var symbolic = regexp.MustCompile(`^[ugoa]*([-+=]([rwxXst]*|[ugo]))+$`)

// checkMode finds the fault of 640, u+x,go-w and their like; "" if there is none.
func checkMode(spec string) string {
	if m, err := strconv.ParseUint(spec, 8, 32); err == nil && m <= 0o7777 {
		return cond(m > 0o777, special, "")
	}
	for _, clause := range strings.Split(spec, ",") {
		if !symbolic.MatchString(clause) {
			return "invalid"
		}
		if _, what := operator(clause); strings.ContainsAny(what, "st") {
			return special
		}
	}
	return ""
}

// newMode applies a mode without fault to permission bits.
func newMode(spec string, old uint32, dir bool) uint32 {
	if m, err := strconv.ParseUint(spec, 8, 32); err == nil {
		return uint32(m)
	}
	for _, clause := range strings.Split(spec, ",") {
		users, rest := operator(clause)
		mask := who(users)
		for rest != "" {
			op := rest[0]
			end := len(rest)
			if i := strings.IndexAny(rest[1:], "+-="); i >= 0 {
				end = i + 1
			}
			old = apply(op, mask, permissions(rest[1:end], old, dir), old)
			rest = rest[end:]
		}
	}
	return old
}

// operator cuts a clause before its first operator.
func operator(clause string) (users, rest string) {
	i := strings.IndexAny(clause, "+-=")
	return clause[:i], clause[i:]
}

// permissions are the bits that letters stand for, for everybody.
func permissions(letters string, old uint32, dir bool) uint32 {
	var bits uint32
	for _, c := range letters {
		switch {
		case c == 'r':
			bits |= 0o444
		case c == 'w':
			bits |= 0o222
		case c == 'x', c == 'X' && (dir || old&0o111 != 0):
			bits |= 0o111
		case c == 'u':
			bits |= old >> 6 & 7 * 0o111
		case c == 'g':
			bits |= old >> 3 & 7 * 0o111
		case c == 'o':
			bits |= old & 7 * 0o111
		}
	}
	return bits
}

func apply(op byte, mask, bits, old uint32) uint32 {
	switch op {
	case '+':
		return old | bits&mask
	case '-':
		return old &^ (bits & mask)
	}
	return old&^mask | bits&mask
}

// who is the mask of the users that letters stand for; nobody named is everybody.
func who(letters string) (mask uint32) {
	for _, c := range letters {
		mask |= map[rune]uint32{'u': 0o700, 'g': 0o070, 'o': 0o007, 'a': 0o777}[c]
	}
	if letters == "" {
		return 0o777
	}
	return mask
}
