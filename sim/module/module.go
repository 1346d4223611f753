// Package module is the nShield 5s: power and boot, the two firmware images, the recovery button, the
// status LED, and the platform services that hsmadmin and vcmadmin talk to, one file each (setup, sshadmin,
// orchestrator).
//
// Modelled: primary and recovery image, factory state, the SSH client keys that each service accepts, the
// network for VCMs, the VCMs and their limits, the interlock, a clock that drifts, firmware that is
// upgraded or cut off, the one ncoreapi service of firmware below 14.1, the init log and the signed system
// log with the levels of their volume, a battery that drains without mains and then loses the clock, parts that
// warm up with load, room and airflow, licences.
// Not modelled: the SSH protocol itself (a service accepts a client that holds the right key), the PCIe
// bus, cryptographic throughput.
package module

import (
	"slices"
	"time"

	"hsmlab/sim/clock"
	"hsmlab/sim/entropy"
	"hsmlab/sim/feature"
	"hsmlab/sim/firmware"
	"hsmlab/sim/led"
	"hsmlab/sim/refusal"
	"hsmlab/sim/sshkey"
	"hsmlab/sim/vcm"
	"hsmlab/sim/world"
)

// Image is one of the two firmware images (guide 4.5.4).
type Image string

const (
	Primary  Image = "primary"
	Recovery Image = "recovery"
)

// Lifetime is what the factory put into the module; it survives factory state (guide 4.10.1.9).
type Lifetime struct {
	ESN        string
	PSN        string // physical serial number, "48-U50104"
	DBID       string
	PartNo     string
	Made       time.Time
	Speed      feature.Speed
	Features   feature.Word // platform features enabled at the factory, speed bit included
	MaxActive  int          // VCMs that the factory licence lets run at once; 0 = no multi-tenancy licence
	SystemSeed [32]byte     // makes the server keys
}

// Module is one nShield 5s.
type Module struct {
	Lifetime
	Firmware firmware.Loaded // in the module now; it survives factory state
	Clock    clock.Drifting
	Reader   world.Reader // at the serial card reader port; only VCMs with serial_cardreader see it (guide 3.1.2.3.3)

	// Clients names the hosts whose hardserver is connected to the VCM. The room sets it.
	Clients func(uuid string) []string
	// Withdrawn is called when a VCM is forced to stop (D-18). The room sets it.
	Withdrawn func(uuid string)
	// Interrupted is called when a reset cut off VCMs that were in use (D-72). The room sets it.
	Interrupted func(uuid string)

	time    *clock.Clock
	chance  *entropy.Source
	power   bool
	boot    boot
	image   Image
	running firmware.Version // of the image that runs, or ran last
	factory bool

	keys      map[sshkey.Service]sshkey.Public
	remote    remoteKeys
	servers   map[sshkey.Service]sshkey.Key
	network   Network
	pending   *Network
	maxActive int
	vcms      []*vcm.VCM
	deleted   []string
	single    *vcm.VCM // the platform's ncoreapi service on firmware below 14.1
	upgrade   upgrade
	certified bool // the keys made at the last factory state have certificates

	button Button
	faults []Fault
	lamp   lamp

	resets, wipes int

	byReset  bool          // the last reboot was a reset, not a loss of power
	left     bool          // recovery mode was left by a reset, and power has been on since
	enrolled time.Duration // when keys were last installed

	timekeeping timekeeping
	battery     battery
	room        room
	heat        heat
	counters    counters
	grant       grant

	acceleration acceleration
	poller       poller
	passed       []passed // by autostart, at the last boot

	logs logState
}

// New makes a module as it leaves the factory, without power.
func New(l Lifetime, fw firmware.Loaded, t *clock.Clock, chance *entropy.Source) *Module {
	m := &Module{Lifetime: l, Firmware: fw, time: t, chance: chance, image: Primary, running: fw.Primary.Version}
	m.Clients = func(string) []string { return nil }
	m.Interrupted, m.Withdrawn = func(string) {}, func(string) {}
	m.lamp.signal = led.Off
	m.battery, m.room = freshBattery(), room{NormalAmbient, AirflowNormal}
	m.heat.worlds = map[string]span{}
	m.warmUp()
	m.startLogs(*chance)
	m.wipe()
	m.adapt()
	return m
}

// Now is the module's own date and time.
func (m *Module) Now() time.Time { return m.Clock.At(m.time.Now()) }

