package hsmadmin

import (
	"fmt"
	"net/netip"

	"github.com/spf13/pflag"

	"hsmlab/sim/cli"
	"hsmlab/sim/client"
	"hsmlab/sim/host"
	"hsmlab/sim/module"
	"hsmlab/sim/refusal"
)

func (t *tool) setnetwork() cli.Spec {
	return cli.Spec{
		Name: "setnetwork", Usage: "<subcommand>", Guide: "4.10.1.18",
		About: "Sets the network on which VCMs are made; it takes a reset of the HSM to act.",
		Group: []cli.Spec{
			{
				Name: "default", Usage: "[-h] [--esn <ESN>]", Guide: "4.10.1.18.1", Flags: t.flags(t.esnFlag, t.verboseFlag),
				About: "Uses IPv6 link-local addresses, for tenants on the HSM's own host.",
				Run:   func([]string) int { return t.setNetwork(module.Network{Mode: module.LinkLocal}) },
			},
			t.static("ipv4static", module.IPv4Static, "4.10.1.18.2", "IPv4"),
			t.static("ipv6static", module.IPv6Static, "4.10.1.18.3", "IPv6"),
		},
	}
}

func (t *tool) static(name string, mode module.NetMode, guide, family string) cli.Spec {
	var address, gateway string
	return cli.Spec{
		Name: name, Usage: "[-h] --address <ADDRESS> --gateway <GATEWAY> [--esn <ESN>]", Guide: guide,
		About: "Sets the " + family + " subnet on which VCMs are made.",
		Flags: t.flags(t.esnFlag, t.verboseFlag, func(f *pflag.FlagSet) {
			f.StringVar(&address, "address", "", family+" address of the HSM with its network mask, in CIDR form.")
			f.StringVar(&gateway, "gateway", "", family+" address of the network's gateway.")
		}),
		Required: []string{"address", "gateway"},
		Run: func([]string) int {
			n, reason := parseNetwork(mode, address, gateway)
			if reason != "" {
				rule := refusal.Rule{ID: "G-" + guide + "-1", Guide: guide, Basis: refusal.Inferred}
				return t.Fail("set network", rule.New("setup", "setnetwork", reason))
			}
			return t.setNetwork(n)
		},
	}
}

// parseNetwork reads the two addresses. It returns a reason, of one line, when one of them is not what is wanted.
func parseNetwork(mode module.NetMode, address, gateway string) (module.Network, string) {
	n := module.Network{Mode: mode}
	var err error
	wantV4 := mode == module.IPv4Static
	if n.Address, err = netip.ParsePrefix(address); err != nil || n.Address.Addr().Is4() != wantV4 {
		return n, fmt.Sprintf("--address %.60q is not an address with a network mask, such as %s/%s", address, example(wantV4), bits(wantV4))
	}
	if n.Gateway, err = netip.ParseAddr(gateway); err != nil || n.Gateway.Is4() != wantV4 {
		return n, fmt.Sprintf("--gateway %.60q is not an address such as %s", gateway, example(wantV4))
	}
	return n, ""
}

func example(v4 bool) string {
	if v4 {
		return "192.168.0.1"
	}
	return "fd00:5::1"
}

func bits(v4 bool) string {
	if v4 {
		return "24"
	}
	return "64"
}

func (t *tool) setNetwork(n module.Network) int {
	a := client.Access{Service: host.Setup, Method: "setnetwork", Root: true, Rule: configures, Cost: change}
	return t.each("set network", a, func(m *module.Module) *refusal.Refusal {
		if r := m.SetNetwork(n); r != nil {
			return r
		}
		if m.Pending() == nil {
			t.P.Printf("HSM %s: network is already set so\n", m.ESN)
			return nil
		}
		t.P.Printf("HSM %s: network set; reset the HSM with hsmadmin reset for it to take effect\n", m.ESN)
		return nil
	})
}
