package sim

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"time"

	"hsmlab/sim/chassis"
	"hsmlab/sim/host"
	"hsmlab/sim/led"
	"hsmlab/sim/module"
	"hsmlab/sim/sshkey"
	"hsmlab/sim/vcm"
)

// Snapshot shows what can be seen of the lab now. It is built when asked for and kept until something
// changes; callers share it and must not change it.
func (l *Lab) Snapshot() *Snapshot {
	if l.cached != nil && l.cachedAt == l.revision && l.cachedT == l.Now() {
		return l.cached
	}
	s := &Snapshot{
		Version: Version, Scenario: l.options.Scenario, Seed: l.options.Seed,
		Now: stamp(l.Wall()), Elapsed: l.Now().Microseconds(), Hosts: map[string]HostSnapshot{},
		Modules: l.Modules(), Messages: l.viewMessages(), Cards: l.viewCards(), Units: l.viewUnits(), Benches: l.viewBenches(), Hypervisors: l.viewHypervisors(), Returned: slices.Clone(l.returned), Last: l.last,
	}
	for _, h := range l.room.Hosts {
		s.Hosts[h.Name] = l.viewHost(h)
	}
	l.viewEnrolments(s)
	l.cached, l.cachedAt, l.cachedT = s, l.revision, l.Now()
	return s
}

// Modules are the modules of a Snapshot, in its order, for those who need nothing else of it. They are made anew
// each time.
func (l *Lab) Modules() []ModuleSnapshot {
	list := []ModuleSnapshot{}
	for _, h := range l.room.Hosts {
		for i, m := range h.Slots {
			list = append(list, l.viewModule(m, h.Name, i+1))
		}
		for i, c := range h.Cards {
			if _, network := c.(*chassis.Unit); !network {
				list = append(list, viewCard(c, h.Name, len(h.Slots)+i+1))
			}
		}
	}
	for _, m := range l.room.Shelf {
		list = append(list, l.viewModule(m, Shelf, 0))
	}
	for _, c := range l.room.Stored {
		list = append(list, viewCard(c, Shelf, 0))
	}
	return list
}

// Hash is a digest of the state of the equipment: hosts with their files, modules, messages and time. What
// was typed does not count. The same events give the same hash on every platform.
func (l *Lab) Hash() string {
	b, err := json.Marshal(l.Snapshot())
	if err != nil {
		panic("BUG: snapshot: " + err.Error())
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }

func fingerprint(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:8])
}

func (l *Lab) viewHost(h *host.Host) HostSnapshot {
	v := HostSnapshot{
		Role: string(h.Role), Power: string(h.Phase()), Clock: stamp(h.Now()), Slots: []string{},
		Enrolled: []AttachmentSnapshot{}, Ran: map[string]int{},
		Network: viewNetwork(h), Software: h.Software, Auditd: viewAuditd(&h.Auditd),
	}
	if on, since := h.Hardserver.Running(); on {
		v.Hardserver = HardserverSnapshot{
			Running: true, Since: stamp(since), RestartDue: h.Hardserver.RestartDue(),
			Key: h.Hardserver.Key().Fingerprint(), StaleKey: h.Hardserver.Stale(),
		}
	}
	for _, m := range h.Slots {
		v.Slots = append(v.Slots, m.ESN)
	}
	for _, c := range h.Cards {
		if _, network := c.(*chassis.Unit); !network {
			v.Slots = append(v.Slots, c.Serial())
		}
	}
	for i, c := range h.EnrolledVCMs() {
		v.Enrolled = append(v.Enrolled, viewAttachment(h, c, i+1))
	}
	v.Files = l.viewFiles(h)
	for name, n := range h.Ran {
		v.Ran[name] = n
	}
	return v
}

// seenFiles are the files of a host as a snapshot shows them, and the tree that they were seen in.
type seenFiles struct {
	changes  uint64
	programs int
	files    map[string]FileSnapshot
}

