package tools

import (
	"path"
	"strconv"
	"strings"

	"hsmlab/sim"
)

func chmod(c *Call) int {
	mode, rest := "", c.Args[1:]
	for i, a := range rest { // -x and -w are modes, not options
		if len(a) > 1 && a[0] == '-' && strings.Trim(a[1:], "rwx") == "" {
			mode = a
			c.Args = append(append([]string{}, c.Args[:i+1]...), rest[i+1:]...)
			break
		}
	}
	f := c.flags()
	recursive := f.BoolP("recursive", "R", false, "")
	operands, ok := c.parse(f)
	if !ok {
		return usage
	}
	if mode == "" && len(operands) > 0 {
		mode, operands = operands[0], operands[1:]
	}
	if len(operands) == 0 {
		return c.usageError("missing operand")
	}
	return c.walk(operands, *recursive, func(p string, info sim.FileInfo) string {
		m, ok := newMode(mode, uint32(info.Mode), info.Dir)
		if !ok {
			return "invalid mode: ‘" + mode + "’"
		}
		if err := c.change("chmod", p, sim.File{Mode: m}); err != nil {
			return "changing permissions of '" + p + "': " + why(err)
		}
		return ""
	})
}

// walk calls f for every file, and with recursive for everything below. f returns what went wrong.
func (c *Call) walk(files []string, recursive bool, f func(string, sim.FileInfo) string) int {
	status := 0
	for _, p := range files {
		info, err := c.stat(p)
		if err != nil {
			c.fail("cannot access '%s': %s", p, why(err))
			status = 1
			continue
		}
		if fault := f(p, info); fault != "" {
			c.fail("%s", fault)
			status = 1
		}
		if !info.Dir || !recursive {
			continue
		}
		list, err := c.Lab.ReadDir(c.Host, c.User, c.abs(p))
		if err != nil {
			c.fail("cannot read directory '%s': %s", p, why(err))
			status = 1
		}
		var below []string
		for _, i := range list {
			below = append(below, path.Join(p, i.Name))
		}
		status = max(status, c.walk(below, true, f))
	}
	return status
}

// newMode applies 640, u+x,go-w and their like to permission bits.
func newMode(spec string, old uint32, dir bool) (uint32, bool) {
	if m, err := strconv.ParseUint(spec, 8, 32); err == nil {
		return uint32(m) & 0o777, m <= 0o7777
	}
	for _, clause := range strings.Split(spec, ",") {
		var ok bool
		if old, ok = applyClause(clause, old, dir); !ok {
			return 0, false
		}
	}
	return old, true
}

func applyClause(clause string, old uint32, dir bool) (uint32, bool) {
	i := strings.IndexAny(clause, "+-=")
	if i < 0 {
		return 0, false
	}
	who, ok := who(clause[:i])
	if !ok {
		return 0, false
	}
	var bits uint32
	for _, c := range clause[i+1:] {
		switch {
		case c == 'r':
			bits |= 0o444
		case c == 'w':
			bits |= 0o222
		case c == 'x', c == 'X' && (dir || old&0o111 != 0):
			bits |= 0o111
		case c == 'X':
		default:
			return 0, false
		}
	}
	switch clause[i] {
	case '+':
		return old | bits&who, true
	case '-':
		return old &^ (bits & who), true
	}
	return old&^who | bits&who, true
}

func who(letters string) (mask uint32, ok bool) {
	for _, c := range letters {
		switch c {
		case 'u':
			mask |= 0o700
		case 'g':
			mask |= 0o070
		case 'o':
			mask |= 0o007
		case 'a':
			mask |= 0o777
		default:
			return 0, false
		}
	}
	if letters == "" {
		mask = 0o777
	}
	return mask, true
}

func chown(c *Call) int {
	f := c.flags()
	recursive := f.BoolP("recursive", "R", false, "")
	operands, ok := c.parse(f)
	if !ok {
		return usage
	}
	if len(operands) < 2 {
		return c.usageError("missing operand")
	}
	owner, group, _ := strings.Cut(operands[0], ":")
	if _, ok := c.account(owner); !ok && owner != "" {
		c.fail("invalid user: '%s'", operands[0])
		return 1
	}
	return c.walk(operands[1:], *recursive, func(p string, _ sim.FileInfo) string {
		if err := c.change("chown", p, sim.File{Owner: owner, Group: group}); err != nil {
			if strings.HasPrefix(err.Error(), "file: no group") {
				return "invalid group: '" + operands[0] + "'"
			}
			return "changing ownership of '" + p + "': " + why(err)
		}
		return ""
	})
}
