package nfast

import (
	"hsmlab/sim/host"
	"hsmlab/sim/world"
)

// list shows one of the lists of nfkminfo; false when none was asked for. Their layouts are simulated after what the
// real tool is remembered to print.
func (o listing) list(p *host.Process, w world.World, known bool, args []string) bool {
	var ks []world.Key
	var ss []world.Set
	if known {
		ks, ss = keys(p, w), sets(p, w)
	}
	switch {
	case o.sets:
		listSets(p, ss)
	case o.keys:
		listKeys(p, ks, args)
	case o.names:
		p.Printf("Names - %d keys\n", len(ks))
		for _, k := range ks {
			p.Printf(" `%s' AppName %s Ident %s\n", k.Name, k.App, k.Ident)
		}
	case o.softcards:
		p.Printf("Softcard summary - 0 softcards\n")
	default:
		return false
	}
	return true
}

func listSets(p *host.Process, list []world.Set) {
	p.Printf("Cardset list - %d cardsets:  (P)ersistent/(N)ot, (R)emoteable/(L)ocal-only\n", len(list))
	if len(list) > 0 {
		p.Printf("Operator logical token hash               k/n timeout  name\n")
	}
	for _, s := range list {
		kind := [2]byte{'N', 'L'}
		if s.Persist {
			kind[0] = 'P'
		}
		if s.Remote {
			kind[1] = 'R'
		}
		p.Printf(" %s %-4s none-%s  %s\n", s.Hash, s.Quorum, kind[:], s.Name)
	}
}

// listKeys lists the keys that the operands choose, and tells more of one that they name.
func listKeys(p *host.Process, all []world.Key, args []string) {
	var list []world.Key
	for _, k := range all {
		if (len(args) < 1 || k.App == args[0]) && (len(args) < 2 || k.Ident == args[1]) {
			list = append(list, k)
		}
	}
	if len(args) < 2 {
		p.Printf("Key list - %d keys\n", len(list))
		for _, k := range list {
			p.Printf(" AppName %-20s Ident %s\n", k.App, k.Ident)
		}
		return
	}
	for _, k := range list {
		recovery, protection := "Disabled", "Module"
		if k.Recovery {
			recovery = "Enabled"
		}
		if k.Set != "" {
			protection = "CardSet"
		}
		p.Printf("Key AppName %s Ident %s\n", k.App, k.Ident)
		for _, f := range [][2]string{{"name", `"` + k.Name + `"`}, {"hash", k.Hash}, {"recovery", recovery}, {"protection", protection}, {"cardset", k.Set}} {
			if f[1] != "" {
				p.Printf(" %-11s %s\n", f[0], f[1])
			}
		}
	}
}

// showLoaded tells what preload left in the modules.
func showLoaded(p *host.Process, list []*host.Attachment) {
	none := true
	for i, a := range list {
		for _, l := range p.Host.Hardserver.Loaded(a) {
			if none {
				p.Printf("\nPre-Loaded Objects\n")
			}
			none = false
			p.Printf(" module %d  cardset `%s' %s\n", i+1, l.Title, l.Set)
			for _, k := range l.Keys {
				p.Printf(" module %d  key %s\n", i+1, k)
			}
		}
	}
	if none {
		p.Printf("\nNo Pre-Loaded Objects\n")
	}
}
