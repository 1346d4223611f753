package module

import (
	"fmt"
	"time"

	"hsmlab/sim/entropy"
	"hsmlab/sim/firmware"
	"hsmlab/sim/led"
	"hsmlab/sim/refusal"
	"hsmlab/sim/signedlog"
	"hsmlab/sim/sshkey"
)

// Sizes of the storage that the init log and the system log share, in bytes [simulated]: the guide says that
// there is a safe and a critical level, not how much they are (guide 4.12.1).
const (
	LogArea      = 1 << 20   // what does not fit any more is lost
	SafeLogs     = 640 << 10 // above it several actions are refused
	CriticalLogs = 960 << 10 // from it on the module only lets its logs be retrieved and cleared
)

// LogsCode is the LED code of a critical log volume.
const LogsCode = "2-5-5"

// initLogLines bounds the init log from firmware 13.5 on, where its size is fixed (guide 4.12.1).
const initLogLines = 64

// logState is what the module knows of its logs. It survives factory state: only the key changes then. The guide
// says so of the number (4.12.4.1.1) and of the entry about the factory state itself (4.12.4.4), and a factory
// state that deleted logs nobody has exported would defeat both.
type logState struct {
	chance    entropy.Source // of its own: a new log key must not disturb the identifiers of the lab
	key       sshkey.Key
	certified bool // the key has a certificate, made at a factory state under firmware 13.5 or later
	signed    bool // the firmware signs the system log

	system    []signedlog.Entry // the log that is being written
	bytes     int               // in it
	seq       int               // its number
	preceding int               // number of the log before it; 0 = none
	link      string            // digest of that log, "" when it was cleared without export

	// saved was exported and has not been expired. The module keeps one: the guide speaks of the previous log, and
	// an export that is refused because a log was exported already (4.12.4.2.2) makes sense in no other way, since
	// each export begins a new log.
	saved     *SavedLog
	init      []signedlog.Entry
	initBytes int       // in it
	critical  bool      // the critical level was found reached since the last reboot
	killed    time.Time // HSM time at which that was last found
}

// SavedLog is a log that was exported and has not been expired.
type SavedLog struct {
	Seq  int
	File []byte        // as exported: exporting it again gives the same bytes
	Key  sshkey.Public // verifies it; a later factory state does not change that
	Old  bool          // left by firmware that did not sign, and never exported

	bytes int
}

// startLogs prepares the logs of a module that leaves the factory.
func (m *Module) startLogs(chance entropy.Source) {
	m.logs = logState{chance: chance, seq: 1, signed: m.signsLogs()}
}

func (m *Module) signsLogs() bool { return m.Version().Since(firmware.SignedLogs) }

// renewLogKey replaces the key that signs the system log, as every return to factory state does (guide 4.5.3).
// The certificate is made by the primary image of firmware 13.5 or later only (guide 4.12.4.4).
func (m *Module) renewLogKey() {
	m.logs.key = sshkey.FromSeed(m.logs.chance.Bytes("log key " + m.ESN))
	m.logs.certified = m.image == Primary && m.signsLogs()
}

// noteKey records the verification key, so that it can be had from the log itself (guide 4.12.4.4).
func (m *Module) noteKey(event string) {
	if m.signsLogs() {
		m.note(event + ": log verification key " + string(m.logs.key.Public()))
		return
	}
	m.note(event)
}

// note writes an entry into the system log. When the storage is full the entry is lost.
func (m *Module) note(text string) {
	e := signedlog.NewEntry(m.Now(), text)
	if m.LogVolume()+size(e) > LogArea {
		return
	}
	m.logs.system = append(m.logs.system, e)
	m.logs.bytes += size(e)
	if m.Up() {
		m.watchLogs()
	}
}

func size(e signedlog.Entry) int { return len(e.String()) + 1 }

// LogVolume is how many bytes of the storage area the logs take: the log being written, the saved one and the
// init log.
func (m *Module) LogVolume() int {
	n := m.logs.bytes + m.logs.initBytes
	if m.logs.saved != nil {
		n += m.logs.saved.bytes
	}
	return n
}

// watchLogs puts the module in its error state when the volume is critical: ncoreapi is killed and only the
// logs can be had (guide 4.12.1, 4.17.1). The recovery image and firmware before 13.5 do not watch.
func (m *Module) watchLogs() {
	if m.image != Primary || !m.signsLogs() || m.logs.critical || m.LogVolume() < CriticalLogs {
		return
	}
	m.logs.killed = m.Now()
	m.logs.critical = true // before the hosts hear of it: they ask why
	for _, v := range m.worlds() {
		if len(m.Clients(v.UUID)) > 0 {
			m.Interrupted(v.UUID)
		}
	}
	m.Break(LogsCode)
}

