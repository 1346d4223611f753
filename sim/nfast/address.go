package nfast

import (
	"hsmlab/sim/host"
	"hsmlab/sim/refusal"
)

var oldAddress = refusal.Rule{Guide: "3.1.2.3.6", Basis: refusal.Inferred}

// misled is the hardware status of a VCM whose configuration leads to an address that is not the VCM's, or that this host
// has no way to: about that the guide has no rule.
func misled(p *host.Process, a *host.Attachment, why, method string) (string, *refusal.Refusal) {
	text := "unknown; " + why
	if p.Host.NoWay(a.Address) != "" {
		return text, nil
	}
	return text, oldAddress.New("hardserver", method, why+", and VCM "+a.UUID+" is not found there; ask the service provider which address it has")
}
