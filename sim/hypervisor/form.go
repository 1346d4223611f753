package hypervisor

import (
	"fmt"
	"slices"
	"strings"

	"hsmlab/sim/refusal"
)

// step is one thing to do on a form: pick one of the options, or enter a value when there are none.
type step struct {
	name    string   // what the choice is about; "" for most buttons
	options []string // the first is the guide's
	want    string   // "" = all options are possible; otherwise the others lead nowhere here
	when    func(map[string]string) bool
}

// click is a button or a menu entry, with others beside it that lead elsewhere.
func click(label string, beside ...string) step {
	return step{options: append([]string{label}, beside...), want: label}
}

func choose(name string, options ...string) step { return step{name: name, options: options} }

func value(name string) step { return step{name: name} }

func (s step) given(when func(map[string]string) bool) step {
	s.when = when
	return s
}

// on names the page that a button is on, when nothing else there tells it from the one before.
func (s step) on(page string) step {
	s.name = page
	return s
}

// template is a form of a hypervisor's management program.
type template struct {
	name, title, guide string
	needs              string // form that must be finished before
	steps              []step
	done               func(*Machine, map[string]string) *refusal.Refusal
}

// running is an open form.
type running struct {
	*template
	at     int
	values map[string]string
}

func (f *running) lines() []string {
	s := f.steps[f.at]
	head := f.title
	if s.name != "" {
		head += ": " + s.name
	}
	if s.options == nil {
		return []string{head, "  [ ______ ]"}
	}
	list := []string{head}
	for _, o := range s.options {
		list = append(list, "  ( ) "+o)
	}
	return list
}

// Forms lists the forms of the machine by name.
func (m *Machine) Forms() []string {
	var names []string
	for _, t := range templates[m.Kind] {
		names = append(names, t.name)
	}
	return names
}

func (m *Machine) open(name string) error {
	i := slices.IndexFunc(templates[m.Kind], func(t template) bool { return t.name == name })
	if i < 0 {
		return fmt.Errorf("no form %q of %s; there are %s", name, m.Kind, strings.Join(m.Forms(), ", "))
	}
	t := &templates[m.Kind][i]
	if t.needs != "" && !slices.Contains(m.Done, t.needs) {
		return fmt.Errorf("%s cannot be opened before form %s is done (guide %s)", name, t.needs, t.guide)
	}
	m.form = &running{template: t, values: map[string]string{}}
	return nil
}

// pick chooses an option of the open form, by its label.
func (m *Machine) pick(label string) error {
	if m.form == nil {
		return fmt.Errorf("no form is open; there are %s", strings.Join(m.Forms(), ", "))
	}
	s := m.form.steps[m.form.at]
	switch {
	case !slices.Contains(s.options, label):
		return fmt.Errorf("%q is not on the screen", label)
	case s.want != "" && label != s.want:
		m.say("%s: nothing here is about the Solo XC", label)
		return nil
	}
	m.next(s, label)
	return nil
}

// enter gives a value that the open form asks for.
func (m *Machine) enter(text string) error {
	if m.form == nil || m.form.steps[m.form.at].options != nil {
		return fmt.Errorf("nothing to enter %q into", text)
	}
	if text == "" || len(text) > 60 {
		return fmt.Errorf("a value of 1 to 60 characters is needed")
	}
	m.next(m.form.steps[m.form.at], text)
	return nil
}

func (m *Machine) next(s step, v string) {
	f := m.form
	if s.name != "" {
		f.values[s.name] = v
	}
	for f.at++; f.at < len(f.steps); f.at++ {
		if w := f.steps[f.at].when; w == nil || w(f.values) {
			return
		}
	}
	m.form = nil
	if r := f.done(m, f.values); r != nil {
		m.refuse(r)
		return
	}
	m.Done = append(m.Done, f.name)
	m.say("%s: done", f.title)
}
