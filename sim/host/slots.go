package host

import (
	"fmt"

	"hsmlab/sim/hsconfig"
	"hsmlab/sim/remoteslot"
	"hsmlab/sim/world"
)

// arrangement is how a module's slots are arranged since it was cleared last.
type arrangement struct {
	done       bool
	configured bool // the configuration speaks of the module's dynamic slots
	dynamic    int
	swap       int
	loaded     []Loaded
}

// Loaded is what preload left in a module.
type Loaded struct {
	Set, Title string   // of the operators' cards
	Keys       []string // names
	Persist    bool     // it stays when the cards are taken out

	readers []*world.Reader // in which the cards were, and the insertion of each
	counts  []int
}

// From notes a card of the set: when it is taken out, what a set that is not persistent protects goes too.
func (l *Loaded) From(r *world.Reader) {
	l.readers, l.counts = append(l.readers, r), append(l.counts, r.Insertions())
}

func (l Loaded) held() bool {
	for i, r := range l.readers {
		if !l.Persist && (r.Card() == nil || r.Insertions() != l.counts[i]) {
			return false
		}
	}
	return true
}

// deskSlots is how many dynamic slots a VCM has of which the configuration does not speak: one, for the reader on the
// host's desk [simulated].
const deskSlots = 1

// ReadSlots reads what the configuration file says of slots. Exports and imports count from then on, dynamic slots
// and exchanges with slot 0 from when their module is cleared (guide 4.11.2.6). An error leaves everything as it was.
func (s *Hardserver) ReadSlots() error {
	f, err := s.host.Config()
	if err != nil {
		return err
	}
	if err := s.host.Suits(f); err != nil {
		return fmt.Errorf("%s: %w", ConfigFile, err)
	}
	s.takeSlots(f)
	return nil
}

// startSlots is ReadSlots for a hardserver that starts: an entry about a module that has been taken out of the host
// is told and has no effect, so that the others work.
func (s *Hardserver) startSlots() {
	f, err := s.host.Config()
	if err != nil {
		return // startTrouble has read the same file
	}
	if err := s.host.Suits(f); err != nil {
		s.log("nFast server: Serious error, trying to continue: " + ConfigFile + ": " + err.Error())
	}
	for _, n := range f.Notes(s.host.arranged()) {
		s.log("nFast server: Notice: " + ConfigFile + ": " + n.Error())
	}
	s.takeSlots(f)
}

func (s *Hardserver) takeSlots(f *hsconfig.File) {
	for _, a := range s.modules { // those that were attached since keep what counted then
		if !a.slots.done {
			s.Arrange(a)
		}
	}
	s.slots = remoteslot.Read(f)
}

// Slots is the configuration of slots that the hardserver read last.
func (s *Hardserver) Slots() remoteslot.Config { return s.slots }

// Arrange gives a module that is cleared the dynamic slots and the exchange that the hardserver read for it. What was
// loaded in the module is gone.
func (s *Hardserver) Arrange(a *Attachment) {
	n, configured := s.slots.Dynamic(a.ESN)
	a.slots = arrangement{done: true, configured: configured, dynamic: n, swap: s.slots.Swap(a.ESN)}
}

// OwnSlots are the slots of an attached module without those that are imported, before any exchange, and the slot to
// be exchanged with slot 0. The slot at the module is seen by a VCM only with the property for it (guide 3.1.2.3.3).
// A VCM has the reader on the host's desk without an entry for it. Configured dynamic slots are connected to that
// reader while a card is in it, those of one module only.
func (s *Hardserver) OwnSlots(a *Attachment) (own []remoteslot.Slot, swap int) {
	if !a.slots.done {
		s.Arrange(a)
	}
	reader, vcm := s.reader(a)
	if !a.slots.configured && vcm {
		return remoteslot.Own(reader, deskSlots, &s.host.Reader), a.slots.swap
	}
	var desk *world.Reader
	if s.first(a) && s.host.Reader.Card() != nil {
		desk = &s.host.Reader
	}
	return remoteslot.Own(reader, a.slots.dynamic, desk), a.slots.swap
}

// reader is that at the module itself, nil where it cannot be used; vcm tells that the module is a VCM.
func (s *Hardserver) reader(a *Attachment) (r *world.Reader, vcm bool) {
	if a.Card != nil {
		return a.Card.Port(), false
	}
	m, v, _ := s.host.Reach(a.Config)
	if m == nil || !a.Platform() && !v.SerialCardreader {
		return nil, !a.Platform()
	}
	return &m.Reader, !a.Platform()
}

// first reports whether a is the first module with configured dynamic slots.
func (s *Hardserver) first(a *Attachment) bool {
	for _, m := range s.modules {
		if m.slots.dynamic > 0 {
			return m == a
		}
	}
	return false
}

// Keep notes what preload loaded into a module.
func (s *Hardserver) Keep(a *Attachment, l Loaded) {
	kept := s.Loaded(a)
	a.slots.loaded = append(kept, l)
}

// Loaded is what preload left in a module and is there still.
func (s *Hardserver) Loaded(a *Attachment) []Loaded {
	var list []Loaded
	for _, l := range a.slots.loaded {
		if l.held() {
			list = append(list, l)
		}
	}
	return list
}
