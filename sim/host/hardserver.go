package host

import (
	"fmt"
	"slices"
	"time"

	"hsmlab/sim/module"
	"hsmlab/sim/remoteslot"
	"hsmlab/sim/sshkey"
	"hsmlab/sim/vcm"
)

// Hardserver is the nFast server of a host: it connects applications to the VCMs enrolled there.
type Hardserver struct {
	host     *Host
	running  bool
	since    time.Time
	began    time.Duration // virtual time of since
	modules  []*Attachment
	messages serverLog
	key      sshkey.Public // of the ncoreapi client key that it holds; "" when it could not unlock one
	slots    remoteslot.Config
}

// Attachment is an enrolled VCM as the hardserver knows it. Its module number is its place in the list,
// from 1.
type Attachment struct {
	vcm.Config
	Card   Card      // the HSM itself when it is no VCM; nil otherwise
	told   string    // hardware error that the log was told last
	heard  bool      // the card answered when the hardserver looked last
	failed bool      // was cut off while in use: stays failed until it is retried or the hardserver restarts
	lost   bool      // by a forced stop: retrying does not help, only a restart of the hardserver (D-18)
	killed time.Time // HSM time at which ncoreapi was killed because the logs were critical; zero = it was not
	slots  arrangement
}

// Running reports whether the hardserver runs, and since when by the host's clock.
func (s *Hardserver) Running() (bool, time.Time) { return s.running, s.since }

// RestartDue reports whether the hardserver has run since before a module of its host left recovery mode by a
// reset and was enrolled again: it must be restarted then (guide 4.5.4.3).
func (s *Hardserver) RestartDue() bool {
	return s.running && slices.ContainsFunc(s.host.Slots, func(m *module.Module) bool {
		enrolled, byReset := m.LeftRecovery()
		return byReset && (enrolled == 0 || s.began <= enrolled)
	})
}

// Modules lists the attached VCMs in the order of their module numbers.
func (s *Hardserver) Modules() []*Attachment { return s.modules }

// Discover notices which modules of the host have, since their last boot, an ncoreapi service at platform level
// and which no longer have one. The lab calls it whenever anything has happened.
func (s *Hardserver) Discover() {
	if !s.running {
		return
	}
	s.modules = slices.DeleteFunc(s.modules, func(a *Attachment) bool { return a.Platform() && s.gone(a) })
	s.discoverCards()
	s.listen()
	defer s.note()
	if s.RestartDue() {
		return
	}
	for _, c := range s.host.platforms() {
		if !slices.ContainsFunc(s.modules, func(a *Attachment) bool { return a.UUID == c.UUID }) {
			s.modules = append(s.modules, &Attachment{Config: c})
		}
	}
}

// Platform reports whether the attachment is a whole module on single-tenant firmware, not a VCM.
func (a *Attachment) Platform() bool { return a.Address == "" && a.Card == nil }

// gone reports whether the module of a platform attachment has left the host or its bus, or has started firmware
// that has no ncoreapi at platform level.
func (s *Hardserver) gone(a *Attachment) bool {
	i := slices.IndexFunc(s.host.Slots, func(m *module.Module) bool { return m.ESN == a.ESN })
	return i < 0 || !s.host.Slots[i].Seen() || s.host.Slots[i].Up() && s.host.Slots[i].MultiTenant()
}

// Start starts the hardserver as the system does when it boots: without anybody's environment.
func (s *Hardserver) Start() { s.StartWith(func(string) string { return "" }) }

// StartWith starts the hardserver in the given environment: it unlocks the ncoreapi key while it is still root,
// reads which VCMs are enrolled and connects to them. It never asks for a passphrase (guide 4.8.2.1).
func (s *Hardserver) StartWith(getenv func(string) string) {
	if s.running {
		return
	}
	s.setLevel(getenv)
	s.log("nFast Server service: about to start")
	if trouble := s.startTrouble(); trouble != "" {
		s.log("nFast server: Fatal error during startup: " + trouble)
		s.log("nFast Server service version " + s.host.Software + " failed init.")
		return
	}
	s.running, s.since, s.began = true, s.host.Now(), s.host.time.Now()
	s.log("nFast Server service version " + s.host.Software + " starting")
	s.ReadKey(getenv)
	s.startSlots()
	s.Rescan()
	for _, a := range s.modules {
		way := s.host.NoWay(a.Address)
		if a.Card != nil && !a.Card.Answers() {
			way = "it does not answer"
		}
		if way != "" {
			s.log("nFast server: Serious error, trying to continue: module " + a.UUID + ": " + way)
		}
	}
	s.log(fmt.Sprintf("nFast server: Notice: Hardserver using priority class queueing algorithm: 0 classes and %d modules total.", len(s.modules)))
}

