package lessons

import (
	"fmt"
	"strings"

	"github.com/itchyny/gojq"

	"hsmlab/sim"
)

// Source is a lab as lessons see it; *sim.Lab is one.
type Source interface {
	Revision() uint64
	Snapshot() *sim.Snapshot
}

// view is one revision of the lab as jq sees it. It is made only when a goal has to be looked at, for turning a
// snapshot of a thousand VCMs into JSON is what evaluating costs.
type view struct {
	source     Source
	translator *translator
	seen       *sim.Snapshot
	made       bool
	input      any
}

func (v *view) snapshot() *sim.Snapshot {
	if v.seen == nil {
		v.seen = v.source.Snapshot()
	}
	return v.seen
}

// last is the number of the last command of the HSM software that ended; 0 when none did.
func (v *view) last() int {
	if c := v.snapshot().Last; c != nil {
		return c.Seq
	}
	return 0
}

func (v *view) json() any {
	if !v.made {
		v.input = v.translator.translate(v.snapshot())
		v.made = true
	}
	return v.input
}

// query is a compiled jq program with the values of the lesson's variables.
type query struct {
	text   string
	code   *gojq.Code
	inputs []any
}

// Compile checks that a goal, a condition or an interpolation is jq that can run in a lesson: it may use the
// variables named (each with its "$") and jq's pure functions.
func Compile(text string, variables []string) (*gojq.Code, error) {
	parsed, err := gojq.Parse(text)
	if err != nil {
		return nil, fmt.Errorf("not jq: %w", err)
	}
	code, err := gojq.Compile(parsed, gojq.WithVariables(variables))
	if err != nil {
		return nil, fmt.Errorf("not jq that a lesson can run: %w", err)
	}
	return code, nil
}

func (l *Lesson) compile(text string) (*query, error) {
	if text == "" {
		return nil, nil
	}
	code, err := Compile(text, l.names())
	if err != nil {
		return nil, err
	}
	return &query{text: text, code: code, inputs: l.inputs()}, nil
}

// one runs the query and demands a single result.
func (q *query) one(v *view) (any, error) {
	iter := q.code.RunWithContext(&fuel{left: maxJQSteps}, v.json(), q.inputs...)
	first, ok := iter.Next()
	if !ok {
		return nil, fmt.Errorf("jq %q yields nothing, want one value", q.text)
	}
	if err, bad := first.(error); bad {
		return nil, fmt.Errorf("jq %q: %w", q.text, err)
	}
	if _, more := iter.Next(); more {
		return nil, fmt.Errorf("jq %q yields several values, want one", q.text)
	}
	return first, nil
}

// holds runs the query as a predicate. A nil query always holds.
func (q *query) holds(v *view) (bool, error) {
	if q == nil {
		return true, nil
	}
	got, err := q.one(v)
	if err != nil {
		return false, err
	}
	truth, ok := got.(bool)
	if !ok {
		return false, fmt.Errorf("jq %q yields %s, want true or false", q.text, gojq.TypeOf(got))
	}
	return truth, nil
}

// Interpolations lists the jq programs of a text, in order: what stands between "{{" and the next "}}".
func Interpolations(text string) []string {
	var found []string
	for {
		_, rest, ok := strings.Cut(text, "{{")
		if !ok {
			return found
		}
		inner, after, closed := strings.Cut(rest, "}}")
		if !closed {
			return found
		}
		found, text = append(found, inner), after
	}
}

// render fills the interpolations of a text in. What fails leaves "?" in the text, and an error.
func (l *Lesson) render(text string, v *view) (string, error) {
	var failed error
	for _, inner := range Interpolations(text) {
		value := "?"
		if got, err := l.evaluate(inner, v); err != nil {
			failed = err
		} else {
			value = got
		}
		text = strings.Replace(text, "{{"+inner+"}}", value, 1)
	}
	return text, failed
}

func (l *Lesson) evaluate(text string, v *view) (string, error) {
	q, err := l.compile(text)
	if err != nil || q == nil {
		return "?", err
	}
	got, err := q.one(v)
	if err != nil {
		return "?", err
	}
	switch got := got.(type) {
	case string:
		return got, nil
	case nil:
		return "?", fmt.Errorf("jq %q yields null, want something to show", text)
	}
	data, err := gojq.Marshal(got)
	return string(data), err
}
