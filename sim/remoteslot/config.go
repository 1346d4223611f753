package remoteslot

import (
	"net/netip"

	"hsmlab/sim/hsconfig"
)

// Export is a slot that modules elsewhere may import (guide 4.11.2.3.2).
type Export struct {
	LocalESN  string
	Slot      int    // number before any exchange with slot 0
	RemoteIP  string // host that may import it; "" = every host
	RemoteESN string // module that may import it; "" = every one of the Security World
}

// Import is a slot elsewhere that a local module takes for one of its own.
type Import struct {
	LocalESN   string
	Slot       int // number that it gets here; 0 = the lowest that is free
	RemoteIP   string
	RemotePort int
	RemoteESN  string
	RemoteSlot int // number there, after an exchange with slot 0
}

// Config is what a configuration says of slots.
type Config struct {
	Exports []Export
	Imports []Import
	Port    int // on which other hardservers are answered

	dynamic, swaps map[string]int // by ESN
}

// Read takes a Config from a file that was checked.
func Read(f *hsconfig.File) Config {
	c := Config{Port: hsconfig.Port, dynamic: map[string]int{}, swaps: map[string]int{}}
	for _, e := range f.Entries(hsconfig.Exports) {
		c.Exports = append(c.Exports, Export{e.Value("local_esn"), e.Number("local_slotid", 0), plain(e.Value("remote_ip")), plain(e.Value("remote_esn"))})
	}
	for _, e := range f.Entries(hsconfig.Imports) {
		c.Imports = append(c.Imports, Import{
			e.Value("local_esn"), e.Number("local_slotid", 0), e.Value("remote_ip"), e.Number("remote_port", hsconfig.Port),
			e.Value("remote_esn"), e.Number("remote_slotid", 0),
		})
	}
	for _, e := range f.Entries(hsconfig.Dynamic) {
		c.dynamic[e.Value("esn")] = e.Number("slotcount", 0)
	}
	for _, e := range f.Entries(hsconfig.Mapping) {
		c.swaps[e.Value("esn")] = e.Number("slot", 0)
	}
	for _, e := range f.Entries(hsconfig.Comms) {
		c.Port = e.Number("impath_port", hsconfig.Port)
	}
	return c
}

// plain turns the quoted empty text into the empty one.
func plain(v string) string {
	if v == `""` {
		return ""
	}
	return v
}

// Dynamic is how many dynamic slots a module gets; false when the configuration does not speak of the module.
func (c Config) Dynamic(esn string) (int, bool) {
	n, ok := c.dynamic[esn]
	return n, ok
}

// Swap is the slot that is exchanged with slot 0 of a module, 0 for none.
func (c Config) Swap(esn string) int { return c.swaps[esn] }

// Exported tells whether the slot of a module, by its number before an exchange, may be imported by a module at
// one of the addresses. Loopback addresses stand for the same host, which own says.
func (c Config) Exported(esn string, slot int, to []netip.Addr, own bool, importer string) bool {
	for _, e := range c.Exports {
		if e.LocalESN == esn && e.Slot == slot && (e.RemoteESN == "" || e.RemoteESN == importer) && e.reaches(to, own) {
			return true
		}
	}
	return false
}

func (e Export) reaches(to []netip.Addr, own bool) bool {
	if e.RemoteIP == "" {
		return true
	}
	a, err := netip.ParseAddr(e.RemoteIP)
	if err != nil {
		return false
	}
	if own && a.IsLoopback() {
		return true
	}
	for _, t := range to {
		if t == a {
			return true
		}
	}
	return false
}
