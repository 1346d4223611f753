// Package site is the room: the hosts, what lies between them, and what people hand each other.
//
// Modelled: hosts and their modules, a router that joins their networks, reachability of VCMs, files that one
// party gives to another.
// Not modelled: packets, name resolution, firewalls, delays.
package site

import (
	"crypto/sha256"
	"net/netip"
	"slices"
	"strconv"
	"strings"
	"time"

	"hsmlab/sim/clock"
	"hsmlab/sim/entropy"
	"hsmlab/sim/host"
	"hsmlab/sim/module"
	"hsmlab/sim/vcm"
)

// Room is everything that exists in a scenario.
type Room struct {
	Clock    clock.Clock
	Chance   *entropy.Source
	Hosts    []*host.Host     // provider first
	Shelf    []*module.Module // modules in storage, without power
	Router   Router
	Messages []Message
}

// Router joins the networks of the room. VCM networks that it serves have a gateway address on it.
type Router struct {
	Gateways []netip.Prefix // the router's own address in each VCM network that it serves
}

// Message is a file that was handed over.
type Message struct {
	At       time.Time
	From, To string // hosts
	Path     string // where it arrived
	Data     []byte
}

// New makes an empty room.
func New(seed uint64) *Room { return &Room{Chance: entropy.New(seed)} }

// AddHost puts a computer into the room.
func (r *Room) AddHost(name string, role host.Role) *host.Host {
	h := host.New(name, role, &r.Clock, r.Chance)
	h.Reach = func(uuid string) (*module.Module, *vcm.VCM, bool) { return r.reach(h, uuid) }
	r.Hosts = append(r.Hosts, h)
	return h
}

// Fit puts a module into the next PCIe slot of a host.
func (r *Room) Fit(h *host.Host, m *module.Module) {
	m.Clients = r.clients
	m.Interrupted = func(uuid string) {
		for _, o := range r.Hosts {
			if o.Hardserver.Serves(uuid) {
				o.Hardserver.Cut(uuid)
			}
		}
	}
	h.Slots = append(h.Slots, m)
	h.Network.Interfaces = append(h.Network.Interfaces, device(len(h.Slots)-1, m.ESN))
}

// Move takes a module out of its host, or off the shelf, and fits it into the next slot of a host; nil is the
// shelf. The hosts have no power. A network device is named after the slot, so those behind it are renamed.
func (r *Room) Move(m *module.Module, to *host.Host) {
	out := func(o *module.Module) bool { return o == m }
	for _, h := range r.Hosts {
		if slices.ContainsFunc(h.Slots, out) {
			h.Slots = slices.DeleteFunc(h.Slots, out)
			rename(h)
		}
	}
	r.Shelf = slices.DeleteFunc(r.Shelf, out)
	if to == nil {
		r.Shelf = append(r.Shelf, m)
		return
	}
	to.Slots = append(to.Slots, m)
	rename(to)
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

// Host finds a computer by name; nil when there is none.
func (r *Room) Host(name string) *host.Host {
	for _, h := range r.Hosts {
		if h.Name == name {
			return h
		}
	}
	return nil
}

// Module finds a module by its ESN, with the host that holds it; nil when there is none, and a nil host when it
// lies on the shelf.
func (r *Room) Module(esn string) (*module.Module, *host.Host) {
	for _, h := range r.Hosts {
		for _, m := range h.Slots {
			if m.ESN == esn {
				return m, h
			}
		}
	}
	for _, m := range r.Shelf {
		if m.ESN == esn {
			return m, nil
		}
	}
	return nil, nil
}

// Modules lists all modules, by host and slot; those on the shelf last.
func (r *Room) Modules() []*module.Module {
	var list []*module.Module
	for _, h := range r.Hosts {
		list = append(list, h.Slots...)
	}
	return append(list, r.Shelf...)
}

// clients names the hosts whose hardserver is connected to the VCM.
func (r *Room) clients(uuid string) []string {
	var names []string
	for _, h := range r.Hosts {
		if h.Hardserver.Serves(uuid) {
			names = append(names, h.Name)
		}
	}
	return names
}

// reach finds a VCM and tells whether packets from h get to it: always from the host that holds the module,
// from elsewhere over a routed network with the right gateway at both ends (D-79).
func (r *Room) reach(h *host.Host, uuid string) (*module.Module, *vcm.VCM, bool) {
	for _, o := range r.Hosts {
		for _, m := range o.Slots {
			if v := m.World(uuid); v != nil {
				return m, v, m.Up() && !m.Failed() && v.Active() && (o == h || r.routed(h, o, m, v))
			}
		}
	}
	return nil, nil, false
}

func (r *Room) routed(from, holder *host.Host, m *module.Module, v *vcm.VCM) bool {
	a, err := netip.ParseAddr(v.Address)
	if err != nil || a.IsLinkLocalUnicast() || holder.Phase() != host.On || from.Phase() != host.On {
		return false
	}
	for _, g := range r.Router.Gateways {
		if g.Addr() == m.Network().Gateway && g.Contains(a) {
			return from.Network.Routed(a)
		}
	}
	return false
}
