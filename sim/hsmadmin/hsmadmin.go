// Package hsmadmin is the tool that administers the platform services of the HSMs in a host and, for tenants,
// their VCMs (guide 4.10).
//
// Modelled here: all subcommands of the guide, with the options of its usage lines and tables, and the scripts
// install and uninstall of the software, which enroll too.
// Not modelled: what the subcommands of cs5 do that are only for the nShield 5c, and SEE machines. Output layouts are
// simulated: apart from a few fragments no public source shows them.
package hsmadmin

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"hsmlab/sim/cli"
	"hsmlab/sim/client"
	"hsmlab/sim/host"
	"hsmlab/sim/module"
	"hsmlab/sim/refusal"
	"hsmlab/sim/site"
)

// Program is the tool, for the hosts of a room.
func Program(room *site.Room) host.Program {
	return func(p *host.Process) int {
		status, name := cli.Run(p, Tree(p, room))
		p.Name = name
		return status
	}
}

// tool is one run of hsmadmin. Commands share the options that they have in common.
type tool struct {
	client.Client
	noReset bool
}

// Tree is hsmadmin's command tree. p and room may be nil when only its shape is wanted.
func Tree(p *host.Process, room *site.Room) cli.Spec {
	t := &tool{Client: client.Client{P: p, Room: room, Seconds: cli.DefaultTimeout}}
	return cli.Spec{
		Name: "hsmadmin", Usage: "<subcommand> [-h] [-v] [--no-reset]", Guide: "4.10.1",
		About:   "Administers nShield HSMs.",
		Version: "hsmadmin " + software(p) + " (simulated)",
		Anywhere: func(f *pflag.FlagSet) {
			f.BoolVar(&t.noReset, "no-reset", false, "Does not reset any HSM now; reboot the host if a reset is needed.")
		},
		Group: known(p, []cli.Spec{
			t.factorystate(), t.status(), t.npkginfo(),
			t.upgrade(), t.reset(), t.enroll(),
			t.keys(),
			t.logs(),
			t.info(), t.settime(), t.gettime(),
			t.setminvsn(),
			t.getenvstats(), t.cs5(), t.selection(), t.vcm(), t.fet(), t.setnetwork(),
		}),
	}
}

// Option declarations that the commands share.
func (t *tool) esnFlag(f *pflag.FlagSet) {
	f.StringArrayVar(&t.ESNs, "esn", nil, "HSM to act on; repeat it for several. All of the host when omitted.")
}

// oneESNFlag is for commands that read or change one HSM only.
func (t *tool) oneESNFlag(f *pflag.FlagSet) {
	f.StringArrayVar(&t.ESNs, "esn", nil, "HSM to act on, one only. It can be left out where the host has one HSM.")
}

func (t *tool) verboseFlag(f *pflag.FlagSet) {
	f.BoolVar(&t.Verbose, "verbose", false, "Tells on the standard error what is asked of which service.")
}

func (t *tool) jsonFlag(f *pflag.FlagSet) { f.BoolVar(&t.JSON, "json", false, "Prints JSON.") }

func (t *tool) flags(declare ...func(*pflag.FlagSet)) func(*pflag.FlagSet) {
	return func(f *pflag.FlagSet) {
		for _, d := range declare {
			d(f)
		}
	}
}

// printJSON prints a list of objects.
func (t *tool) printJSON(v any) {
	b, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		panic("BUG: JSON output: " + err.Error())
	}
	t.P.Printf("%s\n", b)
}

// each calls a service of every HSM that the command is about. A refusal tells which of several it comes from.
func (t *tool) each(doing string, a client.Access, do func(*module.Module) *refusal.Refusal) int {
	modules, r := t.Modules(string(a.Service), a.Method)
	if r != nil {
		return t.Fail(doing, r)
	}
	status := cli.OK
	for _, m := range modules {
		if r := t.Call(m, a, func() *refusal.Refusal { return do(m) }); r != nil {
			status = t.Fail(doing, ofOne(r, m, modules))
		}
	}
	return status
}

// ofOne says which of several HSMs refused.
func ofOne(r *refusal.Refusal, m *module.Module, all []*module.Module) *refusal.Refusal {
	if len(all) < 2 || strings.Contains(r.Reason, m.ESN) {
		return r
	}
	c := *r
	c.Also = slices.Clone(r.Also)
	c.Reason = "HSM " + m.ESN + ": " + r.Reason
	return &c
}

// field prints a key and value as the guide's fragments do.
func (t *tool) field(key string, value any) { t.P.Printf("%-15s: %v\n", key, value) }

// limit is field for blocks with the names of limits, which are longer.
func (t *tool) limit(key string, value any) { t.P.Printf("%-18s: %v\n", key, value) }
