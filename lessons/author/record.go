package author

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/itchyny/gojq"

	"hsmlab/lessons"
	"hsmlab/sim"
)

// Record makes a draft of a lesson from what was done in a lab: each command line that changed something becomes a
// task, with goals that were false before it and true after. A line that changed nothing goes before the next that did.
// dir is COURSE/NN-NAME.
func Record(dir string, j *sim.Journal) (*Draft, error) {
	r, err := sim.NewReplayer(j, nil)
	if err != nil {
		return nil, err
	}
	lab := r.Lab()
	defer lab.Close()
	home := lessons.Home(lab.Snapshot())
	rec := recording{home: home, start: lessons.View(lab.Snapshot())}
	rec.before = rec.start
	for _, e := range j.Entries {
		if line, ok := e.Event.(sim.Line); ok {
			rec.next(lab, line)
		}
		if _, err := r.Step(1); err != nil {
			return nil, err
		}
	}
	rec.next(lab, sim.Line{})
	if len(rec.steps) == 0 {
		return nil, errors.New("no command line changed anything that a goal could ask for")
	}
	return draft(dir, j.Header.Scenario, max(j.Header.Seed, 1), rec.steps)
}

// recording is a list of steps that grows.
type recording struct {
	home          string
	start, before any
	lines         []string
	steps         []step
}

// next ends what the line before did, and begins another.
func (r *recording) next(lab *sim.Lab, line sim.Line) {
	after := lessons.View(lab.Snapshot())
	if goals := r.goals(after); len(r.lines) > 0 && len(goals) > 0 {
		id := "step-" + strconv.Itoa(len(r.steps)+1)
		r.steps = append(r.steps, step{id: id, title: titled(id), text: "Say what to do here, why, and what it costs to get it wrong.", goals: goals, lines: r.lines})
		r.lines, r.before = nil, after
	}
	text := strings.TrimSpace(line.Text)
	switch {
	case text == "" || text == "exit" || text == "logout":
	case line.Host != r.home:
		r.lines = append(r.lines, "lab on "+line.Host+" "+quotedShell(text))
	default:
		r.lines = append(r.lines, text)
	}
}

// suggestions is how many goals a step is given at most.
const suggestions = 4

// goals asks for what is otherwise now than before the step and at the beginning, the plainest first.
func (r *recording) goals(after any) []string {
	found := slices.DeleteFunc(changes("", r.before, after), func(c change) bool { return same(c.path, r.start, after) })
	slices.SortStableFunc(found, func(a, b change) int { return cmp.Or(a.rank-b.rank, len(a.goal)-len(b.goal)) })
	var list []string
	for _, c := range found[:min(len(found), suggestions)] {
		list = append(list, c.goal)
	}
	return list
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

// change is a value that differs. rank says how well it makes a goal: texts tell most, then truth values, lists, numbers.
type change struct {
	path, goal string
	rank       int
}

// fleeting names what goals must not ask for, or what another seed would not repeat.
var fleeting = regexp.MustCompile(`^(now|since|group|owner|elapsed_us|clock|boot_us|held_us|last|revision|wall|led_since|at|sha256|signature|explained|temperature.*|.*_us|.*_at|time|hash|uuid|esn|pid|logs|sensors|led|bytes|size|log_.*|.*_kb)$`)

// changes lists the values that differ, as goals.
func changes(path string, before, after any) []change {
	switch now := after.(type) {
	case map[string]any:
		old, _ := before.(map[string]any)
		var list []change
		for _, key := range slices.Sorted(maps.Keys(now)) {
			if !fleeting.MatchString(key) {
				list = append(list, changes(path+member(key), old[key], now[key])...)
			}
		}
		return list
	case []any:
		old, _ := before.([]any)
		if len(old) != len(now) {
			return []change{{dotted(path) + " | length", fmt.Sprintf("%s | length == %d", dotted(path), len(now)), 2}}
		}
		var list []change
		for i := range now {
			list = append(list, changes(fmt.Sprintf("%s[%d]", path, i), old[i], now[i])...)
		}
		return list
	}
	if reflect.DeepEqual(before, after) || after == nil {
		return nil
	}
	value, err := gojq.Marshal(after)
	if err != nil {
		return nil
	}
	rank := 3
	switch after.(type) {
	case string:
		rank = 0
	case bool:
		rank = 1
	}
	return []change{{dotted(path), fmt.Sprintf("%s == %s", dotted(path), value), rank}}
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

// quotedShell quotes a command line that lab on hands to a shell, where that is needed.
func quotedShell(text string) string {
	if strings.ContainsAny(text, "'\"$`|&;<>(){}*?[]#~\\!") {
		return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'"
	}
	return text
}
