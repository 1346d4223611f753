package module

import (
	"fmt"
	"slices"
	"strings"

	"hsmlab/sim/firmware"
	"hsmlab/sim/refusal"
	"hsmlab/sim/signedlog"
	"hsmlab/sim/sshkey"
)

// LogName is one of the two logs (guide 4.12).
type LogName string

const (
	SystemLog LogName = "system"
	InitLog   LogName = "init"
)

const monitor = "monitor"

var (
	clearSigned = refusal.Rule{ID: "G-4.10.1.8.2-1", Guide: "4.12.4.3.1", Basis: refusal.Documented, Also: []string{"G-4.12.4.3.1-2"}}
	clearInit   = refusal.Rule{ID: "G-4.12.3.2-4", Guide: "4.12.3.2", Basis: refusal.Documented}
	unsigned    = refusal.Rule{Guide: "4.12.4", Basis: refusal.Inferred}
	exported    = refusal.Rule{ID: "G-4.12.4.1.1-3", Guide: "4.12.4.2.2", Basis: refusal.Documented, Also: []string{"G-4.12.4.2.2-4"}}
	noneSaved   = refusal.Rule{Guide: "4.10.1.8.3", Basis: refusal.Inferred}
	notExported = refusal.Rule{ID: "G-4.12.4.3.2-1", Guide: "4.12.4.3.2", Basis: refusal.Documented}
	noSuchLog   = refusal.Rule{Guide: "4.12.4.3.2", Basis: refusal.Inferred}
)

// Log returns the entries of a log, unsigned. Of the system log it is what was recorded since the last export
// (guide 4.12.4.2.1).
func (m *Module) Log(name LogName) []signedlog.Entry {
	if name == InitLog {
		return slices.Clone(m.logs.init)
	}
	return slices.Clone(m.logs.system)
}

// ClearLog erases a log. The primary image refuses it for the system log from firmware 13.5 on and for the init
// log from 13.7 on (D-33, D-34). It is invasive, so no tenant may be at work (guide 4.10.1.8.2).
func (m *Module) ClearLog(name LogName) *refusal.Refusal {
	const method = "logs clear"
	v := m.Version()
	switch {
	case m.image == Recovery:
	case name == SystemLog && v.Since(firmware.SignedLogs):
		return clearSigned.New(monitor, method, "firmware "+v.String()+
			" signs the system log; export it and then expire it (hsmadmin logs export, hsmadmin logs expire)")
	case name == InitLog && v.Since(firmware.InitLogKept):
		return clearInit.New(monitor, method, "firmware "+v.String()+" clears the init log at each good boot; by hand only in recovery mode")
	}
	if r := m.interlocked(monitor, method); r != nil {
		r.Also = append(slices.Clone(r.Also), "G-4.10.1.8.2-2", "G-4.12.3.2-2")
		return r
	}
	if name == InitLog {
		m.clearInit()
		return nil
	}
	m.clearSystem()
	return nil
}

// clearSystem drops the system log with the saved one. Signed logs go on with the next number, so that the gap
// can be seen.
func (m *Module) clearSystem() {
	l := &m.logs
	l.system, l.bytes, l.saved = nil, 0, nil
	if l.signed {
		l.preceding, l.link = l.seq, ""
		l.seq++
	}
}

// saveLog signs the log that is being written and begins the next one.
func (m *Module) saveLog() {
	l := &m.logs
	s := signedlog.Log{ESN: m.ESN, Seq: l.seq, Preceding: l.preceding, Link: l.link, Entries: l.system}.Sign(l.key)
	l.saved = &SavedLog{Seq: l.seq, File: s.Encode(), Key: l.key.Public(), bytes: l.bytes}
	l.preceding, l.link = l.seq, signedlog.Digest(l.saved.File)
	l.seq++
	l.system, l.bytes = nil, 0
}

func (m *Module) needSigned(method string) *refusal.Refusal {
	if m.signsLogs() {
		return nil
	}
	return unsigned.New(monitor, method, "firmware "+m.Version().String()+" has no signed logs; use hsmadmin logs get and hsmadmin logs clear")
}

// ExportLog ends the system log, signs it and returns it; the module keeps it until it is expired. A log is
// exported once; again only as the saved one (guide 4.12.4.1.1).
func (m *Module) ExportLog(saved bool) (SavedLog, *refusal.Refusal) {
	const method = "logs export"
	l := &m.logs
	if r := m.needSigned(method); r != nil {
		return SavedLog{}, r
	}
	switch {
	case saved && l.saved == nil:
		return SavedLog{}, noneSaved.New(monitor, method, "no saved log in the HSM: the last one was expired, or none was exported")
	case !saved && l.saved != nil:
		told := "log %d has been exported already and is still saved in the HSM; export it again with --saved, or expire it with hsmadmin logs expire --seq %[1]d"
		if l.saved.Old {
			told = "log %d of the previous firmware is saved in the HSM; export it with --saved, then expire it with hsmadmin logs expire --seq %[1]d"
		}
		return SavedLog{}, exported.New(monitor, method, fmt.Sprintf(told, l.saved.Seq))
	case !saved:
		m.saveLog()
	}
	l.saved.Old = false
	return *l.saved, nil
}

