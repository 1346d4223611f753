package nfast

import (
	"fmt"
	"net/netip"
	"slices"

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

// party is a module and the hardserver that answers for it, at one end of a remote slot.
type party struct {
	h        *host.Host
	a        *host.Attachment
	v        *vcm.VCM // nil: it does not answer
	features feature.Word
}

func partyOf(h *host.Host, a *host.Attachment) party {
	p := party{h: h, a: a}
	v, ok := h.Hardserver.Connected(a)
	if !ok {
		return p
	}
	p.v, p.features = v, v.Features
	if a.Platform() {
		if m, _, _ := h.Reach(a.UUID); m != nil {
			p.features = m.Features()
		}
	}
	return p
}

func (p party) operational() bool { return p.v != nil && p.v.Mode() == vcm.Operational }

// old reports whether the software is from before Remote Operator could be used with dynamic slots.
func (p party) old() bool { return host.Older(p.h.Software, WithDynamic) }

// visible are the slots of the module that others may ask for, as they are numbered after an exchange with slot 0.
func (p party) visible() []remoteslot.Slot {
	list, swap := p.h.Hardserver.OwnSlots(p.a)
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

// slotsOf are the slots of a module as its tools show them: its own, those that it imports, and one exchanged with
// slot 0 if that is configured. Slots that cannot be imported now are missing.
func slotsOf(room *site.Room, h *host.Host, a *host.Attachment) []remoteslot.Slot {
	list, swap := h.Hardserver.OwnSlots(a)
	me := partyOf(h, a)
	for _, i := range h.Hardserver.Slots().Imports {
		if i.LocalESN != a.ESN {
			continue
		}
		if s, r := importing(room, me, i, list); r == nil {
			list = remoteslot.Add(list, s, i.Slot)
		}
	}
	if s, ok := remoteslot.At(list, swap); ok && s.Remote && me.old() {
		swap = 0
	}
	return remoteslot.Swapped(list, swap)
}

// importing is the slot elsewhere that an import is about, or why it cannot be imported now. taken are the slots that
// the module has before.
func importing(room *site.Room, me party, i remoteslot.Import, taken []remoteslot.Slot) (remoteslot.Slot, *refusal.Refusal) {
	if r := me.mayImport(); r != nil {
		return remoteslot.Slot{}, r
	}
	peer, own, r := exporter(room, me.h, i)
	if r != nil {
		return remoteslot.Slot{}, r
	}
	const method = "import"
	switch {
	case !peer.operational():
		return remoteslot.Slot{}, roMode.New("hardserver", method, "the attended module "+i.RemoteESN+" is not in operational mode")
	case !me.v.Holds().Real() || me.v.World() != peer.v.World():
		return remoteslot.Slot{}, roWorld.New("hardserver", method, fmt.Sprintf("modules %s and %s are not in the same Security World", i.LocalESN, i.RemoteESN))
	}
	s, ok := remoteslot.At(peer.visible(), i.RemoteSlot)
	if !ok || s.Soft || !peer.h.Hardserver.Slots().Exported(i.RemoteESN, s.Original, addresses(me.h), own, i.LocalESN) {
		return remoteslot.Slot{}, roExported.New("hardserver", method, fmt.Sprintf("slot %d of module %s is not exported to module %s on this host; [slot_exports] on the attended host comes first", i.RemoteSlot, i.RemoteESN, i.LocalESN))
	}
	if s.Dynamic && peer.old() {
		return remoteslot.Slot{}, roOld.New("hardserver", method, "the software of the attended host is older than "+WithDynamic+": it cannot export dynamic slots")
	}
	return s, me.mayNumber(i, taken)
}

// mayImport tells why a module cannot import any slot.
func (p party) mayImport() *refusal.Refusal {
	switch {
	case !p.operational():
		return roMode.New("hardserver", "import", "the unattended module "+p.a.ESN+" is not in operational mode")
	case p.features&feature.RemoteShare == 0:
		return roFeature.New("hardserver", "import", "Remote Operator (Remote Share) is not enabled on the unattended module "+p.a.ESN)
	case p.v.Holds().Real() && !p.v.TakesShares():
		return roShares.New("hardserver", "import", "module "+p.a.ESN+" was initialized without the permission to read remote card sets (new-world -S)")
	}
	return nil
}

// mayNumber tells why old software cannot give the slot a number: it assigns none by itself but takes slot 2.
func (p party) mayNumber(i remoteslot.Import, taken []remoteslot.Slot) *refusal.Refusal {
	if !p.old() {
		return nil
	}
	want := i.Slot
	if want == 0 {
		want = 2
	}
	if s, ok := remoteslot.At(taken, want); ok {
		rule := roOld
		if s.Dynamic {
			rule = roOldNumber
		}
		return rule.New("hardserver", "import", fmt.Sprintf("slot %d of module %s is taken, and software older than %s assigns no other; set local_slotid", want, p.a.ESN, WithDynamic))
	}
	return nil
}

// exporter finds the module elsewhere, through the hardserver at the other end. own tells that it is on the same host.
func exporter(room *site.Room, from *host.Host, i remoteslot.Import) (found party, own bool, r *refusal.Refusal) {
	h := hostAt(room, from, i.RemoteIP)
	on := false
	if h != nil && h.Phase() == host.On {
		on, _ = h.Hardserver.Running()
	}
	if !on || h.Hardserver.Slots().Port != i.RemotePort {
		return party{}, false, roNetwork.New("hardserver", "import", fmt.Sprintf("no hardserver answers at %s port %d; is it running, and do firewalls let the port through?", i.RemoteIP, i.RemotePort))
	}
	for _, a := range h.Hardserver.Modules() {
		if a.ESN == i.RemoteESN {
			return partyOf(h, a), h == from, nil
		}
	}
	return party{}, false, roNoModule.New("hardserver", "import", fmt.Sprintf("the hardserver at %s has no module %s", i.RemoteIP, i.RemoteESN))
}

// hostAt is the host with an address that another one can send to; loopback addresses are its own.
func hostAt(room *site.Room, from *host.Host, address string) *host.Host {
	a, err := netip.ParseAddr(address)
	if err != nil {
		return nil
	}
	if a.IsLoopback() {
		return from
	}
	for _, h := range room.Hosts {
		if slices.Contains(addresses(h), a) && room.Ping(from, a) == site.Reply {
			return h
		}
	}
	return nil
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