// viewFiles shows the files of a host. Most events change none, and the next snapshot then shares those of the last one.
func (l *Lab) viewFiles(h *host.Host) map[string]FileSnapshot {
	if seen, ok := l.seen[h]; ok && seen.changes == h.FS.Changes() && seen.programs == len(h.Programs) {
		return seen.files
	}
	files := map[string]FileSnapshot{}
	h.FS.Walk(func(f host.FileInfo, data []byte) {
		if _, program := h.Programs[f.Path]; !program {
			files[f.Path] = viewFile(f, data)
		}
	})
	l.seen[h] = seenFiles{h.FS.Changes(), len(h.Programs), files}
	return files
}

func viewFile(f host.FileInfo, data []byte) FileSnapshot {
	s := FileSnapshot{Mode: f.String(), Owner: f.Owner, Group: f.Group, Size: f.Size}
	if !f.Dir {
		s.SHA256 = fingerprint(data)
	}
	return s
}

func viewNetwork(h *host.Host) NetworkSnapshot {
	n := NetworkSnapshot{Addresses: []string{}, Routes: []string{}}
	for _, i := range h.Network.Interfaces {
		for _, a := range i.Addresses {
			n.Addresses = append(n.Addresses, i.Name+" "+a.String())
		}
	}
	for _, r := range h.Network.Routes {
		n.Routes = append(n.Routes, r.To.String()+" via "+r.Via.String())
	}
	for _, i := range h.Network.Interfaces {
		if p, ok := i.Beyond(); ok {
			n.Routes = append(n.Routes, p.String()+" dev "+i.Name)
		}
	}
	return n
}

// viewAttachment shows an enrolled VCM; number is its place among the enrolled ones, which the hardserver
// takes over when it starts.
func viewAttachment(h *host.Host, c vcm.Config, number int) AttachmentSnapshot {
	_, _, reachable := h.Reach(c)
	a := AttachmentSnapshot{Module: number, UUID: c.UUID, ESN: c.ESN, Address: c.Address, Reachable: reachable}
	for i, m := range h.Hardserver.Modules() {
		if m.UUID == c.UUID {
			_, a.Connected = h.Hardserver.Connected(m)
			a.Module, a.Mode = i+1, h.Hardserver.Mode(m)
		}
	}
	return a
}

func (l *Lab) viewModule(m *module.Module, hostName string, slot int) ModuleSnapshot {
	v := ModuleSnapshot{
		ESN: m.ESN, Host: hostName, Slot: slot, Product: string(led.Shield5s), Controls: []string{RecoveryButton, BatteryControl}, Power: m.Powered(), Boot: bootState(m),
		Image: string(m.Image()), Factory: m.Factory(), Enrolled: !m.Factory(), Clock: stamp(m.Now()),
		Firmware: viewFirmware(m),
		Network:  viewVCMNet(m), Features: m.Features().Names(), Keys: map[string]string{}, Remote: map[string]string{}, Servers: map[string]string{}, Certs: m.Certified(), Resets: m.Resets(), Wipes: m.Wipes(),
		Deleted: append([]string{}, m.Deleted()...), Faults: append([]string{}, m.Faults()...),
		Logs: viewLogs(m),
	}
	v.ClockLost, v.BuiltIn, v.Waiting = m.ClockLost(), m.BuiltInNames(), m.WaitingFeatures().Names()
	if t := m.SavedTime(); !t.IsZero() {
		v.SavedTime = stamp(t)
	}
	v.Accelerator, _ = m.Acceleration()
	v.Sensors, v.Limits = viewSensors(m), limits
	if t, on := m.Booting(); on {
		v.Booted = t.Microseconds()
	}
	signal, since := m.LED()
	v.LED, v.LEDSince = signal, since.Microseconds()
	down, held := m.Held()
	v.Button = ButtonSnapshot{down, held.Microseconds()}
	v.Licence.MaxCreatable, v.Licence.MaxActive = m.Limits()
	v.Licence.Created, v.Licence.Active = len(m.VCMs()), m.Active()
	for _, s := range services {
		if k := m.Accepted(s); k != "" {
			v.Keys[string(s)] = l.marks.of(k)
		}
		if k := m.Remote(s); k != "" {
			v.Remote[string(s)] = l.marks.of(k)
		}
		if m.Serves(s) {
			v.Servers[string(s)] = l.marks.of(m.ServerKey(s))
		}
	}
	v.VCMs = make([]VCMSnapshot, 0, len(m.VCMs()))
	for _, c := range m.VCMs() {
		v.VCMs = append(v.VCMs, viewVCM(m, c, &l.marks))
	}
	return v
}

