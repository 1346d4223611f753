package hsmadmin

import (
	"hsmlab/sim/host"
	"hsmlab/sim/refusal"
	"hsmlab/sim/request"
	"hsmlab/sim/sshkey"
	"hsmlab/sim/vcm"
)

// oldRequestKey is where the request key lies that was in use before the present one (D-70) [simulated].
func oldRequestKey() string { return host.KeyFile(host.TenantReq) + ".old" }

// signing is the key that requests about a VCM must be signed with.
type signing struct {
	key      sshkey.Key
	replaced bool // it is the old one: the VCM has not been asked to take the present one
}

// signing loads the key that a VCM knows as its tenant's, as far as this host can tell: the present request key,
// or the one before it if the VCM was enrolled with that one and no change was asked for since.
func (t *tool) signing(method, uuid string) (signing, *refusal.Refusal) {
	h := t.P.Host
	if !h.HasKey(host.TenantReq) {
		return signing{}, noSigner.New("tenantreq", method, "this host has no request key "+host.KeyFile(host.TenantReq)+
			"; only the host that requested the VCM can sign for it, and without its key a new VCM is needed")
	}
	key, err := h.LoadKey(t.P.User, host.TenantReq, t.P.Secrets())
	if err != nil {
		return signing{}, lostKeys.New("tenantreq", method, err.Error())
	}
	c, enrolled := t.enrolledVCM(uuid)
	if !enrolled || c.Signer == key.Public() {
		return signing{key: key}, nil
	}
	if old, ok := t.oldKey(); ok && old.Public() == c.Signer {
		return signing{key: old, replaced: true}, nil
	}
	return signing{key: key}, nil
}

// oldKey is the request key before the present one, if it is kept and can be unlocked.
func (t *tool) oldKey() (sshkey.Key, bool) {
	file, err := t.P.Host.FS.Read(t.P.User, oldRequestKey())
	if err != nil {
		return sshkey.Key{}, false
	}
	key, err := t.P.Host.Unlock(t.P.User, oldRequestKey(), file, t.P.Secrets())
	return key, err == nil
}

// signedBy reports whether public is a request key of this host, the present one or the one before it.
func (t *tool) signedBy(public sshkey.Public) bool {
	now, _, err := t.P.Host.PublicKey(host.TenantReq)
	if err == nil && now == public {
		return true
	}
	file, err := t.P.Host.FS.Read(t.P.Host.User(host.Root), oldRequestKey())
	if err != nil {
		return false
	}
	before, err := sshkey.PublicOf(file)
	return err == nil && before == public
}

// changeKey finishes a request that brings the VCM a new request key: the key that the VCM knows signs it (guide
// 3.1.2.3.7). The new key takes the place of the old one, which is kept beside it. A second VCM that knows the old
// key is asked to take the same new one.
func (t *tool) changeKey(q *request.Request, s signing, file string) *refusal.Refusal {
	method := string(q.Kind)
	if s.replaced {
		present, _, err := t.P.Host.PublicKey(host.TenantReq)
		if err != nil {
			return lostKeys.New("tenantreq", method, err.Error())
		}
		return t.finishKeyChange(q, s, present, file)
	}
	drafted, err := t.P.Host.DraftKey(host.TenantReq, t.P.Secrets())
	if err != nil {
		return protection.New("tenantreq", method, err.Error())
	}
	if r := t.finishKeyChange(q, s, drafted.Public, file); r != nil {
		return r
	}
	root := t.P.Host.User(host.Root)
	old, err := t.P.Host.FS.Read(root, host.KeyFile(host.TenantReq))
	if err == nil {
		err = t.P.Host.FS.Write(root, oldRequestKey(), old, 0o600)
	}
	if err == nil {
		err = t.P.Host.StoreKeys(drafted)
	}
	if err != nil {
		return fileTrouble.New("vcm", method, err.Error())
	}
	t.P.Printf("SSH client key created: %s; the one before it is kept in %s\n", host.KeyFile(host.TenantReq), oldRequestKey())
	t.P.Errorf("NOTICE: later requests are signed with the new key, which the VCM knows once your provider has set k_tenant_req\n")
	return nil
}

func (t *tool) finishKeyChange(q *request.Request, s signing, to sshkey.Public, file string) *refusal.Refusal {
	q.Properties.KTenantReq = &to
	if r := t.finish(*q, s, file); r != nil {
		return r
	}
	if c, enrolled := t.enrolledVCM(q.UUID); enrolled {
		return t.noteSigner(c, to)
	}
	return nil
}

// noteSigner remembers with the enrolled VCM which key its later requests need.
func (t *tool) noteSigner(c vcm.Config, to sshkey.Public) *refusal.Refusal {
	c.Signer = to
	if err := t.P.Host.FS.Write(t.P.Host.User(host.Root), host.VCMFile(c.UUID), c.Encode(), 0o644); err != nil {
		return fileTrouble.New("vcm", "setproperties", err.Error())
	}
	return nil
}
