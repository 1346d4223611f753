package nfast

import (
	"slices"
	"strings"

	"hsmlab/sim/remoteslot"
)

// whereCards is the help about the reader for cards. Each tool that waits for one names it when none came.
const whereCards = "\nThe cards go into the reader at the module, lab card insert CARD ESN; those for a VCM into that of its host,\nlab card insert CARD HOST."

// slots are those in which the deck looks for cards.
func (d *deck) slots() []remoteslot.Slot {
	return slices.DeleteFunc(slotsOf(d.room, d.p.Host, d.a), func(s remoteslot.Slot) bool {
		return s.Soft || d.only >= 0 && s.Number != d.only || d.writing && s.Remote
	})
}

// readers names the readers that the slots of the deck belong to. A dynamic slot is connected to that on the desk as
// soon as a card is in it.
func (d *deck) readers() []string {
	var list []string
	for _, s := range d.slots() {
		r := s.Reader
		if r == nil && s.Dynamic && !s.Remote {
			r = &d.p.Host.Reader
		}
		if name := d.room.ReaderName(r); r != nil && !slices.Contains(list, name) {
			list = append(list, name)
		}
	}
	return list
}

// advice tells where a card belongs, and of one that was put into a reader which the module does not use.
func (d *deck) advice() string {
	readers := d.readers()
	text := "none of its slots has a reader now"
	if len(readers) > 0 {
		text = "insert one with lab card insert CARD " + strings.Join(readers, " or lab card insert CARD ")
	}
	h := d.p.Host
	if c := h.Reader.Card(); c != nil && !slices.Contains(readers, h.Name) {
		text += "; " + c.Name + " is in the reader of host " + h.Name + ", which this module does not use"
	}
	return text
}
