package hsmadmin

import (
	"fmt"
	"slices"
	"strings"

	"hsmlab/sim/cli"
	"hsmlab/sim/host"
	"hsmlab/sim/module"
	"hsmlab/sim/refusal"
	"hsmlab/sim/sshkey"
)

var (
	badRemote = refusal.Rule{ID: "G-4.10.1.7.6-1", Guide: "4.10.1.7.6", Basis: refusal.Inferred}
	lockOut   = refusal.Rule{Guide: "4.10.1.7.6", Basis: refusal.Simulated}
	noRemote  = refusal.Rule{ID: "G-4.10.1.7.7-1", Guide: "4.10.1.7.7", Basis: refusal.Inferred}
)

func (t *tool) keysRemoteSet() cli.Spec {
	return t.keysCommand(cli.Spec{
		Name: "remote-set", Usage: "[-h] [--timeout <TIMEOUT>] [--verbose] <SERVICE> <KEYTYPE> <KEYDATA>", Guide: "4.10.1.7.6",
		About: "Lets a remote client use one service, instead of this host. KEYTYPE is an OpenSSH name such as ssh-ed25519 [simulated]; " +
			"only that type is checked to the last byte.",
		Operands: []string{"SERVICE", "KEYTYPE", "KEYDATA"},
		Run:      func(args []string) int { return t.runRemoteSet(args[0], args[1], args[2]) },
	})
}

func (t *tool) runRemoteSet(service, kind, data string) int {
	const doing = "set remote SSH key"
	a := keysAccess("remote-set", keyTime)
	if r := t.Privileged(a); r != nil {
		return t.Fail(doing, r)
	}
	s, r := remoteService(service, a.Method)
	if r != nil {
		return t.Fail(doing, r)
	}
	key, err := sshkey.ParseRemote(kind, data)
	if err != nil {
		return t.Fail(doing, badRemote.New("sshadmin", a.Method, err.Error()))
	}
	modules, r := t.changeable(a, serves(s, a.Method))
	if r != nil {
		return t.Fail(doing, r)
	}
	for _, m := range modules {
		m.SetRemote(s, key)
		t.P.Printf("HSM %s: service %s accepts the remote client key %s\n", m.ESN, s, key.Fingerprint())
	}
	if !key.Valid() {
		t.P.Errorf("NOTE: hsmlab stores keys of type %s, but nothing in the lab can use them\n", kind)
	}
	return cli.OK
}

// remoteService finds a service that can be accessed remotely: any of the HSM but sshadmin, without which this
// host could not take the key away again. The guide does not exclude it (4.10.1.7.6); nothing in the lab can use
// such a key from elsewhere, so it would do nothing but lock the host out.
func remoteService(name, method string) (sshkey.Service, *refusal.Refusal) {
	s := sshkey.Service(name)
	switch {
	case s == host.SSHAdmin:
		return s, lockOut.New("sshadmin", method, "not simulated: a remote key for sshadmin, because it would lock this host out until the next factory state; choose another service")
	case slices.Contains(hsmServices(), s):
		return s, nil
	}
	var names []string
	for _, s := range hsmServices()[1:] {
		names = append(names, string(s))
	}
	return s, badRemote.New("sshadmin", method, "no service "+fmt.Sprintf("%.40q", name)+"; there are "+strings.Join(names, ", "))
}

// serves refuses for HSMs whose firmware does not have the service.
func serves(s sshkey.Service, method string) func(*module.Module) *refusal.Refusal {
	return func(m *module.Module) *refusal.Refusal {
		if m.Serves(s) {
			return nil
		}
		return badRemote.New("sshadmin", method, "firmware "+m.Version().String()+" of the HSM has no service "+string(s)+" at platform level")
	}
}

func (t *tool) keysRemoteRemove() cli.Spec {
	return t.keysCommand(cli.Spec{
		Name: "remote-remove", Usage: "[-h] [--timeout <TIMEOUT>] [--verbose] <SERVICE>", Guide: "4.10.1.7.7",
		About:    "Takes a remote client's key away from a service, which then accepts that of this host again.",
		Operands: []string{"SERVICE"},
		Run:      func(args []string) int { return t.runRemoteRemove(args[0]) },
	})
}

func (t *tool) runRemoteRemove(service string) int {
	const doing = "remove remote SSH key"
	a := keysAccess("remote-remove", keyTime)
	if r := t.Privileged(a); r != nil {
		return t.Fail(doing, r)
	}
	s, r := remoteService(service, a.Method)
	if r != nil {
		return t.Fail(doing, r)
	}
	modules, r := t.changeable(a, nil)
	if r != nil {
		return t.Fail(doing, r)
	}
	status := cli.OK
	for _, m := range modules {
		if !m.RemoveRemote(s) {
			status = t.Fail(doing, noRemote.New("sshadmin", a.Method, "HSM "+m.ESN+" has no remote key for service "+service))
			continue
		}
		t.P.Printf("HSM %s: service %s accepts the client key of this host again\n", m.ESN, s)
	}
	return status
}
