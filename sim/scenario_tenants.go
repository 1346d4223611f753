package sim

import (
	"fmt"
	"net/netip"
	"time"

	"hsmlab/sim/clock"
	"hsmlab/sim/feature"
	"hsmlab/sim/host"
	"hsmlab/sim/module"
	"hsmlab/sim/site"
	"hsmlab/sim/sshkey"
	"hsmlab/sim/vcm"
	"hsmlab/sim/world"
)

// tenantScenarios are about several tenants and many VCMs.
func tenantScenarios() []Scenario {
	return []Scenario{
		{"two-tenants", "Two tenants", "A licence for five active VCMs, the network 192.168.0.0/24 for VCMs in force, and the hosts of two tenants. No VCM yet.", twoTenants},
		{"five-tenants", "Five tenants at work", "Five tenants, tenant-a to tenant-e, each with a VCM that is enrolled on its host and operational. The licence is for five active VCMs, one for two is at hand.", fiveTenants},
		{"mid-speed", "An HSM of Mid speed", "Two tenants, no VCM yet, and an nShield 5s of Mid speed with a licence for five active VCMs. An upgrade of its speed is in /root/licences.", midRoom},
		{"ten-vcms", "Ten VCMs", "An nShield 5s with ten VCMs of tenants outside the lab; five of them run.", func(r *site.Room) { manyVCMs(r, 10, 5) }},
		{"hundred-vcms", "A hundred VCMs", "An nShield 5s with 100 VCMs of tenants outside the lab; as many run as fit its memory, 21.", func(r *site.Room) { manyVCMs(r, 100, module.MaxResident) }},
		{"thousand-vcms", "A thousand VCMs", "An nShield 5s that is full: 1,000 VCMs of tenants outside the lab. As many run as fit its memory, 21.", func(r *site.Room) { manyVCMs(r, 1000, module.MaxResident) }},
		{"inherited", "An HSM that somebody else set up", "A provider takes over an nShield 5s with eight VCMs. Licences, logs, clocks and notes are as the predecessor left them: find out what is there, and what of the notes is true.", inheritedRoom},
	}
}

// tenants are the hosts of tenants beside tenant-a, with their addresses.
var tenants = []struct{ name, address string }{
	{"tenant-b", "172.23.128.12/24"}, {"tenant-c", "172.23.128.13/24"}, {"tenant-d", "172.23.128.14/24"}, {"tenant-e", "172.23.128.15/24"},
}

// addTenants brings the tenants of the room to a number; tenant-a is there.
func addTenants(r *site.Room, number int) {
	for i, t := range tenants[:number-1] {
		h := r.AddHost(t.name, host.Tenant)
		wire(h, t.address)
		h.Clock = clock.Drifting{Offset: time.Duration(i-1) * 400 * time.Millisecond, PPM: int64(2*i - 3)}
		h.Hardserver.Start()
	}
}

// office is the network for VCMs that the router of the default room serves.
var office = module.Network{Mode: module.IPv4Static, Address: netip.MustParsePrefix("192.168.0.1/24"), Gateway: netip.MustParseAddr("192.168.0.254")}

// networked gives a module a network for VCMs, as setnetwork and a reset did.
func networked(m *module.Module, n module.Network) {
	if refused := m.SetNetwork(n); refused != nil {
		panic("BUG: scenario network: " + refused.Error())
	}
	m.AdoptNetwork()
}

func twoTenants(r *site.Room) {
	licensedRoom(r)
	addTenants(r, 2)
	networked(r.Hosts[0].Slots[0], office)
}

func midRoom(r *site.Room) {
	defaultRoom(r)
	addTenants(r, 2)
	m := r.Hosts[0].Slots[0]
	m.Speed = feature.Mid
	m.Lifetime.Features = feature.ForeignTokenOpen | feature.RemoteShare | feature.HSMSpeed1
	networked(m, office)
	licensed(m, deliver(r, "mt-5", "HSMSpeed2")[0])
}

// licensed applies a licence.
func licensed(m *module.Module, l feature.Licence) {
	if refused := m.License(l); refused != nil {
		panic("BUG: scenario licence: " + refused.Error())
	}
}

