package nfast

import (
	"fmt"
	"net/netip"
	"slices"

	"github.com/spf13/pflag"

	"hsmlab/sim/chassis"
	"hsmlab/sim/cli"
	"hsmlab/sim/host"
	"hsmlab/sim/hsconfig"
	"hsmlab/sim/refusal"
	"hsmlab/sim/site"
)

var (
	noUnit    = refusal.Rule{Guide: "4.11.2.3.2", Basis: refusal.Inferred}
	notClient = refusal.Rule{Guide: "4.11.2.3.2", Basis: refusal.Simulated}
)

func cfgPushTree(p *host.Process, room *site.Room) cli.Spec {
	address := ""
	return cli.Spec{
		Name: "cfg-pushnethsm", Usage: "[-h] --address=ADDR FILE", Guide: "4.11.2.3.2",
		About: "Sends a hardserver configuration file to a network-attached HSM. Its changes take effect when the module is\ncleared (nopclearfail). The unit writes what it has to /opt/nfast/kmdata/hsm-ESN/config/config on its remote\nfile system. What it prints is simulated.",
		Flags: func(f *pflag.FlagSet) {
			f.StringVar(&address, "address", "", "Network address of the unit.")
		},
		Required: []string{"address"},
		Operands: []string{"FILE"},
		Run:      func(args []string) int { return push(p, room, address, args[0]) },
	}
}

func push(p *host.Process, room *site.Room, address, path string) int {
	const tool = "cfg-pushnethsm"
	if !allowed(p, tool) {
		return cli.Failed
	}
	text, err := p.Host.FS.Read(p.User, p.Path(path))
	if err != nil {
		return fail(p, tool, badConfig.New("hardserver", "configuration", err.Error()))
	}
	u, r := unitFor(p.Host, room, address)
	if r != nil {
		return fail(p, tool, r)
	}
	p.Sleep(changeTime)
	if u.Phase() != chassis.On {
		return fail(p, tool, noUnit.New("hardserver", "push", "the unit at "+address+" stopped answering"))
	}
	if err := u.Push(text); err != nil {
		return fail(p, tool, badConfig.New("unit", "configuration", fmt.Sprintf("%s: %v", path, err)))
	}
	p.Printf("configuration pushed to %s at %s; clear its module for the changes to take effect\n", u.ESN, address)
	if f, err := hsconfig.Parse(text); err == nil {
		tellNotes(p, f.Notes([]hsconfig.Module{{ESN: u.ESN}}))
	}
	return cli.OK
}

// unitFor is the unit at an address that takes a configuration from a host: one that has the host as a client.
func unitFor(h *host.Host, room *site.Room, address string) (*chassis.Unit, *refusal.Refusal) {
	a, err := netip.ParseAddr(address)
	if err != nil {
		return nil, noUnit.New("hardserver", "push", fmt.Sprintf("%.60q is no IP address", address))
	}
	u := room.UnitAt(a)
	if u == nil || room.Ping(h, a) != site.Reply {
		return nil, noUnit.New("hardserver", "push", "no network-attached HSM answers at "+address)
	}
	clients, _ := u.Clients()
	if !slices.ContainsFunc(addresses(h), func(own netip.Addr) bool { return slices.Contains(clients, own.String()) }) {
		return nil, notClient.New("unit", "push", "this host is no client of the unit at "+address+"; add it at the front panel")
	}
	return u, nil
}
