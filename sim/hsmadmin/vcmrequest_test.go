package hsmadmin_test

import (
	"strings"
	"testing"

	"hsmlab/sim"
	"hsmlab/sim/simtest"
)

// The request key changes while requests signed with the old one are on their way.
func TestNewRequestKey(t *testing.T) {
	b := simtest.New(t, "two-tenants")
	b.Ask("")
	uuid := b.Create("")
	send := func(file string) {
		b.Must(sim.Deliver{From: "tenant-a", User: "root", Path: "/root/" + file, To: "provider", ToUser: "root", ToPath: "/root/" + file})
	}
	set := "vcmadmin properties set --request "
	for _, step := range []struct{ file, options string }{{"old", "--name old"}, {"key", "--new-request-key"}, {"new", "--name new"}} {
		b.OK(simtest.Tenant, "hsmadmin vcm setproperties --request-file "+step.file+" --uuid "+uuid+" "+step.options)
		send(step.file)
	}
	before := b.Module().VCMs[0].TenantKey
	b.Refused(simtest.Provider, set+"new "+uuid+" name new", 1, "is signed by SHA256:")
	b.OK(simtest.Provider, set+"old "+uuid+" name old")
	b.Refused(simtest.Provider, set+"key "+uuid+" k_tenant_req "+before, 1, "k_tenant_req mismatch")
	_, key, _ := strings.Cut(b.OK(simtest.Provider, "hsmadmin vcm inspect-request key"), "k_tenant_req   : ")
	key, _, _ = strings.Cut(key, "\n")
	b.OK(simtest.Provider, set+"key "+uuid+" k_tenant_req "+key)
	b.Refused(simtest.Provider, set+"old "+uuid+" name old", 1, "is signed by SHA256:")
	b.OK(simtest.Provider, set+"new "+uuid+" name new")
	if v := b.Module().VCMs[0]; v.Name != "new" || v.TenantKey == before {
		t.Errorf("got name %s, key %s; want the new ones", v.Name, v.TenantKey)
	}
	b.OK(simtest.Provider, "vcmadmin start "+uuid)
	b.OK(simtest.Tenant, "hsmadmin vcm enroll --config "+simtest.Config)
	b.OK(simtest.Tenant, "hsmadmin vcm start --request-file s")
}
