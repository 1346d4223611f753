package author

import "hsmlab/sim"

// scenarios are the names of the labs that a lesson can begin with.
func scenarios() []string {
	var names []string
	for _, s := range sim.Scenarios() {
		names = append(names, s.Name)
	}
	return names
}
