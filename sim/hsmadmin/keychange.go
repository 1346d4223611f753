package hsmadmin

import (
	"strings"

	"github.com/spf13/pflag"

	"hsmlab/sim/cli"
	"hsmlab/sim/host"
	"hsmlab/sim/module"
	"hsmlab/sim/refusal"
	"hsmlab/sim/sshkey"
	"hsmlab/sim/vcm"
)

var (
	badKeyFile = refusal.Rule{ID: "G-4.10.1.7.5-1", Guide: "4.10.1.7.5", Basis: refusal.Inferred}
	badMigrate = refusal.Rule{ID: "G-4.10.1.7.2-1", Guide: "4.10.1.7.2", Basis: refusal.Inferred}
	otherKey   = refusal.Rule{ID: "G-4.7.8-1", Guide: "4.7.8", Basis: refusal.Documented, Also: []string{"G-4.7.7-1"}}
	noDisk     = refusal.Rule{Guide: "4.10.1.7", Basis: refusal.Inferred}
	vcmAway    = refusal.Rule{Guide: "4.10.1.7.3", Basis: refusal.Simulated}
)

func (t *tool) keysRoll() cli.Spec {
	return t.keysCommand(cli.Spec{
		Name: "roll", Usage: "[-h] [--timeout <TIMEOUT>] [--json] [--verbose]", Guide: "4.10.1.7.3",
		About: "Makes new client keys for all services and installs them in all HSMs. The tenantreq key stays.",
		Run:   func([]string) int { return t.runKeysRoll() },
	}, t.jsonFlag)
}

// runKeysRoll makes the new keys, asks every HSM, and only then changes anything, without waiting in between.
// Losing power at any moment leaves either the old keys everywhere or the new ones.
func (t *tool) runKeysRoll() int {
	const doing = "roll SSH keys"
	a := keysAccess("roll", keyTime)
	if r := t.Privileged(a); r != nil {
		return t.Fail(doing, r)
	}
	if _, r := t.changeable(a, nil); r != nil { // before anybody is asked for a passphrase
		return t.Fail(doing, r)
	}
	drafts, r := t.draftKeys(a.Method, hsmServices())
	if r != nil {
		return t.Fail(doing, r)
	}
	a.Cost = quick
	modules, r := t.changeable(a, nil)
	if r != nil {
		return t.Fail(doing, r)
	}
	old, err := t.P.Host.LoadKey(t.P.User, host.SSHAdmin, t.P.Secrets())
	if err != nil {
		return t.Fail(doing, lostKeys.New("sshadmin", a.Method, err.Error()))
	}
	own, r := t.ownVCMs(old.Public(), a.Method)
	if r != nil {
		return t.Fail(doing, r)
	}
	if err := t.P.Host.StoreKeys(drafts...); err != nil {
		return t.Fail(doing, noDisk.New("hsmadmin", a.Method, err.Error()))
	}
	keys := publics(drafts)
	for _, m := range modules {
		m.ReplaceKeys(keys)
	}
	t.rollVCMs(own, keys)
	t.reportChange(modules, "new SSH client keys installed for all services", keys)
	t.P.Errorf("NOTE: earlier backups of the sshadmin key are of no use any more; make a new one with hsmadmin keys backup\n")
	t.hintRestart()
	return cli.OK
}

// draftKeys makes new client keys with the protections that the environment asks for; nothing is written.
func (t *tool) draftKeys(method string, services []sshkey.Service) ([]host.NewKey, *refusal.Refusal) {
	var list []host.NewKey
	for _, s := range services {
		k, err := t.P.Host.DraftKey(s, t.P.Secrets())
		if err != nil {
			return nil, protection.New(string(s), method, err.Error())
		}
		list = append(list, k)
	}
	return list, nil
}

func publics(list []host.NewKey) map[sshkey.Service]sshkey.Public {
	keys := map[sshkey.Service]sshkey.Public{}
	for _, k := range list {
		keys[k.Service] = k.Public
	}
	return keys
}

// ownVCMs are the VCMs enrolled on this host, whose sshadmin key is the host's: they must follow when it changes.
// One that does not answer would be locked out for good, so the whole change is refused [simulated: the guide does
// not say what roll does to VCMs].
func (t *tool) ownVCMs(admin sshkey.Public, method string) ([]*vcm.VCM, *refusal.Refusal) {
	list, away := t.vcmsOf(admin)
	if len(away) > 0 {
		return nil, vcmAway.New("sshadmin", method, "VCM "+away[0]+
			", enrolled on this host with these keys, does not answer; start it, or unenroll it first")
	}
	return list, nil
}

