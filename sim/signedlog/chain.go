package signedlog

import (
	"cmp"
	"fmt"
	"slices"
)

// Link is a log in a collection, with the digest of its file.
type Link struct {
	Signed
	Digest string
}

// Chain tells what is wrong with a collection of logs that were verified one by one: logs that are missing
// between two others, that are there twice, or that do not follow each other although their numbers do (guide
// 4.12.4.1.1). Nothing wrong gives an empty list. The order of the collection does not matter.
func Chain(links []Link) []string {
	links = slices.Clone(links)
	slices.SortStableFunc(links, func(a, b Link) int {
		return cmp.Or(cmp.Compare(a.ESN, b.ESN), cmp.Compare(a.Seq, b.Seq))
	})
	var problems []string
	for i := 1; i < len(links); i++ {
		if a, b := links[i-1], links[i]; a.ESN == b.ESN {
			if p := follows(a, b); p != "" {
				problems = append(problems, "HSM "+b.ESN+": "+p)
			}
		}
	}
	return problems
}

// follows tells why b is not the next log after a; "" if it is.
func follows(a, b Link) string {
	switch {
	case a.Seq == b.Seq && a.Digest == b.Digest:
		return "" // the same file twice does no harm
	case a.Seq == b.Seq:
		return fmt.Sprintf("two different logs have the number %d", b.Seq)
	case b.Seq == a.Seq+2:
		return fmt.Sprintf("log %d is missing", a.Seq+1)
	case b.Seq > a.Seq+2:
		return fmt.Sprintf("logs %d to %d are missing", a.Seq+1, b.Seq-1)
	case b.Preceding != a.Seq || b.Link != a.Digest:
		return fmt.Sprintf("log %d does not follow this log %d", b.Seq, a.Seq)
	}
	return ""
}
