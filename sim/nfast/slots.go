package nfast

import (
	"fmt"
	"time"

	"hsmlab/sim/cli"
	"hsmlab/sim/host"
	"hsmlab/sim/refusal"
	"hsmlab/sim/remoteslot"
	"hsmlab/sim/site"
	"hsmlab/sim/vcm"
	"hsmlab/sim/world"
)

// Waiting for people [simulated]: the real tools wait without end.
const (
	patience = 5 * time.Minute
	glance   = time.Second
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

	room    *site.Room
	writing bool // cards are written, which is not done in remote slots
	only    int  // the slot to use, -1 for any

	used map[*world.Card]bool
	told map[int]string // what was last said of each slot
}

// open makes a deck for the cards of a module.
func open(p *host.Process, room *site.Room, tool string, number int, v *vcm.VCM, mode vcm.Mode) *deck {
	a := p.Host.Hardserver.Modules()[number-1]
	return &deck{p: p, room: room, tool: tool, number: number, a: a, v: v, mode: mode, only: -1, used: map[*world.Card]bool{}, told: map[int]string{}}
}

// next waits for a card that was not used yet and that suits. why tells of one that does not.
func (d *deck) next(suits func(*world.Card) (why string)) (remoteslot.Slot, *refusal.Refusal) {
	end := d.p.Elapsed() + patience
	for {
		if r := d.connected(); r != nil {
			return remoteslot.Slot{}, r
		}
		for _, s := range d.slots() {
			if s.Trouble != "" {
				d.say(s, string(s.Trouble))
			}
			if s.Reader == nil {
				continue
			}
			why := d.look(s, suits)
			if why != "" {
				d.say(s, why)
				continue
			}
			return s, overNetwork(d.tool, s)
		}
		if d.p.Elapsed() >= end {
			return remoteslot.Slot{}, noCard.New(d.tool, "cards", "no suitable card was inserted within 5 minutes; "+d.advice())
		}
		d.p.Sleep(glance)
	}
}

// look tells why the card in a slot cannot be used, "" if it can.
func (d *deck) look(s remoteslot.Slot, suits func(*world.Card) string) string {
	switch c := s.Card(); {
	case c == nil:
		return "empty"
	case d.used[c]:
		return "card used already; insert another one"
	default:
		return suits(c)
	}
}

var (
	roPersistent = refusal.Rule{ID: "G-4.11.1-3", Guide: "4.11.1", Basis: refusal.Documented}
	roReadable   = refusal.Rule{ID: "G-4.11.3.1-1", Guide: "4.11.3.1", Basis: refusal.Documented}
	roOnce       = refusal.Rule{ID: "G-4.11.3.2-1", Guide: "4.11.3.2", Basis: refusal.Documented}
)

// overNetwork tells why the card in a remote slot cannot be read there; nil if it can, or if the slot is not remote.
func overNetwork(tool string, s remoteslot.Slot) *refusal.Refusal {
	c := s.Card()
	switch {
	case !s.Remote:
		return nil
	case c.Kind != world.Operator:
		return roReadable.New(tool, "remote read", "only operator cards can be read over the network")
	case !c.Persist:
		return roPersistent.New(tool, "remote read", "card set `"+c.Title+"' is not persistent; it cannot be used remotely")
	case !c.Remote:
		return roReadable.New(tool, "remote read", "card set `"+c.Title+"' was not made for remote reading (createocs -q)")
	case s.Reader.Taken():
		return roOnce.New(tool, "remote read", "UseLimitsUnavailable: the share on the card was read since it was inserted; take the card out and insert it again")
	}
	return nil
}

// say tells about a slot, unless that was the last thing that was told of it.
func (d *deck) say(s remoteslot.Slot, text string) {
	if text != d.told[s.Number] {
		d.told[s.Number] = text
		d.p.Printf(" Module %d slot %d: %s\n", d.number, s.Number, text)
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
func (d *deck) write(s remoteslot.Slot, like world.Card) *refusal.Refusal {
	c := s.Card()
	pass, _ := d.p.ReadPassword(fmt.Sprintf("Module %d slot %d: enter new pass phrase (empty for none): ", d.number, s.Number))
	if pass != "" {
		if again, _ := d.p.ReadPassword("Enter new pass phrase again: "); again != pass {
			return badPass.New(d.tool, "cards", "the pass phrases differ")
		}
	}
	said := "no passphrase specified"
	if pass != "" {
		said = "passphrase specified"
	}
	d.p.Printf(" Module %d slot %d:- %s - writing card\n", d.number, s.Number, said)
	d.p.Sleep(cardTime)
	if s.Card() != c {
		return noCard.New(d.tool, "cards", "the card was taken out while it was written")
	}
	c.Write(like, pass)
	d.used[c] = true
	return d.connected()
}

// read reads the share of the card in the slot, asking for its passphrase if it has one.
func (d *deck) read(s remoteslot.Slot) *refusal.Refusal {
	c := s.Card()
	pass, said := "", "no passphrase needed"
	if c.Protected() {
		pass, _ = d.p.ReadPassword(fmt.Sprintf("Module %d slot %d: enter pass phrase: ", d.number, s.Number))
		said = "passphrase supplied"
	}
	d.p.Printf(" Module %d slot %d:- %s - reading card\n", d.number, s.Number, said)
	d.p.Sleep(cardTime)
	switch {
	case s.Card() != c:
		return noCard.New(d.tool, "cards", "the card was taken out while it was read")
	case !c.Opens(pass):
		return badPass.New(d.tool, "cards", "the pass phrase is wrong")
	}
	d.used[c] = true
	if s.Remote {
		s.Reader.Take()
	}
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
