package hsmadmin

import (
	"time"

	"github.com/spf13/pflag"

	"hsmlab/sim/cli"
	"hsmlab/sim/client"
	"hsmlab/sim/host"
	"hsmlab/sim/module"
	"hsmlab/sim/refusal"
	"hsmlab/sim/sshkey"
)

const enrollTime = 2 * time.Second // per HSM [simulated]

var (
	lostKeys   = refusal.Rule{ID: "G-4.7.8-1", Guide: "4.7.8", Basis: refusal.Documented}
	badBackup  = refusal.Rule{ID: "G-4.10.1.6-5", Guide: "4.10.1.6", Basis: refusal.Inferred}
	protection = refusal.Rule{ID: "G-4.8.3-2", Guide: "4.8.3", Basis: refusal.Inferred}
)

func (t *tool) enroll() cli.Spec {
	backup := ""
	return cli.Spec{
		Name: "enroll", Usage: "[-h] [--timeout <TIMEOUT>] [--verbose] [--sshadmin-key <SSHADMIN_KEY>]", Guide: "4.10.1.6",
		About: "Installs the SSH keys with which this host and its HSMs know each other.",
		Flags: t.flags(t.verboseFlag, func(f *pflag.FlagSet) {
			f.StringVar(&backup, "sshadmin-key", "", "Backup of the sshadmin key, used when the key is not in its standard place.")
		}),
		Timeout: "G-4.10.1.6-6", Seconds: &t.Seconds,
		Run: func([]string) int { return t.runEnroll(backup) },
	}
}

func (t *tool) runEnroll(backup string) int {
	const doing = "enroll"
	a := client.Access{Service: host.SSHAdmin, Method: "enroll", Root: true, Cost: enrollTime, Rule: rootOnly("G-4.10.1.6-1", "4.10.1.6"), Open: true}
	modules, r := t.Modules("sshadmin", "enroll")
	if r != nil && t.P.User.UID == 0 && t.P.Host.NoteModules() {
		t.P.Printf("List of installed HSMs refreshed: none is left in this host\n")
		return cli.OK
	}
	if r != nil {
		return t.Fail(doing, r)
	}
	if r := t.Privileged(a); r != nil {
		return t.Fail(doing, r)
	}
	if r := t.findAdminKey(backup, modules); r != nil {
		return t.Fail(doing, r)
	}
	if r := t.mayChangeKeys(modules); r != nil {
		return t.Fail(doing, r)
	}
	keys, r := t.clientKeys()
	if r != nil {
		return t.Fail(doing, r)
	}
	status := cli.OK
	for _, m := range modules {
		if r := t.Call(m, a, func() *refusal.Refusal { return t.enrollOne(m, keys) }); r != nil {
			status = t.Fail(doing, ofOne(r, m, modules))
		}
	}
	if t.P.Host.NoteModules() {
		t.P.Printf("List of installed HSMs refreshed\n")
	}
	return status
}

// mayChangeKeys refuses, before any key is made, what the HSMs would refuse after it.
func (t *tool) mayChangeKeys(modules []*module.Module) *refusal.Refusal {
	for _, s := range sshkey.Services() {
		if s.Service == host.TenantReq || t.P.Host.HasKey(s.Service) {
			continue
		}
		for _, m := range modules {
			if r := m.MayEnroll(); r != nil {
				return r
			}
		}
	}
	return nil
}

// findAdminKey sees to the sshadmin key: in its standard place, from a backup, or new. A new one is of use only
// to HSMs in factory state.
func (t *tool) findAdminKey(backup string, modules []*module.Module) *refusal.Refusal {
	h := t.P.Host
	switch {
	case h.HasKey(host.SSHAdmin):
		return nil
	case backup != "":
		return t.useBackup(backup, modules)
	}
	for _, m := range modules { // ask before a key is made that no HSM would take
		a := client.Access{Service: host.SSHAdmin, Method: "enroll", Cost: quick, Open: true}
		r := t.Call(m, a, func() *refusal.Refusal {
			if m.Factory() {
				return nil
			}
			return lostKeys.New("sshadmin", "enroll", "no sshadmin key on this host, and HSM "+m.ESN+
				" is not in factory state; restore a backup of the key with hsmadmin keys restore, or return the HSM to factory state by booting it in recovery mode")
		})
		if r != nil {
			return r
		}
	}
	return nil
}