// ExpireLog deletes the saved log with that number. The number keeps logs that were never exported from being
// deleted (guide 4.12.4.1.1).
func (m *Module) ExpireLog(seq int) *refusal.Refusal {
	const method = "logs expire"
	l := &m.logs
	if r := m.needSigned(method); r != nil {
		return r
	}
	switch {
	case l.saved != nil && l.saved.Seq == seq && !l.saved.Old:
		l.saved = nil
		return nil
	case seq == l.seq || l.saved != nil && l.saved.Seq == seq:
		return notExported.New(monitor, method, fmt.Sprintf("log %d has not been exported yet; export it first with hsmadmin logs export", seq))
	}
	have := "there is no saved log"
	if l.saved != nil {
		have = fmt.Sprintf("the saved log is number %d", l.saved.Seq)
	}
	return noSuchLog.New(monitor, method, fmt.Sprintf("no log %d in the HSM; %s", seq, have))
}

// LogKey is the key that verifies logs exported from now on, and whether a certificate ties it to the
// manufacturer (guide 4.12.4.4).
func (m *Module) LogKey() (key sshkey.Public, certified bool, r *refusal.Refusal) {
	if r := m.needSigned("logs getkey"); r != nil {
		return "", false, r
	}
	return m.logs.key.Public(), m.logs.certified, nil
}

// LogLevel tells how full the log storage is.
type LogLevel string

const (
	LogsSafe  LogLevel = "safe"
	LogsFull  LogLevel = "above-safe" // several actions are refused
	LogsFatal LogLevel = "critical"
)

// LogStatus is what can be seen of the logs from outside.
type LogStatus struct {
	Level     LogLevel
	Bytes     int
	Signed    bool
	Seq       int // number of the log that is being written
	Saved     int // number of the log that was exported and not expired; 0 = none
	Entries   int // in the log that is being written
	Init      int // entries in the init log
	Key       sshkey.Public
	Certified bool
}

// LogStatus sums up the logs.
func (m *Module) LogStatus() LogStatus {
	l := &m.logs
	s := LogStatus{Level: LogsSafe, Bytes: m.LogVolume(), Signed: l.signed, Seq: l.seq, Entries: len(l.system), Init: len(l.init)}
	if l.saved != nil {
		s.Saved = l.saved.Seq
	}
	if l.signed {
		s.Key, s.Certified = l.key.Public(), l.certified
	}
	switch {
	case s.Bytes >= CriticalLogs:
		s.Level = LogsFatal
	case s.Bytes > SafeLogs:
		s.Level = LogsFull
	}
	return s
}

var monitorOnly = refusal.Rule{ID: "G-4.12.1-11", Guide: "4.12.1", Basis: refusal.Documented}

// logsForbid is the condition of a log volume above its levels (D-38, D-39). Above the safe level the actions
// of fullLogs are refused, from firmware 13.5 on; in the critical state everything but the logs is.
func logsForbid(m *Module, service, method string) *refusal.Refusal {
	if m.logs.critical {
		if strings.HasPrefix(method, "logs ") || method == "status" || method == "reset" {
			return nil
		}
		return monitorOnly.New(service, method,
			"log volume is critical; only the logs can be retrieved and cleared: export and expire them, then reset the HSM")
	}
	id := fullLogs(service, method)
	if id == "" || !m.signsLogs() || m.LogVolume() <= SafeLogs || m.image == Recovery && method == "enroll" {
		return nil
	}
	rule := refusal.Rule{ID: id, Guide: "4.12.1", Basis: refusal.Documented, Also: []string{"G-4.12.1-1"}}
	if method == "factorystate" {
		rule.Also = append(rule.Also, "G-4.5.3.2-4")
	}
	return rule.New(service, method, fmt.Sprintf("the logs exceed their safe size (%d of %d bytes); export and expire the system log first",
		m.LogVolume(), SafeLogs))
}

// fullLogs names the statement that prohibits an action while the logs are above their safe level; "" if none
// does. Enrolment in recovery mode is exempt [inferred]: it is the way out.
func fullLogs(service, method string) string {
	switch {
	case method == "factorystate":
		return "G-4.12.1-4"
	case method == "upgrade":
		return "G-4.12.1-5"
	case method == "setminvsn":
		return "G-4.12.1-6"
	case service == string(sshadmin) && slices.Contains(keySetters, method):
		return "G-4.12.1-7"
	case strings.HasPrefix(method, "settime"):
		return "G-4.12.1-8"
	}
	return ""
}
