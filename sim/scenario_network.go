package sim

import (
	"net/netip"
	"time"

	"hsmlab/sim/clock"
	"hsmlab/sim/host"
	"hsmlab/sim/module"
	"hsmlab/sim/site"
)

// networkScenarios are about who reaches a VCM and who does not.
func networkScenarios() []Scenario {
	return []Scenario{
		{"missing-routes", "A tenant without a route", "An HSM with an IPv4 network for VCMs and a licence for five, and two tenants. Nobody told the host of tenant-a the way to that network; tenant-b's host knows it. The router does its part.", missingRoutesRoom},
	}
}

func missingRoutesRoom(r *site.Room) {
	licensedRoom(r)
	b := r.AddHost("tenant-b", host.Tenant)
	wire(b, "172.23.128.12/24")
	b.Clock = clock.Drifting{Offset: 200 * time.Millisecond, PPM: 2}
	b.Hardserver.Start()
	m := r.Hosts[0].Slots[0]
	n := module.Network{Mode: module.IPv4Static, Address: netip.MustParsePrefix("192.168.0.1/24"), Gateway: netip.MustParseAddr("192.168.0.254")}
	if refused := m.SetNetwork(n); refused != nil {
		panic("BUG: scenario network: " + refused.Error())
	}
	m.AdoptNetwork()
	r.Host("tenant-a").Network.Routes = nil
}
