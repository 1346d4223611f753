package author

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/itchyny/gojq"
)

// suggestions is how many goals a step is given at most.
const suggestions = 4

// suggest picks goals: the changes that say most and last best, at most a few. end is the lab when everything is done.
func (s step) suggest(end any) []string {
	score := func(c change) int {
		if v, err := at(c.goal, end); err == nil && v == true {
			return 2 * c.rank
		}
		return 2*c.rank + 3
	}
	found := slices.Clone(s.changes)
	slices.SortStableFunc(found, func(a, b change) int { return cmp.Or(score(a)-score(b), len(a.goal)-len(b.goal)) })
	var list []string
	for _, c := range found[:min(len(found), suggestions)] {
		list = append(list, c.goal)
	}
	return list
}

// changed lists what is otherwise now than before the step and at the beginning.
func (r *recording) changed(after any) []change {
	return slices.DeleteFunc(changes("", r.before, after), func(c change) bool { return same(c.path, r.start, after) })
}

// same tells whether a path leads to the same value at the beginning: such a goal would have been reached before.
func same(path string, start, after any) bool {
	a, errA := at(path, start)
	b, errB := at(path, after)
	return errA == nil && errB == nil && reflect.DeepEqual(a, b)
}

func at(path string, input any) (any, error) {
	q, err := gojq.Parse(path)
	if err != nil {
		return nil, err
	}
	v, ok := q.Run(input).Next()
	if err, bad := v.(error); bad || !ok {
		return nil, errors.Join(err, errors.New("no value"))
	}
	return v, nil
}

// change is a value that differs.
type change struct {
	path, goal string
	rank       int
}

// How well a change makes a goal: what there is more or less of, and files that are new, say most; then texts and truth
// values; then counters; then that a program ran; last modes and the like, which come and go.
const (
	rankList = iota
	rankFile
	rankValue
	rankCount
	rankRan
	rankMode
)

// fleeting names what goals must not ask for, or what another seed would not repeat.
var fleeting = regexp.MustCompile(`^(now|since|group|owner|elapsed_us|clock|boot_us|held_us|last|revision|wall|led_since|at|sha256|signature|explained|temperature.*|.*_us|.*_at|time|hash|uuid|esn|pid|logs|sensors|led|bytes|size|log_.*|.*_kb|busy|connected|reachable)$`)

var (
	modes  = regexp.MustCompile(`\.(mode|boot|power|programming)$`)
	digits = regexp.MustCompile(`[0-9a-f]{16}|[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}`) // in names and values that chance made
)

// changes lists the values that differ, as goals.
func changes(path string, before, after any) []change {
	switch now := after.(type) {
	case map[string]any:
		old, _ := before.(map[string]any)
		return changedMembers(path, old, now)
	case []any:
		old, _ := before.([]any)
		return changedItems(path, old, now)
	}
	if reflect.DeepEqual(before, after) {
		return nil
	}
	return changedValue(dotted(path), before, after)
}

func changedMembers(path string, old, now map[string]any) []change {
	var list []change
	for _, key := range slices.Sorted(maps.Keys(now)) {
		if fleeting.MatchString(key) || digits.MatchString(key) {
			continue
		}
		if _, was := old[key]; !was && strings.HasSuffix(path, ".files") {
			has := fmt.Sprintf("%s | has(%s)", dotted(path), strconv.Quote(key))
			list = append(list, change{has, has, rankFile})
			continue
		}
		list = append(list, changes(path+member(key), old[key], now[key])...)
	}
	return list
}

func changedItems(path string, old, now []any) []change {
	length := dotted(path) + " | length"
	switch {
	case len(now) > len(old):
		return []change{{length, fmt.Sprintf("%s >= %d", length, len(now)), rankList}}
	case len(now) < len(old):
		return []change{{length, fmt.Sprintf("%s == %d", length, len(now)), rankList}}
	}
	var list []change
	for i := range now {
		list = append(list, changes(fmt.Sprintf("%s[%d]", path, i), old[i], now[i])...)
	}
	return list
}

func changedValue(path string, before, after any) []change {
	rank := rankValue
	if modes.MatchString(path) {
		rank = rankMode
	}
	switch now := after.(type) {
	case string:
		switch {
		case now == "" || now == "booting": // an end, or a moment
			return nil
		case digits.MatchString(now):
			return []change{{path, path + ` | . != null and . != ""`, rankMode}}
		}
	case int:
		return []change{counted(path, before, now)}
	case nil:
		return nil
	}
	value, err := json.Marshal(after)
	if err != nil {
		return nil
	}
	return []change{{path, fmt.Sprintf("%s == %s", path, value), rank}}
}

// counted asks for a number. One that grew may grow on, and only what nobody did yet is missing: a program that never ran
// has no count.
func counted(path string, before any, now int) change {
	was, _ := before.(int)
	switch {
	case strings.Contains(path, ".ran"):
		return change{path, fmt.Sprintf("(%s // 0) >= %d", path, now), rankRan}
	case now > was:
		return change{path, fmt.Sprintf("%s >= %d", path, now), rankCount}
	}
	return change{path, fmt.Sprintf("%s == %d", path, now), rankCount}
}

func dotted(path string) string {
	if strings.HasPrefix(path, ".") {
		return path
	}
	return "." + path
}

var plainKey = regexp.MustCompile(`^[a-z_][a-z0-9_]*$`)

func member(key string) string {
	if plainKey.MatchString(key) {
		return "." + key
	}
	return "[" + strconv.Quote(key) + "]"
}
