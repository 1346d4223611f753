package journalgen

import "hsmlab/sim"

// scene is the scenario in which a journal begins: three in eight of them in the rooms in which the stories play, the others
// in any room that has the same hosts, or one with other equipment.
func (g *Generator) scene() string {
	if g.below(4) == 0 {
		return g.pick(rooms...)
	}
	return g.pick("default", "default", "factory", "", "default", "licensed",
		"two-modules", "base-speed", "from-storage", "logs-nearly-full", "firmware-disc", "old-firmware", "old-firmware-in-use", "old-system", "old-software")
}

// fault is something that breaks, by its LED code or by its name, in the module or the computer that can have it.
func (g *Generator) fault() sim.Event {
	if g.below(3) > 0 {
		return sim.Inject{Target: g.esn(), Fault: g.pick("1-1-1", "1-2-1", "1-5-4", "2-1-2", "2-3-4", "2-5-5", "3-1-1", "9-9-9", ""), Value: g.pick("", "", "clear", "clear", "hot")}
	}
	all := g.Lab.Faults()
	f := all[g.below(len(all))]
	if f.Host {
		return sim.Inject{Target: g.host(), Fault: f.Name}
	}
	return sim.Inject{Target: g.esn(), Fault: f.Name}
}

// moved carries a module to the tenant's computer, which enrolls it, and then to the shelf (guide 4.7.9).
var moved = []move{
	run(provider, "hsmadmin", "enroll"), pass(9_000_000), run(provider, "hsmadmin", "vcm", "single-setup"), pass(30_000_000),
	run(provider, "hsmadmin", "factorystate", "--all"), pass(95_000_000),
	power(provider, false), power(tenant, false), carry(tenant), power(tenant, true), pass(140_000_000),
	run(tenant, "hsmadmin", "enroll"), pass(9_000_000), run(tenant, "hsmadmin", "keys", "show"), pass(1_000_000),
	power(provider, true), pass(50_000_000), run(provider, "hsmadmin", "enroll"), pass(3_000_000),
	power(tenant, false), carry(sim.Shelf), pass(3_600_000_000), power(tenant, true), pass(60_000_000), run(tenant, "hsmadmin", "status"),
}

// upgraded upgrades firmware and sees to the logs, where a disc is mounted; elsewhere its commands are refused.
var upgraded = []move{
	run(provider, "nopclearfail", "-M", "-a"), pass(2_000_000),
	func(g *Generator) sim.Event {
		return exec(provider, "hsmadmin", "upgrade", "--force", "--esn", g.esn(), "/mnt/disc/firmware/nShield5s/"+
			g.pick("latest/nShield5s-14-1-1-vsn42.npkg", "cc/nShield5s-13-5-1-vsn38.npkg", "latest/nShield5s-uboot-1-2-0.npkg"))
	},
	pass(25_000_000), pass(60_000_000), pass(95_000_000),
	run(provider, "hsmadmin", "logs", "export", "--expire", "--outdir", "/root"), pass(3_000_000),
	run(provider, "hsmadmin", "settime"), pass(95_000_000), run(provider, "hsmadmin", "keys", "roll"), pass(9_000_000),
	run(provider, "/opt/nfast/sbin/init.d-ncipher", "restart"), pass(5_000_000), run(provider, "enquiry"), pass(100_000),
}

func power(h string, on bool) move {
	return func(*Generator) sim.Event { return sim.Power{Host: h, On: on} }
}

func carry(to string) move {
	return func(g *Generator) sim.Event { return sim.Move{Target: g.esn(), Host: to} }
}
