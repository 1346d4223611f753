package nfast

import (
	"github.com/spf13/pflag"

	"hsmlab/sim/cli"
	"hsmlab/sim/host"
	"hsmlab/sim/refusal"
	"hsmlab/sim/site"
	"hsmlab/sim/world"
)

// preloadOptions are those of preload that are simulated.
type preloadOptions struct {
	number, slot    int
	set, app, ident string
}

func preloadTree(p *host.Process, room *site.Room) cli.Spec {
	var o preloadOptions
	s := cli.Spec{
		Name: "preload", Usage: "[-h] [-m MODULE] [-s SLOT] -c CARDSET [-A APPNAME -K IDENT] exit", Guide: "4.11.3.3",
		About: "Loads a card set, and the keys that it protects, into a module; nfkminfo shows what is loaded.\nNot simulated: starting a program with the keys, because no applications run here.",
		Flags: func(f *pflag.FlagSet) {
			f.IntVarP(&o.number, "module", "m", 1, "Module into which is loaded.")
			f.IntVarP(&o.slot, "slot", "s", -1, "Slot in which the cards are read; otherwise any.")
			f.StringVarP(&o.set, "cardset-name", "c", "", "Operators' card set, by name or hash.")
			f.StringVarP(&o.app, "app-name", "A", "", "Only a key of this application.")
			f.StringVarP(&o.ident, "key-ident", "K", "", "Only the key with this identifier.")
		},
		Required: []string{"cardset-name"}, Operands: []string{"exit"},
	}
	s.Run = func(args []string) int {
		switch {
		case args[0] != "exit":
			p.Errorf("usage: preload %s\npreload: error: not simulated: starting %.40s, because no applications run here; use exit\n", s.Usage, args[0])
			return cli.Usage
		case (o.app == "") != (o.ident == ""):
			p.Errorf("usage: preload %s\npreload: error: -A and -K go together\n", s.Usage)
			return cli.Usage
		}
		return preload(p, room, o)
	}
	return s
}

var notOfSet = refusal.Rule{Guide: "4.11.3.3", Basis: refusal.Inferred}

func preload(p *host.Process, room *site.Room, o preloadOptions) int {
	const tool = "preload"
	d, w, status := ready(p, room, tool, o.number)
	if d == nil {
		return status
	}
	set, r := setNamed(p, tool, w, o.set)
	var list []world.Key
	if r == nil {
		list, r = o.keys(p, w, set)
	}
	if r != nil {
		return fail(p, tool, r)
	}
	d.only = o.slot
	readers, r := d.loadSet(set)
	if r != nil {
		return fail(p, tool, r)
	}
	loaded := host.Loaded{Set: set.Hash, Title: set.Name, Persist: set.Persist}
	for _, reader := range readers {
		loaded.From(reader)
	}
	for _, k := range list {
		loaded.Keys = append(loaded.Keys, k.App+" "+k.Ident)
		p.Printf("Loading key %s %s\n", k.App, k.Ident)
	}
	p.Host.Hardserver.Keep(d.a, loaded)
	p.Printf("Loading complete; see nfkminfo\n")
	return cli.OK
}

// keys are those to load: the one that is named, or all that the set protects.
func (o preloadOptions) keys(p *host.Process, w world.World, set world.Set) ([]world.Key, *refusal.Refusal) {
	if o.ident != "" {
		k, r := keyNamed(p, "preload", w, o.app, o.ident)
		if r == nil && k.Set != set.Hash {
			r = notOfSet.New("preload", "key", "key "+o.app+" "+o.ident+" is not protected by card set `"+set.Name+"'")
		}
		return []world.Key{k}, r
	}
	var list []world.Key
	for _, k := range keys(p, w) {
		if k.Set == set.Hash {
			list = append(list, k)
		}
	}
	return list, nil
}
