package host

import (
	"net/netip"
	"slices"

	"hsmlab/sim/module"
	"hsmlab/sim/vcm"
)

// Network is what a host can send packets to: the addresses of its interfaces and its routes.
type Network struct {
	Interfaces []Interface
	Routes     []Route

	configured []Route // what the routes are after a boot, when they were changed by hand
	changed    bool
}

// Interface is a network device with its addresses.
type Interface struct {
	Name      string
	Addresses []netip.Prefix
	Module    *module.Module // the HSM that is the device; nil = a network card
}

// Beyond is the network that the host reaches over the device without an address of its own in it: that of the VCMs in
// the HSM.
func (i Interface) Beyond() (netip.Prefix, bool) {
	if i.Module == nil {
		return netip.Prefix{}, false
	}
	return i.Module.Subnet()
}

// networks are those that packets reach over the device without a router.
func (i Interface) networks() []netip.Prefix {
	if p, ok := i.Beyond(); ok {
		return append(slices.Clone(i.Addresses), p)
	}
	return i.Addresses
}

// answers reports whether the HSM behind the device has the address.
func (i Interface) answers(a netip.Addr) bool {
	if i.Module == nil {
		return false
	}
	_, ok := i.Module.At(a)
	return ok
}

// Route tells through which router a network is reached.
type Route struct {
	To  netip.Prefix
	Via netip.Addr
}

// MaxRoutes is how many routes a host may have.
const MaxRoutes = 64

// Lookup finds the way to an address as the kernel does, by the longest prefix: the device, and the router unless
// the address is on a network of the host's own. Two HSMs with one network share it: the way is to the one that
// answers. Link-local addresses are on every network: they have no way without a device.
func (n Network) Lookup(a netip.Addr) (device string, via netip.Addr, ok bool) {
	if a.IsLinkLocalUnicast() {
		return "", netip.Addr{}, false
	}
	best, found := -1, false
	for _, i := range n.Interfaces {
		for _, p := range i.networks() {
			if p.Contains(a) && (p.Bits() > best || p.Bits() == best && !found && i.answers(a)) {
				best, device, found = p.Bits(), i.Name, i.answers(a)
			}
		}
	}
	for _, r := range n.Routes {
		if r.To.Contains(a) && r.To.Bits() > best {
			best, device, via = r.To.Bits(), n.attached(r.Via), r.Via
		}
	}
	return device, via, best >= 0
}

// attached is the device on whose network an address is, "" when none is.
func (n Network) attached(a netip.Addr) string {
	for _, i := range n.Interfaces {
		for _, p := range i.Addresses {
			if p.Contains(a) && !p.Addr().IsLinkLocalUnicast() {
				return i.Name
			}
		}
	}
	return ""
}

// What the kernel answers to a route that cannot be.
const (
	ErrRouteExists   Errno = "RTNETLINK answers: File exists"
	ErrNoRoute       Errno = "RTNETLINK answers: No such process"
	ErrBadGateway    Errno = "Error: Nexthop has invalid gateway."
	ErrRouteForm     Errno = "Error: Invalid prefix for given prefix length."
	ErrRouteRoot     Errno = "RTNETLINK answers: Operation not permitted"
	ErrTooManyRoutes Errno = "RTNETLINK answers: No buffer space available"
)

// AddRoute adds a route until the host loses power. The router must be on a network of the host's own.
func (n *Network) AddRoute(r Route) error {
	switch {
	case r.To != r.To.Masked():
		return ErrRouteForm
	case n.attached(r.Via) == "" || r.Via.Is4() != r.To.Addr().Is4():
		return ErrBadGateway
	case n.known(r.To):
		return ErrRouteExists
	case len(n.Routes) >= MaxRoutes:
		return ErrTooManyRoutes
	}
	n.change()
	n.Routes = append(n.Routes, r)
	return nil
}

// known reports whether there is a route to a network already, over a router or to an HSM.
func (n *Network) known(to netip.Prefix) bool {
	return slices.ContainsFunc(n.Routes, func(o Route) bool { return o.To == to }) ||
		slices.ContainsFunc(n.Interfaces, func(i Interface) bool {
			p, ok := i.Beyond()
			return ok && p == to
		})
}

// DeleteRoute deletes a route until the host loses power; an invalid router stands for any.
func (n *Network) DeleteRoute(r Route) error {
	i := slices.IndexFunc(n.Routes, func(o Route) bool { return o.To == r.To && (!r.Via.IsValid() || o.Via == r.Via) })
	if i < 0 {
		return ErrNoRoute
	}
	n.change()
	n.Routes = slices.Delete(n.Routes, i, i+1)
	return nil
}

// change keeps the configured routes before the first change.
func (n *Network) change() {
	if !n.changed {
		n.configured, n.changed = slices.Clone(n.Routes), true
	}
}

// restore brings the configured routes back, as a boot does.
func (n *Network) restore() {
	if n.changed {
		n.Routes, n.configured, n.changed = n.configured, nil, false
	}
}

// NoWay tells why this host cannot even send packets to the address of a VCM, "" if it can. Whether they arrive is
// another question.
func (h *Host) NoWay(address string) string {
	a, err := netip.ParseAddr(address)
	switch {
	case err != nil:
		return ""
	case a.IsLinkLocalUnicast() && !h.hasDevice():
		return address + " is a link-local address, which only the host that holds the HSM reaches"
	case a.IsLinkLocalUnicast():
		return ""
	}
	if _, _, ok := h.Network.Lookup(a); ok || h.hasDevice() {
		return ""
	}
	return "this host has no route to " + address
}

// Silence tells why a VCM does not answer at the address in its configuration, beyond that it does not: the host
// cannot send packets there, or somebody else has the address, or nobody since the VCM was given another. It is ""
// when this host finds nothing out.
func (h *Host) Silence(c vcm.Config) string {
	a, err := netip.ParseAddr(c.Address)
	_, v, ok := h.Reach(c)
	switch way := h.NoWay(c.Address); {
	case ok || err != nil:
		return ""
	case way != "":
		return way
	case h.Answers(a):
		return "something else answers at " + c.Address
	case v != nil && v.Address != a.String():
		return "nothing answers at " + c.Address
	}
	return ""
}

// hasDevice reports whether the host has the network device of a module.
func (h *Host) hasDevice() bool {
	return slices.ContainsFunc(h.Network.Interfaces, func(i Interface) bool { return i.Module != nil })
}
