package cli

import "strings"

// Nearest is the candidate that was probably meant, "" if none is close: one that is written nearly like it, or the only
// one that begins with it. Capitals count for nothing.
func Nearest(word string, candidates []string) string {
	word = strings.ToLower(word)
	best, distance := "", len(word)/2+1
	if full := completions(word, candidates); len(full) == 1 && len(word) > 1 {
		return full[0]
	}
	for _, c := range candidates {
		d := edits(word, strings.ToLower(c))
		if d < distance || d == distance && best != "" && startsAlike(word, c) && !startsAlike(word, best) {
			best, distance = c, d
		}
	}
	return best
}

// startsAlike decides between two that are as near: the first letter is the one that is seldom mistyped.
func startsAlike(word, candidate string) bool {
	return word != "" && candidate != "" && word[0] == strings.ToLower(candidate)[0]
}

func completions(word string, candidates []string) (full []string) {
	for _, c := range candidates {
		if strings.HasPrefix(strings.ToLower(c), word) {
			full = append(full, c)
		}
	}
	return full
}

// edits is the Levenshtein distance.
func edits(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