// LogsCritical reports whether the module is in the error state that a critical log volume causes.
func (m *Module) LogsCritical() bool { return m.logs.critical }

// LogsCriticalSince is the HSM time at which ncoreapi was last killed because of a critical log volume.
func (m *Module) LogsCriticalSince() time.Time { return m.logs.killed }

// MonitorOnly reports whether the module, although in an error state, still lets its logs be retrieved and
// cleared: a critical log volume is all that is wrong.
func (m *Module) MonitorOnly() bool {
	for _, code := range m.Faults() {
		if code != LogsCode {
			return false
		}
	}
	return m.logs.critical
}

// rebootLogs ends the error state at the beginning of a reboot; bootLogs looks at the volume again (D-38).
func (m *Module) rebootLogs() {
	m.logs.critical = false
	m.Mend(LogsCode)
	m.clearFaults()
}

// bootLogs records a boot. A good boot of the primary image leaves one message in the init log from firmware
// 13.5 on; before, the log grows with each boot. A boot that fails leaves its story, which is then read from
// recovery mode: the recovery image adds a line of its own and clears nothing (guide 4.12.3).
func (m *Module) bootLogs() {
	m.adoptFormat()
	image := fmt.Sprintf("%s image %s", m.image, m.Version())
	failed := m.errorCode()
	if m.image == Primary && failed == "" && m.signsLogs() {
		m.clearInit()
		m.initNote("boot successful: " + image)
	} else {
		m.initStory(image, failed)
	}
	m.note("boot: " + image + " started")
	m.watchLogs()
}

func (m *Module) initStory(image, failed string) {
	m.initNote("uboot " + m.Firmware.Bootloader.Version.String() + ": " + image + " loaded, signature valid")
	if m.image == Recovery {
		return
	}
	m.initNote("kernel: started; security processor answers; battery and voltages in range")
	if failed == "" {
		m.initNote("init: known-answer tests passed; services started; boot successful")
		return
	}
	code, _ := led.Lookup(failed)
	m.initNote("init: boot failed: error " + failed + ", " + code.Meaning)
}

func (m *Module) clearInit() { m.logs.init, m.logs.initBytes = nil, 0 }

func (m *Module) initNote(text string) {
	e := signedlog.NewEntry(m.Now(), text)
	if m.LogVolume()+size(e) > LogArea || m.signsLogs() && len(m.logs.init) >= initLogLines {
		return
	}
	m.logs.init = append(m.logs.init, e)
	m.logs.initBytes += size(e)
}

// adoptFormat follows a change of firmware. What older firmware wrote unsigned becomes a saved log, to be
// exported with --saved and expired (guide 4.12.4.2.2).
func (m *Module) adoptFormat() {
	before := m.logs.signed
	m.logs.signed = m.signsLogs()
	if m.logs.signed && !before && len(m.logs.system) > 0 && m.logs.saved == nil {
		m.saveLog()
		m.logs.saved.Old = true
	}
	if m.logs.signed && !before {
		m.noteKey("signed logs begin")
	}
}

// FillLogs lets routine messages bring the volume of the logs to at least n bytes, as a long time of neglect does.
func (m *Module) FillLogs(n int) {
	n = min(n, LogArea-signedlog.MaxText)
	for i := 1; m.LogVolume() < n; i++ {
		m.note(fmt.Sprintf("envmon: sample %06d: all voltages and temperatures in range; fans not fitted; "+
			"tamper inputs quiet; host interface up, 4 lanes, no replays; spl_retries 0; no action needed", i))
	}
}

// Record writes into the system log what a service was asked to do; r is the refusal, nil when it was done.
// Merely reading leaves no trace.
func (m *Module) Record(service, method string, r *refusal.Refusal) {
	switch {
	case r != nil:
		m.note(service + " " + method + ": refused: " + r.Reason)
	case !reading[method]:
		m.note(service + " " + method + ": done")
	}
}

// reading are the methods that change nothing.
var reading = map[string]bool{
	"status": true, "info": true, "gettime": true, "npkginfo": true, "getenvstats": true, "list": true, "show": true,
	"stats": true, "properties list": true, "logs get": true, "logs getkey": true, "keys show": true, "cs5 stats": true,
	"select acceleration": true,
}
