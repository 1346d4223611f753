package module

import (
	"fmt"
	"slices"
	"time"

	"hsmlab/sim/refusal"
	"hsmlab/sim/request"
	"hsmlab/sim/vcm"
)

// MaxResident is how many VCMs that nobody uses fit the memory, whatever the licence says (D-50) [simulated].
const MaxResident = 21

var (
	overQuota   = refusal.Rule{ID: "G-3.1.3.5.1-7", Guide: "3.1.3.5.1", Basis: refusal.Documented, Also: []string{"G-3.1.3.5.1-5"}}
	unknownVCM  = refusal.Rule{Guide: "3.4.1", Basis: refusal.Inferred}
	activeLimit = refusal.Rule{ID: "G-3.1.3.1.1-1", Guide: "3.1.3.1.1", Basis: refusal.Documented}
	memoryLimit = refusal.Rule{Guide: "3.1.3.5", Basis: refusal.Simulated}
	needStart   = refusal.Rule{ID: "G-3.4.1.2-2", Guide: "3.4.1.2", Basis: refusal.Documented, Also: []string{"G-3.1.3.1-2"}}
	stopBusy    = refusal.Rule{ID: "G-3.4.1.3-1", Guide: "3.4.1.3", Basis: refusal.Documented}
	already     = refusal.Rule{Guide: "3.1.3", Basis: refusal.Simulated}
	deleteLive  = refusal.Rule{ID: "G-3.4.1.6-1", Guide: "3.4.1.6", Basis: refusal.Documented, Also: []string{"G-3.1.3.3-2"}}
	forceLive   = refusal.Rule{ID: "G-3.1.3.3-4", Guide: "3.1.3.3", Basis: refusal.Documented, Also: []string{"G-3.4.1.6-1"}}
	deleteAudit = refusal.Rule{ID: "G-3.4.1.6-2", Guide: "3.4.1.6", Basis: refusal.Documented, Also: []string{"G-3.1.3.3-3"}}
)

func (m *Module) find(method, uuid string) (*vcm.VCM, *refusal.Refusal) {
	if v := m.VCM(uuid); v != nil {
		return v, nil
	}
	return nil, unknownVCM.New(orchestrator, method, "no VCM "+uuid+" on this HSM")
}

// CheckStart tells why the VCM may not be started now; nil if it may. start is the tenant's authorisation,
// nil when none was given (guide 3.1.3.1, 3.4.1.2).
func (m *Module) CheckStart(uuid string, start *request.Signed) (*vcm.VCM, *refusal.Refusal) {
	const method = "start"
	if r := m.primaryOnly(method); r != nil {
		return nil, r
	}
	v, r := m.find(method, uuid)
	if r != nil {
		return nil, r
	}
	if v.Active() {
		return nil, already.New(orchestrator, method, "the VCM is already active")
	}
	if v.OverQuota() {
		return nil, exceeded(v, method)
	}
	if r := m.authorised(v, start); r != nil {
		return nil, r
	}
	if r = m.RoomToRun(); r == nil {
		return v, nil
	}
	if m.passedOver(v) {
		r.Also = append(slices.Clone(r.Also), autoLimit.ID)
	}
	return nil, r
}

// RoomToRun tells why no further VCM may be started now, whichever it is; nil if one may.
func (m *Module) RoomToRun() *refusal.Refusal {
	limit := m.noRoom()
	if limit == nil {
		return nil
	}
	return limit.New(orchestrator, "start", m.roomText(limit))
}

func exceeded(v *vcm.VCM, method string) *refusal.Refusal {
	return overQuota.New(orchestrator, method, fmt.Sprintf(
		"the VCM was stopped because it stores %d KB, more than its quota of %d KB; it can only be deleted (vcmadmin delete)", v.DiskKB, vcm.DiskQuotaKB))
}

func (m *Module) authorised(v *vcm.VCM, start *request.Signed) *refusal.Refusal {
	const method = "start"
	switch {
	case start == nil && v.RestrictStartup:
		return needStart.New(orchestrator, method, "the VCM has restrict_startup; a start request from its tenant is needed (--request)")
	case start == nil:
		return nil
	case start.Kind != request.Start:
		return needStart.New(orchestrator, method, "the file is a "+string(start.Kind)+" request, not an authorisation to start a VCM")
	case start.UUID != v.UUID:
		return needStart.New(orchestrator, method, "the start request is for VCM "+start.UUID)
	}
	return m.honour(method, "", *start, v.TenantReqKey)
}

// Active is how many VCMs run.
func (m *Module) Active() int {
	n := 0
	for _, v := range m.vcms {
		if v.Active() {
			n++
		}
	}
	return n
}

// CheckStop tells why the VCM may not be stopped now; nil if it may. force overrides a tenant's use of it,
// at the tenant's cost (guide 3.1.3.2).
func (m *Module) CheckStop(uuid string, force bool) (*vcm.VCM, *refusal.Refusal) {
	const method = "stop"
	v, r := m.find(method, uuid)
	switch {
	case r != nil:
		return nil, r
	case !v.Active():
		return nil, already.New(orchestrator, method, "the VCM is already inactive")
	case !force && m.Busy(v):
		return nil, stopBusy.New(orchestrator, method,
			"an ncoreapi service is running in the VCM; ask the tenant to put it in maintenance mode, or use --force")
	}
	return v, nil
}

// Stop makes the VCM inactive. By force it costs the tenant the connection until the tenant's hardserver restarts,
// whether the tenant was at work or not: the guide makes no exception (guide 3.1.3.2, D-18).
func (m *Module) Stop(v *vcm.VCM, force bool) {
	if force {
		m.Withdrawn(v.UUID)
	}
	v.Stop()
}

// Delete destroys an inactive VCM with all its secrets. force overrides an audit log that is not finalised,
// never a running VCM (guide 3.1.3.3).
func (m *Module) Delete(uuid string, force bool) *refusal.Refusal {
	const method = "delete"
	v, r := m.find(method, uuid)
	switch {
	case r != nil:
		return r
	case v.Active() && force:
		return forceLive.New(orchestrator, method, "the VCM is running, and --force does not change that; stop it first with vcmadmin stop")
	case v.Active():
		return deleteLive.New(orchestrator, method, "the VCM is running; stop it first with vcmadmin stop")
	case v.Audit && !force:
		return deleteAudit.New(orchestrator, method, "the audit log of the VCM is not finalized; ask its tenant to finalize it, or use --force")
	}
	m.poll()
	m.forgetSample(v)
	m.vcms = slices.DeleteFunc(m.vcms, func(o *vcm.VCM) bool { return o == v })
	m.deleted = append(m.deleted, uuid)
	return nil
}

// How long the orchestrator takes [simulated].
const (
	CreateTime = 1500 * time.Millisecond
	StartTime  = 8 * time.Second
	StopTime   = 3 * time.Second
	DeleteTime = 2 * time.Second
	SetTime    = 600 * time.Millisecond
	ListTime   = 80 * time.Millisecond
)
