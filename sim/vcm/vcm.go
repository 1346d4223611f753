// Package vcm is one virtual crypto module: a share of an HSM that a tenant uses as if it were a whole one.
//
// Modelled: its properties, whether it is active, the mode of the ncoreapi service that runs in it, the
// Security World that it holds, whether its audit log is open, its own signed system log, the tenant's keys, what
// it stores and how much memory it takes.
// Not modelled: cryptography, sessions of applications, the inner file system.
package vcm

import (
	"maps"
	"time"

	"hsmlab/sim/feature"
	"hsmlab/sim/sshkey"
	"hsmlab/sim/world"
)

// Mode is what the ncoreapi service in a VCM is doing (vendor's list of ncoreapi modes).
type Mode string

const (
	Inactive          Mode = ""                   // the VCM does not run
	Uninitialized     Mode = "uninitialized"      // runs, but nobody has set a Security Officer's key (D-73)
	PreInitialization Mode = "pre-initialization" // ready to be initialised
	Initialization    Mode = "initialization"     // being initialised; it returns to pre-initialization when that ends
	Operational       Mode = "operational"
	Maintenance       Mode = "maintenance"
	Error             Mode = "error" // after nopclearfail --fail; only this VCM is concerned (D-77)
)

// Sizes of a VCM that has stored nothing, kilobytes [simulated].
const (
	IdleDiskKB   = 420
	ActiveMemKB  = 181_000
	WorldDiskKB  = 96
	InactiveMemK = 0
)

// VCM is one virtual crypto module. The module that hosts it owns it; only its methods change it.
type VCM struct {
	UUID    string
	Name    string // friendly name for the provider; never used to address the VCM (guide 3.1.2.3.5)
	Address string // IP address without prefix length

	Autostart        bool
	RestrictStartup  bool
	SerialCardreader bool
	Features         feature.Word

	SSHAdminKey  sshkey.Public // of the tenant, for the sshadmin service in the VCM
	TenantReqKey sshkey.Public // verifies the tenant's later requests
	ServerKey    sshkey.Key    // of the VCM itself

	clients map[sshkey.Service]sshkey.Public // of the tenant, for the end-user services

	mode   Mode
	error  string // letters of what put it into mode Error; "" in all others
	world  world.World
	shares bool // the module may receive operators' shares over the network (new-world without -S)
	NVRAM  bool // holds SEE program data or keys in nonvolatile memory that were not backed up
	Audit  bool // audit logging is on and its log is not finalised
	DiskKB int  // stored, also while the VCM does not run
	use    use  // what the tenant's applications take

	started time.Time // HSM time of the last start
	logs    logs

	// Now is the HSM's date and time; nil stands for none, as in tests. The module sets it.
	Now func() time.Time

	// Initialised is called when the VCM got a new Security World; nil for nobody. The module sets it.
	Initialised func()
	// Changing is called before memory, storage, processor use or activity change; nil for nobody. The module
	// sets it.
	Changing func()
}

// Active reports whether the VCM runs.
func (v *VCM) Active() bool { return v.mode != Inactive }

// Mode is the ncoreapi mode, Inactive when the VCM does not run.
func (v *VCM) Mode() Mode { return v.mode }

// World is the hash of the Security Officer's key (KNSO), 40 hexadecimal digits; "" when there is none.
func (v *VCM) World() string { return v.world.KNSO }

// Holds is the Security World that the VCM holds; the zero World when it holds none.
func (v *VCM) Holds() world.World { return v.world }

// TakesShares reports whether the VCM may receive operators' shares over the network (nfkminfo: ShareTarget).
func (v *VCM) TakesShares() bool { return v.shares }

// Started is the HSM time of the last start, zero before the first one.
func (v *VCM) Started() time.Time { return v.started }

// MemoryKB is the memory that the VCM takes now.
func (v *VCM) MemoryKB() int {
	if !v.Active() {
		return InactiveMemK
	}
	return ActiveMemKB + v.use.heapKB
}

// Start makes the VCM active. One with a Security World is operational at once, as it was before it was
// stopped (guide 3.1.3.1); a new one is uninitialised.
func (v *VCM) Start() {
	v.change()
	v.started = v.now()
	v.note("VCM started")
	v.enter(v.rest())
}

