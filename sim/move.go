package sim

import (
	"fmt"
	"strings"

	"hsmlab/sim/host"
)

// Shelf is where a module lies that is in no host.
const Shelf = "shelf"

// move carries a module to another host (guide 4.7.9). Nobody pulls a card out of a computer that has power.
func (l *Lab) move(e Move) error {
	m, from := l.room.Module(e.Target)
	card, holder := l.room.HSM(e.Target)
	switch {
	case l.chassis(e.Target) != nil:
		return fmt.Errorf("unit %s stands in its rack: it is in no host, and no host holds it", e.Target)
	case card != nil:
		from = holder
	case m == nil:
		return fmt.Errorf("no module %q in the lab", e.Target)
	}
	to := l.room.Host(e.Host)
	switch {
	case l.benched(e.Target).Away():
		return fmt.Errorf("module %s lies on the workbench: put it back first (lab battery fit)", e.Target)
	case to == nil && e.Host != Shelf:
		return fmt.Errorf("no host %q; the lab has %s, and the %s", e.Host, strings.Join(l.hostNames(), ", "), Shelf)
	case from == to:
		return fmt.Errorf("module %s is already there", e.Target)
	}
	for _, h := range []*host.Host{from, to} {
		if h != nil && h.Phase() != host.Off {
			return fmt.Errorf("host %s is %s; switch it off before its case is opened (lab power off %s)", h.Name, h.Phase(), h.Name)
		}
	}
	if card != nil {
		l.room.MoveCard(card, to)
		return nil
	}
	l.room.Move(m, to)
	return nil
}
