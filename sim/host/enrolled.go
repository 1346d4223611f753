package host

import (
	"cmp"
	"path"
	"slices"

	"hsmlab/sim/vcm"
)

// Rescan reads the enrolled VCMs again; those already attached keep their state and number.
func (s *Hardserver) Rescan() {
	list := s.host.cards()
	for i, a := range list {
		if at := slices.IndexFunc(s.modules, func(o *Attachment) bool { return o.Card == a.Card }); at >= 0 {
			list[i] = s.modules[at]
		}
	}
	for _, c := range append(s.host.platforms(), s.host.EnrolledVCMs()...) {
		a := &Attachment{Config: c}
		if i := slices.IndexFunc(s.modules, func(o *Attachment) bool { return o.UUID == c.UUID }); i >= 0 {
			old := s.modules[i]
			a.failed, a.lost, a.killed, a.slots = old.failed, old.lost, old.killed, old.slots
		}
		list = append(list, a)
	}
	s.modules = list
}

// platforms lists the modules of the host whose firmware has one ncoreapi service at platform level: the hardserver
// attaches them without an enrolment, by the ncoreapi key (D-23).
func (h *Host) platforms() []vcm.Config {
	var list []vcm.Config
	for _, m := range h.Seen() {
		if v := m.Ncoreapi(); v != nil && v.Active() && !m.Factory() {
			list = append(list, vcm.Config{UUID: v.UUID, ESN: m.ESN})
		}
	}
	return list
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
