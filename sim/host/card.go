package host

import (
	"slices"

	"hsmlab/sim/vcm"
	"hsmlab/sim/world"
)

// Card is an HSM in a slot, or at a port of the host, that is no nShield 5s: it has no platform services and no VCMs,
// and the hardserver drives it without an enrolment.
type Card interface {
	Serial() string // ESN
	Kind() string   // product, "nShield Solo XC"

	SetPower(on bool)    // shared with the host's mains
	Seen() bool          // the host's bus shows it, or the configuration of the host names it
	Answers() bool       // it is there to talk to, in an error state or not; false when the network brings nothing back
	Vanish()             // off the bus until the host is rebooted
	Ncoreapi() *vcm.VCM  // what the hardserver talks to; nil when it does not answer
	Status() string      // hardware status in enquiry; OK when there is nothing to tell
	Port() *world.Reader // its card reader
}

// discoverCards attaches the cards that the bus shows and drops those that it shows no more. A card that failed stays,
// and so does one in the network that is down: the numbers of the others must not move.
func (s *Hardserver) discoverCards() {
	s.modules = slices.DeleteFunc(s.modules, func(a *Attachment) bool {
		return a.Card != nil && !(a.Card.Seen() && slices.Contains(s.host.Cards, a.Card))
	})
	for _, c := range s.host.Cards {
		if c.Seen() && !slices.ContainsFunc(s.modules, func(a *Attachment) bool { return a.Card == c }) {
			s.modules = append(s.modules, attach(c))
		}
	}
}

// attach is how the hardserver notes a card: the serial number stands for the identifier that a VCM has.
func attach(c Card) *Attachment {
	return &Attachment{Config: vcm.Config{UUID: c.Serial(), ESN: c.Serial()}, Card: c}
}

// listen notes in the log which cards in the network stopped responding [simulated]. What was loaded in them is gone.
func (s *Hardserver) listen() {
	for _, a := range s.modules {
		if a.Card == nil {
			continue
		}
		answers := a.Card.Answers()
		if a.heard && !answers {
			s.log("nFast server: Serious error, trying to continue: module " + a.UUID + " stopped responding")
			a.slots = arrangement{}
		}
		a.heard = answers
	}
}

// cards lists attachments for all cards of the host that its bus shows, by slot.
func (h *Host) cards() []*Attachment {
	var list []*Attachment
	for _, c := range h.Cards {
		if c.Seen() {
			list = append(list, attach(c))
		}
	}
	return list
}
