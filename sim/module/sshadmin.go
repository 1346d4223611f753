package module

import (
	"maps"

	"hsmlab/sim/refusal"
	"hsmlab/sim/sshkey"
)

var (
	factoryOnly = refusal.Rule{ID: "G-4.5.3-3", Guide: "4.5.3", Basis: refusal.Documented, Also: []string{"G-4.5.4.2-8", "G-4.7.3-1"}}
	wrongKey    = refusal.Rule{ID: "G-4.7.1-1", Guide: "4.7.1", Basis: refusal.Documented}
	wrongAdmin  = refusal.Rule{ID: "G-4.7.8-1", Guide: "4.7.8", Basis: refusal.Documented}
)

// Authenticate tells why a client with the given key may not use a service; nil if it may. A module in
// factory state accepts only enrolment.
func (m *Module) Authenticate(service sshkey.Service, method string, client sshkey.Public) *refusal.Refusal {
	switch {
	case m.factory:
		return factoryOnly.New(string(service), method, "the HSM is in factory state; run hsmadmin enroll")
	case m.keys[service] != client:
		return wrongKey.New(string(service), method, "the HSM does not accept the SSH key of this host")
	}
	return nil
}

// Accepted is the client key that a service accepts, "" when there is none.
func (m *Module) Accepted(service sshkey.Service) sshkey.Public { return m.keys[service] }

// ServerKey is the module's own public key for a service.
func (m *Module) ServerKey(service sshkey.Service) sshkey.Public { return m.servers[service].Public() }

// Enroll installs the client keys. A module in factory state takes any; another one only from a client that
// holds the sshadmin key it knows already. It reports whether anything changed.
func (m *Module) Enroll(keys map[sshkey.Service]sshkey.Public) (bool, *refusal.Refusal) {
	if !m.factory && m.keys[sshadmin] != keys[sshadmin] {
		return false, wrongAdmin.New("sshadmin", "enroll",
			"the HSM has another sshadmin key; restore that key from a backup, or return the HSM to factory state")
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

// Certified reports whether the module can certify its keys: not in recovery mode (guide 4.5.4.1).
func (m *Module) Certified() bool { return m.image == Primary }

const sshadmin sshkey.Service = "sshadmin"
