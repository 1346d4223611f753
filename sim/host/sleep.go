package host

import "hsmlab/sim/module"

// Doze saves power: the host sleeps for a moment and finds its HSMs no more when it wakes. Only a reboot of the
// host brings them back (guide 4.3.1.1). The guide names sleep among what can do that; that it always does, and to
// all HSMs at once, is simulated.
func (h *Host) Doze() {
	for _, m := range h.Slots {
		m.Vanish()
	}
	for _, c := range h.Cards {
		c.Vanish()
	}
	h.Hardserver.Discover()
}

// Seen lists the modules that the host finds on its bus, by slot.
func (h *Host) Seen() []*module.Module {
	var list []*module.Module
	for _, m := range h.Slots {
		if m.Seen() {
			list = append(list, m)
		}
	}
	return list
}
