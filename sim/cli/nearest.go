package cli

import (
	"strings"

	"hsmlab/sim/spelling"
)

// Nearest is the candidate that was probably meant, "" if none is close: one that is written nearly like it, or the only
// one that begins with it. Capitals count for nothing.
func Nearest(word string, candidates []string) string {
	word = strings.ToLower(word)
	best, distance := "", len(word)/2+1
	if full := completions(word, candidates); len(full) == 1 && len(word) > 1 {
		return full[0]
	}
	for _, c := range candidates {
		d := spelling.Distance(word, strings.ToLower(c))
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