func fiveTenants(r *site.Room) {
	licensedRoom(r)
	addTenants(r, 5)
	m := r.Hosts[0].Slots[0]
	networked(m, office)
	for i, name := range []string{"payments", "ledger", "signing", "vault", "archive"} {
		v := provision(r.Hosts[i+1], m, vcm.VCM{Name: name, Autostart: i < 3})
		v.Start()
		initialise(v)
	}
	for _, h := range r.Hosts[1:] {
		h.Hardserver.Stop()
		h.Hardserver.Start()
	}
	m.Settled()
}

// provision makes a VCM for the tenant of a host and enrols it there, as their commands would have.
func provision(h *host.Host, m *module.Module, like vcm.VCM) *vcm.VCM {
	keys := map[sshkey.Service]sshkey.Public{}
	for _, s := range append([]sshkey.Service{host.SSHAdmin, host.TenantReq}, vcm.EndUserServices()...) {
		k, err := h.MakeKey(s, host.NoSecrets())
		if err != nil {
			panic("BUG: scenario key: " + err.Error())
		}
		keys[s] = k
	}
	like.SSHAdminKey, like.TenantReqKey = keys[host.SSHAdmin], keys[host.TenantReq]
	v := m.Place(&like)
	delete(keys, host.SSHAdmin)
	delete(keys, host.TenantReq)
	v.InstallKeys(keys)
	c := v.Config(m.ESN)
	c.Enrolled = h.Now().UTC().Format(time.RFC3339)
	if err := h.FS.Write(h.User(host.Root), host.VCMFile(v.UUID), c.Encode(), 0o644); err != nil {
		panic("BUG: scenario enrolment: " + err.Error())
	}
	return v
}

// initialise puts a Security Officer's key into a VCM that runs, and makes it operational.
func initialise(v *vcm.VCM) {
	v.Switch(vcm.PreInitialization)
	v.Initialise(world.Hash(v.UUID, "scenario"))
	v.Switch(vcm.Operational)
}

// stranger is a tenant whose hosts are not in the lab. Its keys follow from its number.
func stranger(n int) vcm.VCM {
	return vcm.VCM{SSHAdminKey: sshkey.FromSeed(strangerSeed(n, 1)).Public(), TenantReqKey: sshkey.FromSeed(strangerSeed(n, 2)).Public()}
}

// strangerSeed makes a stranger's keys: 1 is that for sshadmin, 2 that for requests.
func strangerSeed(n int, use byte) [32]byte { return [32]byte{'s', use, byte(n >> 8), byte(n)} }

// perStranger is how many VCMs a stranger has: keys take time to make.
const perStranger = 20

// manyVCMs fills the module: the first ones run, two in three at high speed.
func manyVCMs(r *site.Room, number, running int) {
	defaultRoom(r)
	const network = "192.168.0.0/22"
	r.Router.Gateways = []netip.Prefix{netip.MustParsePrefix("192.168.3.254/22")}
	for _, h := range r.Hosts[1:] {
		h.Network.Routes[0].To = netip.MustParsePrefix(network)
	}
	m := r.Hosts[0].Slots[0]
	networked(m, module.Network{Mode: module.IPv4Static, Address: netip.MustParsePrefix("192.168.0.1/22"), Gateway: netip.MustParseAddr("192.168.3.254")})
	licensed(m, deliver(r, fmt.Sprintf("mt-%d", running+4))[0])
	address := m.Network().Address.Addr()
	var owner vcm.VCM
	for i := range number {
		if i%perStranger == 0 {
			owner = stranger(i / perStranger)
		}
		address = address.Next()
		v := owner
		v.Name, v.Address = fmt.Sprintf("t%02d-vcm-%04d", i/perStranger+1, i+1), address.String()
		v.Autostart, v.RestrictStartup = i < running, i%7 == 6 && i >= running
		if i%3 == 2 {
			v.Features = feature.RemoteShare | feature.HSMSpeed0
		}
		if placed := m.Place(&v); i < running {
			placed.Start()
			initialise(placed)
		}
	}
	m.Settled()
}
