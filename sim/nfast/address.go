package nfast

import (
	"hsmlab/sim/host"
	"hsmlab/sim/refusal"
)

var oldAddress = refusal.Rule{Guide: "3.1.2.3.6", Basis: refusal.Inferred}

// misled notes for lab explain that the configuration of a VCM leads to an address that is not the VCM's.
func misled(p *host.Process, a *host.Attachment, why string) {
	if p.Host.NoWay(a.Address) == "" {
		p.Refuse(oldAddress.New("hardserver", "enquiry", why+", and VCM "+a.UUID+" is not found there; ask the service provider which address it has"))
	}
}
