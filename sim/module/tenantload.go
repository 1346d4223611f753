package module

import (
	"fmt"

	"hsmlab/sim/feature"
	"hsmlab/sim/vcm"
)

// weights are the shares of processing capacity that the speed ratings stand for, against each other: they follow
// the signing rates of the models [simulated] (guide 3.3.4).
var weights = map[feature.Speed]int{feature.Base: 1, feature.Mid: 6, feature.High: 20}

func weight(v *vcm.VCM) int {
	rating, _ := v.Features.Speed()
	return weights[rating]
}

// totalWeight is what the VCMs that run have to share.
func (m *Module) totalWeight() int {
	sum := 0
	for _, v := range m.worlds() {
		if v.Active() {
			sum += weight(v)
		}
	}
	return sum
}

// Share is the part of the HSM's processing capacity that a VCM can have while all that run want theirs, in
// percent; 0 when it does not run. It depends on the others that run, as the guide says (guide 3.3.4).
func (m *Module) Share(v *vcm.VCM) int {
	if !v.Active() {
		return 0
	}
	return 100 * weight(v) / m.totalWeight()
}

// UseCPU lets the applications of a VCM use part of its share, in percent.
func (m *Module) UseCPU(v *vcm.VCM, percent int) { v.SetCPU(percent) }

// UseMemory lets the applications of a VCM take memory until it uses kb kilobytes. The error says that the HSM has
// not so much.
func (m *Module) UseMemory(v *vcm.VCM, kb int) error {
	if more, free := kb-v.MemoryKB(), MemTotalKB-m.MemUsedKB(); more > free {
		return fmt.Errorf("out of memory: %d KB more are wanted, and the HSM has %d KB free", more, free)
	}
	v.SetMemory(kb)
	return nil
}

// UseDisk lets the applications of a VCM store until it holds kb kilobytes. A VCM above the quota is stopped at
// once, whoever uses it, and can only be deleted (guide 3.1.3.5.1). The error says that the storage is full.
func (m *Module) UseDisk(v *vcm.VCM, kb int) error {
	if more, free := kb-v.DiskKB, m.nvmFreeKB(); more > free {
		return fmt.Errorf("no space left: %d KB more are wanted, and the HSM has %d KB free", more, free)
	}
	if v.SetDisk(kb) {
		m.note(fmt.Sprintf("orchestrator quota: VCM %s stores %d KB, more than %d KB: stopped", v.UUID, v.DiskKB, vcm.DiskQuotaKB))
		if m.Busy(v) {
			m.Interrupted(v.UUID)
		}
		v.Stop()
	}
	return nil
}