// Image is the image that runs, or ran last.
func (m *Module) Image() Image { return m.image }

// Factory reports whether the module is in factory state.
func (m *Module) Factory() bool { return m.factory }

// Powered reports whether the module has power.
func (m *Module) Powered() bool { return m.power }

// Resets is how often the module was rebooted, Wipes how often it returned to factory state.
func (m *Module) Resets() int { return m.resets }

// Wipes is how often the module returned to factory state.
func (m *Module) Wipes() int { return m.wipes }

// VCMs lists the VCMs by age. The slice is the module's own.
func (m *Module) VCMs() []*vcm.VCM { return m.vcms }

// Deleted lists the identifiers of VCMs that are gone.
func (m *Module) Deleted() []string { return m.deleted }

// VCM finds a VCM by its identifier; nil when there is none.
func (m *Module) VCM(uuid string) *vcm.VCM {
	for _, v := range m.vcms {
		if v.UUID == uuid {
			return v
		}
	}
	return nil
}

// Busy reports whether a tenant uses the VCM: its ncoreapi holds the interlock and a hardserver is
// connected to it (D-30).
func (m *Module) Busy(v *vcm.VCM) bool { return v.Engaged() && len(m.Clients(v.UUID)) > 0 }

var interlock = refusal.Rule{ID: "G-4.6.4-5", Guide: "4.6.4", Basis: refusal.Documented, Also: []string{"G-4.6.4-2"}}

// literal is the interlock of firmware without multi-tenancy.
var literal = refusal.Rule{ID: "G-4.6.4-3", Guide: "4.6.4", Basis: refusal.Documented, Also: []string{"G-4.6.4-2"}}

// maintenanceFirst are the statements with which the reference of single commands repeats the interlock (D-30).
var maintenanceFirst = map[string][]string{
	"factorystate": {"G-4.10.1.1-2"}, "enroll": {"G-4.10.1.6-2"},
	"keys roll": {keysFirst}, "keys migrate": {keysFirst, "G-4.7.9-4"}, "keys restore": {keysFirst},
	"keys remote-set": {keysFirst}, "keys remote-remove": {keysFirst},
	"setminvsn":           {"G-4.10.1.12-2"},
	"settime":             {"G-4.2-3", "G-4.2.3-3", "G-4.10.1.10-3"},
	"select acceleration": {"G-4.10.1.15-1"},
}

const keysFirst = "G-4.10.1.7-2"

// interlocked refuses an invasive command while a tenant uses a VCM.
func (m *Module) interlocked(service, method string) *refusal.Refusal {
	if m.ncoreapiRuns() {
		rule := literal
		rule.Also = slices.Concat(rule.Also, maintenanceFirst[method])
		return rule.New(service, method, ncoreapiBusy)
	}
	for _, v := range m.vcms {
		if m.Busy(v) {
			rule := interlock
			rule.Also = slices.Concat(rule.Also, maintenanceFirst[method])
			return rule.New(service, method, "VCM "+v.UUID+
				" is in use by its tenant; ask the tenant to put it in maintenance mode (nopclearfail -M -m <MODULEID> -w)")
		}
	}
	return nil
}

// wipe erases everything that did not come from the factory (guide 4.5.3).
func (m *Module) wipe() {
	for _, v := range m.vcms {
		v.Stop()
		m.deleted = append(m.deleted, v.UUID)
	}
	m.vcms, m.keys, m.remote, m.pending = nil, nil, nil, nil
	m.wipeSingle()
	m.certified = m.image == Primary && m.running.Since(firmware.SignedLogs) // guide 4.7.3
	m.network = Network{Mode: LinkLocal}
	m.maxActive = m.Lifetime.MaxActive
	m.factory = true
	m.renewLogKey()
	m.timekeeping.saved = time.Time{}
	m.grant, m.acceleration, m.counters = grant{}, acceleration{1, 1}, counters{worn: m.counters.worn}
	m.heat.platform = span{}.with(m.heat.temperatures(m.time.Now())...)
	m.heat.worlds = map[string]span{}
	if m.poller.running {
		m.startPolling()
	}
	m.servers = map[sshkey.Service]sshkey.Key{}
	for _, s := range sshkey.Services() {
		m.servers[s.Service] = sshkey.FromSeed(m.chance.Bytes("server key " + string(s.Service)))
	}
}
