package module

import (
	"fmt"

	"hsmlab/sim/feature"
	"hsmlab/sim/refusal"
	"hsmlab/sim/request"
	"hsmlab/sim/sshkey"
	"hsmlab/sim/vcm"
)

const orchestrator = "orchestrator"

var (
	noNcoreapi      = refusal.Rule{ID: "G-4.5.4.1-3", Guide: "4.5.4.1", Basis: refusal.Documented}
	creatableBase   = refusal.Rule{ID: "G-3.1.2.2.1-5", Guide: "3.1.2.2.1", Basis: refusal.Documented, Also: []string{"G-3.2.1.1-3", "G-3.1.2.2.1-2"}}
	creatableHigher = refusal.Rule{ID: "G-3.1.2.2.1-5", Guide: "3.1.2.2.1", Basis: refusal.Documented, Also: []string{"G-3.2.1.1-3", "G-3.1.2.2.1-3"}}
	oneOnly         = refusal.Rule{ID: "G-3.1.2.2.1-1", Guide: "3.1.2.2.1", Basis: refusal.Documented, Also: []string{"G-3.1.2.2.1-5", "G-2-2", "G-2-5", "G-3.2.1.1-1"}}
	needRequest     = refusal.Rule{ID: "G-3.1.2.2-1", Guide: "3.1.2.2", Basis: refusal.Documented}
	autoAsked       = refusal.Rule{ID: "G-3.1.3.1.2-1", Guide: "3.1.3.1.2", Basis: refusal.Documented}
	autoExcl        = refusal.Rule{ID: "G-3.1.2.3.1-2", Guide: "3.1.2.3.1", Basis: refusal.Documented}
	cardAsked       = refusal.Rule{Guide: "3.1.2.3.3", Basis: refusal.Inferred}
	cardTaken       = refusal.Rule{ID: "G-3.1.2.3.3-2", Guide: "3.1.2.3.3", Basis: refusal.Documented}
	subset          = refusal.Rule{ID: "G-3.3.1-4", Guide: "3.3.1", Basis: refusal.Documented}
	speedLimit      = refusal.Rule{ID: "G-3.3.4-3", Guide: "3.3.4", Basis: refusal.Documented}
	netPending      = refusal.Rule{ID: "G-3.1.2.1-5", Guide: "3.1.2.1", Basis: refusal.Inferred}
	inRange         = refusal.Rule{ID: "G-3.1.2.3.6-1", Guide: "3.1.2.3.6", Basis: refusal.Documented}
	badName         = refusal.Rule{Guide: "3.4.1.1", Basis: refusal.Simulated}
)

// CreateOptions is what the provider decides about a new VCM.
type CreateOptions struct {
	Request          request.Signed
	Name             string
	Autostart        bool
	SerialCardreader bool
	Address          string        // "" = the next free one
	Features         *feature.Word // nil = those of the platform
}

// Create makes an inactive VCM for the tenant who signed the request (guide 3.1.2.2, 3.4.1.1).
func (m *Module) Create(o CreateOptions) (*vcm.VCM, *refusal.Refusal) {
	for _, check := range []func(CreateOptions) *refusal.Refusal{m.checkRequest, m.checkRoom, m.checkNetwork, m.checkOptions} {
		if r := check(o); r != nil {
			return nil, r
		}
	}
	word, r := m.vcmFeatures("create", o.Features)
	if r != nil {
		return nil, r
	}
	uuid := m.chance.UUID("vcm")
	address, reason := m.allocate(o.Address, uuid)
	if reason != "" {
		return nil, inRange.New(orchestrator, "create", reason)
	}
	v := &vcm.VCM{
		UUID: uuid, Name: o.Name, Address: address, Features: word,
		Autostart: o.Autostart, SerialCardreader: o.SerialCardreader,
		RestrictStartup: asked(o.Request.Properties.RestrictStartup),
		SSHAdminKey:     o.Request.SSHAdminKey, TenantReqKey: o.Request.TenantReqKey,
	}
	m.admit(v)
	return v, nil
}

