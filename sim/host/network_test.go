package host_test

import (
	"net/netip"
	"testing"

	"hsmlab/sim/host"
)

func office() host.Network {
	return host.Network{
		Interfaces: []host.Interface{{Name: "eth0", Addresses: []netip.Prefix{netip.MustParsePrefix("172.23.128.11/24"), netip.MustParsePrefix("fd00:128::11/64")}}},
		Routes:     []host.Route{{To: netip.MustParsePrefix("192.168.0.0/16"), Via: netip.MustParseAddr("172.23.128.1")}},
	}
}

func route(to, via string) host.Route {
	r := host.Route{To: netip.MustParsePrefix(to)}
	if via != "" {
		r.Via = netip.MustParseAddr(via)
	}
	return r
}

func TestLookup(t *testing.T) {
	n := office()
	if err := n.AddRoute(route("192.168.7.0/24", "172.23.128.7")); err != nil {
		t.Fatal(err)
	}
	if err := n.AddRoute(route("::/0", "fd00:128::1")); err != nil {
		t.Fatal(err)
	}
	for address, want := range map[string]string{
		"172.23.128.99": "eth0 invalid IP", "192.168.0.2": "eth0 172.23.128.1", "192.168.7.2": "eth0 172.23.128.7",
		"10.0.0.1": "", "fd00:5::2": "eth0 fd00:128::1", "fe80::1": "",
	} {
		device, via, ok := n.Lookup(netip.MustParseAddr(address))
		got := ""
		if ok {
			got = device + " " + via.String()
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", address, got, want)
		}
	}
}

func TestChangesOfRoutes(t *testing.T) {
	n := office()
	for _, c := range []struct {
		what   string
		change error
		want   error
	}{
		{"exists", n.AddRoute(route("192.168.0.0/16", "172.23.128.1")), host.ErrRouteExists},
		{"router out of reach", n.AddRoute(route("10.0.0.0/8", "10.0.0.1")), host.ErrBadGateway},
		{"router of the other family", n.AddRoute(route("fd00:5::/64", "172.23.128.1")), host.ErrBadGateway},
		{"host bits", n.AddRoute(route("10.0.0.1/8", "172.23.128.1")), host.ErrRouteForm},
		{"good", n.AddRoute(route("10.0.0.0/8", "172.23.128.1")), nil},
		{"another router", n.DeleteRoute(route("10.0.0.0/8", "172.23.128.2")), host.ErrNoRoute},
		{"any router", n.DeleteRoute(route("10.0.0.0/8", "")), nil},
		{"gone", n.DeleteRoute(route("10.0.0.0/8", "")), host.ErrNoRoute},
	} {
		if c.change != c.want {
			t.Errorf("%s: got %v, want %v", c.what, c.change, c.want)
		}
	}
	for i := range host.MaxRoutes - 1 {
		if err := n.AddRoute(route(netip.AddrFrom4([4]byte{10, byte(i), 0, 0}).String()+"/16", "172.23.128.1")); err != nil {
			t.Fatal(err)
		}
	}
	if err := n.AddRoute(route("11.0.0.0/8", "172.23.128.1")); err != host.ErrTooManyRoutes {
		t.Errorf("got %v, want %v", err, host.ErrTooManyRoutes)
	}
}
