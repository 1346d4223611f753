package hsconfig

import (
	"fmt"
	"slices"
	"strings"
)

// Module is a module whose slots a configuration arranges.
type Module struct {
	ESN       string
	Dynamic   int    // slots that it has when dynamic_slots does not speak of it
	Elsewhere string // where its slots are arranged if not here; "" = here
}

// Suits tells the first entry that speaks of a module which is not there, or of a slot that the module will not have.
// place is what the modules are in: "this host". The file was checked. Errors are of type *Error.
func (f *File) Suits(place string, modules []Module) error {
	for _, s := range f.slotSections() {
		for _, e := range s.Entries {
			if why := foreign(e.module(), place, modules); why != "" {
				return &Error{e.Line, why}
			}
		}
	}
	for _, m := range modules {
		if err := f.slots(m).suit(f); err != nil {
			return err
		}
	}
	return nil
}

// slotSections are those whose entries are each about a module.
func (f *File) slotSections() []Section {
	var list []Section
	for _, s := range f.Sections {
		if slices.Contains([]string{Exports, Imports, Mapping, Dynamic}, s.Name) {
			list = append(list, s)
		}
	}
	return list
}

// module is the ESN that an entry is about: a section has one of the two fields.
func (e Entry) module() string { return e.Value("local_esn") + e.Value("esn") }

func foreign(esn, place string, modules []Module) string {
	var own []string
	for _, m := range modules {
		switch {
		case m.ESN == esn && m.Elsewhere == "":
			return ""
		case m.ESN == esn:
			return fmt.Sprintf("module %s is %s", esn, m.Elsewhere)
		case m.Elsewhere == "":
			own = append(own, m.ESN)
		}
	}
	if len(own) == 0 {
		own = []string{"none"}
	}
	return fmt.Sprintf("module %s is not in %s; it has %s", esn, place, strings.Join(own, ", "))
}

// arranged is the slots that a configuration gives a module: 0 and 1, dynamic ones, imported ones.
type arranged struct {
	Module
	imports []Entry
	numbers []int // of the imports
}

func (f *File) slots(m Module) arranged {
	a := arranged{Module: m}
	for _, e := range f.Entries(Dynamic) {
		if e.module() == m.ESN {
			a.Dynamic = e.Number("slotcount", 0)
		}
	}
	var wanted []int
	for _, e := range f.Entries(Imports) {
		if e.module() == m.ESN {
			a.imports, wanted = append(a.imports, e), append(wanted, e.Number("local_slotid", 0))
		}
	}
	a.numbers = Numbers(a.own, wanted)
	return a
}

// own reports whether the module has the slot without imports.
func (a arranged) own(n int) bool { return n >= 0 && n < 2+a.Dynamic }

// suit tells what asks for a slot that the module will not have, or has no number left.
func (a arranged) suit(f *File) error {
	for i, n := range a.numbers {
		if n >= MaxSlots {
			return &Error{a.imports[i].Line, fmt.Sprintf("no slot number is left: module %s has the slots 0 to %d, %d of them dynamic", a.ESN, MaxSlots-1, a.Dynamic)}
		}
	}
	for _, c := range []struct {
		section, field, verb string
		has                  func(int) bool
	}{
		{Exports, "local_slotid", "itself has", a.own},
		{Mapping, "slot", "has", func(n int) bool { return a.own(n) || slices.Contains(a.numbers, n) }},
	} {
		for _, e := range f.Entries(c.section) {
			if n := e.Number(c.field, 0); e.module() == a.ESN && !c.has(n) {
				return &Error{e.lineOf(c.field), fmt.Sprintf("module %s %s no slot %d; dynamic ones: %d", a.ESN, c.verb, n, a.Dynamic)}
			}
		}
	}
	return nil
}

// lineOf is where a field stands.
func (e Entry) lineOf(name string) int {
	for _, f := range e.Fields {
		if f.Name == name {
			return f.Line
		}
	}
	return e.Line
}

// Numbers are those that imported slots get beside the slots that a module has: the wanted one, or the lowest that is
// free when that is taken or 0. What is wanted goes before what is left open, so that nothing takes a chosen number
// but a dynamic slot (guide 4.11.2.4). Numbers from MaxSlots on do not exist.
func Numbers(own func(int) bool, wanted []int) []int {
	numbers := make([]int, len(wanted))
	for i, n := range wanted {
		if n > 1 && !own(n) && !slices.Contains(numbers, n) {
			numbers[i] = n
		}
	}
	for i := range numbers {
		for n := 2; numbers[i] == 0; n++ {
			if !own(n) && !slices.Contains(numbers, n) {
				numbers[i] = n
			}
		}
	}
	return numbers
}

// Note is something about a configuration that people should know, and is no error.
type Note = Error

// Notes tells which imported slots get another number than the one asked for, and which sections have no effect.
func (f *File) Notes(modules []Module) []*Note {
	list := f.ineffective()
	for _, m := range modules {
		a := f.slots(m)
		for i, e := range a.imports {
			if n := e.Number("local_slotid", 0); n > 1 && n != a.numbers[i] {
				list = append(list, &Note{e.lineOf("local_slotid"), fmt.Sprintf("slot %d of module %s is a dynamic one, which takes precedence; the imported slot becomes slot %d", n, m.ESN, a.numbers[i])})
			}
		}
	}
	slices.SortStableFunc(list, func(a, b *Note) int { return a.Line - b.Line })
	return list
}
