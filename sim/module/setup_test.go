package module_test

import (
	"net/netip"
	"testing"

	"hsmlab/sim/feature"
	"hsmlab/sim/module"
)

// TestNetworksThatCannotBe is about static networks that setnetwork refuses, each for one reason; nothing is pending
// afterwards.
func TestNetworksThatCannotBe(t *testing.T) {
	for _, c := range []struct{ own, gateway, want string }{
		{"10.0.0.1/30", "10.0.0.2", "no room"}, // HSM and gateway fill it
		{"10.0.0.1/29", "10.0.0.2", ""},
		{"fd00::1/127", "fd00::", "no room"},
		{"fd00::1/126", "fd00::2", ""},
		{"10.0.0.0/24", "10.0.0.2", "the address of the subnet itself"},
		{"10.0.0.1/24", "10.0.0.0", "cannot be the gateway"},
		{"10.0.0.1/24", "10.0.1.2", "not in the subnet"},
		{"10.0.0.1/24", "10.0.0.255", "broadcast"},
		{"10.0.0.255/24", "10.0.0.1", "broadcast"},
		{"10.0.0.1/24", "10.0.0.1", "the same"},
		{"169.254.0.1/16", "169.254.0.2", "link-local"},
		{"fe80::1/64", "fe80::2", "link-local"},
		{"::ffff:10.0.0.1/120", "::ffff:10.0.0.2", "cannot be the address"},
		{"224.0.0.1/8", "224.0.0.9", "cannot be the address"},
		{"127.0.0.1/8", "127.0.0.2", "cannot be the address"},
	} {
		t.Run(c.own+" "+c.gateway, func(t *testing.T) {
			m := newCard(feature.High, 5).enrolled(t)
			own, mode := netip.MustParsePrefix(c.own), module.IPv6Static
			if own.Addr().Is4() {
				mode = module.IPv4Static
			}
			r := m.SetNetwork(module.Network{Mode: mode, Address: own, Gateway: netip.MustParseAddr(c.gateway)})
			if c.want != "" {
				wantReason(t, r, c.want)
			} else if r != nil {
				t.Error(r)
			}
			if refused := m.Pending() == nil; refused != (c.want != "") {
				t.Errorf("a network is pending: %v", !refused)
			}
		})
	}
}
