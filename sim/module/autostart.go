package module

import (
	"fmt"

	"hsmlab/sim/refusal"
	"hsmlab/sim/vcm"
)

// noRoom is the limit that keeps another VCM from starting now; nil when none does.
func (m *Module) noRoom() *refusal.Rule {
	_, most := m.Limits()
	switch {
	case m.Active() >= most:
		return &activeLimit
	case MemTotalKB-m.MemUsedKB() < vcm.ActiveMemKB:
		return &memoryLimit
	}
	return nil
}

// roomText tells of a limit with its numbers.
func (m *Module) roomText(limit *refusal.Rule) string {
	if limit == &activeLimit {
		_, most := m.Limits()
		return fmt.Sprintf("Maximum number of active VCMs reached (%d)", most)
	}
	return fmt.Sprintf("not enough memory: a VCM takes %d KB, and the HSM has %d of %d KB free",
		vcm.ActiveMemKB, MemTotalKB-m.MemUsedKB(), MemTotalKB)
}

// passed is a VCM with autostart that the last boot did not start, and why.
type passed struct {
	vcm    *vcm.VCM
	reason string
}

var autoLimit = refusal.Rule{ID: "G-3.1.3.1.2-4", Guide: "3.1.3.1.2", Basis: refusal.Documented}

// autostart starts the VCMs that have the property after a boot, oldest first, as far as the licence and the
// memory go (guide 3.1.3.1.2). The order is simulated: the guide says only that not all are started.
func (m *Module) autostart() {
	m.passed = nil
	if m.image != Primary || m.factory {
		return
	}
	for _, v := range m.vcms {
		if !v.Autostart || v.Active() {
			continue
		}
		limit := m.noRoom()
		switch {
		case v.OverQuota():
			m.pass(v, "it exceeded its disk quota and can only be deleted")
		case limit != nil:
			m.pass(v, m.roomText(limit))
		default:
			v.Start()
			m.note("orchestrator autostart: VCM " + v.UUID)
		}
	}
}

func (m *Module) pass(v *vcm.VCM, reason string) {
	m.passed = append(m.passed, passed{v, reason})
	m.note("orchestrator autostart: VCM " + v.UUID + " not started: " + reason)
}

// passedOver reports whether the last boot should have started the VCM and did not.
func (m *Module) passedOver(v *vcm.VCM) bool {
	for _, p := range m.passed {
		if p.vcm == v {
			return true
		}
	}
	return false
}

// PassedOver tells which VCMs with autostart the last boot did not start, of those that about chooses by their UUID
// and that neither run by now nor are gone: why, in the form of refusals, by age.
func (m *Module) PassedOver(about func(uuid string) bool) []*refusal.Refusal {
	var list []*refusal.Refusal
	for _, p := range m.passed {
		if about(p.vcm.UUID) && m.VCM(p.vcm.UUID) != nil && !p.vcm.Active() {
			list = append(list, autoLimit.New(orchestrator, "autostart", "VCM "+p.vcm.UUID+" ("+p.vcm.Name+") was not started after the last reboot: "+
				p.reason+"; VCMs start oldest first"))
		}
	}
	return list
}
