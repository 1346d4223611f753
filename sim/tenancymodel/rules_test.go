package tenancymodel_test

import (
	"net/netip"
	"reflect"
	"slices"

	"hsmlab/sim"
	"hsmlab/sim/feature"
	"hsmlab/sim/module"
	"hsmlab/sim/vcm"
)

// check holds the lab after an action against what the guide promises.
func (p *parties) check() {
	p.Helper()
	if p.before == nil {
		return
	}
	for _, rule := range []func(){p.limits, p.properties, p.accounts, p.gone, p.unchanged, p.worlds, p.changes, p.starts} {
		rule()
	}
}

func active(m *sim.ModuleSnapshot) int {
	n := 0
	for _, v := range m.VCMs {
		if v.State == "active" {
			n++
		}
	}
	return n
}

// limits: no more VCMs run than are licensed (guide 3.1.3.1.1), unless they ran when the licence shrank; no more
// exist than may (guide 3.1.2.2.1).
func (p *parties) limits() {
	l := p.after.Licence
	if n := active(p.after); n > l.MaxActive && n > active(p.before) {
		p.fail("%d VCMs run, %d are licensed", n, l.MaxActive)
	}
	if n := len(p.after.VCMs); n > l.MaxCreatable && n > len(p.before.VCMs) {
		p.fail("%d VCMs exist, %d may", n, l.MaxCreatable)
	}
}

// properties: features are a subset of the platform's, Mid speed is converted, the two ways to start exclude each
// other, there is one card reader, and addresses are of the network and differ (guide 3.1.2.3, 3.3).
func (p *parties) properties() {
	readers, addresses := 0, map[string]bool{}
	subnet := netip.MustParsePrefix(p.after.Network.Address).Masked()
	platform := parse(p, p.after.Features)
	for _, v := range p.after.VCMs {
		w := parse(p, v.Features)
		if over := feature.Exceeds(w, platform); over != 0 {
			p.fail("VCM %s has features beyond the platform's: %s", v.UUID, over.Names())
		}
		if rating, _ := platform.Speed(); rating == feature.Mid && w&feature.HSMSpeed1 != 0 {
			p.fail("VCM %s has HSMSpeed1 on a Mid-speed HSM", v.UUID)
		}
		if v.Autostart && v.RestrictStartup {
			p.fail("VCM %s has autostart and restrict_startup", v.UUID)
		}
		if v.SerialCardreader {
			readers++
		}
		if addresses[v.Address] || !subnet.Contains(netip.MustParseAddr(v.Address)) {
			p.fail("VCM %s has address %s, which is another's or not of %s", v.UUID, v.Address, subnet)
		}
		addresses[v.Address] = true
	}
	if readers > 1 {
		p.fail("%d VCMs have the card reader", readers)
	}
}

func parse(p *parties, names string) feature.Word {
	if names == "" {
		return 0
	}
	w, err := feature.Parse(names)
	if err != nil {
		p.fail("features %q: %v", names, err)
	}
	return w
}

// accounts: memory adds up, and a VCM above its quota does not run (guide 3.1.3.5.1).
func (p *parties) accounts() {
	used := module.MemPlatformKB
	for _, v := range p.after.VCMs {
		used += v.MemoryKB
		if v.State == "inactive" && v.MemoryKB != 0 || v.DiskKB > vcm.DiskQuotaKB && (v.State == "active" || !v.OverQuota) {
			p.fail("VCM %s is %s with %d KB of memory and %d KB on disk", v.UUID, v.State, v.MemoryKB, v.DiskKB)
		}
	}
	if s := p.after.Sensors; used != s.MemUsedKB || used > s.MemTotalKB {
		p.fail("the VCMs and the platform use %d KB of %d, mem_used is %d", used, s.MemTotalKB, s.MemUsedKB)
	}
}

// gone: what is deleted stays deleted, and nothing goes without being deleted (guide 3.1.3.3).
func (p *parties) gone() {
	for _, uuid := range p.after.Deleted {
		if find(p.after, uuid) != nil {
			p.fail("VCM %s was deleted and exists", uuid)
		}
	}
	for _, v := range p.before.VCMs {
		if find(p.after, v.UUID) != nil {
			continue
		}
		if p.did.name != "delete" || p.did.uuid != v.UUID || v.State == "active" {
			p.fail("VCM %s, %s, is gone after %s", v.UUID, v.State, p.did.name)
		}
	}
}

// unchanged: what is refused changes nothing, and a request that has expired or was forged is refused (guide
// 3.1.3.1, 3.1.3.4).
func (p *parties) unchanged() {
	s := p.did.paper
	if s != nil && p.status == 0 {
		if e := s.request.Expires; !e.IsZero() && !e.After(p.did.now) {
			p.fail("%s took a request that expired at %s, at %s", p.did.name, e, p.did.now)
		}
		if !s.genuine {
			p.fail("%s took a forged request", p.did.name)
		}
	}
	asks := p.did.name == "ask" || p.did.name == "forge" || p.did.name == "read"
	if (asks || p.status != 0 && p.did.name != "initialise") && !reflect.DeepEqual(settled(p.before), settled(p.after)) {
		p.fail("%s with status %d changed a VCM:\n%+v\n%+v", p.did.name, p.status, p.before.VCMs, p.after.VCMs)
	}
}