// vcmsOf lists the VCMs enrolled on this host with an sshadmin key: those that answer, and the UUIDs of those that do
// not. One that was deleted is neither.
func (t *tool) vcmsOf(admin sshkey.Public) (list []*vcm.VCM, away []string) {
	for _, c := range t.P.Host.EnrolledVCMs() {
		if c.Admin != admin {
			continue
		}
		_, v, ok := t.P.Host.Reach(c)
		switch {
		case v == nil: // deleted
		case ok:
			list = append(list, v)
		default:
			away = append(away, c.UUID)
		}
	}
	return list, away
}

// tellVCMs gives the new keys of all services but sshadmin to the VCMs of this host too. One that does not answer
// still knows the sshadmin key, so restoring it once more is enough [simulated, as for roll].
func (t *tool) tellVCMs(admin sshkey.Public, keys map[sshkey.Service]sshkey.Public) {
	list, away := t.vcmsOf(admin)
	for _, v := range list {
		v.InstallKeys(endUser(keys))
	}
	for _, uuid := range away {
		t.P.Errorf("NOTE: VCM %s does not answer and keeps the old keys; restore the backup again once it runs\n", uuid)
	}
}

// rollVCMs gives the new keys to the VCMs of this host too.
func (t *tool) rollVCMs(list []*vcm.VCM, keys map[sshkey.Service]sshkey.Public) {
	h := t.P.Host
	for _, v := range list {
		v.SSHAdminKey = keys[host.SSHAdmin]
		v.InstallKeys(endUser(keys))
		for _, c := range h.EnrolledVCMs() {
			if c.UUID == v.UUID {
				c.Admin = v.SSHAdminKey
				if err := h.FS.Write(h.User(host.Root), host.VCMFile(c.UUID), c.Encode(), 0o644); err != nil {
					t.P.Errorf("WARNING: %s\n", err)
				}
			}
		}
	}
}

func endUser(keys map[sshkey.Service]sshkey.Public) map[sshkey.Service]sshkey.Public {
	own := map[sshkey.Service]sshkey.Public{}
	for _, s := range vcm.EndUserServices() {
		own[s] = keys[s]
	}
	return own
}

func (t *tool) keysMigrate() cli.Spec {
	file := ""
	return t.keysCommand(cli.Spec{
		Name: "migrate", Usage: "[-h] [--timeout <TIMEOUT>] --privkeyfile <PRIVKEYFILE> [--json] [--verbose]", Guide: "4.10.1.7.2",
		About:    "Makes all HSMs of this host accept another sshadmin key, that of the host to which they will be moved.",
		Required: []string{"privkeyfile"},
		Run:      func([]string) int { return t.runKeysMigrate(file) },
	}, t.jsonFlag, func(f *pflag.FlagSet) {
		f.StringVar(&file, "privkeyfile", "", "Private sshadmin key to change to: a backup made on the other host with --passphrase.")
	})
}

// runKeysMigrate also takes over the private key on this host: guide 4.7.9, step 2, installs it on the source
// host, and without it the HSMs that stay could not be managed any more.
func (t *tool) runKeysMigrate(name string) int {
	const doing = "migrate SSH keys"
	a := keysAccess("migrate", keyTime)
	if r := t.Privileged(a); r != nil {
		return t.Fail(doing, r)
	}
	key, r := t.openKeyFile(name, a.Method, badMigrate)
	if r != nil {
		return t.Fail(doing, r)
	}
	draft, err := t.P.Host.ProtectKey(host.SSHAdmin, key, t.P.Secrets())
	if err != nil {
		return t.Fail(doing, protection.New("sshadmin", a.Method, err.Error()))
	}
	modules, r := t.changeable(a, nil)
	if r != nil {
		return t.Fail(doing, r)
	}
	if err := t.P.Host.StoreKeys(draft); err != nil {
		return t.Fail(doing, noDisk.New("hsmadmin", a.Method, err.Error()))
	}
	keys := publics([]host.NewKey{draft})
	for _, m := range modules {
		m.ReplaceKeys(keys)
	}
	t.reportChange(modules, "sshadmin client key changed to that of "+name, keys)
	return cli.OK
}

