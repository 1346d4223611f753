package module

import (
	"fmt"

	"hsmlab/sim/feature"
	"hsmlab/sim/firmware"
	"hsmlab/sim/refusal"
)

var (
	otherESN    = refusal.Rule{ID: "G-4.10.1.17-2", Guide: "4.10.1.17", Basis: refusal.Documented, Also: []string{"G-4.9.6-3"}}
	noTenants   = refusal.Rule{Guide: "3.2.1.1", Basis: refusal.Inferred}
	slowerSpeed = refusal.Rule{Guide: "4.9.5", Basis: refusal.Simulated}
)

// grant is what the module may do beyond what the factory enabled: it goes with factory state (guide 4.9.2).
type grant struct {
	features feature.Word // enabled by licences and in force
	waiting  feature.Word // enabled by licences, until the module is cleared (guide 4.9.3, D-76)
}

// BuiltIn are the features that firmware of a version brings without a licence (guide 4.9.1).
func BuiltIn(v firmware.Version) feature.Word {
	w := feature.StandardKM
	if v.Since(firmware.SignedLogs) {
		w |= feature.EllipticCurve | feature.AcceleratedECC
	}
	if v.Since(firmware.InitLogKept) {
		w |= feature.ECCMQV
	}
	return w
}

// BuiltInNames lists the features that the running firmware brings, PostQuantum, which has no bit, among them.
func (m *Module) BuiltInNames() string {
	names := BuiltIn(m.Version()).Names()
	if m.Version().Since(firmware.InitLogKept) {
		names += "|PostQuantum"
	}
	return names
}

// Features are the platform features: those of the factory, those of licences, and those that the firmware of
// the primary image brings.
func (m *Module) Features() feature.Word {
	w := m.Lifetime.Features | BuiltIn(m.Firmware.Primary.Version)
	return raise(w, m.grant.features)
}

// WaitingFeatures are features that a licence enabled and that act once the module is cleared.
func (m *Module) WaitingFeatures() feature.Word { return m.grant.waiting }

// raise adds features; a speed rating replaces lower ones.
func raise(w, more feature.Word) feature.Word {
	w |= more
	rating, ok := w.Speed()
	if ok {
		w = w&^(feature.HSMSpeed0|feature.HSMSpeed1|feature.HSMSpeed2) | rating.Bit()
	}
	return w
}

// Rating is the speed rating in force.
func (m *Module) Rating() feature.Speed {
	rating, ok := m.Features().Speed()
	if !ok {
		return m.Lifetime.Speed
	}
	return rating
}

// License applies a licence (guide 3.2, 4.10.1.17). A number of active VCMs replaces the one before, also a
// higher one: VCMs that run go on running. Firmware without VCMs does not know that licence.
func (m *Module) License(l feature.Licence) *refusal.Refusal {
	const service, method = "setup", "fet"
	if l.ESN != m.ESN {
		return otherESN.New(service, method, "the licence is for HSM "+l.ESN+", not for "+m.ESN)
	}
	if speed, ok := l.Feature.Speed(); ok && speed < m.Rating() {
		return slowerSpeed.New(service, method, fmt.Sprintf("the HSM has the higher speed rating %s already", m.Rating().Bit().Names()))
	}
	switch {
	case l.Active > 0 && !m.MultiTenant():
		return noTenants.New(service, method, "firmware "+m.Version().String()+" has no VCMs; upgrade to 14.1 or later before this licence is applied")
	case l.Active > 0:
		m.maxActive = l.Active
		return nil
	}
	in := m.Features() // what is in force needs no clearing, but is remembered: older firmware may lack it
	m.grant.waiting |= l.Feature &^ in
	m.grant.features |= l.Feature & in
	if m.MultiTenant() {
		m.ActivateFeatures()
	}
	return nil
}

// ActivateFeatures puts into force what licences enabled; clearing or resetting the module does it (guide 4.9.3).
func (m *Module) ActivateFeatures() {
	m.grant = grant{features: m.grant.features | m.grant.waiting}
}
