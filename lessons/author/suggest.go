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

// suggest picks goals: the changes that say most and last best, at most a few. end is the lab when everything is done. That a
// program ran is asked for only when it changed nothing else: not what was typed counts, but what is so.
func (s step) suggest(end any) []string {
	found := slices.Clone(s.changes)
	if isRan := func(c change) bool { return c.rank == rankRan }; slices.ContainsFunc(found, func(c change) bool { return !isRan(c) }) {
		found = slices.DeleteFunc(found, isRan)
	}
	slices.SortStableFunc(found, func(a, b change) int {
		return cmp.Or(a.score(end)-b.score(end), len(a.goal)-len(b.goal))
	})
	var list []string
	for _, c := range found[:min(len(found), suggestions)] {
		list = append(list, c.goal)
	}
	return list
}

// score is low for a good goal: one of a good kind, still so at the end, and not so at the beginning. A counter that lasts
// is better than a state that is over, for time may pass in one long step.
func (c change) score(end any) int {
	score := 3 * c.rank
	if !holds(c.goal, end) {
		score += 3 * rankCount
	}
	if c.returned {
		score += 2
	}
	return score
}

// changed lists what is otherwise now than before the step and at the beginning: goals that were not reached before.
func (r *recording) changed(after any) []change {
	return slices.DeleteFunc(changes("", r.before, after), func(c change) bool {
		return same(c.path, r.start, after) || holds(c.goal, r.before) || holds(c.goal, r.start)
	})
}

// returned lists what the last line made as it was at the beginning, such as a mode. It does not make a step, for what was
// waited for is of that kind; but of what makes one it says more than that a program ran.
func (r *recording) returned(after any) []change {
	var list []change
	for _, c := range changes("", r.line, after) {
		if holds(c.goal, r.start) && !holds(c.goal, r.line) && !holds(c.goal, r.before) {
			c.returned = true
			list = append(list, c)
		}
	}
	return list
}

// same tells whether a path leads to the same value at the beginning: such a goal would have been reached before.
func same(path string, start, after any) bool {
	a, errA := at(path, start)
	b, errB := at(path, after)
	return errA == nil && errB == nil && reflect.DeepEqual(a, b)
}

func holds(goal string, input any) bool {
	v, err := at(goal, input)
	return err == nil && v == true
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
	returned   bool // it is now as it was at the beginning
}

// How well a change makes a goal: what there is more or less of, and files that are new, say most; then texts and truth
// values; then modes and the like, which come and go; then counters; last that a program ran.
const (
	rankList = iota
	rankFile
	rankValue
	rankMode
	rankCount
	rankRan
)

// fleeting names what goals must not ask for, or what another seed would not repeat.
var fleeting = regexp.MustCompile(`^(now|since|group|owner|elapsed_us|clock|boot_us|held_us|last|revision|wall|led_since|at|sha256|signature|explained|temperature.*|.*_us|.*_at|time|hash|uuid|esn|pid|logs|sensors|led|bytes|size|log_.*|.*_kb|busy|connected|connected_to|reachable|rounds)$`)

var (
	modes = regexp.MustCompile(`\.(mode|boot|power|programming)$`)
	// What chance or the clock made, in names and values: hashes, ESNs, UUIDs and the addresses made of them, fingerprints, times. Another seed has others.
	chance = regexp.MustCompile(`[0-9a-fA-F]{16}|[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}|[0-9a-f]{8}-[0-9a-f]{4}-|SHA256:|fe80::|[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{2}:[0-9]{2}:[0-9]{2}`)
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
		if fleeting.MatchString(key) || chance.MatchString(key) {
			continue
		}
		if _, was := old[key]; !was && strings.HasSuffix(path, ".files") {
			has := fmt.Sprintf("%s | has(%s)", dotted(path), strconv.Quote(key))
			list = append(list, change{path: has, goal: has, rank: rankFile})
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
		return []change{{path: length, goal: fmt.Sprintf("%s >= %d", length, len(now)), rank: rankList}}
	case len(now) < len(old):
		return []change{{path: length, goal: fmt.Sprintf("%s == %d", length, len(now)), rank: rankList}}
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
		case chance.MatchString(now): // that there is one may be asked for
			return []change{{path: path, goal: path + ` | . != null and . != ""`, rank: rankValue}}
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
	return []change{{path: path, goal: fmt.Sprintf("%s == %s", path, value), rank: rank}}
}

// counted asks for a number. One that grew may grow on, and only what nobody did yet is missing: a program that never ran
// has no count.
func counted(path string, before any, now int) change {
	was, _ := before.(int)
	switch {
	case strings.Contains(path, ".ran"):
		return change{path: path, goal: fmt.Sprintf("(%s // 0) >= %d", path, now), rank: rankRan}
	case now > was:
		return change{path: path, goal: fmt.Sprintf("%s >= %d", path, now), rank: rankCount}
	}
	return change{path: path, goal: fmt.Sprintf("%s == %d", path, now), rank: rankCount}
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
