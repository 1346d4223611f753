package tools

import (
	"fmt"
	"strings"

	"hsmlab/sim/host"
)

// groupID is the number of a group, from the host's own list.
func (c *Call) groupID(name string) string {
	data, err := c.Lab.ReadFile(c.Host, host.Root, "/etc/group")
	if err == nil {
		for _, l := range lines(data) {
			if f := strings.Split(l, ":"); len(f) > 2 && f[0] == name {
				return f[2]
			}
		}
	}
	return "65534"
}

func id(c *Call) int {
	f := c.flags()
	user := f.BoolP("user", "u", false, "")
	group := f.BoolP("group", "g", false, "")
	all := f.BoolP("groups", "G", false, "")
	names := f.BoolP("name", "n", false, "")
	operands, ok := c.parse(f)
	if !ok {
		return c.misuse()
	}
	u, ok := c.operandAccount(operands)
	if !ok {
		return 1
	}
	switch {
	case *user && *names:
		c.printf("%s\n", u.Name)
	case *user:
		c.printf("%d\n", u.UID)
	case *group && *names:
		c.printf("%s\n", u.Groups[0])
	case *group:
		c.printf("%d\n", u.GID)
	case *all:
		var list []string
		for _, g := range u.Groups {
			list = append(list, cond(*names, g, c.groupID(g)))
		}
		c.printf("%s\n", strings.Join(list, " "))
	default:
		var list []string
		for _, g := range u.Groups {
			list = append(list, fmt.Sprintf("%s(%s)", c.groupID(g), g))
		}
		c.printf("uid=%d(%s) gid=%d(%s) groups=%s\n", u.UID, u.Name, u.GID, u.Groups[0], strings.Join(list, ","))
	}
	return 0
}

func (c *Call) operandAccount(operands []string) (host.User, bool) {
	name := c.User
	if len(operands) > 0 {
		name = operands[0]
	}
	u, ok := c.account(name)
	if !ok {
		c.fail("'%s': no such user", name)
	}
	return u, ok
}

func groups(c *Call) int {
	operands, ok := c.parse(c.flags())
	if !ok {
		return c.misuse()
	}
	u, ok := c.operandAccount(operands)
	if !ok {
		return 1
	}
	c.printf("%s%s\n", cond(len(operands) > 0, u.Name+" : ", ""), strings.Join(u.Groups, " "))
	return 0
}
