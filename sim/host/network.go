package host

import "net/netip"

// Network is what a host can send packets to: the addresses of its interfaces and its routes.
type Network struct {
	Interfaces []Interface
	Routes     []Route
}

// Interface is a network device with its addresses.
type Interface struct {
	Name      string
	Addresses []netip.Prefix
}

// Route tells through which router a network is reached.
type Route struct {
	To  netip.Prefix
	Via netip.Addr
}

// Routed reports whether the host has a way to the address: its own network, or a route.
func (n Network) Routed(a netip.Addr) bool {
	for _, i := range n.Interfaces {
		for _, p := range i.Addresses {
			if p.Contains(a) {
				return true
			}
		}
	}
	for _, r := range n.Routes {
		if r.To.Contains(a) {
			return true
		}
	}
	return false
}