// ReadKey unlocks the ncoreapi client key, as at a start. It stays in memory: keys that are changed later are not
// looked at.
func (s *Hardserver) ReadKey(getenv func(string) string) {
	s.key = ""
	if !s.host.HasKey(NCoreAPI) {
		return
	}
	key, err := s.host.LoadKey(s.host.root(), NCoreAPI, &Secrets{Getenv: getenv})
	if err != nil {
		s.log("nFast server: Serious error, trying to continue: " + err.Error())
		return
	}
	s.key = key.Public()
}

// admitted reports whether an ncoreapi service lets the hardserver in with the key that it holds: that in a VCM
// knows the key of its enrolment, that of a module without VCMs the module's own.
func (s *Hardserver) admitted(m *module.Module, v *vcm.VCM) bool {
	if v == m.Ncoreapi() {
		return s.key != "" && m.Accepted(NCoreAPI) == s.key
	}
	return v.Accepts(NCoreAPI, s.key)
}

// Key is the public half of the ncoreapi client key that the running hardserver holds, "" if it holds none.
func (s *Hardserver) Key() sshkey.Public {
	if !s.running {
		return ""
	}
	return s.key
}

// Stale reports whether the hardserver runs with another ncoreapi key than the host has now: it must be
// restarted to use the new one (guide 4.7.5).
func (s *Hardserver) Stale() bool {
	if !s.running {
		return false
	}
	now, _, err := s.host.PublicKey(NCoreAPI)
	return err == nil && now != s.key
}

// Stop stops the hardserver.
func (s *Hardserver) Stop() {
	if s.running {
		s.log("nFast Server service stopping")
	}
	s.halt()
}

// halt is Stop without a word: the power went away.
func (s *Hardserver) halt() { s.running, s.modules = false, nil }

// Cut notes that the VCM vanished while it was in use (D-72, D-18).
func (s *Hardserver) Cut(uuid string) {
	for _, a := range s.modules {
		if a.UUID == uuid && s.running {
			a.failed = true
			if m, _, _ := s.host.Reach(a.Config); m != nil && m.LogsCritical() {
				a.killed = m.LogsCriticalSince()
			}
			s.log("nFast server: Serious error, trying to continue: module " + uuid + " stopped responding")
		}
	}
}

// Withdraw is Cut for a VCM that the provider forced to stop (guide 3.1.3.2).
func (s *Hardserver) Withdraw(uuid string) {
	s.Cut(uuid)
	for _, a := range s.modules {
		a.lost = a.lost || a.UUID == uuid
	}
}

// Killed tells when ncoreapi was killed because the logs of the HSM were critical. Only a restart of the
// hardserver makes it forget that (guide 4.17.1); false when it was not killed.
func (a *Attachment) Killed() (time.Time, bool) { return a.killed, !a.killed.IsZero() }

// CutOff reports whether the VCM vanished while it was in use: the hardserver tries it again when it is told to.
func (a *Attachment) CutOff() bool { return a.failed }

// Forced reports whether the VCM was stopped by force: only a restart of the hardserver brings it back (guide
// 3.1.3.2).
func (a *Attachment) Forced() bool { return a.lost }

// Retry lets the hardserver try a module again that was cut off (nopclearfail -r), if that can help.
func (s *Hardserver) Retry(a *Attachment) {
	m, v, ok := s.host.Reach(a.Config)
	if ok && s.admitted(m, v) && a.killed.IsZero() && !a.lost {
		a.failed = false
	}
}

// Connected returns the VCM behind an attachment, if the hardserver talks to it now.
func (s *Hardserver) Connected(a *Attachment) (*vcm.VCM, bool) {
	if a.Card != nil {
		v := a.Card.Ncoreapi()
		return v, v != nil && s.running && a.Card.Answers()
	}
	m, v, ok := s.host.Reach(a.Config)
	if !s.running || a.failed || !ok || !v.Answers() || !s.admitted(m, v) {
		return nil, false
	}
	return v, true
}

// Serves reports whether the hardserver is connected to the VCM.
func (s *Hardserver) Serves(uuid string) bool {
	i := slices.IndexFunc(s.modules, func(a *Attachment) bool { return a.UUID == uuid })
	if i < 0 {
		return false
	}
	_, ok := s.Connected(s.modules[i])
	return ok
}

// Mode is what enquiry prints as the mode of an attached VCM: "failed" when it does not answer.
func (s *Hardserver) Mode(a *Attachment) string {
	v, ok := s.Connected(a)
	switch {
	case !ok, v.Mode() == vcm.Error:
		return "failed"
	case v.Mode() == vcm.PreInitialization:
		return "initialization"
	}
	return string(v.Mode())
}
