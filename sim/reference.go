package sim

import (
	"maps"
	"slices"

	"hsmlab/sim/cli"
)

// Commands lists the command trees of the HSM software in the order of their paths, for reading: none of them
// can be run. A program that several media bring is listed once.
func Commands() []cli.Spec {
	all := trees()
	var list []cli.Spec
	for _, path := range slices.Sorted(maps.Keys(all)) {
		spec := all[path](nil, nil)
		if !slices.ContainsFunc(list, func(s cli.Spec) bool { return s.Name == spec.Name }) {
			list = append(list, spec)
		}
	}
	return list
}
