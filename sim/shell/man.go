package shell

import (
	"path"
	"strings"

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
		if path.Base(n) == "lab" {
			page += verbList()
		}
		c.page("Manual page "+n, []byte(page))
	}
	return status
}

// verbList is the part of the page of lab that tells what it can do.
func verbList() string {
	text := "\nVERBS\n"
	for _, v := range verbs {
		text += "    lab " + v.usage + "\n        " + strings.ReplaceAll(v.about, "\n", "\n        ") + "\n"
	}
	return text
}
