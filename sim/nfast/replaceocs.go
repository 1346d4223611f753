package nfast

import (
	"github.com/spf13/pflag"

	"hsmlab/sim/cli"
	"hsmlab/sim/host"
	"hsmlab/sim/refusal"
	"hsmlab/sim/site"
)

// replaceOptions are those of replaceocs.
type replaceOptions struct {
	number   int
	from, to string
}

func replaceocsTree(p *host.Process, room *site.Room) cli.Spec {
	var o replaceOptions
	return cli.Spec{
		Name: "replaceocs", Usage: "[-h] [-m MODULE] -f CARDSET -t CARDSET", Guide: "4.11.3.1",
		About: "Puts the recoverable keys of a card set under another set. A quorum of administrator cards is needed.\nOptions and dialogue are simulated, because the guide only names the tool.",
		Flags: func(f *pflag.FlagSet) {
			f.IntVarP(&o.number, "module", "m", 1, "Module that does it.")
			f.StringVarP(&o.from, "from", "f", "", "Card set that protects the keys, by name or hash.")
			f.StringVarP(&o.to, "to", "t", "", "Card set that shall protect them.")
		},
		Required: []string{"from", "to"},
		Run:      func([]string) int { return replaceocs(p, room, o) },
	}
}

var (
	noRecovery = refusal.Rule{ID: "G-4.11.3.3-2", Guide: "4.11.3.3", Basis: refusal.Documented}
	sameSet    = refusal.Rule{Guide: "4.11.3.1", Basis: refusal.Inferred}
)

func replaceocs(p *host.Process, room *site.Room, o replaceOptions) int {
	const tool = "replaceocs"
	d, w, status := ready(p, room, tool, o.number)
	if d == nil {
		return status
	}
	from, r := setNamed(p, tool, w, o.from)
	to, r2 := setNamed(p, tool, w, o.to)
	switch {
	case r != nil:
		return fail(p, tool, r)
	case r2 != nil:
		return fail(p, tool, r2)
	case from == to:
		return fail(p, tool, sameSet.New(tool, "begin", "that is the same card set"))
	}
	if r := d.administrators(w); r != nil {
		return fail(p, tool, r)
	}
	status = cli.OK
	for _, k := range keys(p, w) {
		if k.Set != from.Hash {
			continue
		}
		if !k.Recovery {
			status = fail(p, tool, noRecovery.New(tool, "key", "key "+k.App+" "+k.Ident+" was made without recovery; it cannot be put under another card set: make a new key"))
			continue
		}
		k.Set = to.Hash
		if r := keepKey(p, tool, k); r != nil {
			return fail(p, tool, r)
		}
		p.Printf("Key %s %s: recovered, now protected by `%s'\n", k.App, k.Ident, to.Name)
	}
	return status
}
