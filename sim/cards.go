package sim

import (
	"fmt"
	"strings"

	"hsmlab/sim/world"
)

// card finds a smart card by the name on its face.
func (l *Lab) card(name string) (*world.Card, error) {
	if c := l.room.Card(name); c != nil {
		return c, nil
	}
	return nil, fmt.Errorf("no smart card %q; each host has a box of %d, such as %s-1", name, world.BoxSize, l.room.Hosts[0].Name)
}

// insert puts a smart card into a reader.
func (l *Lab) insert(e Insert) error {
	c, err := l.card(e.Card)
	if err != nil {
		return err
	}
	r := l.room.Reader(e.Target)
	if r == nil {
		return fmt.Errorf("no card reader at %q; hosts have one (%s), and modules, by ESN", e.Target, strings.Join(l.hostNames(), ", "))
	}
	if r.Card() == c {
		return fmt.Errorf("card %s is in that reader already", c.Name)
	}
	l.takeOut(c)
	r.Insert(c)
	return nil
}

func (l *Lab) removeCard(e Remove) error {
	c, err := l.card(e.Card)
	if err != nil {
		return err
	}
	if !l.takeOut(c) {
		return fmt.Errorf("card %s is in no reader", c.Name)
	}
	return nil
}

// takeOut takes a card out of its reader; it reports whether it was in one.
func (l *Lab) takeOut(c *world.Card) bool {
	where := l.room.Holding(c)
	if where != "" {
		l.room.Reader(where).Remove()
	}
	return where != ""
}

// CardSnapshot is a smart card.
type CardSnapshot struct {
	Name      string `json:"name"`             // on its face
	Reader    string `json:"reader,omitempty"` // host or ESN of the reader in which it is
	Kind      string `json:"kind"`             // "blank", "administrator" or "operator"
	Set       string `json:"set,omitempty"`    // hash of its set
	Title     string `json:"title,omitempty"`  // name of an operators' set
	Share     int    `json:"share,omitempty"`  // number in the set
	Quorum    string `json:"quorum,omitempty"` // of the set, "1/2"
	Protected bool   `json:"protected"`        // has a passphrase
}

func (l *Lab) viewCards() []CardSnapshot {
	list := make([]CardSnapshot, 0, len(l.room.Cards))
	for _, c := range l.room.Cards {
		v := CardSnapshot{Name: c.Name, Reader: l.room.Holding(c), Kind: string(c.Kind), Protected: c.Protected()}
		if c.Kind != world.Blank {
			v.Set, v.Title, v.Share, v.Quorum = c.Set, c.Title, c.Share, c.Quorum.String()
		}
		list = append(list, v)
	}
	return list
}
