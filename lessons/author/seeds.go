package author

import (
	"fmt"
	"slices"

	"hsmlab/lessons"
)

const (
	deepSeeds  = 5     // get every proof; the others that a lesson needs get those that run a script once
	seedsTried = 2_000 // before it is said that a value cannot be drawn
)

// seedsOf are the seeds of the proofs: the lesson's own; with variables, the four after it; then, of those that follow, each
// that draws a value which none before it drew, until every value of every pick has been seen. missing says which were not.
func seedsOf(l *lessons.Lesson) (seeds []uint64, missing []string) {
	if len(l.Vars) == 0 {
		return []uint64{l.Seed}, nil
	}
	open := picks(l)
	for i := uint64(0); i < deepSeeds || len(open) > 0 && i < seedsTried; i++ {
		drawn, err := l.Bind(l.Seed + i)
		if err != nil {
			return []uint64{l.Seed}, nil // the first proof says so
		}
		left := slices.DeleteFunc(slices.Clone(open), func(v lessons.VarValue) bool { return slices.Contains(drawn.Values, v) })
		if i < deepSeeds || len(left) < len(open) {
			seeds = append(seeds, l.Seed+i)
		}
		open = left
	}
	for _, v := range open {
		missing = append(missing, fmt.Sprintf("no seed from %d to %d draws %q for {{$%s}}: shorten the list", l.Seed, l.Seed+seedsTried-1, v.Value, v.Name))
	}
	return seeds, missing
}

// picks are all values that can be picked.
func picks(l *lessons.Lesson) []lessons.VarValue {
	var list []lessons.VarValue
	for _, v := range l.Vars {
		for _, value := range v.Pick {
			if one := (lessons.VarValue{Name: v.Name, Value: value}); !slices.Contains(list, one) {
				list = append(list, one)
			}
		}
	}
	return list
}
