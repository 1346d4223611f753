package feature

import (
	"strings"

	"hsmlab/sim/spelling"
)

// nearest returns the feature name that was probably meant, or "". A third of
// the letters may be wrong; case and blanks count for nothing.
func nearest(typed string) string {
	if len(typed) > 2*len(postQuantum)+10 {
		return ""
	}
	typed = fold(typed)
	best, bestDistance := "", len(typed)/3+1
	for _, f := range append(All(), Feature{Name: postQuantum}) {
		if d := spelling.Distance(typed, fold(f.Name)); d < bestDistance {
			best, bestDistance = f.Name, d
		}
	}
	return best
}

func fold(s string) string {
	return strings.ToLower(strings.NewReplacer(" ", "", "\t", "", "-", "", "_", "").Replace(s))
}
