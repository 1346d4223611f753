package host

import (
	"errors"
	"fmt"

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
