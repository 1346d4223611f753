package host

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// ConfigFile is the hardserver's configuration file (guide 4.11). It need not exist.
const ConfigFile = KMData + "/config/config"

// ConfigSyntax is the newest version of the file's grammar that the software reads.
const ConfigSyntax = 1

// maxConfigFile bounds a configuration file, in bytes.
const maxConfigFile = 256 << 10

// Config is a hardserver configuration: the entries of each section, in order.
type Config map[string][]ConfigEntry

// ConfigEntry is the fields of one entry of a section.
type ConfigEntry map[string]string

// Config reads the configuration file; a missing one is an empty configuration.
func (h *Host) Config() (Config, error) {
	data, err := h.FS.Read(h.root(), ConfigFile)
	if errors.Is(err, ErrNotExist) {
		return Config{}, nil
	}
	if err != nil {
		return nil, err
	}
	c, err := ParseConfig(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", ConfigFile, err)
	}
	return c, nil
}

// ParseConfig reads a hardserver configuration: ASCII text, "syntax-version=1" first, sections in brackets,
// "field=value" lines, a line of dashes between the entries of a section, comments after "#".
func ParseConfig(data []byte) (Config, error) {
	if len(data) > maxConfigFile {
		return nil, fmt.Errorf("larger than %d bytes", maxConfigFile)
	}
	p := configParser{config: Config{}}
	for i, line := range strings.Split(string(data), "\n") {
		if err := p.line(strings.TrimSpace(line)); err != nil {
			return nil, fmt.Errorf("line %d: %w", i+1, err)
		}
	}
	if !p.versioned {
		return nil, errors.New("no syntax-version line")
	}
	return p.config, nil
}

type configParser struct {
	config    Config
	versioned bool
	section   string
	open      bool // an entry of the section is under way
}

func (p *configParser) line(line string) error {
	for _, c := range []byte(line) {
		if c != '\t' && c != '\r' && (c < ' ' || c > '~') {
			return errors.New("not ASCII text")
		}
	}
	switch {
	case line == "" || line[0] == '#':
		return nil
	case !p.versioned:
		return p.version(line)
	case line[0] == '[':
		return p.begin(line)
	case strings.Trim(line, "-") == "":
		p.open = false
		return nil
	}
	return p.field(line)
}

func (p *configParser) version(line string) error {
	text, ok := strings.CutPrefix(line, "syntax-version=")
	n, err := strconv.Atoi(strings.TrimSpace(text))
	switch {
	case !ok || err != nil || n < 0:
		return errors.New("the file must begin with syntax-version=N")
	case n > ConfigSyntax:
		return fmt.Errorf("syntax-version %d is newer than %d, the newest that this software reads", n, ConfigSyntax)
	}
	p.versioned = true
	return nil
}

func (p *configParser) begin(line string) error {
	name, ok := strings.CutSuffix(line[1:], "]")
	if !ok || name == "" || strings.ContainsAny(name, "[] =") {
		return fmt.Errorf("%.60q is no section", line)
	}
	p.section, p.open = name, false
	return nil
}

func (p *configParser) field(line string) error {
	name, value, ok := strings.Cut(line, "=")
	if !ok || p.section == "" {
		return fmt.Errorf("%.60q is no field=value in a section", line)
	}
	if !p.open {
		p.config[p.section] = append(p.config[p.section], ConfigEntry{})
		p.open = true
	}
	entries := p.config[p.section]
	entries[len(entries)-1][strings.TrimSpace(name)] = strings.TrimSpace(value)
	return nil
}
