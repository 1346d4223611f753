package module

import (
	"errors"

	"hsmlab/sim/refusal"
	"hsmlab/sim/request"
	"hsmlab/sim/sshkey"
)

var (
	requestSignature = refusal.Rule{ID: "G-3.1.2.2-3", Guide: "3.1.2.2", Basis: refusal.Inferred}

	// keyChange is requestSignature for a request that changes the signing key, formerKey for one that has changed it
	// and asks for more.
	keyChange = refusal.Rule{ID: "G-3.1.2.3.7-2", Guide: "3.1.2.3.7", Basis: refusal.Documented, Also: []string{"G-3.1.2.2-3"}}
	formerKey = refusal.Rule{ID: "G-3.1.3.4-5", Guide: "3.1.3.4", Basis: refusal.Inferred, Also: []string{"G-3.1.2.2-3"}}
)

// expired are the statements about requests whose validity is over, by the method that they were for; the guide
// has none about creation.
var expired = map[string]refusal.Rule{
	"create":      {Guide: "4.10.1.16.1", Basis: refusal.Inferred},
	"start":       {ID: "G-3.1.3.1-4", Guide: "3.1.3.1", Basis: refusal.Documented, Also: []string{"G-3.1.3.1-3", "G-4.10.1.16.2-2"}},
	setProperties: {ID: "G-3.1.3.4-3", Guide: "3.1.3.4", Basis: refusal.Documented},
}

// fromFuture is a request made ahead of the module's clock (D-78).
var fromFuture = refusal.Rule{Guide: "3.1.3.1", Basis: refusal.Simulated}

// honour checks the signature and the validity of a request by the module's clock (D-78). setting is the property that
// it is used for, "" when it is for none.
func (m *Module) honour(method, setting string, s request.Signed, signer sshkey.Public) *refusal.Refusal {
	if err := s.Verify(signer); err != nil {
		rule, why := distrust(setting, s, signer, err)
		return rule.New(orchestrator, method, why)
	}
	return m.timely(method, s)
}

// distrust tells why a signature does not count. A request with several properties serves for one after the other
// (guide 3.1.3.4), but once it has changed the key it is signed with the former one.
func distrust(setting string, s request.Signed, signer sshkey.Public, err error) (rule refusal.Rule, why string) {
	key := s.Properties.KTenantReq
	switch {
	case !errors.Is(err, request.ErrForeign):
		return requestSignature, "the request was changed after its tenant had signed it: " + err.Error()
	case s.Kind == request.Create:
		return requestSignature, "the request is signed by " + s.Signer + ", and not with the key that it brings, " + signer.Fingerprint()
	case setting == "k_tenant_req":
		return keyChange, "a request for another k_tenant_req must be signed with the present one: it is signed by " + s.Signer + ", the VCM knows " + signer.Fingerprint()
	case key != nil && *key == signer:
		return formerKey, "the request is signed with the former key " + s.Signer + "; set k_tenant_req last, or ask the tenant for a new request"
	}
	return requestSignature, "the request is signed by " + s.Signer + ", the VCM knows " + signer.Fingerprint() + "; is it from the tenant of this VCM, and is k_tenant_req up to date?"
}

// timely judges the times in a request.
func (m *Module) timely(method string, s request.Signed) *refusal.Refusal {
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