// settled are the VCMs without what tenants' hosts change by themselves.
func settled(m *sim.ModuleSnapshot) []sim.VCMSnapshot {
	list := slices.Clone(m.VCMs)
	for i := range list {
		list[i].Busy, list[i].Mode = false, ""
	}
	return list
}

// worlds: a VCM keeps its Security World, and what it stores, until its tenant or its deletion changes that (guide
// 3.1.3.1, 3.1.3.2).
func (p *parties) worlds() {
	for _, was := range p.before.VCMs {
		v := find(p.after, was.UUID)
		if v == nil {
			continue
		}
		if v.World != was.World && p.did.name != "initialise" {
			p.fail("VCM %s had world %q and has %q after %s", v.UUID, was.World, v.World, p.did.name)
		}
		if v.DiskKB != was.DiskKB && p.did.name != "initialise" && (p.did.name != "load" || p.did.word != "disk") {
			p.fail("VCM %s stored %d KB and stores %d after %s", v.UUID, was.DiskKB, v.DiskKB, p.did.name)
		}
	}
}

// changes: properties change by properties set only, one at a time, of a VCM that does not run, to what its own
// tenant's request asks for (guide 3.1.3.4).
func (p *parties) changes() {
	for _, was := range p.before.VCMs {
		v := find(p.after, was.UUID)
		if v == nil {
			continue
		}
		names := changed(was, *v)
		if len(names) == 0 {
			continue
		}
		s := p.did.paper
		switch {
		case p.did.name != "set" || p.did.uuid != v.UUID || len(names) > 1 || names[0] != p.did.word:
			p.fail("%s of %s, property %s, changed %v of VCM %s", p.did.name, p.did.uuid, p.did.word, names, v.UUID)
		case was.State == "active":
			p.fail("%s of VCM %s changed while it ran", names[0], v.UUID)
		case s.from != p.owners[was.TenantKey]:
			p.fail("%s of VCM %s, which is %s's, changed as %s asked", names[0], v.UUID, p.owners[was.TenantKey], s.from)
		case s.request.UUID != v.UUID || !slices.Contains(s.request.Properties.Names(), names[0]) || !granted(p, s, *v, names[0]):
			p.fail("%s of VCM %s changed to what nobody asked for: %+v", names[0], v.UUID, *v)
		}
	}
}

// changed lists the properties that differ.
func changed(was, is sim.VCMSnapshot) []string {
	var names []string
	for _, c := range []struct {
		name string
		same bool
	}{
		{"autostart", was.Autostart == is.Autostart}, {"features", was.Features == is.Features}, {"ip_address", was.Address == is.Address},
		{"k_tenant_req", was.TenantKey == is.TenantKey}, {"name", was.Name == is.Name},
		{"restrict_startup", was.RestrictStartup == is.RestrictStartup}, {"serial_cardreader", was.SerialCardreader == is.SerialCardreader},
	} {
		if !c.same {
			names = append(names, c.name)
		}
	}
	return names
}

// granted reports whether a property has the value that a request asks for.
func granted(p *parties, s *paper, v sim.VCMSnapshot, name string) bool {
	q := s.request.Properties
	switch name {
	case "autostart":
		return v.Autostart == *q.Autostart
	case "restrict_startup":
		return v.RestrictStartup == *q.RestrictStartup
	case "serial_cardreader":
		return v.SerialCardreader == *q.SerialCardreader
	case "name":
		return v.Name == *q.Name
	case "k_tenant_req":
		return v.TenantKey == q.KTenantReq.Fingerprint()
	case "features":
		return parse(p, v.Features) == feature.ConvertForPlatform(feature.Word(*q.Features), parse(p, p.after.Features)).Known()
	}
	return false
}

// starts: only start and a reboot make VCMs run; a reboot only those with autostart; one with restrict_startup
// only with the authorisation of its tenant (guide 3.1.2.3.2, 3.1.3.1).
func (p *parties) starts() {
	for _, v := range p.after.VCMs {
		was := find(p.before, v.UUID)
		if v.State != "active" || was != nil && was.State == "active" {
			continue
		}
		s := p.did.paper
		switch {
		case p.did.name == "reset" && v.Autostart:
		case p.did.name != "start" || p.did.uuid != v.UUID || p.status != 0:
			p.fail("VCM %s runs after %s", v.UUID, p.did.name)
		case v.RestrictStartup && (s == nil || s.request.UUID != v.UUID || s.request.Kind != "start"):
			p.fail("VCM %s was started without its tenant's authorisation", v.UUID)
		case s != nil && s.from != p.owners[v.TenantKey]:
			p.fail("VCM %s, which is %s's, was started with an authorisation of %s", v.UUID, p.owners[v.TenantKey], s.from)
		}
	}
}
