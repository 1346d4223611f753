package sim

import (
	"fmt"
	"net/netip"
	"slices"
	"strings"
	"time"

	"hsmlab/sim/clock"
	"hsmlab/sim/feature"
	"hsmlab/sim/firmware"
	"hsmlab/sim/host"
	"hsmlab/sim/module"
	"hsmlab/sim/site"
	"hsmlab/sim/sshkey"
)

// Scenario is a situation in which a lab can begin.
type Scenario struct {
	Name  string
	Title string
	About string
	build func(*site.Room)
}

// Scenarios lists the situations, the default first. A family of situations has a file of its own.
func Scenarios() []Scenario {
	return slices.Concat(basicScenarios(), keyScenarios(), environmentScenarios(), firmwareScenarios(), logScenarios(), networkScenarios(), tenantScenarios(), soloScenarios(), remoteScenarios(), unitScenarios(), virtualScenarios())
}

func basicScenarios() []Scenario {
	return []Scenario{
		{"default", "One module, two hosts", "A provider's host with one enrolled nShield 5s, and a tenant's host. No VCM, no licence, link-local network.", defaultRoom},
		{"factory", "Fresh from the factory", "The same room, with the nShield 5s in factory state: nothing is enrolled.", factoryRoom},
	}
}

func scenario(name string) (Scenario, error) {
	all := Scenarios()
	if name == "" {
		return all[0], nil
	}
	names := make([]string, len(all))
	for i, s := range all {
		if s.Name == name {
			return s, nil
		}
		names[i] = s.Name
	}
	return Scenario{}, fmt.Errorf("no scenario %q; there are %s", name, strings.Join(names, ", "))
}

func defaultRoom(r *site.Room) {
	factoryRoom(r)
	enrolProvider(r)
}

// enrolProvider makes the keys of the provider's host and installs them in its module.
func enrolProvider(r *site.Room) {
	enrol(r.Hosts[0])
}

// enrol makes the keys of a host and installs them in its modules, as the install script did.
func enrol(provider *host.Host) {
	keys := map[sshkey.Service]sshkey.Public{}
	for _, s := range sshkey.Services() {
		if s.Service == host.TenantReq {
			continue
		}
		k, err := provider.MakeKey(s.Service, host.NoSecrets())
		if err != nil {
			panic("BUG: scenario key: " + err.Error())
		}
		keys[s.Service] = k
	}
	for _, m := range provider.Slots {
		if _, refused := m.Enroll(keys); refused != nil {
			panic("BUG: scenario enrolment: " + refused.Error())
		}
	}
	provider.NoteModules()
	provider.BackUpAdminKey()
	provider.Hardserver.ReadKey(func(string) string { return "" })
}

func factoryRoom(r *site.Room) { twoHosts(r, firmware.Delivered("14.1.1", "13.6.3", "1.1.0")) }

// twoHosts is a provider's host with a module in factory state, and a tenant's host.
func twoHosts(r *site.Room, fw firmware.Loaded) {
	provider := r.AddHost("provider", host.Provider)
	tenant := r.AddHost("tenant-a", host.Tenant)
	wire(provider, "172.23.128.10/24")
	wire(tenant, "172.23.128.11/24")
	r.Router.Gateways = []netip.Prefix{netip.MustParsePrefix("192.168.0.254/24"), netip.MustParsePrefix("fd00:5::fe/64")}
	provider.Clock = clock.Drifting{Offset: 300 * time.Millisecond, PPM: 4}
	tenant.Clock = clock.Drifting{Offset: -700 * time.Millisecond, PPM: -3}
	m := module.New(lifetime(r), fw, &r.Clock, r.Chance)
	m.Clock = clock.Drifting{Offset: 900 * time.Millisecond, PPM: 6}
	r.Fit(provider, m)
	m.Install()
	provider.Hardserver.Start()
	tenant.Hardserver.Start()
}

// wire connects a host to the office network, whose router knows the way to the VCM networks. The host has an IPv6
// address with the same last part. Hosts that hold HSMs have no use for the router: the way is over their devices.
func wire(h *host.Host, address string) {
	p := netip.MustParsePrefix(address)
	last := address[strings.LastIndex(address, ".")+1 : strings.Index(address, "/")]
	h.Network = host.Network{
		Interfaces: []host.Interface{{Name: "eth0", Addresses: []netip.Prefix{p, netip.MustParsePrefix("fd00:128::" + last + "/64")}}},
	}
	if h.Role != host.Provider {
		h.Network.Routes = []host.Route{
			{To: netip.MustParsePrefix("192.168.0.0/24"), Via: netip.MustParseAddr("172.23.128.1")},
			{To: netip.MustParsePrefix("fd00:5::/64"), Via: netip.MustParseAddr("fd00:128::1")},
		}
	}
}

// lifetime is a High-speed module as it is delivered, without a multi-tenancy licence.
func lifetime(r *site.Room) module.Lifetime {
	return module.Lifetime{
		ESN: r.Chance.ESN("esn"), PSN: fmt.Sprintf("48-U5%04d", r.Chance.Uint64("psn")%10_000), DBID: "PLEXUS-01",
		PartNo: "PCA10005-01 revision 03", Made: time.Date(2024, 2, 17, 12, 14, 26, 0, time.UTC), Speed: feature.High,
		Features: feature.ForeignTokenOpen | feature.RemoteShare | feature.HSMSpeed2,
	}
}
