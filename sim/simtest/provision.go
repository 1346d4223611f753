package simtest

import (
	"path"

	"hsmlab/sim"
)

// Names that the default scenario gives, and where provisioning leaves its files.
const (
	Provider = "root@provider"
	Tenant   = "root@tenant-a"
	Request  = "/root/request.json" // on both hosts
	Config   = "/root/config.json"  // on the tenant's
)

// Ask writes a tenant's request for a VCM and hands it to the provider.
func (b *Bench) Ask(options string) {
	b.T.Helper()
	b.OK(Tenant, "hsmadmin vcm create --request-file "+Request+" "+options)
	b.Must(sim.Deliver{From: "tenant-a", User: "root", Path: Request, To: "provider", ToUser: "root", ToPath: Request})
}

// Create makes a VCM of the tenant's request, hands over its configuration file, and returns its identifier.
func (b *Bench) Create(options string) string {
	b.T.Helper()
	b.OK(Provider, "vcmadmin create --request "+Request+" "+options+" payments")
	list := b.Module().VCMs
	uuid := list[len(list)-1].UUID
	b.Must(sim.Deliver{From: "provider", User: "root", Path: path.Join("/root", "vcm-"+uuid+".json"), To: "tenant-a", ToUser: "root", ToPath: Config})
	return uuid
}

// Network gives the module the IPv4 network that the router of the default scenario serves.
func (b *Bench) Network() {
	b.T.Helper()
	b.OK(Provider, "hsmadmin setnetwork ipv4static --address 192.168.0.1/24 --gateway 192.168.0.254")
	b.OK(Provider, "hsmadmin reset")
	b.Boot()
}

// Provision does all that it takes until the tenant has an operational VCM, and returns its identifier.
func (b *Bench) Provision() string {
	b.T.Helper()
	b.Network()
	b.Ask("--autostart")
	uuid := b.Create("--autostart")
	b.OK(Provider, "vcmadmin start "+uuid)
	b.OK(Tenant, "hsmadmin vcm enroll --config "+Config)
	b.OK(Tenant, "nopclearfail -I -m 1 -w")
	b.OK(Tenant, "initunit -m 1")
	b.OK(Tenant, "nopclearfail -O -m 1 -w")
	if got := b.Module().VCMs[0].Mode; got != "operational" {
		b.T.Fatalf("the VCM is %s, want operational", got)
	}
	return uuid
}
