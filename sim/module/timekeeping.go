package module

import (
	"slices"
	"time"

	"hsmlab/sim/firmware"
	"hsmlab/sim/refusal"
)

// timekeeping is what the module knows about its clock besides the time.
type timekeeping struct {
	lost  bool
	saved time.Time // by the last settime; zero after factory state (guide 4.2.4.1)
}

// lostEpoch is what a clock that was lost begins with [simulated].
var lostEpoch = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)

var (
	beforeMade  = refusal.Rule{ID: "G-4.2.4.1-4", Guide: "4.2.4.1", Basis: refusal.Documented}
	beforeSaved = refusal.Rule{ID: "G-4.2.4.1-2", Guide: "4.2.4.1", Basis: refusal.Documented, Also: []string{"G-4.2.4.1-1"}}
)

// ClockLost reports whether the module does not know the time.
func (m *Module) ClockLost() bool { return m.timekeeping.lost }

// SavedTime is the time below which settime refuses to go; zero when there is none but that of manufacture.
func (m *Module) SavedTime() time.Time { return m.timekeeping.saved }

// loseClock makes the module forget the time.
func (m *Module) loseClock() {
	m.timekeeping.lost = true
	m.Clock = m.Clock.Set(m.time.Now(), lostEpoch)
}

// LoseClock makes the module forget the time at once, as weeks on an empty battery would.
func (m *Module) LoseClock() { m.loseClock() }

// MaySetTime tells why the clock may not be set to t; nil if it may (guide 4.2.4.1, 4.10.1.10).
func (m *Module) MaySetTime(t time.Time) *refusal.Refusal {
	const service, method = "setup", "settime"
	const form = "2006-01-02 15:04:05 MST"
	t = t.Truncate(time.Microsecond)
	switch r := m.interlocked(service, method); {
	case r != nil:
		return r
	case t.Before(m.Made):
		return beforeMade.New(service, method, "the host's time "+t.UTC().Format(form)+" is earlier than the manufacture of the HSM, "+m.Made.UTC().Format(form)+"; check the clock of the host")
	case t.Before(m.timekeeping.saved):
		return beforeSaved.New(service, method, "the host's time "+t.UTC().Format(form)+" is earlier than the time set before, "+m.timekeeping.saved.UTC().Format(form)+"; only factory state allows that")
	}
	return nil
}

// SetTime sets the clock and saves the time. The caller resets the module, unless the user asked not to.
func (m *Module) SetTime(t time.Time) *refusal.Refusal {
	if r := m.MaySetTime(t); r != nil {
		return r
	}
	m.Clock = m.Clock.Set(m.time.Now(), t)
	m.timekeeping = timekeeping{saved: t}
	return nil
}

// AdjustTime lets the clock approach t by a few seconds a day, without a jump (guide 4.2.4). The module needs no
// reset, and its tenants notice nothing.
func (m *Module) AdjustTime(t time.Time) {
	m.Clock = m.Clock.Approach(m.time.Now(), t)
}

// clockLost is the condition of a module that does not know the time, from firmware 13.5 on (guide 4.2.2).
func clockLost(m *Module, service, method string) *refusal.Refusal {
	if !m.timekeeping.lost || !m.Version().Since(firmware.SignedLogs) {
		return nil
	}
	id, why := lostForbids(m.image, service, method)
	if id == "" {
		return nil
	}
	rule := refusal.Rule{ID: id, Guide: "4.2.2", Basis: refusal.Documented, Also: []string{"G-4.2.2-1"}}
	switch id { // guide 4.12.2 says the same of the logs
	case "G-4.2.2-2": // guide 4.5.3.2 says it again
		rule.Also = append(rule.Also, "G-4.5.3.2-5")
	case "G-4.2.2-6":
		rule.Also = append(rule.Also, "G-4.12.2-2")
	case "G-4.2.2-7":
		rule.Also = append(rule.Also, "G-4.12.2-3")
	}
	if id == "G-4.2.2-5" {
		rule.Also = append(rule.Also, "G-4.7.1-4") // guide 4.7.1 says it again
	}
	return rule.New(service, method, "the system clock of the HSM is lost; "+why)
}

func lostForbids(image Image, service, method string) (id, why string) {
	const first = "set it first with hsmadmin settime"
	switch {
	case method == "factorystate":
		return "G-4.2.2-2", first
	case method == "upgrade":
		return "G-4.2.2-3", first
	case method == "setminvsn":
		return "G-4.2.2-4", first
	case service == string(sshadmin) && slices.Contains(keySetters, method) && image != Recovery:
		return "G-4.2.2-5", "SSH keys can be set in recovery mode only until it is set"
	case method == "logs expire" || method == "expire":
		return "G-4.2.2-6", first
	case method == "logs export" || method == "export":
		return "G-4.2.2-7", first
	case method == "settime --adjust":
		return "G-4.2.2-8", "set it without --adjust"
	}
	return "", ""
}

// keySetters are the methods of the sshadmin service that change keys.
var keySetters = []string{"enroll", "migrate", "roll", "restore", "remote-set", "remote-remove", "keys migrate", "keys roll", "keys restore", "keys remote-set", "keys remote-remove"}
