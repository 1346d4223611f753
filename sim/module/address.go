package module

import (
	"encoding/hex"
	"fmt"
	"net/netip"
	"strings"

	"hsmlab/sim/vcm"
)

// allocate picks the address of a new VCM: the one asked for if it is free and in the subnet, otherwise the
// next free one. A reason says why there is none.
func (m *Module) allocate(asked, uuid string) (address, reason string) {
	if m.network.Mode == LinkLocal {
		return linkLocal(asked, uuid)
	}
	if asked != "" {
		return m.place(asked)
	}
	subnet := m.network.Address.Masked()
	last := lastOf(subnet)
	a, taken := subnet.Addr().Next(), m.taken()
	for range 2_000 {
		if !subnet.Contains(a) || a == last && a.Is4() {
			break
		}
		if !taken[a] {
			return a.String(), ""
		}
		a = a.Next()
	}
	return "", "no free address in " + subnet.String()
}

func (m *Module) place(asked string) (address, reason string) {
	subnet := m.network.Address.Masked()
	a, err := netip.ParseAddr(asked)
	switch {
	case err != nil:
		return "", fmt.Sprintf("%q is not an IP address", asked)
	case !subnet.Contains(a) || a == subnet.Addr() || a.Is4() && a == lastOf(subnet):
		return "", asked + " is not an address of the VCM network " + subnet.String()
	case m.taken()[a]:
		return "", asked + " is in use"
	}
	return a.String(), ""
}

// taken are the addresses in use: those of the module, of its gateway and of the VCMs.
func (m *Module) taken() map[netip.Addr]bool {
	set := map[netip.Addr]bool{m.network.Address.Addr(): true, m.network.Gateway: true}
	for _, v := range m.vcms {
		if a, err := netip.ParseAddr(v.Address); err == nil {
			set[a] = true
		}
	}
	return set
}

// Subnet is the network of the VCMs as the host finds it behind its device once the HSM has booted: link-local
// addresses aside, which need no route.
func (m *Module) Subnet() (netip.Prefix, bool) {
	return m.network.Address.Masked(), m.network.Mode != LinkLocal && m.Up() && m.Seen()
}

// At finds who has an address in the module, if anybody answers there: an active VCM, or the module itself, which is
// nil.
func (m *Module) At(a netip.Addr) (v *vcm.VCM, ok bool) {
	if !m.Up() || m.Failed() || !m.Seen() {
		return nil, false
	}
	if m.network.Address.Addr() == a {
		return nil, true
	}
	text := a.String()
	for _, v := range m.vcms {
		if v.Active() && v.Address == text {
			return v, true
		}
	}
	return nil, false
}

func lastOf(p netip.Prefix) netip.Addr {
	b := p.Addr().AsSlice()
	for i := p.Bits(); i < len(b)*8; i++ {
		b[i/8] |= 1 << (7 - i%8)
	}
	a, _ := netip.AddrFromSlice(b)
	return a
}

// linkLocal derives an IPv6 link-local address from the VCM's identifier.
func linkLocal(asked, uuid string) (address, reason string) {
	if asked != "" {
		return "", "the HSM uses link-local addresses, which cannot be chosen; set a network with hsmadmin setnetwork"
	}
	raw, err := hex.DecodeString(strings.ReplaceAll(uuid, "-", ""))
	if err != nil || len(raw) != 16 {
		panic("BUG: VCM identifier " + uuid)
	}
	b := [16]byte{0: 0xfe, 1: 0x80}
	copy(b[8:], raw[8:])
	return netip.AddrFrom16(b).String(), ""
}
