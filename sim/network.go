package sim

import (
	"fmt"
	"net/netip"

	"hsmlab/sim/host"
	"hsmlab/sim/site"
)

// Ping tells what comes of a packet that asks for an answer, sent from a host now. A link-local address needs its
// device as zone.
func (l *Lab) Ping(hostName string, a netip.Addr) site.Echo {
	h := l.room.Host(hostName)
	if h == nil || h.Phase() != host.On {
		return site.NoRoute
	}
	return l.room.Ping(h, a)
}

// Lookup is the way that packets of a host take to an address: the device, and the router, which is invalid where
// none is needed.
func (l *Lab) Lookup(hostName string, a netip.Addr) (device string, via netip.Addr, ok bool) {
	h := l.room.Host(hostName)
	if h == nil {
		return "", netip.Addr{}, false
	}
	return h.Network.Lookup(a)
}

// route changes the routes of a host.
func (l *Lab) route(e Route) error {
	h, u, err := l.running(e.Host, e.User)
	if err != nil {
		return err
	}
	if u.UID != 0 {
		return host.ErrRouteRoot
	}
	r := host.Route{}
	if r.To, err = netip.ParsePrefix(e.To); err != nil {
		return fmt.Errorf("any valid prefix is expected rather than %q", e.To)
	}
	if e.Via != "" || e.Add {
		if r.Via, err = netip.ParseAddr(e.Via); err != nil || r.Via.Zone() != "" {
			return fmt.Errorf("any valid address is expected rather than %q", e.Via)
		}
	}
	if e.Add {
		return h.Network.AddRoute(r)
	}
	return h.Network.DeleteRoute(r)
}
