package shell

import "hsmlab/sim"

// labTenantLoad is what the applications of a tenant do: VCM RESOURCE VALUE.
func (c *command) labTenantLoad(args []string) int {
	if len(args) != 3 {
		return c.labUsage("tenant-load", "a VCM, a resource and a value are needed")
	}
	switch args[1] {
	case sim.DiskLoad, sim.MemoryLoad, sim.CPULoad:
		return c.labDo("tenant-load", sim.Set{Target: args[0], Control: args[1], Value: args[2]})
	}
	return c.labUsage("tenant-load", "%q is none of disk, mem and cpu", args[1])
}