// openKeyFile reads a private key that the user names, asking for its passphrase.
func (t *tool) openKeyFile(name, method string, rule refusal.Rule) (sshkey.Key, *refusal.Refusal) {
	file, err := t.P.Host.FS.Read(t.P.User, t.P.Path(name))
	if err != nil {
		return sshkey.Key{}, rule.New("sshadmin", method, err.Error())
	}
	key, err := t.P.Host.Unlock(t.P.User, name, file, t.P.Secrets())
	if err != nil {
		return sshkey.Key{}, rule.New("sshadmin", method, "the key file "+name+" "+err.Error())
	}
	return key, nil
}

func (t *tool) keysRestore() cli.Spec {
	return t.keysCommand(cli.Spec{
		Name: "restore", Usage: "[-h] [--timeout <TIMEOUT>] [--verbose] <FILE>", Guide: "4.10.1.7.5",
		About:    "Restores the sshadmin key from a backup, and makes new keys for all other services.",
		Operands: []string{"FILE"},
		Run:      func(args []string) int { return t.runKeysRestore(args[0]) },
	})
}

func (t *tool) runKeysRestore(name string) int {
	const doing = "restore SSH keys"
	a := keysAccess("restore", keyTime)
	if r := t.Privileged(a); r != nil {
		return t.Fail(doing, r)
	}
	key, r := t.openKeyFile(name, a.Method, badKeyFile)
	if r != nil {
		return t.Fail(doing, r)
	}
	a.Open = true // the key that counts is the restored one
	t.leaveFactory()
	knows := func(m *module.Module) *refusal.Refusal {
		if m.Factory() || m.Accepted(host.SSHAdmin) == key.Public() {
			return m.Authenticate(host.SSHAdmin, a.Method, key.Public())
		}
		return otherKey.New("sshadmin", a.Method, "the key in "+name+" is not the sshadmin key that HSM "+m.ESN+
			" knows: it is of another host, or older than the last change of keys")
	}
	if _, r := t.changeable(a, knows); r != nil {
		return t.Fail(doing, r)
	}
	admin, r := t.restored(name, key, a.Method)
	if r != nil {
		return t.Fail(doing, r)
	}
	others, r := t.draftKeys(a.Method, hsmServices()[1:])
	if r != nil {
		return t.Fail(doing, r)
	}
	a.Cost = quick
	modules, r := t.changeable(a, knows)
	if r != nil {
		return t.Fail(doing, r)
	}
	if err := t.P.Host.StoreKeys(append(others, admin)...); err != nil {
		return t.Fail(doing, noDisk.New("hsmadmin", a.Method, err.Error()))
	}
	t.P.Printf("sshadmin key restored from %s\n", name)
	keys := publics(append(others, admin))
	for _, m := range modules {
		m.ReplaceKeys(keys)
	}
	t.tellVCMs(key.Public(), keys)
	t.reportChange(modules, "new SSH client keys installed for all other services", keys)
	t.P.Host.NoteModules()
	t.hintRestart()
	return cli.OK
}

// leaveFactory leaves HSMs in factory state out, where others are enrolled: they take hsmadmin enroll.
func (t *tool) leaveFactory() {
	var enrolled []string
	for _, m := range t.P.Host.Slots {
		if !m.Factory() {
			enrolled = append(enrolled, m.ESN)
		}
	}
	if len(enrolled) == 0 || len(enrolled) == len(t.P.Host.Slots) {
		return
	}
	for _, m := range t.P.Host.Slots {
		if m.Factory() {
			t.P.Errorf("NOTE: HSM %s is in factory state; run hsmadmin enroll for it\n", m.ESN)
		}
	}
	t.ESNs = enrolled
}

// restored is the key as it goes to the standard place: a verbatim copy keeps the protections that it has, one
// under a passphrase gets those of this host.
func (t *tool) restored(name string, key sshkey.Key, method string) (host.NewKey, *refusal.Refusal) {
	file, err := t.P.Host.FS.Read(t.P.User, t.P.Path(name))
	if err != nil {
		return host.NewKey{}, badKeyFile.New("sshadmin", method, err.Error())
	}
	if strings.Contains(string(file), "# protection ") {
		return host.NewKey{Service: host.SSHAdmin, Public: key.Public(), File: file}, nil
	}
	k, err := t.P.Host.ProtectKey(host.SSHAdmin, key, t.P.Secrets())
	if err != nil {
		return k, protection.New("sshadmin", method, err.Error())
	}
	return k, nil
}
