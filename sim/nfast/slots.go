package nfast

import (
	"fmt"
	"time"

	"hsmlab/sim/cli"
	"hsmlab/sim/host"
	"hsmlab/sim/refusal"
	"hsmlab/sim/vcm"
	"hsmlab/sim/world"
)

// slot is one of a module's slots, as the tools show it.
type slot struct {
	number  int
	soft    bool          // a software token, which no card holds
	reader  *world.Reader // nil: nothing can be put in
	dynamic bool          // a reader on the host, associated with the module over the network
}

// slotsOf are the slots of a module: its serial card reader, which a VCM sees only with the property for it
// (guide 3.1.2.3.3), the software token, and a dynamic slot for the reader on this host [simulated].
func slotsOf(h *host.Host, a *host.Attachment, v *vcm.VCM) []slot {
	list := []slot{{number: 0}, {number: 1, soft: true}, {number: 2, reader: &h.Reader, dynamic: true}}
	if a.Card != nil {
		list[0].reader = a.Card.Port()
		return list
	}
	if m, _, _ := h.Reach(a.UUID); m != nil && (v.SerialCardreader || a.Platform()) {
		list[0].reader = &m.Reader
	}
	return list
}

func (s slot) card() *world.Card {
	if s.reader == nil {
		return nil
	}
	return s.reader.Card()
}

// insertions is the insertion counter of a slot with a card in it, 0 without.
func (s slot) insertions() int {
	if s.card() == nil {
		return 0
	}
	return s.reader.Insertions()
}

// Waiting for people [simulated]: the real tools wait without end.
const (
	patience = 5 * time.Minute
	look     = time.Second
	cardTime = 2 * time.Second // to read or write a card
)

var (
	noCard      = refusal.Rule{Guide: "4.6.1.1", Basis: refusal.Simulated}
	badPass     = refusal.Rule{Guide: "4.6.1.1", Basis: refusal.Simulated}
	wentAway    = refusal.Rule{Guide: "3.1.3.2", Basis: refusal.Inferred}
	notPreInit  = refusal.Rule{Guide: "4.6.1.1", Basis: refusal.Inferred}
	noWorldFile = refusal.Rule{Guide: "4.1.4", Basis: refusal.Inferred}
)

// deck is a set of cards being written or read, one after the other, by the tool's dialogue (facts 3.9).
type deck struct {
	p      *host.Process
	tool   string
	number int // of the module
	a      *host.Attachment
	v      *vcm.VCM
	mode   vcm.Mode // in which the module must stay

	used map[*world.Card]bool
	told string // what was last said of a slot
}

// next waits for a card that was not used yet and that suits. why tells of one that does not.
func (d *deck) next(suits func(*world.Card) (why string)) (slot, *refusal.Refusal) {
	end := d.p.Elapsed() + patience
	for {
		if r := d.connected(); r != nil {
			return slot{}, r
		}
		for _, s := range slotsOf(d.p.Host, d.a, d.v) {
			c := s.card()
			switch {
			case s.reader == nil:
				continue
			case c == nil:
				d.say(s, "empty")
			case d.used[c]:
				d.say(s, "card used already; insert another one")
			default:
				why := suits(c)
				if why == "" {
					return s, nil
				}
				d.say(s, why)
			}
		}
		if d.p.Elapsed() >= end {
			return slot{}, noCard.New(d.tool, "cards", "no suitable card was inserted within 5 minutes; insert one with lab card insert")
		}
		d.p.Sleep(look)
	}
}

// say tells about a slot, unless that was told already.
func (d *deck) say(s slot, text string) {
	line := fmt.Sprintf(" Module %d slot %d: %s\n", d.number, s.number, text)
	if line != d.told {
		d.told = line
		d.p.Printf("%s", line)
	}
}

// connected tells whether the module still answers, and in the mode that it must be in.
func (d *deck) connected() *refusal.Refusal {
	if v, ok := d.p.Host.Hardserver.Connected(d.a); ok && v == d.v && v.Mode() == d.mode {
		return nil
	}
	return wentAway.New(d.tool, "cards", fmt.Sprintf("module #%d stopped answering", d.number))
}

// write makes the card in the slot one of a set, asking for its passphrase.
func (d *deck) write(s slot, like world.Card) *refusal.Refusal {
	c := s.card()
	pass, _ := d.p.ReadPassword(fmt.Sprintf("Module %d slot %d: enter new pass phrase (empty for none): ", d.number, s.number))
	if pass != "" {
		if again, _ := d.p.ReadPassword("Enter new pass phrase again: "); again != pass {
			return badPass.New(d.tool, "cards", "the pass phrases differ")
		}
	}
	said := "no passphrase specified"
	if pass != "" {
		said = "passphrase specified"
	}
	d.p.Printf(" Module %d slot %d:- %s - writing card\n", d.number, s.number, said)
	d.p.Sleep(cardTime)
	if s.card() != c {
		return noCard.New(d.tool, "cards", "the card was taken out while it was written")
	}
	c.Write(like, pass)
	d.used[c] = true
	return d.connected()
}

// read reads the share of the card in the slot, asking for its passphrase if it has one.
func (d *deck) read(s slot) *refusal.Refusal {
	c := s.card()
	pass, said := "", "no passphrase needed"
	if c.Protected() {
		pass, _ = d.p.ReadPassword(fmt.Sprintf("Module %d slot %d: enter pass phrase: ", d.number, s.number))
		said = "passphrase supplied"
	}
	d.p.Printf(" Module %d slot %d:- %s - reading card\n", d.number, s.number, said)
	d.p.Sleep(cardTime)
	switch {
	case s.card() != c:
		return noCard.New(d.tool, "cards", "the card was taken out while it was read")
	case !c.Opens(pass):
		return badPass.New(d.tool, "cards", "the pass phrase is wrong")
	}
	d.used[c] = true
	return d.connected()
}

// writable tells why a card cannot be written, "" if it can.
func writable(c *world.Card) string {
	if c.Kind == world.Blank {
		return ""
	}
	return fmt.Sprintf("%s card %d of another set; insert a blank card, or erase it with slotinfo --format", c.Kind, c.Share)
}

// state of a card that may be written, in the words of the dialogue.
func cardState(c *world.Card) string {
	if c.Formatted {
		return "blank card"
	}
	return "unformatted card"
}

// fail prints a refusal in the manner of the utilities.
func fail(p *host.Process, tool string, r *refusal.Refusal) int {
	p.Refuse(r)
	p.Errorf("%s: %s\n", tool, r.Reason)
	return cli.Failed
}
