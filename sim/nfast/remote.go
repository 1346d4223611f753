package nfast

import (
	"fmt"
	"net/netip"
	"slices"

	"hsmlab/sim/chassis"
	"hsmlab/sim/feature"
	"hsmlab/sim/host"
	"hsmlab/sim/refusal"
	"hsmlab/sim/remoteslot"
	"hsmlab/sim/site"
	"hsmlab/sim/vcm"
)

// WithDynamic is the first version of the software in which Remote Operator and dynamic slots go together (guide
// 4.11.2.1, 4.11.2.7).
const WithDynamic = "12.81"

var (
	roFeature   = refusal.Rule{ID: "G-4.11-1", Guide: "4.11", Basis: refusal.Documented, Also: []string{"G-4.9.3-3"}}
	roWorld     = refusal.Rule{ID: "G-4.11.1-2", Guide: "4.11.1", Basis: refusal.Documented}
	roExported  = refusal.Rule{ID: "G-4.11.1-5", Guide: "4.11.1", Basis: refusal.Documented}
	roShares    = refusal.Rule{ID: "G-4.11.2.1-1", Guide: "4.11.2.1", Basis: refusal.Documented}
	roMode      = refusal.Rule{ID: "G-4.11.2.1-2", Guide: "4.11.2.1", Basis: refusal.Documented}
	roNetwork   = refusal.Rule{ID: "G-4.11.2.3-1", Guide: "4.11.2.3", Basis: refusal.Documented}
	roOld       = refusal.Rule{ID: "G-4.11.2.7-1", Guide: "4.11.2.7", Basis: refusal.Documented}
	roOldNumber = refusal.Rule{ID: "G-4.11.2.7-2", Guide: "4.11.2.7", Basis: refusal.Documented}
	roNoModule  = refusal.Rule{Guide: "4.11.2.3.2", Basis: refusal.Inferred}
)

// party is a module and the hardserver that arranges its slots, at one end of a remote slot: that of a host, or that
// in a network-attached HSM.
type party struct {
	esn       string
	h         *host.Host    // whose hardserver it is; nil for a unit
	unit      *chassis.Unit // nil for a module in a host
	software  string        // version of the hardserver
	addresses []netip.Addr
	slots     remoteslot.Config // what counts of the configuration

	own  []remoteslot.Slot // before an exchange, without imported ones
	swap int

	v        *vcm.VCM // nil: it does not answer
	features feature.Word
}

// partyOf is a module as a host's tools know it.
func partyOf(h *host.Host, a *host.Attachment) party {
	if u, ok := unitOf(a); ok {
		return partyAt(u)
	}
	p := party{esn: a.ESN, h: h, software: h.Software, addresses: addresses(h), slots: h.Hardserver.Slots()}
	p.own, p.swap = h.Hardserver.OwnSlots(a)
	v, ok := h.Hardserver.Connected(a)
	if !ok {
		return p
	}
	p.v, p.features = v, v.Features
	if a.Platform() {
		if m, _, _ := h.Reach(a.Config); m != nil {
			p.features = m.Features()
		}
	}
	return p
}

// partyAt is the module in a network-attached HSM. What the unit runs is not older than WithDynamic.
func partyAt(u *chassis.Unit) party {
	p := party{esn: u.ESN, unit: u, software: WithDynamic, addresses: []netip.Addr{u.Address.Addr()}, slots: u.Slots(), v: u.Ncoreapi()}
	p.own, p.swap = u.OwnSlots()
	if p.v != nil {
		p.features = p.v.Features
	}
	return p
}

func (p party) operational() bool { return p.v != nil && p.v.Mode() == vcm.Operational }

// with reports whether one hardserver answers for both.
func (p party) with(o party) bool { return p.h == o.h && p.unit == o.unit }

// old reports whether the software is from before Remote Operator could be used with dynamic slots.
func (p party) old() bool { return host.Older(p.software, WithDynamic) }

// visible are the slots of the module that others may ask for, as they are numbered after an exchange with slot 0.
func (p party) visible() []remoteslot.Slot {
	list, swap := slices.Clone(p.own), p.swap
	for i := range list {
		switch list[i].Original {
		case 0:
			list[i].Number = swap
		case swap:
			list[i].Number = 0
		}
	}
	return list
}

// exporter finds the module elsewhere, through the hardserver at the other end.
func exporter(room *site.Room, me party, i remoteslot.Import) (party, *refusal.Refusal) {
	h, u := peerAt(room, me, i.RemoteIP)
	silent := func(port int) *refusal.Refusal {
		if port == i.RemotePort {
			return nil
		}
		return roNetwork.New("hardserver", "import", fmt.Sprintf("no hardserver answers at %s port %d; is it running, and do firewalls let the port through?", i.RemoteIP, i.RemotePort))
	}
	if u != nil {
		if r := silent(u.Slots().Port); r != nil || u.ESN == i.RemoteESN {
			return partyAt(u), r
		}
	} else if h == nil || !serving(h) {
		return party{}, silent(0)
	} else if r := silent(h.Hardserver.Slots().Port); r != nil {
		return party{}, r
	} else {
		for _, a := range h.Hardserver.Modules() {
			if _, unit := unitOf(a); a.ESN == i.RemoteESN && !unit {
				return partyOf(h, a), nil
			}
		}
	}
	return party{}, roNoModule.New("hardserver", "import", fmt.Sprintf("the hardserver at %s has no module %s of its own", i.RemoteIP, i.RemoteESN))
}

func serving(h *host.Host) bool {
	on, _ := h.Hardserver.Running()
	return on && h.Phase() == host.On
}

// peerAt is the host or the unit with an address that a party can send to; loopback addresses are its own.
func peerAt(room *site.Room, from party, address string) (*host.Host, *chassis.Unit) {
	a, err := netip.ParseAddr(address)
	if err != nil {
		return nil, nil
	}
	if a.IsLoopback() {
		return from.h, from.unit
	}
	if u := room.UnitAt(a); u != nil && (from.unit == nil && room.Ping(from.h, a) == site.Reply || from.unit != nil && from.unit.Address.Contains(a)) {
		return nil, u
	}
	for _, h := range room.Hosts {
		if slices.Contains(addresses(h), a) && reaches(room, from, h, a) {
			return h, nil
		}
	}
	return nil, nil
}

// reaches reports whether packets of a party get to a host's address. A unit knows its own network only.
func reaches(room *site.Room, from party, h *host.Host, a netip.Addr) bool {
	if from.unit != nil {
		return from.unit.Address.Contains(a) && h.Phase() == host.On
	}
	return room.Ping(from.h, a) == site.Reply
}

func addresses(h *host.Host) []netip.Addr {
	var list []netip.Addr
	for _, i := range h.Network.Interfaces {
		for _, p := range i.Addresses {
			list = append(list, p.Addr())
		}
	}
	return list
}