func (t *tool) useBackup(name string, modules []*module.Module) *refusal.Refusal {
	file, err := t.P.Host.FS.Read(t.P.User, t.P.Path(name))
	if err != nil {
		return badBackup.New("sshadmin", "enroll", "backup of the sshadmin key: "+err.Error())
	}
	key, err := t.P.Host.Unlock(t.P.User, name, file, t.P.Secrets())
	if err != nil {
		return badBackup.New("sshadmin", "enroll", "the backup "+name+" "+err.Error())
	}
	for _, m := range modules {
		if r := m.Authenticate(host.SSHAdmin, "enroll", key.Public()); !m.Factory() && r != nil {
			return badBackup.New("sshadmin", "enroll", "the backup "+name+" is of another key than HSM "+m.ESN+" knows")
		}
	}
	k, r := t.restored(name, key, "enroll")
	if r != nil {
		return r
	}
	if err := t.P.Host.StoreKeys(k); err != nil {
		return badBackup.New("sshadmin", "enroll", err.Error())
	}
	t.P.Printf("sshadmin key restored from %s\n", name)
	return nil
}

// clientKeys returns the public client keys of all services, making those that are missing.
func (t *tool) clientKeys() (map[sshkey.Service]sshkey.Public, *refusal.Refusal) {
	keys := map[sshkey.Service]sshkey.Public{}
	for _, s := range sshkey.Services() {
		if s.Service == host.TenantReq {
			continue // no HSM service: hsmadmin vcm create makes it
		}
		public, r := t.clientKey(s.Service, "enroll")
		if r != nil {
			return nil, r
		}
		keys[s.Service] = public
	}
	return keys, nil
}

// clientKey loads the client key of a service, or makes it.
func (t *tool) clientKey(s sshkey.Service, method string) (sshkey.Public, *refusal.Refusal) {
	h := t.P.Host
	if h.HasKey(s) {
		public, err := t.usable(s)
		if err != nil {
			return "", lostKeys.New(string(s), method, err.Error())
		}
		return public, nil
	}
	public, err := h.MakeKey(s, t.P.Secrets())
	if err != nil {
		return "", protection.New(string(s), method, err.Error())
	}
	t.P.Printf("SSH client key created: %s\n", host.KeyFile(s))
	return public, nil
}

// usable checks that this host can unlock a client key, and returns its public half. Only for sshadmin somebody is
// asked for a passphrase: it is the one that is used here.
func (t *tool) usable(s sshkey.Service) (sshkey.Public, error) {
	h := t.P.Host
	public, _, err := h.PublicKey(s)
	if err != nil || s != host.SSHAdmin && h.NeedsPassphrase(s) {
		return public, err
	}
	key, err := h.LoadKey(t.P.User, s, t.P.Secrets())
	return key.Public(), err
}

func (t *tool) enrollOne(m *module.Module, keys map[sshkey.Service]sshkey.Public) *refusal.Refusal {
	changed, r := m.Enroll(keys)
	if r != nil {
		return r
	}
	if why := m.Uncertified(); why != "" {
		for _, s := range hsmServices() {
			if m.Serves(s) {
				t.P.Errorf("WARNING: HSM %s: no certificate for the SSH key of service %s\n", m.ESN, s)
			}
		}
		t.P.Errorf("This is expected: %s\n", why)
	}
	if changed {
		t.P.Printf("HSM %s: enrolled\n", m.ESN)
	} else {
		t.P.Printf("HSM %s: valid SSH keys found, nothing to do\n", m.ESN)
	}
	return nil
}
