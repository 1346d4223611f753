package host

import (
	"bytes"
	"strings"
)

// moduleList is where the host notes which HSMs are installed in it; hsmadmin enroll refreshes it (guide 4.7.9).
// Its place and form are simulated.
const moduleList = NfastDir + "/services/modules"

// NoteModules refreshes the list of installed HSMs. It reports whether the list changed.
func (h *Host) NoteModules() bool {
	var b bytes.Buffer
	for _, m := range h.Slots {
		b.WriteString(m.ESN + "\n")
	}
	old, err := h.FS.Read(h.root(), moduleList)
	if bytes.Equal(old, b.Bytes()) {
		return false
	}
	if err != nil { // the first enrolment makes the list and says nothing of it
		_ = h.FS.Write(h.root(), moduleList, b.Bytes(), 0o644)
		return false
	}
	return h.FS.Write(h.root(), moduleList, b.Bytes(), 0o644) == nil
}

// Missing lists the HSMs that the list of installed ones has and the host has not.
func (h *Host) Missing() []string {
	data, err := h.FS.Read(h.root(), moduleList)
	if err != nil {
		return nil
	}
	var list []string
	for _, esn := range strings.Fields(string(data)) {
		found := false
		for _, m := range h.Slots {
			found = found || m.ESN == esn
		}
		if !found {
			list = append(list, esn)
		}
	}
	return list
}
