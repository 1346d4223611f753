package site_test

import (
	"testing"

	"hsmlab/sim"
	"hsmlab/sim/simtest"
	"hsmlab/sim/site"
)

func TestRoom(t *testing.T) {
	r := site.New(1)
	h := r.AddHost("a", "provider")
	if r.Host("a") != h || r.Host("b") != nil || len(r.Modules()) != 0 {
		t.Errorf("got hosts %v and %v, %d modules", r.Host("a"), r.Host("b"), len(r.Modules()))
	}
	if m, _ := r.Module("1111-2222-3333"); m != nil {
		t.Errorf("got module %v in an empty room", m)
	}
}

// Reachability by ruling D-79: link-local VCMs only from the host with the card, others over a routed network
// with the right gateway at both ends.
func TestReach(t *testing.T) {
	for _, c := range []struct {
		name     string
		network  string // options of setnetwork, "" = link-local
		prepare  func(*simtest.Bench)
		provider bool
		tenant   bool
	}{
		{"link-local", "", nil, true, false},
		{"routed IPv4", "ipv4static --address 192.168.0.1/24 --gateway 192.168.0.254", nil, true, true},
		{"routed IPv6", "ipv6static --address fd00:5::1/64 --gateway fd00:5::fe", nil, true, true},
		{"wrong gateway", "ipv4static --address 192.168.0.1/24 --gateway 192.168.0.253", nil, true, false},
		{"network that no host has a route to", "ipv4static --address 10.9.0.1/24 --gateway 10.9.0.254", nil, true, false},
		{"part of the router's network", "ipv4static --address 192.168.0.129/25 --gateway 192.168.0.254", nil, true, true},
		{"provider's host off", "ipv4static --address 192.168.0.1/24 --gateway 192.168.0.254",
			func(b *simtest.Bench) { b.Must(sim.Power{Host: "provider"}) }, false, false},
		{"module in an error state", "ipv4static --address 192.168.0.1/24 --gateway 192.168.0.254",
			func(b *simtest.Bench) { b.Must(sim.Inject{Target: b.Module().ESN, Fault: "1-1-1"}) }, false, false},
		{"VCM stopped", "ipv4static --address 192.168.0.1/24 --gateway 192.168.0.254",
			func(b *simtest.Bench) { b.OK(simtest.Provider, "vcmadmin stop "+b.Module().VCMs[0].UUID) }, false, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := simtest.New(t, "default")
			if c.network != "" {
				b.OK(simtest.Provider, "hsmadmin setnetwork "+c.network)
				b.OK(simtest.Provider, "hsmadmin reset")
				b.Boot()
			}
			b.Ask("")
			uuid := b.Create("")
			b.OK(simtest.Provider, "vcmadmin start "+uuid)
			config, err := b.ReadFile("provider", "root", "/root/vcm-"+uuid+".json")
			if err != nil {
				t.Fatal(err)
			}
			for _, h := range []string{"provider", "tenant-a"} { // as if it were enrolled there: the snapshot shows the reach
				b.Must(sim.File{Host: h, User: "root", Op: "put", Path: "/opt/nfast/services/vcm/" + uuid + ".json", Data: config})
			}
			if c.prepare != nil {
				c.prepare(b)
			}
			for h, want := range map[string]bool{"provider": c.provider, "tenant-a": c.tenant} {
				if got := b.Snapshot().Hosts[h].Enrolled[0].Reachable; got != want {
					t.Errorf("%s: reachable %v, want %v", h, got, want)
				}
			}
		})
	}
}
