package site

import (
	"crypto/sha256"
	"net/netip"
	"slices"
	"strconv"

	"hsmlab/sim/chassis"
	"hsmlab/sim/host"
	"hsmlab/sim/module"
	"hsmlab/sim/vcm"
)

// Router joins the networks of the room. VCM networks that it serves have a gateway address on it.
type Router struct {
	Office   []netip.Prefix // its addresses on the network of the hosts
	Gateways []netip.Prefix // its address in each VCM network that it serves
}

// officeRouter is the router's address on the network of the hosts, which the vendor's example uses.
func officeRouter() []netip.Prefix {
	return []netip.Prefix{netip.MustParsePrefix("172.23.128.1/24"), netip.MustParsePrefix("fd00:128::1/64")}
}

func (r Router) owns(list []netip.Prefix, a netip.Addr) bool {
	return slices.ContainsFunc(list, func(p netip.Prefix) bool { return p.Addr() == a })
}

// rename makes the network devices of a host's modules anew.
func rename(h *host.Host) {
	h.Network.Interfaces = slices.DeleteFunc(h.Network.Interfaces, func(i host.Interface) bool { return i.Module != nil })
	for n, m := range h.Slots {
		h.Network.Interfaces = append(h.Network.Interfaces, device(n, m))
	}
}

// device is the network device that a module is to its host: nshield0 for the first, with a link-local address.
func device(number int, m *module.Module) host.Interface {
	sum := sha256.Sum256([]byte("device " + m.ESN))
	b := [16]byte{0: 0xfe, 1: 0x80}
	copy(b[8:], sum[:8])
	return host.Interface{Name: "nshield" + strconv.Itoa(number), Addresses: []netip.Prefix{netip.PrefixFrom(netip.AddrFrom16(b), 64)}, Module: m}
}

// reach finds the VCM of a configuration and tells whether packets from h to the address there get to it.
func (r *Room) reach(h *host.Host, c vcm.Config) (*module.Module, *vcm.VCM, bool) {
	for _, o := range r.Hosts {
		for _, m := range o.Slots {
			if v := m.World(c.UUID); v != nil {
				return m, v, r.gets(h, o, c.Address, m, v)
			}
		}
	}
	return nil, nil, false
}

// gets reports whether packets from h to an address get to a VCM of a module in o.
func (r *Room) gets(h, o *host.Host, address string, m *module.Module, v *vcm.VCM) bool {
	if v.Address == "" { // of a module without VCMs: the hardserver of its own host is connected to it
		return address == "" && o == h && m.Up() && !m.Failed() && m.Seen() && v.Active()
	}
	a, err := netip.ParseAddr(address)
	if err != nil {
		return false
	}
	at, ok := r.at(h, a)
	return ok && at == v
}

// at finds who answers when a host sends packets to an address of an HSM: a VCM, or the module itself, which is nil.
// It is one in the host if the way there is over the HSM's device, and otherwise one to which the router leads (D-79).
// Where several have the address, by mistake, the first answers, by host and slot.
func (r *Room) at(h *host.Host, a netip.Addr) (v *vcm.VCM, ok bool) {
	_, via, _ := h.Network.Lookup(a)
	for _, o := range r.Hosts {
		for _, m := range o.Slots {
			if v, ok := m.At(a); ok && (o == h && !via.IsValid() || via.IsValid() && r.routed(h, o, m, a, via)) {
				return v, true
			}
		}
	}
	return nil, false
}

// routed reports whether packets that a host sends to a router get to an address on the VCM network of a module in
// another: the router is the right one, and the module has its address in that network as its gateway.
func (r *Room) routed(from, holder *host.Host, m *module.Module, a, via netip.Addr) bool {
	if holder.Phase() != host.On || from.Phase() != host.On || !r.Router.owns(r.Router.Office, via) {
		return false
	}
	return slices.ContainsFunc(r.Router.Gateways, func(g netip.Prefix) bool {
		return g.Addr() == m.Network().Gateway && g.Contains(a)
	})
}

// Echo is what comes of a packet that asks for an answer.
type Echo int

const (
	NoRoute Echo = iota // it cannot be sent
	Silence             // nothing comes back
	Reply               // somebody answers
)

// Ping sends a packet from a host to an address. A link-local address needs the device as its zone, "fe80::1%nshield0".
func (r *Room) Ping(h *host.Host, a netip.Addr) Echo {
	zone := a.Zone()
	a = a.WithZone("")
	switch {
	case a.IsLoopback() || owns(h, a):
		return Reply
	case a.IsLinkLocalUnicast():
		return r.pingLink(h, a, zone)
	}
	_, via, ok := h.Network.Lookup(a)
	switch {
	case !ok:
		return NoRoute
	case via.IsValid() && !r.Router.owns(r.Router.Office, via):
		return Silence
	case r.Router.owns(r.Router.Office, a) || r.Router.owns(r.Router.Gateways, a):
		return Reply
	}
	if _, ok := r.at(h, a); ok {
		return Reply
	}
	if u := r.UnitAt(a); u != nil && !via.IsValid() {
		return Reply
	}
	for _, o := range r.Hosts {
		if owns(o, a) && o.Phase() == host.On {
			return Reply
		}
	}
	return Silence
}

// UnitAt is the running network-attached HSM with an address, nil when there is none.
func (r *Room) UnitAt(a netip.Addr) *chassis.Unit {
	for _, u := range r.Units {
		if u.At(a) {
			return u
		}
	}
	return nil
}

func (r *Room) pingLink(h *host.Host, a netip.Addr, zone string) Echo {
	if zone == "" || !slices.ContainsFunc(h.Network.Interfaces, func(i host.Interface) bool { return i.Name == zone }) {
		return NoRoute
	}
	for n, m := range h.Slots {
		if _, ok := m.At(a); ok && zone == "nshield"+strconv.Itoa(n) {
			return Reply
		}
	}
	return Silence
}

func owns(h *host.Host, a netip.Addr) bool {
	for _, i := range h.Network.Interfaces {
		for _, p := range i.Addresses {
			if p.Addr() == a {
				return true
			}
		}
	}
	return false
}
