package site

import (
	"crypto/sha256"
	"net/netip"
	"slices"
	"strconv"
	"strings"

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
	h.Network.Interfaces = slices.DeleteFunc(h.Network.Interfaces, func(i host.Interface) bool { return strings.HasPrefix(i.Name, "nshield") })
	for n, m := range h.Slots {
		h.Network.Interfaces = append(h.Network.Interfaces, device(n, m.ESN))
	}
}

// device is the network device that a module is to its host: nshield0 for the first, with a link-local address.
func device(number int, esn string) host.Interface {
	sum := sha256.Sum256([]byte("device " + esn))
	b := [16]byte{0: 0xfe, 1: 0x80}
	copy(b[8:], sum[:8])
	return host.Interface{Name: "nshield" + strconv.Itoa(number), Addresses: []netip.Prefix{netip.PrefixFrom(netip.AddrFrom16(b), 64)}}
}

// reach finds a VCM and tells whether packets from h get to it: always from the host that holds the module,
// from elsewhere over a routed network with the right gateway at both ends (D-79).
func (r *Room) reach(h *host.Host, uuid string) (*module.Module, *vcm.VCM, bool) {
	for _, o := range r.Hosts {
		for _, m := range o.Slots {
			if v := m.World(uuid); v != nil {
				return m, v, m.Up() && !m.Failed() && m.Seen() && v.Active() && (o == h || r.routed(h, o, m, v.Address))
			}
		}
	}
	return nil, nil, false
}

// routed reports whether packets get from one host to an address on the VCM network of a module in another: the
// sender knows the router as the way, and the module has the router's address in its network as its gateway.
func (r *Room) routed(from, holder *host.Host, m *module.Module, address string) bool {
	a, err := netip.ParseAddr(address)
	if err != nil || a.IsLinkLocalUnicast() || holder.Phase() != host.On || from.Phase() != host.On {
		return false
	}
	_, via, ok := from.Network.Lookup(a)
	if !ok || !r.Router.owns(r.Router.Office, via) {
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
	if r.near(h, a) {
		return Reply
	}
	_, via, ok := h.Network.Lookup(a)
	switch {
	case !ok:
		return NoRoute
	case via.IsValid() && !r.Router.owns(r.Router.Office, via):
		return Silence
	case r.Router.owns(r.Router.Office, a) || via.IsValid() && r.Router.owns(r.Router.Gateways, a):
		return Reply
	}
	if u := r.UnitAt(a); u != nil && !via.IsValid() {
		return Reply
	}
	for _, o := range r.Hosts {
		if owns(o, a) && o.Phase() == host.On || r.beyond(h, o, a) {
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

// near reports whether the address is that of a module in the host, or of an active VCM in it.
func (r *Room) near(h *host.Host, a netip.Addr) bool {
	return slices.ContainsFunc(h.Slots, func(m *module.Module) bool { return answers(m, a) })
}

// beyond is near for a module in another host, over the router.
func (r *Room) beyond(h, o *host.Host, a netip.Addr) bool {
	return slices.ContainsFunc(o.Slots, func(m *module.Module) bool { return answers(m, a) && r.routed(h, o, m, a.String()) })
}

// answers reports whether a running module has the address for itself or for an active VCM.
func answers(m *module.Module, a netip.Addr) bool {
	if !m.Up() || m.Failed() {
		return false
	}
	return m.Network().Address.Addr() == a ||
		slices.ContainsFunc(m.VCMs(), func(v *vcm.VCM) bool { return v.Active() && v.Address == a.String() })
}

func (r *Room) pingLink(h *host.Host, a netip.Addr, zone string) Echo {
	if zone == "" || !slices.ContainsFunc(h.Network.Interfaces, func(i host.Interface) bool { return i.Name == zone }) {
		return NoRoute
	}
	for n, m := range h.Slots {
		if zone == "nshield"+strconv.Itoa(n) && answers(m, a) {
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
