package lessons

import "hsmlab/sim"

// Home is the host on which a lesson begins: set-up, solution and hints without a host are meant for it. It is the one
// called provider, or the host of the first module where a scenario has other names.
func Home(s *sim.Snapshot) string {
	if _, ok := s.Hosts["provider"]; ok || len(s.Modules) == 0 {
		return "provider"
	}
	return s.Modules[0].Host
}
