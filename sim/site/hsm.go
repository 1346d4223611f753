package site

import (
	"slices"

	"hsmlab/sim/host"
)

// FitCard puts an HSM of another product than the nShield 5s into the next slot of a host.
func (r *Room) FitCard(h *host.Host, c host.Card) {
	h.Cards = append(h.Cards, c)
	c.SetPower(h.Phase() != host.Off)
}

// HSM finds an HSM of another product than the nShield 5s by its ESN, with the host that holds it; nil when there is
// none, and a nil host when it is in storage.
func (r *Room) HSM(esn string) (host.Card, *host.Host) {
	for _, h := range r.Hosts {
		for _, c := range h.Cards {
			if c.Serial() == esn {
				return c, h
			}
		}
	}
	for _, c := range r.Stored {
		if c.Serial() == esn {
			return c, nil
		}
	}
	return nil, nil
}

// MoveCard takes an HSM that is no nShield 5s out of its host, or out of storage, and fits it into the next slot of
// a host; nil is storage. The hosts have no power.
func (r *Room) MoveCard(c host.Card, to *host.Host) {
	out := func(o host.Card) bool { return o == c }
	for _, h := range r.Hosts {
		h.Cards = slices.DeleteFunc(h.Cards, out)
	}
	r.Stored = slices.DeleteFunc(r.Stored, out)
	if to == nil {
		r.Stored = append(r.Stored, c)
		return
	}
	to.Cards = append(to.Cards, c)
}
