package site

import "hsmlab/sim/host"

// FitCard puts an HSM of another product than the nShield 5s into the next slot of a host.
func (r *Room) FitCard(h *host.Host, c host.Card) {
	h.Cards = append(h.Cards, c)
	c.SetPower(h.Phase() != host.Off)
}

// HSM finds an HSM of another product than the nShield 5s by its ESN, with the host that holds it; nil when there is
// none.
func (r *Room) HSM(esn string) (host.Card, *host.Host) {
	for _, h := range r.Hosts {
		for _, c := range h.Cards {
			if c.Serial() == esn {
				return c, h
			}
		}
	}
	return nil, nil
}
