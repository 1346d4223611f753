package tools

import (
	"path"
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
		return c.misuse()
	}
	if mode == "" && len(operands) > 0 {
		mode, operands = operands[0], operands[1:]
	}
	if mode == "" {
		return c.usageError("missing operand")
	}
	switch fault := checkMode(mode); {
	case fault == special:
		c.fail("not simulated: mode %s, because the lab's files have no set-user-ID, set-group-ID and sticky bits", mode)
		return 1
	case fault != "":
		return c.usageError("invalid mode: ‘%s’", mode)
	case len(operands) == 0:
		return c.usageError("missing operand after ‘%s’", mode)
	}
	return c.walk(operands, *recursive, func(p string, info sim.FileInfo) string {
		m := newMode(mode, uint32(info.Mode), info.Dir)
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

func chown(c *Call) int {
	f := c.flags()
	recursive := f.BoolP("recursive", "R", false, "")
	operands, ok := c.parse(f)
	if !ok {
		return c.misuse()
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
