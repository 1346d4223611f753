package chassis

import (
	"fmt"
	"net/netip"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"hsmlab/sim/feature"
	"hsmlab/sim/refusal"
	"hsmlab/sim/vcm"
	"hsmlab/sim/world"
)

// FreeClients is how many clients every unit allows (guide 4.9.4.8).
const FreeClients = 3

// Features of a unit that a certificate enables.
const (
	RemoteOperator = "Remote Operator"
	SEERestricted  = "SEE Activation (Restricted)"
)

// config is what a factory reset wipes, and what the factory set.
type config struct {
	clients  []string // addresses
	licensed int      // further clients; dynamic: lost when the unit is initialized (guide 4.9.2)
	features []string // enabled by certificates

	factory      []string // features that the factory set
	certificates []string // files for this unit on the remote file system
}

// Mail puts a feature certificate for the unit on the remote file system: "clients-10", or the name of a feature.
func (u *Unit) Mail(name string) { u.config.certificates = append(u.config.certificates, name) }

// Clients are the addresses of the clients, and how many there may be.
func (u *Unit) Clients() (list []string, limit int) {
	return append([]string{}, u.config.clients...), FreeClients + u.config.licensed
}

var tooManyClients = refusal.Rule{ID: "G-4.9.4.8-1", Guide: "4.9.4.8", Basis: refusal.Documented}

// AddClient lets a computer use the unit.
func (u *Unit) AddClient(address string) error {
	a, err := netip.ParseAddr(address)
	limit := FreeClients + u.config.licensed
	switch {
	case err != nil:
		return fmt.Errorf("%q is no IP address", address)
	case slices.Contains(u.config.clients, a.String()):
		return fmt.Errorf("%s is a client already", a)
	case len(u.config.clients) >= limit:
		return tooManyClients.New("unit", "new client", fmt.Sprintf("%d clients are enabled; a client licence allows more", limit))
	}
	u.config.clients = append(u.config.clients, a.String())
	return nil
}

// Features lists what is enabled: set by the factory, and by certificates since.
func (u *Unit) Features() []string {
	return append(append([]string{}, u.config.factory...), u.config.features...)
}

// Equip sets a feature as the factory does: it outlasts the factory state.
func (u *Unit) Equip(name string) {
	u.config.factory = append(u.config.factory, name)
	u.enable()
}

// enable tells the internal module of the feature that its slots depend on.
func (u *Unit) enable() {
	if u.has(RemoteOperator) {
		u.ncore.Features |= feature.RemoteShare
	}
}

func (u *Unit) has(feature string) bool { return slices.Contains(u.Features(), feature) }

// apply enables what a certificate is for.
func (u *Unit) apply(certificate string) error {
	if n, ok := strings.CutPrefix(certificate, "clients-"); ok {
		count, err := strconv.Atoi(n)
		if err != nil || count < 1 || count > 1000 {
			return fmt.Errorf("certificate %q is for no number of clients", certificate)
		}
		u.config.licensed = count
		return nil
	}
	if !u.has(certificate) {
		u.config.features = append(u.config.features, certificate)
	}
	u.enable()
	return nil
}

// Initialise clears what does not survive an initialization: client licences, and on a Connect the feature SEE
// Activation (Restricted). Other features stay (guide 4.9.2).
func (u *Unit) Initialise() {
	u.config.licensed = 0
	if u.Product == ConnectXC {
		u.config.features = slices.DeleteFunc(u.config.features, func(f string) bool { return f == SEERestricted })
	}
	u.ncore.Switch(vcm.PreInitialization)
}

var esnForm = regexp.MustCompile(`^[0-9A-F]{4}(-[0-9A-F]{4}){2}$`)

var notEnabled = refusal.Rule{ID: "G-4.9.3-3", Guide: "4.9.3", Basis: refusal.Documented, Also: []string{"G-4.9.4.3-1"}}

// mayImport tells why a unit cannot import a slot: it is the unattended one, and the feature must be enabled there.
func (u *Unit) mayImport() error {
	if u.has(RemoteOperator) {
		return nil
	}
	return notEnabled.New("unit", "import slot", "Remote Operator is not enabled on this HSM; read its certificate here, at the panel of the unattended HSM")
}

func checkAddress(v string) error {
	if _, err := netip.ParseAddr(v); err != nil {
		return fmt.Errorf("%q is no IP address", v)
	}
	return nil
}

func checkESN(v string) error {
	if !esnForm.MatchString(v) {
		return fmt.Errorf("%q is no ESN such as 3138-147F-2D64", v)
	}
	return nil
}

func checkNumber(low, high int) func(string) error {
	return func(v string) error {
		if n, err := strconv.Atoi(v); err != nil || n < low || n > high {
			return fmt.Errorf("%q is no number from %d to %d", v, low, high)
		}
		return nil
	}
}

// Furnish makes the unit one that has been in use at the beginning of a scenario: with a Security World and a client.
func (u *Unit) Furnish(w world.World, client string) {
	u.config.clients = append(u.config.clients, client)
	u.ncore.Switch(vcm.PreInitialization)
	u.ncore.Load(w, true)
	u.ncore.Switch(vcm.Operational)
}
