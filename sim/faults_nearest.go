package sim

import (
	"fmt"
	"slices"
	"strings"

	"hsmlab/sim/led"
	"hsmlab/sim/solo"
)

// mishap draws one of a product's codes; a # becomes a numeral.
func (l *Lab) mishap(codes []string) string {
	n, many := l.room.Mishaps.Uint64("fault"), uint64(len(codes))
	return strings.ReplaceAll(codes[n%many], "#", fmt.Sprint(n/many%10))
}

// lampCodes lists the error codes of a product's lamp.
func lampCodes(p led.Product) []string {
	var names []string
	if p == led.Shield5s {
		for _, c := range led.Codes() {
			names = append(names, c.Digits)
		}
	}
	for _, c := range led.SOSCodes(p) {
		names = append(names, c.Letters)
	}
	return names
}

// noFault tells that a product has no such fault, and which ones are most like it.
func (l *Lab) noFault(e Inject) error {
	var names []string
	for _, f := range l.FaultsOf(e.Target) {
		names = append(names, f.Name)
	}
	kind := string(led.Shield5s)
	if c := l.solo(e.Target); c != nil {
		kind = c.Kind()
	}
	if u := l.chassis(e.Target); u != nil {
		kind = u.Kind()
	}
	other := ""
	for _, p := range led.Products() {
		if string(p) != kind && (slices.Contains(lampCodes(p), e.Fault) || p == led.SoloXC && e.Fault == solo.SFP) {
			other = fmt.Sprintf(", but on an %s", p)
			break
		}
	}
	return fmt.Errorf("no fault %.20q on an %s%s; nearest: %s", e.Fault, kind, other, strings.Join(nearest(e.Fault, names), ", "))
}

// nearest lists the three names that a word is most like: those that share most of it at the beginning, and then the
// most characters at the same places.
func nearest(word string, names []string) []string {
	score := func(name string) int {
		prefix, same := 0, 0
		for i := range min(len(name), len(word)) {
			if name[i] == word[i] || name[i] == '#' && word[i] >= '0' && word[i] <= '9' {
				same++
				if prefix == i {
					prefix++
				}
			}
		}
		return 4*prefix + 2*same - max(len(name)-len(word), len(word)-len(name))
	}
	list := slices.Clone(names)
	slices.SortStableFunc(list, func(a, b string) int { return score(b) - score(a) })
	return list[:min(3, len(list))]
}
