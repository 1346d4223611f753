package lessons

import (
	"fmt"
	"html"
	"slices"
	"strconv"
	"strings"
)

// Var is a value that differs from attempt to attempt: picked from the seed, or made from those before it.
// Exactly one of Pick, Range and Text is set.
type Var struct {
	Name  string   `json:"name"`
	Pick  []string `json:"pick,omitempty"`  // one of these
	With  string   `json:"with,omitempty"`  // with Pick: the one at the place that this variable's value has in its own Pick
	Range []int    `json:"range,omitempty"` // a whole number from the first to the second, both included
	Text  string   `json:"text,omitempty"`  // text with variables named before this one
}

// VarValue is what a variable got.
type VarValue struct {
	Name  string `json:"name"`
	Value string `json:"value"`
	Int   bool   `json:"int,omitempty"` // goals see a number
}

// Bind returns a copy of the lesson for one attempt: the variables picked from the seed and filled into every
// text, command and set-up line. Goals keep their variables and get the values when they run.
func (l *Lesson) Bind(seed uint64) (*Lesson, error) {
	var values []VarValue
	for _, v := range l.Vars {
		value, err := l.value(v, seed, values)
		if err != nil {
			return nil, fmt.Errorf("lessons: %s: %w", l.ID, err)
		}
		values = append(values, value)
	}
	b := l.with(values)
	b.Seed = seed
	return b, nil
}

// Unbound returns a copy of the lesson to be read before an attempt: where a variable would stand, its texts name it,
// "‹team›".
func (l *Lesson) Unbound() *Lesson {
	var values []VarValue
	for _, v := range l.Vars {
		values = append(values, VarValue{Name: v.Name, Value: "‹" + v.Name + "›"})
	}
	return l.with(values)
}

// with fills values into every text, command and set-up line.
func (l *Lesson) with(values []VarValue) *Lesson {
	b := *l
	b.Values = values
	b.Title, b.Summary = b.Fill(l.Title), b.Fill(l.Summary)
	b.Intro = b.fillHTML(l.Intro)
	b.Outro = Section{Title: b.Fill(l.Outro.Title), HTML: b.fillHTML(l.Outro.HTML)}
	b.Setup, b.Shown = mapped(l.Setup, b.Fill), mapped(l.Shown, b.Fill)
	b.Tasks = mapped(l.Tasks, b.bindTask)
	return &b
}

func (l *Lesson) bindTask(t Task) Task {
	t.Title, t.Done, t.Tripped = l.Fill(t.Title), l.Fill(t.Done), l.Fill(t.Tripped)
	t.HTML = l.fillHTML(t.HTML)
	t.Hints = mapped(t.Hints, func(h Hint) Hint {
		h.Text, h.Line = l.Fill(h.Text), l.Fill(h.Line)
		return h
	})
	t.Feedback = mapped(t.Feedback, func(f Feedback) Feedback {
		f.Text, f.Mistake = l.Fill(f.Text), mapped(f.Mistake, l.Fill)
		return f
	})
	return t
}

// Fill writes the values of a bound lesson's variables into a text, a command line or a script.
func (l *Lesson) Fill(text string) string {
	return fill(text, l.Values, func(s string) string { return s })
}

func (l *Lesson) fillHTML(text string) string { return fill(text, l.Values, html.EscapeString) }

func fill(text string, values []VarValue, escape func(string) string) string {
	if !strings.Contains(text, "{{$") {
		return text
	}
	for _, v := range values {
		text = strings.ReplaceAll(text, "{{$"+v.Name+"}}", escape(v.Value))
	}
	return text
}

// deck is the name by which a variable's place is drawn: its own, or that of the one that it goes with.
func (l *Lesson) deck(v Var) (string, error) {
	if v.With == "" {
		return v.Name, nil
	}
	i := slices.IndexFunc(l.Vars, func(o Var) bool { return o.Name == v.With })
	if i < 0 || l.Vars[i].With != "" || len(l.Vars[i].Pick) != len(v.Pick) {
		return "", fmt.Errorf("variable %q goes with %q, which is not picked from as many", v.Name, v.With)
	}
	return v.With, nil
}

func (l *Lesson) value(v Var, seed uint64, before []VarValue) (VarValue, error) {
	got := VarValue{Name: v.Name}
	deck, err := l.deck(v)
	if err != nil {
		return got, err
	}
	switch {
	case len(v.Pick) > 0:
		got.Value = v.Pick[pick(seed, deck, len(v.Pick))]
	case len(v.Range) == 2 && v.Range[0] <= v.Range[1]:
		got.Value = strconv.Itoa(v.Range[0] + pick(seed, v.Name, v.Range[1]-v.Range[0]+1))
		got.Int = true
	case v.Text != "":
		got.Value = fill(v.Text, before, func(s string) string { return s })
	default:
		return got, fmt.Errorf("variable %q has nothing to be picked from", v.Name)
	}
	return got, nil
}

// pick draws a number below n that depends on the seed and the variable's name alone, so adding a variable does
// not change the others: FNV-1a over the name, mixed with the seed by splitmix64.
func pick(seed uint64, name string, n int) int {
	h := uint64(14695981039346656037)
	for i := range len(name) {
		h = (h ^ uint64(name[i])) * 1099511628211
	}
	z := seed + h + 0x9e3779b97f4a7c15
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return int((z ^ z>>31) % uint64(n))
}

// names and inputs are the variables as goals know them: "$name", and a text or a number.
func (l *Lesson) names() []string {
	return mapped(l.Vars, func(v Var) string { return "$" + v.Name })
}

func (l *Lesson) inputs() []any {
	return mapped(l.Values, func(v VarValue) any {
		if n, err := strconv.Atoi(v.Value); v.Int && err == nil {
			return n
		}
		return v.Value
	})
}

// mapped keeps nil as nil, so that a bound lesson compares equal to the lesson where nothing was filled in.
func mapped[T, U any](in []T, f func(T) U) []U {
	if in == nil {
		return nil
	}
	out := slices.Grow([]U{}, len(in))
	for _, v := range in {
		out = append(out, f(v))
	}
	return out
}