func viewFirmware(m *module.Module) FirmwareSnapshot {
	f := m.Firmware
	v := FirmwareSnapshot{
		Primary: f.Primary.String(), Recovery: f.Recovery.String(), Uboot: f.Bootloader.Version.String(),
		PrimaryVSN: f.Primary.VSN, RecoveryVSN: f.Recovery.VSN, MinVSN: f.MinVSN, Running: m.Version().String(),
	}
	if p, on := m.Programming(); on {
		v.Programming = string(p.Component) + " " + p.Internal
	}
	return v
}

func viewLogs(m *module.Module) LogsSnapshot {
	s := m.LogStatus()
	return LogsSnapshot{
		Level: string(s.Level), Bytes: s.Bytes, Safe: module.SafeLogs, Critical: module.CriticalLogs, Capacity: module.LogArea,
		Signed: s.Signed, Seq: s.Seq, Saved: s.Saved, Entries: s.Entries, InitEntries: s.Init,
		Key: s.Key.Fingerprint(), Certified: s.Certified,
	}
}

func viewAuditd(d *host.Auditd) AuditdSnapshot {
	last, rounds := d.Last()
	v := AuditdSnapshot{Running: d.Running(), Rounds: rounds}
	if rounds > 0 {
		v.Last = stamp(last)
	}
	return v
}

func viewSensors(m *module.Module) SensorSnapshot {
	r := m.Readings()
	ambient, airflow := m.Air()
	return SensorSnapshot{
		AmbientMilliC: ambient, Airflow: string(airflow), MCPMilliC: r.MCP, CPUMilliC: r.CPU, CryptoMilliC: r.Crypto,
		MinMilliC: r.Lowest, MaxMilliC: r.Highest, Throttling: m.Throttled(), LoadPercent: m.Load(),
		BatteryMillivolt: m.Battery(), Battery: m.BatteryState(), Millivolts: r.Voltages,
		MemTotalKB: module.MemTotalKB, MemUsedKB: m.MemUsedKB(),
	}
}

func bootState(m *module.Module) string {
	_, booting := m.Booting()
	switch {
	case !m.Powered():
		return "off"
	case m.Failed() || m.Stuck():
		return "error"
	case booting:
		return "booting"
	}
	return "up"
}

func viewVCMNet(m *module.Module) VCMNetSnapshot {
	n := m.Network()
	v := VCMNetSnapshot{Mode: string(n.Mode)}
	if n.Address.IsValid() {
		v.Address, v.Gateway = n.Address.String(), n.Gateway.String()
	}
	if p := m.Pending(); p != nil {
		v.Pending = string(p.Mode)
		if p.Address.IsValid() {
			v.Pending += " " + p.Address.String()
		}
	}
	return v
}

// marks remembers fingerprints of keys and what follows from them: a snapshot with a thousand VCMs would compute as
// many each time.
type marks struct {
	known  map[sshkey.Public]string
	vcms   map[*vcm.VCM]*vcmMark
	judged map[verdict]string
}

const (
	maxMarks     = 8_192
	serviceCount = 8
)

// services are the client keys of a host and of a VCM.
var services = func() (list [serviceCount]sshkey.Service) {
	for i, s := range sshkey.Services() {
		list[i] = s.Service
	}
	return list
}()

func (f *marks) of(key sshkey.Public) string {
	if text, ok := f.known[key]; ok {
		return text
	}
	if f.known == nil || len(f.known) >= maxMarks {
		f.known = map[sshkey.Public]string{}
	}
	text := key.Fingerprint()
	f.known[key] = text
	return text
}
