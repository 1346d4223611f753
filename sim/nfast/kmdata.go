package nfast

import (
	"path"
	"strings"

	"hsmlab/sim/host"
	"hsmlab/sim/refusal"
	"hsmlab/sim/world"
)

// sets are the operators' card sets of the world that this host has files of, by file name.
func sets(p *host.Process, w world.World) []world.Set {
	return records(p, "cards_", world.ParseSet, func(s world.Set) bool { return s.World == w.KNSO })
}

// keys are the keys of the world that this host has files of, by file name.
func keys(p *host.Process, w world.World) []world.Key {
	return records(p, "key_", world.ParseKey, func(k world.Key) bool { return k.World == w.KNSO })
}

// records reads the files in the world's directory whose names begin with prefix. Damaged ones are left out.
func records[T any](p *host.Process, prefix string, parse func([]byte) (T, error), ours func(T) bool) []T {
	files, err := p.Host.FS.ReadDir(p.User, worldDir)
	if err != nil {
		return nil
	}
	var list []T
	for _, f := range files {
		if !strings.HasPrefix(path.Base(f.Path), prefix) {
			continue
		}
		data, err := p.Host.FS.Read(p.User, f.Path)
		if err != nil {
			continue
		}
		if r, err := parse(data); err == nil && ours(r) {
			list = append(list, r)
		}
	}
	return list
}

var (
	roSetFiles = refusal.Rule{ID: "G-4.11.2.3.1-8", Guide: "4.11.2.3.1", Basis: refusal.Documented}
	roKeyFiles = refusal.Rule{ID: "G-4.11.2.3.1-9", Guide: "4.11.2.3.1", Basis: refusal.Documented}
)

// setNamed finds a card set by its name or hash.
func setNamed(p *host.Process, tool string, w world.World, name string) (world.Set, *refusal.Refusal) {
	for _, s := range sets(p, w) {
		if s.Name == name || s.Hash == name {
			return s, nil
		}
	}
	return world.Set{}, roSetFiles.New(tool, "cardset", "no card set `"+name+"' in "+worldDir+" of this host; copy its files from the host that made it")
}

// keyNamed finds a key by application and identifier.
func keyNamed(p *host.Process, tool string, w world.World, app, ident string) (world.Key, *refusal.Refusal) {
	for _, k := range keys(p, w) {
		if k.App == app && k.Ident == ident {
			return k, nil
		}
	}
	return world.Key{}, roKeyFiles.New(tool, "key", "no key "+app+" "+ident+" in "+worldDir+" of this host; copy its file from the host that made it")
}

func keyFile(k world.Key) string { return worldDir + "/key_" + k.App + "_" + k.Ident }

// keepKey writes the file of a key. The user writes it: root, or one of the group nfast.
func keepKey(p *host.Process, tool string, k world.Key) *refusal.Refusal {
	if err := p.Host.FS.Write(p.User, keyFile(k), k.Encode(), 0o664); err != nil {
		return noWorldFile.New(tool, "write", err.Error())
	}
	return nil
}
