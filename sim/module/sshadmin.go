package module

import (
	"maps"

	"hsmlab/sim/firmware"
	"hsmlab/sim/refusal"
	"hsmlab/sim/sshkey"
)

var (
	factoryOnly = refusal.Rule{ID: "G-4.5.3-3", Guide: "4.5.3", Basis: refusal.Documented, Also: []string{"G-4.5.4.2-8", "G-4.7.3-1"}}
	wrongKey    = refusal.Rule{ID: "G-4.7.1-1", Guide: "4.7.1", Basis: refusal.Documented}
	wrongAdmin  = refusal.Rule{ID: "G-4.7.8-1", Guide: "4.7.8", Basis: refusal.Documented}
)

// remoteKeys are the client keys that computers other than the host may use, by service (guide 4.10.1.7.6).
type remoteKeys map[sshkey.Service]sshkey.Public

// Authenticate tells why a client with the given key may not use a service; nil if it may. A module in
// factory state accepts only enrolment.
func (m *Module) Authenticate(service sshkey.Service, method string, client sshkey.Public) *refusal.Refusal {
	switch {
	case m.factory:
		return factoryOnly.New(string(service), method, "the HSM is in factory state; run hsmadmin enroll")
	case m.Accepted(service) == client:
		return nil
	case m.remote[service] != "":
		return wrongKey.New(string(service), method, "the HSM takes a remote client key for this service; hsmadmin keys remote-remove "+
			string(service)+" lets this host use it again")
	}
	return wrongKey.New(string(service), method, "the HSM does not accept the SSH key of this host; run hsmadmin enroll, which works if the HSM knows the sshadmin key of this host")
}

// Accepted is the client key that a service accepts, "" when there is none.
func (m *Module) Accepted(service sshkey.Service) sshkey.Public {
	if k := m.remote[service]; k != "" {
		return k
	}
	return m.keys[service]
}

// Remote is the key for remote access that a service accepts instead of the host's, "" when there is none.
func (m *Module) Remote(service sshkey.Service) sshkey.Public { return m.remote[service] }

// ServerKey is the module's own public key for a service.
func (m *Module) ServerKey(service sshkey.Service) sshkey.Public { return m.servers[service].Public() }

// Enroll installs the client keys. A module in factory state takes any; another one only from a client that
// holds the sshadmin key it knows already. It reports whether anything changed.
func (m *Module) Enroll(keys map[sshkey.Service]sshkey.Public) (bool, *refusal.Refusal) {
	if !m.factory && m.keys[sshadmin] != keys[sshadmin] {
		return false, wrongAdmin.New("sshadmin", "enroll",
			"the HSM has another sshadmin key; restore that key from a backup with hsmadmin keys restore, or return the HSM to factory state by booting it in recovery mode")
	}
	if !m.factory && maps.Equal(m.keys, keys) {
		return false, nil
	}
	if r := m.MayEnroll(); r != nil {
		return false, r
	}
	m.keys = maps.Clone(keys)
	m.factory = false
	m.enrolled = m.time.Now()
	return true, nil
}

// MayEnroll tells why client keys cannot be changed now; nil if they can.
func (m *Module) MayEnroll() *refusal.Refusal { return m.interlocked("sshadmin", "enroll") }

// MayChangeKeys is MayEnroll for a subcommand of hsmadmin keys, "keys roll".
func (m *Module) MayChangeKeys(method string) *refusal.Refusal {
	return m.interlocked("sshadmin", method)
}

// ReplaceKeys sets client keys; those of other services stay. The caller has authenticated as sshadmin and asked
// MayChangeKeys.
func (m *Module) ReplaceKeys(keys map[sshkey.Service]sshkey.Public) {
	if m.factory {
		panic("BUG: keys replaced in factory state")
	}
	m.keys = maps.Clone(m.keys)
	maps.Copy(m.keys, keys)
}

// SetRemote makes a service accept a remote client's key instead of the host's. RemoveRemote undoes it and reports
// whether there was one.
func (m *Module) SetRemote(service sshkey.Service, key sshkey.Public) {
	if m.remote == nil {
		m.remote = remoteKeys{}
	}
	m.remote[service] = key
}

// RemoveRemote gives a service back to the host's own key. It reports whether a remote key was set.
func (m *Module) RemoveRemote(service sshkey.Service) bool {
	_, was := m.remote[service]
	delete(m.remote, service)
	return was
}

// Certified reports whether each SSH key of the module has its certificate (guide 4.7.1).
func (m *Module) Certified() bool { return m.Uncertified() == "" }

// Uncertified tells why the module's SSH keys have no certificates; "" if they have. All three reasons are
// expected ones (guide 4.7.3).
func (m *Module) Uncertified() string {
	switch {
	case m.image != Primary:
		return "the HSM is in recovery mode"
	case !m.Version().Since(firmware.SignedLogs):
		return "firmware " + m.Version().String() + " makes none; they come with 13.5"
	case !m.certified:
		return "the HSM has not been in factory state since its firmware was older than 13.5"
	}
	return ""
}

// Serves reports whether the module, as it runs now, has a service at platform level: ncoreapi only on firmware
// without multi-tenancy, orchestrator only on firmware with it, and neither ncoreapi nor launcher in recovery mode
// (guide 4.5.4.1, 4.6.2). CodeSafe is not supported where there are VCMs.
func (m *Module) Serves(s sshkey.Service) bool {
	switch s {
	case sshkey.TenantReq:
		return false
	case sshkey.NCoreAPI, sshkey.Launcher:
		return m.image == Primary && !m.MultiTenant()
	case sshkey.Orchestrator:
		return m.MultiTenant()
	}
	return true
}

const sshadmin sshkey.Service = "sshadmin"
