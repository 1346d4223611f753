package shell

import (
	"strings"

	"hsmlab/sim"
)

// labForm acts at the server with virtual machines, and shows the screen. Several labels can follow pick: one that
// begins with = is entered.
func (c *command) labForm(args []string) int {
	all := c.snapshot().Hypervisors
	if len(all) == 0 {
		c.errorf("lab form: there is no server with virtual machines here; scenarios xenserver, esxi and hyperv have one\n")
		return 1
	}
	name := all[0].Name
	acts := []string{strings.Join(args, " ")}
	if len(args) > 0 && args[0] == "pick" {
		acts = nil
		for _, a := range args[1:] {
			if v, ok := strings.CutPrefix(a, "="); ok {
				acts = append(acts, "enter "+v)
			} else {
				acts = append(acts, "pick "+a)
			}
		}
	}
	for _, act := range acts {
		if act == "" {
			break
		}
		if status := c.labDo("form", sim.Set{Target: name, Control: sim.FormControl, Value: act}); status != 0 {
			return status
		}
	}
	now := c.snapshot().Hypervisors[0]
	for _, line := range now.Screen {
		c.printf("%s\n", line)
	}
	if len(args) == 0 && len(now.Screen) == 0 {
		c.printf("%s; forms: %s\n", now.Kind, strings.Join(now.Forms, ", "))
	}
	if now.Refusal != nil {
		return 1
	}
	return 0
}