// admit adds a VCM to the module, and gives it what every VCM has of its own.
func (m *Module) admit(v *vcm.VCM) {
	m.poll()
	v.ServerKey = sshkey.FromSeed(m.chance.Bytes("vcm server key"))
	v.DiskKB = vcm.IdleDiskKB
	m.vcms = append(m.vcms, v)
	m.forget(v.UUID)
	v.Changing = m.poll
	v.Initialised, v.Now = func() { m.forget(v.UUID) }, m.Now
	v.Commission()
}

func asked(b *bool) bool { return b != nil && *b }

// primaryOnly refuses what needs the ncoreapi service, which recovery mode lacks (D-36).
func (m *Module) primaryOnly(method string) *refusal.Refusal {
	if m.image == Recovery {
		return noNcoreapi.New(orchestrator, method, "not available in recovery mode")
	}
	return nil
}

func (m *Module) checkRequest(o CreateOptions) *refusal.Refusal {
	const method = "create"
	if r := m.primaryOnly(method); r != nil {
		return r
	}
	if o.Request.Kind != request.Create {
		return needRequest.New(orchestrator, method, "the file is a "+string(o.Request.Kind)+" request, not a request to create a VCM")
	}
	return m.honour(method, "", o.Request, o.Request.TenantReqKey)
}

func (m *Module) checkRoom(CreateOptions) *refusal.Refusal {
	most, _ := m.Limits()
	if len(m.vcms) < most {
		return nil
	}
	rule := creatableHigher
	switch {
	case m.maxActive == 0:
		rule = oneOnly
	case m.Rating() == feature.Base:
		rule = creatableBase
	}
	return rule.New(orchestrator, "create", fmt.Sprintf("Maximum number of VCMs reached (%d); delete one with vcmadmin delete", most))
}

// checkNetwork refuses a VCM while another network waits for a reset: it would keep an address of the old one, and no
// tenant would reach it.
func (m *Module) checkNetwork(CreateOptions) *refusal.Refusal {
	if m.pending == nil {
		return nil
	}
	return netPending.New(orchestrator, "create", "the network for VCMs was changed, and the change waits for a reset; reset the HSM first (hsmadmin reset)")
}

func (m *Module) checkOptions(o CreateOptions) *refusal.Refusal {
	const method = "create"
	p := o.Request.Properties
	switch {
	case o.Autostart && asked(p.RestrictStartup):
		return autoExcl.New(orchestrator, method, "autostart and restrict_startup are mutually exclusive, and the request asks for restrict_startup")
	case o.Autostart && !asked(p.Autostart):
		return autoAsked.New(orchestrator, method, "the request does not ask for autostart")
	case o.SerialCardreader && !asked(p.SerialCardreader):
		return cardAsked.New(orchestrator, method, "the request does not ask for serial_cardreader")
	}
	if r := m.readerTaken(method, o.SerialCardreader, nil); r != nil {
		return r
	}
	if err := request.CheckName(o.Name); err != nil {
		return badName.New(orchestrator, method, err.Error())
	}
	return nil
}

// vcmFeatures decides the features of a VCM: those of the platform unless others are given, which must be a
// subset of them (guide 3.3.1, 3.3.4, D-45, D-46).
func (m *Module) vcmFeatures(method string, given *feature.Word) (feature.Word, *refusal.Refusal) {
	if given == nil {
		return feature.ConvertForPlatform(m.Features(), m.Features()), nil
	}
	over := feature.Exceeds(*given, m.Features())
	switch {
	case over&(feature.HSMSpeed0|feature.HSMSpeed1|feature.HSMSpeed2) != 0:
		return 0, speedLimit.New(orchestrator, method, "speed rating "+over.Names()+" is higher than that of the HSM")
	case over != 0:
		return 0, subset.New(orchestrator, method, "feature "+over.Names()+" is not enabled on the HSM")
	}
	return feature.ConvertForPlatform(*given, m.Features()), nil
}
