package host

import (
	"errors"
	"fmt"
	"slices"

	"hsmlab/sim/hsconfig"
)

// ConfigFile is the hardserver's configuration file (guide 4.11). It need not exist.
const ConfigFile = KMData + "/config/config"

// Config reads the configuration file and checks it; a missing one is an empty configuration. An error names the
// file and the line.
func (h *Host) Config() (*hsconfig.File, error) {
	data, err := h.FS.Read(h.root(), ConfigFile)
	if errors.Is(err, ErrNotExist) {
		return &hsconfig.File{}, nil
	}
	if err != nil {
		return nil, err
	}
	f, err := hsconfig.Parse(data)
	if err == nil {
		err = f.Check()
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", ConfigFile, err)
	}
	return f, nil
}

// Suits tells the first thing in a configuration that the modules of the host do not have.
func (h *Host) Suits(f *hsconfig.File) error { return f.Suits("this host", h.arranged()) }

// ConfigNotes tells what people should know of the configuration file that is read now; nothing if it cannot be.
func (h *Host) ConfigNotes() []*hsconfig.Note {
	f, err := h.Config()
	if err != nil {
		return nil
	}
	return f.Notes(h.arranged())
}

// arranged lists the modules whose slots the host's hardserver arranges: those in the host, and those of which a VCM
// is enrolled on it, whether they answer or not. A VCM of the host's own module is that module, with the VCM's slots.
func (h *Host) arranged() []hsconfig.Module {
	var list []hsconfig.Module
	add := func(m hsconfig.Module) {
		if !slices.ContainsFunc(list, func(o hsconfig.Module) bool { return o.ESN == m.ESN }) {
			list = append(list, m)
		}
	}
	for _, v := range h.EnrolledVCMs() {
		add(hsconfig.Module{ESN: v.ESN, Dynamic: deskSlots})
	}
	for _, m := range h.Slots {
		add(hsconfig.Module{ESN: m.ESN})
	}
	for _, c := range h.Cards {
		m := hsconfig.Module{ESN: c.Serial()}
		if _, ok := c.(selfArranged); ok {
			m.Elsewhere = "in a network-attached HSM, which has a configuration of its own (cfg-pushnethsm)"
		}
		add(m)
	}
	return list
}

// selfArranged is an HSM whose own hardserver arranges its slots.
type selfArranged interface{ Push(config []byte) error }
