package sim_test

import (
	"strings"
	"testing"

	"hsmlab/sim"
	"hsmlab/sim/simtest"
)

// What is handed over is known for what it is, and its signature for what it is worth.
func TestMessages(t *testing.T) {
	b := simtest.New(t, "licensed")
	uuid := b.Provision()
	b.OK(simtest.Tenant, "hsmadmin vcm start --request-file /root/start.req")
	b.OK(simtest.Tenant, "hsmadmin vcm setproperties --request-file /root/change.req --name pay")
	b.OK(simtest.Tenant, "hsmadmin vcm logs export --outdir /root --uuid "+uuid)
	b.Must(sim.Order{Target: b.Module().ESN, Licence: "mt-9"})
	content := func(path string) []byte {
		data, err := b.ReadFile("tenant-a", "root", path)
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	put := func(path, text string) {
		b.Must(sim.File{Host: "tenant-a", User: "root", Op: "put", Path: path, Data: []byte(text)})
	}
	put("/root/forged.req", strings.Replace(string(content("/root/change.req")), `"pay"`, `"bay"`, 1))
	put("/root/foreign.req", strings.Replace(string(content("/root/start.req")), uuid[:8], "00000000", 1))
	put("/root/note", "hello")
	for _, c := range []struct{ path, kind, signature, about string }{
		{simtest.Request, "request", "valid", "asks for a VCM"},
		{"/root/start.req", "start-authorisation", "valid", uuid},
		{"/root/change.req", "request", "valid", "change properties of VCM " + uuid},
		{"/root/forged.req", "request", "invalid", uuid},
		{"/root/foreign.req", "start-authorisation", "unknown", "00000000"},
		{simtest.Config, "vcm-config", "none", "192.168.0.2"},
		{"/root/system-log-" + uuid + "-000001.log", "log", "valid", "log 1 of VCM " + uuid},
		{"/opt/nfast/services/client/tenantreq/id_nshield5_tenantreq.pub", "key", "none", "public"},
		{"/opt/nfast/services/client/tenantreq/id_nshield5_tenantreq", "key", "none", "private"},
		{"/root/note", "other", "none", "5 bytes"},
	} {
		b.Must(sim.Deliver{From: "tenant-a", User: "root", Path: c.path, To: "provider", ToUser: "root", ToPath: "/tmp/x"})
		list := b.Snapshot().Messages
		m := list[len(list)-1]
		if m.Kind != c.kind || m.Signature != c.signature || !strings.Contains(m.About, c.about) || m.Source != c.path || m.From != "tenant-a" || m.To != "provider" {
			t.Errorf("%s: got %+v, want a %s with signature %s, about %q", c.path, m, c.kind, c.signature, c.about)
		}
	}
	for _, m := range b.Snapshot().Messages {
		if m.From == "vendor" && (m.Kind != "licence" || m.Signature != "valid" || !strings.Contains(m.About, "9 active VCMs")) {
			t.Errorf("the licence: %+v", m)
		}
	}
}

// What lies in the inbox is judged by what is known now: the tenant's key changes, and the VCM goes.
func TestMessagesAreJudgedNow(t *testing.T) {
	b := simtest.New(t, "two-tenants")
	uuid := b.Provision()
	b.OK(simtest.Tenant, "hsmadmin vcm start --request-file start")
	b.OK(simtest.Tenant, "hsmadmin vcm logs export --outdir /root --uuid "+uuid)
	b.OK(simtest.Tenant, "hsmadmin vcm setproperties --request-file key --new-request-key")
	b.OK(simtest.Tenant, "hsmadmin vcm start --request-file later")
	first := len(b.Snapshot().Messages)
	for _, file := range []string{"start", "key", "later", "system-log-" + uuid + "-000001.log"} {
		b.Must(sim.Deliver{From: "tenant-a", User: "root", Path: "/root/" + file, To: "provider", ToUser: "root", ToPath: "/root/" + file})
	}
	states := func() (list []string) {
		for _, m := range b.Snapshot().Messages[first:] {
			list = append(list, m.Signature)
		}
		return list
	}
	want := func(what, signatures string) {
		t.Helper()
		if got := strings.Join(states(), " "); got != signatures {
			t.Errorf("%s: got %s, want %s", what, got, signatures)
		}
	}
	want("handed over", "valid valid invalid valid")
	b.OK(simtest.Provider, "vcmadmin stop --force "+uuid)
	_, key, _ := strings.Cut(b.OK(simtest.Provider, "hsmadmin vcm inspect-request key"), "k_tenant_req   : ")
	key, _, _ = strings.Cut(key, "\n")
	b.OK(simtest.Provider, "vcmadmin properties set --request key "+uuid+" k_tenant_req "+key)
	want("key changed", "invalid invalid valid valid")
	b.OK(simtest.Provider, "vcmadmin delete "+uuid)
	want("VCM deleted", "unknown unknown unknown unknown")
}

// Where VCMs are enrolled and connected, beside the limits.
func TestSnapshotOfTenancy(t *testing.T) {
	b := simtest.New(t, "licensed")
	b.Provision()
	m := b.Module()
	v := m.VCMs[0]
	if len(v.EnrolledOn) != 1 || v.EnrolledOn[0] != "tenant-a" || len(v.ConnectedTo) != 1 || m.Licence.Created != 1 || m.Licence.Active != 1 || m.Licence.MaxActive != 5 {
		t.Errorf("got %+v, %+v", v, m.Licence)
	}
	b.OK(simtest.Tenant, "init.d-ncipher stop")
	if v := b.Module().VCMs[0]; len(v.EnrolledOn) != 1 || len(v.ConnectedTo) != 0 {
		t.Errorf("hardserver stopped: got %v, %v", v.EnrolledOn, v.ConnectedTo)
	}
}

// Cards are in one reader at a time, and each reader holds one.
func TestCards(t *testing.T) {
	b := simtest.New(t, "default")
	at := func(card string) string {
		for _, c := range b.Snapshot().Cards {
			if c.Name == card {
				return c.Reader
			}
		}
		t.Fatalf("no card %s", card)
		return ""
	}
	esn := b.Module().ESN
	b.Must(sim.Insert{Card: "tenant-a-1", Target: "tenant-a"})
	b.Must(sim.Insert{Card: "provider-1", Target: esn})
	b.Must(sim.Insert{Card: "tenant-a-1", Target: esn})
	if at("tenant-a-1") != esn || at("provider-1") != "" {
		t.Errorf("got %q and %q", at("tenant-a-1"), at("provider-1"))
	}
	for _, e := range []sim.Event{
		sim.Insert{Card: "tenant-a-1", Target: esn}, sim.Insert{Card: "nobody-1", Target: esn}, sim.Insert{Card: "tenant-a-2", Target: "nowhere"},
		sim.Remove{Card: "provider-1"}, sim.Remove{Card: ""},
		sim.Route{Host: "tenant-a", User: "operator", Add: true, To: "10.0.0.0/8", Via: "172.23.128.1"},
		sim.Route{Host: "tenant-a", User: "root", Add: true, To: "ten", Via: "172.23.128.1"},
		sim.Route{Host: "tenant-a", User: "root", Add: true, To: "10.0.0.0/8"},
		sim.Route{Host: "nowhere", User: "root", Add: true, To: "10.0.0.0/8", Via: "172.23.128.1"},
	} {
		if _, err := b.Do(e); err == nil {
			t.Errorf("%+v was not refused", e)
		}
	}
	b.Must(sim.Remove{Card: "tenant-a-1"})
	if at("tenant-a-1") != "" {
		t.Error("the card is still in the reader")
	}
}

// A route lasts until the power goes; what the scenario configured comes back.
func TestRoutesAfterAPowerCut(t *testing.T) {
	b := simtest.New(t, "default")
	before := strings.Join(b.Snapshot().Hosts["tenant-a"].Network.Routes, ", ")
	b.Must(sim.Route{Host: "tenant-a", User: "root", To: "192.168.0.0/24"})
	b.Must(sim.Route{Host: "tenant-a", User: "root", Add: true, To: "10.0.0.0/8", Via: "172.23.128.1"})
	if got := strings.Join(b.Snapshot().Hosts["tenant-a"].Network.Routes, ", "); got == before {
		t.Errorf("the routes are as before: %s", got)
	}
	b.Must(sim.Power{Host: "tenant-a"})
	b.Must(sim.Power{Host: "tenant-a", On: true})
	if got := strings.Join(b.Snapshot().Hosts["tenant-a"].Network.Routes, ", "); got != before {
		t.Errorf("got routes %s, want %s", got, before)
	}
}
