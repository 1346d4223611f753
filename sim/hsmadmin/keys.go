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

// keyTime is how long an HSM takes to change its SSH keys [simulated].
const keyTime = 2 * time.Second

const keysTimeout = "G-4.10.1.7-4"

// keys is the group of subcommands that manage SSH keys. Its --timeout is taken before and after the subcommand
// (D-108).
func (t *tool) keys() cli.Spec {
	return cli.Spec{
		Name: "keys", Usage: "[-h] [--timeout <TIMEOUT>] <subcommand>", Guide: "4.10.1.7",
		About:   "Manages the SSH keys.",
		Timeout: keysTimeout, Seconds: &t.Seconds,
		Group: []cli.Spec{
			t.keysShow(), t.keysMigrate(), t.keysRoll(), t.keysBackup(), t.keysRestore(), t.keysRemoteSet(), t.keysRemoteRemove(),
		},
	}
}

// keysCommand fills in what the subcommands have in common.
func (t *tool) keysCommand(s cli.Spec, flags ...func(*pflag.FlagSet)) cli.Spec {
	s.Timeout, s.Seconds = keysTimeout, &t.Seconds
	s.Flags = t.flags(append(flags, t.verboseFlag)...)
	return s
}

// keysAccess is what a subcommand needs. All of the group need elevated privileges (guide 4.10.1.7).
func keysAccess(method string, cost time.Duration) client.Access {
	return client.Access{Service: host.SSHAdmin, Method: "keys " + method, Root: true, Rule: rootOnly("G-4.10.1.7-1", "4.10.1.7"), Cost: cost}
}

func (t *tool) keysShow() cli.Spec {
	return t.keysCommand(cli.Spec{
		Name: "show", Usage: "[-h] [--timeout <TIMEOUT>] [--json] [--verbose]", Guide: "4.10.1.7.1",
		About: "Shows the public client keys of this host and the public server keys of its HSMs.",
		Run:   func([]string) int { return t.runKeysShow() },
	}, t.jsonFlag)
}

// keyRow is the keys of one service of one HSM.
type keyRow struct {
	Service   string `json:"service"`
	Client    string `json:"client_key"`           // in the host's key file
	Installed string `json:"client_key_time"`      // time stamp of that file
	Server    string `json:"server_key"`           // of the HSM
	Accepted  bool   `json:"accepted"`             // the HSM accepts the client key
	Remote    string `json:"remote_key,omitempty"` // accepted instead of the host's
}

type keyRows struct {
	ESN      string   `json:"esn"`
	Services []keyRow `json:"services"`
}

func (t *tool) runKeysShow() int {
	const doing = "show SSH keys"
	a := keysAccess("show", quick)
	if r := t.Privileged(a); r != nil {
		return t.Fail(doing, r)
	}
	if !t.JSON {
		t.showClientKeys()
	}
	rows := []keyRows{}
	status := t.each(doing, a, func(m *module.Module) *refusal.Refusal {
		r := keyRows{ESN: m.ESN}
		for _, s := range hsmServices() {
			if m.Serves(s) { // it has no key for what its firmware does not have
				r.Services = append(r.Services, t.keyRow(m, s))
			}
		}
		rows = append(rows, r)
		if !t.JSON {
			t.showServerKeys(r)
		}
		return nil
	})
	if t.JSON {
		t.printJSON(rows)
	}
	return status
}

// hsmServices are the services of an HSM, in the guide's order: all keys of the host but tenantreq.
func hsmServices() []sshkey.Service {
	var list []sshkey.Service
	for _, s := range sshkey.Services() {
		if s.Service != host.TenantReq {
			list = append(list, s.Service)
		}
	}
	return list
}

func (t *tool) keyRow(m *module.Module, s sshkey.Service) keyRow {
	r := keyRow{Service: string(s), Server: string(m.ServerKey(s)), Remote: string(m.Remote(s))}
	if public, installed, err := t.P.Host.PublicKey(s); err == nil {
		r.Client, r.Installed = string(public), installed.UTC().Format(time.RFC3339)
		r.Accepted = m.Accepted(s) == public
	}
	return r
}

// showClientKeys prints the client keys with the time stamps of their files; those that HSMs do not use too.
func (t *tool) showClientKeys() {
	t.field("host", t.P.Host.Name)
	for _, s := range sshkey.Services() {
		public, installed, err := t.P.Host.PublicKey(s.Service)
		switch {
		case err == nil:
			t.field(string(s.Service), string(public)+" "+installed.UTC().Format(timeLayout))
		case t.P.Host.HasKey(s.Service):
			t.field(string(s.Service), err)
		default:
			t.field(string(s.Service), "none")
		}
	}
}

func (t *tool) showServerKeys(r keyRows) {
	t.P.Printf("\n")
	t.field("esn", r.ESN)
	for _, s := range r.Services {
		note := ""
		switch {
		case s.Remote != "":
			note = " (remote client key: " + s.Remote + ")"
		case !s.Accepted:
			note = " (does not accept the client key of this host)"
		}
		t.field(s.Service, s.Server+note)
	}
}

// changeable finds the HSMs whose keys a subcommand is to change and lets each say whether it can be done: the
// keys of all HSMs in a host change together or not at all (guide 4.7.9). Afterwards nothing waits any more.
func (t *tool) changeable(a client.Access, check func(*module.Module) *refusal.Refusal) ([]*module.Module, *refusal.Refusal) {
	modules, r := t.Modules(string(a.Service), a.Method)
	if r != nil {
		return nil, r
	}
	for _, m := range modules {
		r := t.Call(m, a, func() *refusal.Refusal {
			if r := m.MayChangeKeys(a.Method); r != nil || check == nil {
				return r
			}
			return check(m)
		})
		if r != nil {
			return nil, named(r, m, modules)
		}
	}
	for _, m := range modules { // the first may have gone while the last worked
		if !m.Up() || m.Failed() || m.Factory() {
			return nil, named(gone.New("sshadmin", a.Method, "the service stopped answering"), m, modules)
		}
		if r := m.MayChangeKeys(a.Method); r != nil {
			return nil, named(r, m, modules)
		}
	}
	return modules, nil
}

var gone = refusal.Rule{Guide: "4.10.1.7", Basis: refusal.Inferred}

// named says which of several HSMs refused, and that all of them are as they were.
func named(r *refusal.Refusal, m *module.Module, all []*module.Module) *refusal.Refusal {
	if len(all) < 2 {
		return r
	}
	c := *ofOne(r, m, all)
	c.Reason += "; no HSM was changed"
	return &c
}

// keyChange is what the subcommands that change keys print as JSON.
type keyChange struct {
	ESN    string            `json:"esn"`
	Action string            `json:"action"`
	Keys   map[string]string `json:"client_keys"`
}

// reportChange tells what was done to which HSM.
func (t *tool) reportChange(modules []*module.Module, action string, keys map[sshkey.Service]sshkey.Public) {
	rows := []keyChange{}
	for _, m := range modules {
		row := keyChange{m.ESN, action, map[string]string{}}
		for s, k := range keys {
			row.Keys[string(s)] = string(k)
		}
		rows = append(rows, row)
		if !t.JSON {
			t.P.Printf("HSM %s: %s\n", m.ESN, action)
		}
	}
	if t.JSON {
		t.printJSON(rows)
	}
}

// hintRestart reminds of the hardserver, which goes on with the ncoreapi key that it read when it started.
func (t *tool) hintRestart() {
	if t.P.Host.Hardserver.Stale() {
		t.P.Errorf("NOTE: restart the hardserver to use the new ncoreapi key: %s/init.d-ncipher restart\n", host.SbinDir)
	}
}
