package nfast

import (
	"fmt"

	"hsmlab/sim/feature"
	"hsmlab/sim/host"
	"hsmlab/sim/hsconfig"
	"hsmlab/sim/refusal"
	"hsmlab/sim/remoteslot"
	"hsmlab/sim/site"
)

// numbers are those that the imported slots of the module's hardserver get, in the order of the configuration; 0 for
// those of other modules. They do not depend on which of the slots can be had, so that none changes when another goes.
func (p party) numbers() []int {
	var mine, wanted []int
	for n, i := range p.slots.Imports {
		if i.LocalESN == p.esn {
			mine, wanted = append(mine, n), append(wanted, i.Slot)
		}
	}
	own := func(n int) bool { _, ok := remoteslot.At(p.own, n); return ok }
	list := make([]int, len(p.slots.Imports))
	for n, number := range hsconfig.Numbers(own, wanted) {
		list[mine[n]] = number
	}
	return list
}

// slotsOf are the slots of a module as its tools show them: its own, those that it imports, and one exchanged with
// slot 0 if that is configured. Slots that it may not import now are missing; of those that it may, but to which the
// connection failed, the number and the trouble are left.
func slotsOf(room *site.Room, h *host.Host, a *host.Attachment) []remoteslot.Slot {
	me := partyOf(h, a)
	list, swap := me.own, me.swap
	for n, number := range me.numbers() {
		if number == 0 {
			continue
		}
		if s, r := importing(room, me, me.slots.Imports[n], number); r == nil || s.Trouble != "" {
			list = remoteslot.Add(list, s, number)
		}
	}
	if s, ok := remoteslot.At(list, swap); ok && s.Remote && me.old() {
		swap = 0
	}
	return remoteslot.Swapped(list, swap)
}

// importing is the slot elsewhere that an import is about, with its number here, or why it cannot be imported now.
func importing(room *site.Room, me party, i remoteslot.Import, number int) (remoteslot.Slot, *refusal.Refusal) {
	if r := me.mayImport(i, number); r != nil {
		return remoteslot.Slot{}, r
	}
	peer, r := exporter(room, me, i)
	if r != nil && r.ID == roNetwork.ID {
		return remoteslot.Slot{Trouble: remoteslot.TimedOut}, r
	}
	if r != nil {
		return remoteslot.Slot{}, r
	}
	if r := me.insecure(peer); r != nil {
		return remoteslot.Slot{Trouble: remoteslot.Insecure}, r
	}
	s, ok := remoteslot.At(peer.visible(), i.RemoteSlot)
	if !ok || s.Soft || !peer.slots.Exported(i.RemoteESN, s.Original, me.addresses, me.with(peer), i.LocalESN) {
		return remoteslot.Slot{}, roExported.New("hardserver", "import", fmt.Sprintf("slot %d of module %s is not exported to module %s on this host; [slot_exports] on the attended host comes first", i.RemoteSlot, i.RemoteESN, i.LocalESN))
	}
	if s.Dynamic && peer.old() {
		return remoteslot.Slot{}, roOld.New("hardserver", "import", "the software of the attended host is older than "+WithDynamic+": it cannot export dynamic slots")
	}
	return s, nil
}

// insecure tells why two modules that reach each other have no secure channel, which keys of their Security World
// make; nil if they have one.
func (p party) insecure(peer party) *refusal.Refusal {
	switch {
	case !peer.operational():
		return roMode.New("hardserver", "import", "the attended module "+peer.esn+" is not in operational mode")
	case !p.v.Holds().Real() || p.v.World() != peer.v.World():
		return roWorld.New("hardserver", "import", fmt.Sprintf("modules %s and %s are not in the same Security World", p.esn, peer.esn))
	}
	return nil
}

// mayImport tells why a module cannot import a slot by this number, whatever there is at the other end.
func (p party) mayImport(i remoteslot.Import, number int) *refusal.Refusal {
	switch {
	case !p.operational():
		return roMode.New("hardserver", "import", "the unattended module "+p.esn+" is not in operational mode")
	case p.features&feature.RemoteShare == 0:
		return roFeature.New("hardserver", "import", "Remote Operator (Remote Share) is not enabled on the unattended module "+p.esn)
	case p.v.Holds().Real() && !p.v.TakesShares():
		return roShares.New("hardserver", "import", "module "+p.esn+" was initialized without the permission to read remote card sets (new-world -S)")
	case number >= hsconfig.MaxSlots:
		return noSlot.New("hardserver", "import", fmt.Sprintf("no slot number is left on module %s: it has the slots 0 to %d", p.esn, hsconfig.MaxSlots-1))
	}
	return p.mayNumber(i, number)
}

// mayNumber tells why old software cannot give the slot a number: it assigns none by itself but takes slot 2.
func (p party) mayNumber(i remoteslot.Import, number int) *refusal.Refusal {
	want := i.Slot
	if want == 0 {
		want = 2
	}
	if !p.old() || number == want {
		return nil
	}
	rule := roOld
	if s, ok := remoteslot.At(p.own, want); ok && s.Dynamic {
		rule = roOldNumber
	}
	return rule.New("hardserver", "import", fmt.Sprintf("slot %d of module %s is taken, and software older than %s assigns no other; set local_slotid", want, p.esn, WithDynamic))
}
