package sim

import (
	"maps"
	"slices"

	"hsmlab/sim/cli"
)

// Commands lists the command trees of the HSM software in the order of their paths, for reading: none of them
// can be run.
func Commands() []cli.Spec {
	all := trees()
	var list []cli.Spec
	for _, path := range slices.Sorted(maps.Keys(all)) {
		list = append(list, all[path](nil, nil))
	}
	return list
}
