package module

import (
	"errors"

	"hsmlab/sim/refusal"
	"hsmlab/sim/request"
	"hsmlab/sim/sshkey"
)

var requestSignature = refusal.Rule{ID: "G-3.1.2.2-3", Guide: "3.1.2.2", Basis: refusal.Inferred}

// keyChange is requestSignature for a request that changes the signing key.
var keyChange = refusal.Rule{ID: "G-3.1.2.3.7-2", Guide: "3.1.2.3.7", Basis: refusal.Documented, Also: []string{"G-3.1.2.2-3"}}

// expired are the statements about requests whose validity is over, by the method that they were for; the guide
// has none about creation.
var expired = map[string]refusal.Rule{
	"create":      {Guide: "4.10.1.16.1", Basis: refusal.Inferred},
	"start":       {ID: "G-3.1.3.1-4", Guide: "3.1.3.1", Basis: refusal.Documented, Also: []string{"G-3.1.3.1-3", "G-4.10.1.16.2-2"}},
	setProperties: {ID: "G-3.1.3.4-3", Guide: "3.1.3.4", Basis: refusal.Documented},
}

// fromFuture is a request made ahead of the module's clock (D-78).
var fromFuture = refusal.Rule{Guide: "3.1.3.1", Basis: refusal.Simulated}

// honour checks the signature and the validity of a request by the module's clock (D-78).
func (m *Module) honour(method string, s request.Signed, signer sshkey.Public) *refusal.Refusal {
	if err := s.Verify(signer); err != nil {
		rule, why := requestSignature, "the request was changed after its tenant had signed it, or was signed with another key: "
		switch {
		case s.Kind == request.Create:
			why = "the request was changed after its tenant had signed it: "
		case s.Properties.KTenantReq != nil:
			rule, why = keyChange, "a request for another k_tenant_req must be signed with the present one: "
		}
		return rule.New(orchestrator, method, why+err.Error())
	}
	var wrong *request.TimeError
	switch err := s.CheckTime(m.Now()); {
	case err == nil:
		return nil
	case errors.As(err, &wrong) && wrong.Kind == request.Future:
		return fromFuture.New(orchestrator, method, err.Error()+"; compare the clocks of the tenant's host, of this host and of the HSM")
	default:
		return expired[method].New(orchestrator, method, err.Error()+"; ask the tenant for a new request")
	}
}
