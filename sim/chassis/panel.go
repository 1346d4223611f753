package chassis

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"hsmlab/sim/refusal"
)

// Keys lists the keys of the front panel. Beside them there is "type:TEXT", which stands for the wheel that letters and
// digits are entered with.
func Keys() []string { return []string{"up", "down", "select", "back", "main", "power"} }

// panel is what the display shows and where its menu stands.
type panel struct {
	path   []int // of selected entries
	cursor int
	page   []string // text over the menu, until a key
	form   *form
	acs    *acs

	refused *refusal.Refusal // what the last key ran into
}

// form asks for values, one after the other.
type form struct {
	title  string
	fields []field
	values []string
	done   func([]string) error
}

// field is one value and what it must be.
type field struct {
	label string
	check func(string) error
}

func (u *Unit) say(lines ...string) { u.panel.page = lines }

func (u *Unit) ask(title string, fields []field, done func([]string) error) error {
	u.panel.form = &form{title: title, fields: fields, done: done}
	return nil
}

// menu is the open menu.
func (u *Unit) menu() []item {
	list := u.mainMenu()
	for _, i := range u.panel.path {
		if i >= len(list) {
			return nil
		}
		list = list[i].below
	}
	return list
}

// Key presses a key. A unit with an open lid that noticed it ignores all of them (guide 4.14.1.2), and one without power
// all but the power button. What is wrong with a choice stands on the display; the error is for keys that do not exist.
func (u *Unit) Key(key string) error {
	if text, typed := strings.CutPrefix(key, "type:"); !typed && !slices.Contains(Keys(), key) || len(text) > maxEntry {
		return fmt.Errorf("no key %q; there are %s, and type:TEXT", key, strings.Join(Keys(), ", "))
	}
	u.panel.refused = nil
	if u.security.pending && u.security.open || u.phase == Off || u.phase == Booting {
		return nil
	}
	if key == "power" {
		u.powerButton()
		return nil
	}
	if u.phase != On || u.security.pending || u.tray.falling || u.tray.pairGone() {
		return nil
	}
	if err := u.press(key); err != nil {
		text := err.Error()
		if errors.As(err, &u.panel.refused) {
			text = u.panel.refused.Reason
		}
		u.say(text)
	}
	return nil
}

// maxEntry is how long a value can be that is entered at the panel.
const maxEntry = 100

// Refused is the rule that the last key ran into, nil when it ran into none.
func (u *Unit) Refused() *refusal.Refusal { return u.panel.refused }

// powerButton puts the unit into standby or boots it. The tamper detection goes on (guide 4.14.3).
func (u *Unit) powerButton() {
	if u.phase == On {
		u.stop(Standby)
		return
	}
	u.boot()
}

func (u *Unit) press(key string) error {
	p := &u.panel
	text, typed := strings.CutPrefix(key, "type:")
	switch {
	case typed:
		return u.enter(text)
	case key == "main":
		*p = panel{}
	case key == "back" && p.page != nil:
		p.page = nil
	case key == "back" && (p.form != nil || p.acs != nil):
		p.form, p.acs = nil, nil
	case key == "back" && len(p.path) > 0:
		p.cursor = p.path[len(p.path)-1]
		p.path = p.path[:len(p.path)-1]
	case key == "back":
	case key == "up", key == "down":
		u.turn(key)
	case key == "select":
		return u.choose()
	}
	return nil
}

// turn moves the cursor, around the ends.
func (u *Unit) turn(key string) {
	n := len(u.menu())
	if u.panel.page != nil || u.panel.form != nil || n == 0 {
		return
	}
	step := 1
	if key == "up" {
		step = n - 1
	}
	u.panel.cursor = (u.panel.cursor + step) % n
}

func (u *Unit) choose() error {
	p := &u.panel
	switch {
	case p.page != nil:
		p.page = nil
		return nil
	case p.acs != nil:
		return u.readCard()
	case p.form != nil:
		return fmt.Errorf("%s: a value is needed", p.form.fields[len(p.form.values)].label)
	}
	list := u.menu()
	if len(list) == 0 {
		return nil
	}
	chosen := list[p.cursor]
	if chosen.act != nil {
		return chosen.act(u)
	}
	p.path, p.cursor = append(p.path, p.cursor), 0
	return nil
}

// enter gives the next value of a form.
func (u *Unit) enter(text string) error {
	f := u.panel.form
	if f == nil {
		return fmt.Errorf("nothing to enter %q into", text)
	}
	u.panel.page = nil
	if err := f.fields[len(f.values)].check(text); err != nil {
		return err
	}
	if f.values = append(f.values, text); len(f.values) == len(f.fields) {
		u.panel.form = nil
		return f.done(f.values)
	}
	return nil
}

// Menu is the open menu and the place of its cursor; none while something else is on the display.
func (u *Unit) Menu() (labels []string, cursor int) {
	if u.phase != On || u.panel.page != nil || u.panel.form != nil || u.panel.acs != nil || u.security.pending || u.tray.pairGone() {
		return nil, 0
	}
	for _, i := range u.menu() {
		labels = append(labels, i.label)
	}
	return labels, u.panel.cursor
}

// Display is what stands on the display, by lines.
func (u *Unit) Display() []string {
	switch {
	case u.phase == Off:
		return []string{}
	case u.security.pending && u.security.open:
		return []string{"Unit lid is open"}
	case u.phase == Standby:
		return []string{"Standby"}
	case u.phase == Booting:
		return []string{"Starting"}
	case u.security.pending:
		return []string{"Unit lid was open", "Reboot the unit"}
	}
	list := u.Errors()
	if u.tray.falling || u.tray.pairGone() {
		return list
	}
	if u.security.reset {
		list = append(list, "Tamper event: unit reset to factory state")
	}
	return append(list, u.content()...)
}

func (u *Unit) content() []string {
	p := &u.panel
	switch {
	case p.page != nil:
		return p.page
	case p.acs != nil:
		return p.acs.lines()
	case p.form != nil:
		f := p.form
		lines := []string{f.title}
		for i, v := range f.values {
			lines = append(lines, f.fields[i].label+": "+v)
		}
		return append(lines, f.fields[len(f.values)].label+": _")
	}
	labels, cursor := u.Menu()
	for i, l := range labels {
		mark := "  "
		if i == cursor {
			mark = "> "
		}
		labels[i] = mark + l
	}
	if len(labels) == 0 {
		return []string{"  (nothing here)"}
	}
	return labels
}
