package host

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"time"

	"hsmlab/sim/module"
	"hsmlab/sim/vcm"
)

// Hardserver is the nFast server of a host: it connects applications to the VCMs enrolled there.
type Hardserver struct {
	host    *Host
	running bool
	since   time.Time
	began   time.Duration // virtual time of since
	modules []*Attachment
}

// Attachment is an enrolled VCM as the hardserver knows it. Its module number is its place in the list,
// from 1.
type Attachment struct {
	vcm.Config
	failed bool // was cut off while in use: stays failed until it is retried or the hardserver restarts
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

// Start starts the hardserver: it reads which VCMs are enrolled and connects to them.
func (s *Hardserver) Start() {
	if s.running {
		return
	}
	s.running, s.since, s.began = true, s.host.Now(), s.host.time.Now()
	s.log("nFast Server service: about to start")
	s.log("nFast Server service version " + SoftwareVersion + " starting")
	s.Rescan()
	s.log(fmt.Sprintf("nFast server: Notice: Hardserver using priority class queueing algorithm: 0 classes and %d modules total.", len(s.modules)))
}

// Rescan reads the enrolled VCMs again; those already attached keep their state and number.
func (s *Hardserver) Rescan() {
	var list []*Attachment
	for _, c := range s.host.EnrolledVCMs() {
		a := &Attachment{Config: c}
		if i := slices.IndexFunc(s.modules, func(o *Attachment) bool { return o.UUID == c.UUID }); i >= 0 {
			a.failed = s.modules[i].failed
		}
		list = append(list, a)
	}
	s.modules = list
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
			s.log("nFast server: Serious error, trying to continue: module " + uuid + " stopped responding")
		}
	}
}

// Retry tries a failed module again (nopclearfail -r); it reports whether the module answers.
func (s *Hardserver) Retry(a *Attachment) bool {
	_, v, ok := s.host.Reach(a.UUID)
	if ok && v.Active() {
		a.failed = false
	}
	return !a.failed
}

// Connected returns the VCM behind an attachment, if the hardserver talks to it now.
func (s *Hardserver) Connected(a *Attachment) (*vcm.VCM, bool) {
	_, v, ok := s.host.Reach(a.UUID)
	if !s.running || a.failed || !ok || !v.Active() {
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
	case !ok:
		return "failed"
	case v.Mode() == vcm.PreInitialization:
		return "initialization"
	}
	return string(v.Mode())
}

// log writes a line to the hardserver's log (guide 4.3.3). The file may have been removed or filled up; that
// is the user's affair.
func (s *Hardserver) log(text string) {
	line := s.host.Now().UTC().Format("2006-01-02 15:04:05 ") + text + "\n"
	_ = s.host.FS.Append(s.host.root(), LogFile, []byte(line), 0o644)
}

// EnrolledVCMs reads the VCMs enrolled on this host, in the order of enrolment. A file that cannot be read is
// left out.
func (h *Host) EnrolledVCMs() []vcm.Config {
	files, err := h.FS.ReadDir(h.root(), VCMDir)
	if err != nil {
		return nil
	}
	var list []vcm.Config
	for _, f := range files {
		data, err := h.FS.Read(h.root(), f.Path)
		if err != nil {
			continue
		}
		if c, err := vcm.ParseConfig(data); err == nil {
			list = append(list, c)
		}
	}
	slices.SortStableFunc(list, func(a, b vcm.Config) int {
		return cmp.Or(cmp.Compare(a.Enrolled, b.Enrolled), cmp.Compare(a.UUID, b.UUID))
	})
	return list
}

// VCMFile is where an enrolled VCM is noted [simulated].
func VCMFile(uuid string) string { return path.Join(VCMDir, uuid+".json") }
