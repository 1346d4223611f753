package feature

import "strings"

// nearest returns the feature name that was probably meant, or "". A third of
// the letters may be wrong; case and blanks count for nothing.
func nearest(typed string) string {
	if len(typed) > 2*len(postQuantum)+10 {
		return ""
	}
	typed = fold(typed)
	best, bestDistance := "", len(typed)/3+1
	for _, f := range append(All(), Feature{Name: postQuantum}) {
		if d := distance(typed, fold(f.Name)); d < bestDistance {
			best, bestDistance = f.Name, d
		}
	}
	return best
}

func fold(s string) string {
	return strings.ToLower(strings.NewReplacer(" ", "", "\t", "", "-", "", "_", "").Replace(s))
}

// distance is Levenshtein's: how many bytes to insert, delete or change.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			change := diagonal
			if a[i] != b[j] {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, diagonal+1)
		}
	}
	return row[len(b)]
}
