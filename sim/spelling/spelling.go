// Package spelling measures how far a word that was typed is from one that may have been meant. Which of several is proposed,
// and how far it may be, is a matter of those who propose.
package spelling

// longest is how many bytes a word may have that somebody mistyped.
const longest = 80

// Distance counts the bytes to insert, remove, replace or swap with their neighbours to make b of a (optimal string
// alignment). It does not look at words of more than 80 bytes, which are as far from others as they are long.
func Distance(a, b string) int {
	if len(a) > longest || len(b) > longest {
		return max(len(a), len(b))
	}
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(a)][len(b)]
}
