package lessons

import (
	"maps"
	"slices"

	"hsmlab/sim"
)

// Cost is what was lost between two moments and nothing brings back but undo.
type Cost struct {
	Wipes  int      // times that a module went back to factory state
	Keys   int      // client keys of hosts that a module accepted and does no more
	VCMs   []string // names of VCMs that are gone, or their UUIDs
	Worlds int      // Security Worlds that were erased, of VCMs or Solos
	Logs   int      // entries of modules' system logs that were never exported
	Audits []string // VCMs that went before their audit log was finalised
}

// Nothing tells whether nothing was lost.
func (c Cost) Nothing() bool {
	return c.Wipes+c.Keys+c.Worlds+c.Logs+len(c.VCMs)+len(c.Audits) == 0
}

func (c *Cost) add(o Cost) {
	c.Wipes += o.Wipes
	c.Keys += o.Keys
	c.Worlds += o.Worlds
	c.Logs += o.Logs
	c.VCMs = append(c.VCMs, o.VCMs...)
	c.Audits = append(c.Audits, o.Audits...)
}

// costOf compares two moments, module by module. A module that was taken away, as for a return, costs nothing here: it
// can come back.
func costOf(before, now *sim.Snapshot) Cost {
	var c Cost
	for _, m := range before.Modules {
		i := slices.IndexFunc(now.Modules, func(n sim.ModuleSnapshot) bool { return n.ESN == m.ESN })
		if i >= 0 {
			c.module(m, now.Modules[i])
		}
	}
	return c
}

func (c *Cost) module(before, now sim.ModuleSnapshot) {
	c.Wipes += max(0, now.Wipes-before.Wipes)
	for _, service := range slices.Sorted(maps.Keys(before.Keys)) {
		if before.Keys[service] != "" && now.Keys[service] == "" {
			c.Keys++
		}
	}
	if a, b := before.Solo, now.Solo; a != nil && b != nil && a.World != "" && b.World != a.World {
		c.Worlds++
	}
	if a, b := before.Logs, now.Logs; b.Seq <= a.Seq && b.Saved <= a.Saved && b.Entries < a.Entries {
		c.Logs += a.Entries
	}
	for _, v := range before.VCMs {
		i := slices.IndexFunc(now.VCMs, func(n sim.VCMSnapshot) bool { return n.UUID == v.UUID })
		if i >= 0 {
			if v.World != "" && now.VCMs[i].World != v.World {
				c.Worlds++
			}
			continue
		}
		c.gone(v)
	}
}

// gone notes a VCM that was deleted or wiped.
func (c *Cost) gone(v sim.VCMSnapshot) {
	name := v.Name
	if name == "" {
		name = v.UUID
	}
	c.VCMs = append(c.VCMs, name)
	if v.World != "" {
		c.Worlds++
	}
	if v.AuditOpen {
		c.Audits = append(c.Audits, name)
	}
}
