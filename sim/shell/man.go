package shell

import (
	"path"

	"hsmlab/sim/shell/tools"
)

// man prints the lab's own one-page descriptions.
func (c *command) man() int {
	names := c.args[1:]
	if len(names) > 0 && len(names[0]) == 1 && names[0] >= "1" && names[0] <= "9" {
		names = names[1:]
	}
	if len(names) == 0 {
		c.errorf("What manual page do you want?\nFor example, try 'man man'.\n")
		return 1
	}
	status := 0
	for _, n := range names {
		page, ok := tools.Manual(path.Base(n))
		if !ok {
			c.errorf("No manual entry for %s\n", n)
			status = 16
			continue
		}
		c.page("Manual page "+n, []byte(page))
	}
	return status
}