// Stop makes the VCM inactive, and ends what the tenant's applications were doing. What it stores stays.
func (v *VCM) Stop() {
	v.change()
	if v.Active() {
		v.note("VCM stopped")
	}
	v.mode, v.error = Inactive, ""
	v.use.heapKB, v.use.cpu = 0, 0
}

// Begin lets an initialisation begin: from pre-initialization mode only; it reports whether it did.
func (v *VCM) Begin() bool {
	if v.mode != PreInitialization {
		return false
	}
	v.enter(Initialization)
	return true
}

// End returns from an initialisation to pre-initialization mode, done or not.
func (v *VCM) End() {
	if v.mode == Initialization {
		v.enter(PreInitialization)
	}
}

// Initialise puts a Security Officer's key without a world in the VCM, replacing what it held. It is allowed in
// pre-initialization and initialization mode only; it reports whether it was.
func (v *VCM) Initialise(hknso string) bool { return v.Load(world.Dummy(hknso), true) }

// Load puts a Security World in the VCM, as Initialise does; shares lets it receive operators' shares over the
// network.
func (v *VCM) Load(w world.World, shares bool) bool {
	if v.mode != PreInitialization && v.mode != Initialization {
		return false
	}
	v.change()
	v.world, v.shares = w, shares
	v.DiskKB = max(v.DiskKB, IdleDiskKB+WorldDiskKB)
	v.note("ncoreapi: Security Officer's key set: " + w.KNSO)
	if v.Initialised != nil {
		v.Initialised()
	}
	return true
}

// Switch changes the mode of a running VCM. A VCM without a Security World cannot become operational: it
// ends up uninitialised.
func (v *VCM) Switch(to Mode) {
	if !v.Answers() {
		return
	}
	if to == Error {
		v.error = failCommand
	}
	if to == Operational {
		to = v.rest()
	}
	v.enter(to)
}

// Clear restarts the ncoreapi service. Maintenance mode stays until it is changed by hand; the others end.
func (v *VCM) Clear() {
	if v.Answers() && v.mode != Maintenance {
		v.enter(v.rest())
	}
}

// Retry ends the error state after a Fail command: what caused it is over (D-37, D-77).
func (v *VCM) Retry() {
	if v.error == failCommand {
		v.enter(v.rest())
	}
}

// enter changes the mode. An audit log is opened when a VCM of an audit logging world becomes operational, and
// finalised when it goes to pre-initialization mode [simulated].
func (v *VCM) enter(to Mode) {
	if to != v.mode && to != Inactive {
		v.note("ncoreapi: mode " + string(to))
	}
	switch to {
	case Operational:
		v.Audit = v.Audit || v.world.AuditLogging
	case PreInitialization:
		v.Audit = false
	}
	if to != Error {
		v.error = ""
	}
	v.mode = to
}

func (v *VCM) now() time.Time {
	if v.Now == nil {
		return time.Time{}
	}
	return v.Now()
}

func (v *VCM) rest() Mode {
	if v.world == (world.World{}) {
		return Uninitialized
	}
	return Operational
}

// Engaged reports whether ncoreapi is in a mode that holds the platform's interlock, given that a tenant's
// hardserver is connected (D-30).
func (v *VCM) Engaged() bool {
	return v.mode == Operational || v.mode == PreInitialization || v.mode == Initialization
}

// EndUserServices are the services in a VCM whose client keys its enrolment installs (guide 4.6.1, 4.6.5); the
// key of sshadmin came with the request.
func EndUserServices() []sshkey.Service { return []sshkey.Service{sshkey.NCoreAPI, sshkey.Monitor} }

// InstallKeys sets the client keys of end-user services.
func (v *VCM) InstallKeys(keys map[sshkey.Service]sshkey.Public) {
	v.clients = maps.Clone(keys)
	v.note("sshadmin: client keys of the end-user services set")
}

// ClientKey is the client key that a service in the VCM accepts, "" before its enrolment.
func (v *VCM) ClientKey(s sshkey.Service) sshkey.Public {
	if s == sshkey.SSHAdmin {
		return v.SSHAdminKey
	}
	return v.clients[s]
}

// Accepts reports whether a service in the VCM lets in a client with the key.
func (v *VCM) Accepts(s sshkey.Service, key sshkey.Public) bool {
	return key != "" && v.ClientKey(s) == key
}
