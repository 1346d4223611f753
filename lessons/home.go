package lessons

import (
	"maps"
	"slices"

	"hsmlab/sim"
)

// Home is the host on which a lesson begins: set-up, solution and hints without a host are meant for it. It is the one
// called provider, or the host of the first module where a scenario has other names, or the first host by name where
// no host holds a module, as with network-attached units and hypervisors.
func Home(s *sim.Snapshot) string {
	if _, ok := s.Hosts["provider"]; ok || len(s.Hosts) == 0 {
		return "provider"
	}
	if len(s.Modules) > 0 {
		return s.Modules[0].Host
	}
	return slices.Min(slices.Collect(maps.Keys(s.Hosts)))
}
