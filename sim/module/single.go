package module

import (
	"crypto/sha256"
	"encoding/binary"

	"hsmlab/sim/entropy"
	"hsmlab/sim/firmware"
	"hsmlab/sim/refusal"
	"hsmlab/sim/sshkey"
	"hsmlab/sim/vcm"
)

// Firmware below 14.1 is single-tenant: one ncoreapi service runs at platform level, and the hardserver of the host
// that holds the module talks to it with the ncoreapi key (D-23). It is modelled as a VCM without an address that
// belongs to the module and is not among its VCMs.

// newSingle makes the platform's own ncoreapi service. Its identifier follows from the module's serial number, so
// that it costs no draw.
func (m *Module) newSingle() *vcm.VCM {
	sum := sha256.Sum256([]byte("platform ncoreapi " + m.ESN))
	fork := entropy.New(binary.BigEndian.Uint64(sum[:8]))
	s := &vcm.VCM{UUID: fork.UUID("ncoreapi"), Name: "platform", Features: m.Features(), DiskKB: vcm.IdleDiskKB}
	s.Initialised, s.Now = func() { m.forget(s.UUID) }, m.Now
	return s
}

// MultiTenant reports whether the module's firmware has VCMs: what runs, or in recovery mode the primary image.
func (m *Module) MultiTenant() bool {
	if m.image == Recovery {
		return m.Firmware.Primary.Version.Since(firmware.MultiTenancy)
	}
	return m.running.Since(firmware.MultiTenancy)
}

// Ncoreapi is the ncoreapi service at platform level; nil when there is none, as from firmware 14.1 on and in
// recovery mode. In factory state it runs, but no host has a key for it.
func (m *Module) Ncoreapi() *vcm.VCM {
	if m.image == Recovery || m.MultiTenant() || m.single == nil {
		return nil
	}
	if key := m.Accepted(sshkey.NCoreAPI); m.single.ClientKey(sshkey.NCoreAPI) != key {
		m.single.InstallKeys(map[sshkey.Service]sshkey.Public{sshkey.NCoreAPI: key})
	}
	return m.single
}

// World finds what a hardserver can be connected to: a VCM or the ncoreapi service at platform level; nil when
// there is none with that identifier.
func (m *Module) World(uuid string) *vcm.VCM {
	if s := m.Ncoreapi(); s != nil && s.UUID == uuid {
		return s
	}
	return m.VCM(uuid)
}

// adapt gives the module what the firmware that it boots brings, and takes away what that has no place for
// (guide 2, D-23).
func (m *Module) adapt() {
	switch {
	case m.MultiTenant():
		m.single = nil
	case m.image == Primary:
		for _, v := range m.vcms {
			m.deleted = append(m.deleted, v.UUID)
		}
		m.vcms = nil
		if m.single == nil {
			m.single = m.newSingle()
		}
	}
	if !m.running.Since(firmware.SignedLogs) {
		m.certified = false
	}
}

// wipeSingle erases the platform's ncoreapi service, as factory state does.
func (m *Module) wipeSingle() {
	if m.single != nil {
		m.single = m.newSingle()
		m.restartSingle()
	}
}

// restartSingle starts the platform's ncoreapi service if the firmware has one.
func (m *Module) restartSingle() {
	if s := m.Ncoreapi(); s != nil && m.Up() {
		s.Start()
	}
}

const ncoreapiBusy = "the ncoreapi service is running; put the HSM in maintenance mode (nopclearfail -M -m <MODULEID> -w)"

// ncoreapiRuns reports whether the platform's ncoreapi holds the interlock, which it does in every mode but
// maintenance (guide 4.6.4). In factory state there is nothing to protect.
func (m *Module) ncoreapiRuns() bool {
	s := m.Ncoreapi()
	return s != nil && !m.factory && s.Active() && s.Mode() != vcm.Maintenance
}

// worlds lists the module's ncoreapi services, of the platform and of the VCMs.
func (m *Module) worlds() []*vcm.VCM {
	if s := m.Ncoreapi(); s != nil {
		return []*vcm.VCM{s}
	}
	return m.vcms
}

var noOrchestrator = refusal.Rule{Guide: "4.6.2.6", Basis: refusal.Inferred}

// tenancyCondition refuses what needs VCMs on firmware that has none (D-23).
func tenancyCondition(m *Module, service, method string) *refusal.Refusal {
	if m.MultiTenant() || service != orchestrator && method != "setnetwork" {
		return nil
	}
	return m.NoOrchestrator(service, method)
}

// NoOrchestrator is how firmware without multi-tenancy refuses what is about VCMs.
func (m *Module) NoOrchestrator(service, method string) *refusal.Refusal {
	return noOrchestrator.New(service, method, "firmware "+m.Version().String()+" has no orchestrator service; VCMs need firmware 14.1 or later")
}
