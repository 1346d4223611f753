package remoteslot

import (
	"slices"

	"hsmlab/sim/world"
)

// Slot is one of a module's slots, as tools show it.
type Slot struct {
	Number     int
	Original   int           // its number before an exchange with slot 0
	Soft       bool          // a software token, which no card holds
	Dynamic    bool          // of Remote Administration: no reader at the module belongs to it
	Associated bool          // dynamic, and a reader is connected to it
	Remote     bool          // imported from another module
	Trouble    Trouble       // imported, and cards in it cannot be read now; "" = they can
	Reader     *world.Reader // nil: nothing can be put in
}

// Trouble is why the connection to an imported slot failed, in words for its details.
type Trouble string

// The troubles that slotinfo has letters for. The vendor's page tells them of dynamic slots, whose reader is elsewhere
// as well; that imported slots show them is simulated (facts 3.7).
const (
	TimedOut Trouble = "remote connection timed out"
	Insecure Trouble = "secure channel failed"
)

// Card is the card in the slot, nil for none.
func (s Slot) Card() *world.Card {
	if s.Reader == nil {
		return nil
	}
	return s.Reader.Card()
}

// Insertions is the insertion counter of a slot with a card in it, 0 without.
func (s Slot) Insertions() int {
	if s.Card() == nil {
		return 0
	}
	return s.Reader.Insertions()
}

// Flags are the letters that slotinfo shows: A authentication, R remote, D dynamic, a associated with a reader, t timed
// out, f no secure channel.
func (s Slot) Flags() string {
	if s.Soft {
		return ""
	}
	flags := "A"
	for _, f := range []struct {
		on     bool
		letter string
	}{{s.Remote, "R"}, {s.Dynamic, "D"}, {s.Associated && !s.Remote, "a"}, {s.Trouble == TimedOut, "t"}, {s.Trouble == Insecure, "f"}} {
		if f.on {
			flags += f.letter
		}
	}
	return flags
}

// Own are the slots that a module has by itself: its reader, nil for one without, the software token, and
// dynamic slots. A reader at desk is connected to the first of those; nil for none.
func Own(reader *world.Reader, dynamic int, desk *world.Reader) []Slot {
	list := []Slot{{Reader: reader}, {Number: 1, Soft: true}}
	for n := range dynamic {
		s := Slot{Number: 2 + n, Dynamic: true}
		if n == 0 && desk != nil {
			s.Reader, s.Associated = desk, true
		}
		list = append(list, s)
	}
	for i := range list {
		list[i].Original = list[i].Number
	}
	return list
}

// Add is the list with a slot that was imported, by the number that it has here.
func Add(list []Slot, from Slot, number int) []Slot {
	from.Number, from.Original, from.Remote = number, number, true
	return append(list, from)
}

// Swapped is the list, by number, after slot n was exchanged with slot 0. A slot that does not exist changes nothing.
func Swapped(list []Slot, n int) []Slot {
	out := slices.Clone(list)
	other := slices.IndexFunc(out, func(s Slot) bool { return s.Number == n && !s.Soft })
	zero := slices.IndexFunc(out, func(s Slot) bool { return s.Number == 0 })
	if n > 0 && other >= 0 && zero >= 0 {
		out[other].Number, out[zero].Number = 0, n
	}
	slices.SortFunc(out, func(a, b Slot) int { return a.Number - b.Number })
	return out
}

// At finds a slot by its number.
func At(list []Slot, number int) (Slot, bool) {
	i := slices.IndexFunc(list, func(s Slot) bool { return s.Number == number })
	if i < 0 {
		return Slot{}, false
	}
	return list[i], true
}
