package world

// Kind is what a smart card is.
type Kind string

const (
	Blank    Kind = "blank"
	Admin    Kind = "administrator" // of an Administrator Card Set
	Operator Kind = "operator"      // of an Operator Card Set
)

// Card is a smart card, an object that people carry about and put into readers.
type Card struct {
	Name      string // written on its face by its owner, "tenant-a-1"
	Kind      Kind
	Formatted bool   // it was used before, or formatted: nothing is erased by writing it without being asked
	World     string // KNSO of the world that it belongs to
	Set       string // hash of its set: the KNSO for administrators, the token hash HKLTU for operators
	Title     string // name of an operators' set
	Share     int    // its number in the set, from 1
	Quorum    Quorum // of the set
	Remote    bool   // an operators' card that may be read over the network (guide 4.11)
	Persist   bool   // keys loaded with it stay after it is taken out

	passphrase string // hash; "" = none
}

// Write makes the card one of a set, with a passphrase or "" for none. What it held is gone.
func (c *Card) Write(like Card, passphrase string) {
	name := c.Name
	*c = like
	c.Name, c.Formatted, c.passphrase = name, true, ""
	if passphrase != "" {
		c.passphrase = Hash("passphrase", c.Set, passphrase)
	}
}

// Erase makes the card blank.
func (c *Card) Erase() { *c = Card{Name: c.Name, Kind: Blank, Formatted: true} }

// Protected reports whether a passphrase is needed to read the card.
func (c *Card) Protected() bool { return c.passphrase != "" }

// Opens reports whether the card yields its share for the passphrase.
func (c *Card) Opens(passphrase string) bool {
	return !c.Protected() || c.passphrase == Hash("passphrase", c.Set, passphrase)
}

// Reader is a card reader with at most one card in it.
type Reader struct {
	card       *Card
	insertions int
	taken      int // insertion of the card whose share went to another module
}

// Card is the card in the reader, nil when there is none.
func (r *Reader) Card() *Card { return r.card }

// Insertions counts the cards that were put in; tools show it as the insertion counter (IC) of the slot.
func (r *Reader) Insertions() int { return r.insertions }

// Insert puts a card in, instead of the one that was there.
func (r *Reader) Insert(c *Card) { r.card, r.insertions = c, r.insertions+1 }

// Take notes that the share of the card went to another module: that happens once for each insertion (guide 4.11.3.2).
func (r *Reader) Take() { r.taken = r.insertions }

// Taken reports whether the share of the card that is in the reader has gone to another module since it was put in.
func (r *Reader) Taken() bool { return r.card != nil && r.taken == r.insertions }

// Remove takes the card out.
func (r *Reader) Remove() { r.card = nil }

// BoxSize is how many blank cards lie beside every host's reader [simulated].
const BoxSize = 8
