package module

import (
	"net/netip"
	"time"

	"hsmlab/sim/feature"
	"hsmlab/sim/refusal"
)

// NetMode is how VCMs get their addresses (guide 3.1.2.1).
type NetMode string

const (
	LinkLocal  NetMode = "default"
	IPv4Static NetMode = "ipv4static"
	IPv6Static NetMode = "ipv6static"
)

// Network is the network on which the module makes VCMs.
type Network struct {
	Mode    NetMode
	Address netip.Prefix // the module's own address and the subnet; invalid for LinkLocal
	Gateway netip.Addr
}

// Equal reports whether two settings are the same.
func (n Network) Equal(o Network) bool { return n == o }

// Network is the setting in force; Pending the one that the next reset brings, nil when there is none.
func (m *Module) Network() Network { return m.network }

// Pending is the network setting that waits for a reset.
func (m *Module) Pending() *Network { return m.pending }

var (
	netBeforeVCMs = refusal.Rule{ID: "G-3.1.2.1-1", Guide: "3.1.2.1", Basis: refusal.Inferred}
	netForm       = refusal.Rule{ID: "G-4.10.1.18.2-1", Guide: "4.10.1.18.2", Basis: refusal.Inferred}
)

// SetNetwork records the network for VCMs; it acts at the next reset (guide 4.10.1.18). All VCMs share one
// addressing, so it is refused while any exists.
func (m *Module) SetNetwork(n Network) *refusal.Refusal {
	const service, method = "setup", "setnetwork"
	if r := m.interlocked(service, method); r != nil {
		return r
	}
	if len(m.vcms) > 0 && !n.Equal(m.network) {
		return netBeforeVCMs.New(service, method, "VCMs exist on this HSM; the network must be chosen before the first one is created")
	}
	if reason := n.fault(); reason != "" {
		return netForm.New(service, method, reason)
	}
	m.pending = &n
	if n.Equal(m.network) {
		m.pending = nil
	}
	return nil
}

// AdoptNetwork lets the setting that waits act, as a reset does.
func (m *Module) AdoptNetwork() {
	if m.pending != nil {
		m.network, m.pending = *m.pending, nil
	}
}

// fault tells what is wrong with a static network, "" if nothing is.
func (n Network) fault() string {
	if n.Mode == LinkLocal {
		return ""
	}
	room := n.Address.Addr().BitLen() - n.Address.Bits()
	switch {
	case room < 2 || room < 3 && n.Address.Addr().Is4(): // the subnet itself, HSM, gateway, a VCM; in IPv4 broadcast
		return "the subnet " + n.Address.Masked().String() + " has no room for VCMs"
	case n.Address.Addr() == n.Address.Masked().Addr():
		return n.Address.Addr().String() + " is the address of the subnet itself; give an address in it"
	case !n.Address.Contains(n.Gateway):
		return "the gateway " + n.Gateway.String() + " is not in the subnet " + n.Address.Masked().String()
	case n.Address.Addr().Is4() && n.Gateway == n.Address.Masked().Addr():
		return n.Gateway.String() + " is the address of the subnet itself; it cannot be the gateway"
	case n.Address.Addr().Is4() && (n.Gateway == lastOf(n.Address) || n.Address.Addr() == lastOf(n.Address)):
		return lastOf(n.Address).String() + " is the broadcast address of the subnet " + n.Address.Masked().String()
	case n.Gateway == n.Address.Addr():
		return "address and gateway are the same"
	case n.Address.Addr().IsLinkLocalUnicast():
		return n.Address.Addr().String() + " is a link-local address, which routers do not pass on; hsmadmin setnetwork default uses those"
	case n.Address.Addr().Is4In6() || n.Address.Addr().IsMulticast() || n.Address.Addr().IsLoopback() || n.Address.Addr().IsUnspecified():
		return n.Address.Addr().String() + " cannot be the address of an HSM"
	}
	return ""
}

// Reset reboots the module. It runs whatever the tenants are doing; their connections fail (D-72). An error
// state ends if its cause is gone (D-37).
func (m *Module) Reset() {
	m.clearFaults()
	m.byReset = true
	m.reboot()
}

// FactoryState erases the module (guide 4.5.3). The caller resets it, unless the user asked not to.
func (m *Module) FactoryState() *refusal.Refusal {
	if r := m.interlocked("setup", "factorystate"); r != nil {
		return r
	}
	m.erase()
	m.left = false
	return nil
}

// Limits are how many VCMs may exist and how many may run (D-42): one of each without a licence.
func (m *Module) Limits() (creatable, active int) {
	switch {
	case m.maxActive == 0:
		return 1, 1
	case m.Rating() == feature.Base:
		return 5, m.maxActive
	}
	return 1000, m.maxActive
}

// Info is what the setup service tells about the module.
type Info struct {
	DBID, PSN               string
	Made                    time.Time
	MaxCreatable, MaxActive int
}

// Info returns the manufacturing data and the limits in force; firmware without VCMs has limits of zero.
func (m *Module) Info() Info {
	creatable, active := m.Limits()
	if !m.MultiTenant() {
		creatable, active = 0, 0
	}
	return Info{DBID: m.DBID, PSN: m.PSN, Made: m.Made, MaxCreatable: creatable, MaxActive: active}
}
