package journalgen

import (
	"fmt"

	"hsmlab/sim"
)

// card is a card being put into a reader or taken out.
func (g *Generator) card() sim.Event {
	name := g.pick(fmt.Sprintf("%s-%d", tenant, 1+g.below(4)), fmt.Sprintf("%s-%d", provider, 1+g.below(9)), "nobody-1", "")
	if g.below(3) == 0 {
		return sim.Remove{Card: name}
	}
	return sim.Insert{Card: name, Target: g.pick(tenant, provider, g.esn(), g.host(), "nowhere", "")}
}

// route is a route that is added or deleted.
func (g *Generator) route() sim.Event {
	return sim.Route{
		Host: g.host(), User: g.pick("root", "root", "root", "operator", "mallory"), Add: g.below(2) == 0,
		To:  g.pick("192.168.0.0/24", "192.168.0.0/24", "fd00:5::/64", "0.0.0.0/0", "192.168.0.0/16", "10.0.0.1/8", "192.168.0.2/32", "x", "::ffff:1.2.3.4/96", ""),
		Via: g.pick("172.23.128.1", "172.23.128.1", "172.23.128.99", "fd00:128::1", "8.8.8.8", "fe80::1%eth0", "x", ""),
	}
}

// worldly makes a Security World in an operational VCM: the module is put into pre-initialization mode, cards are
// inserted while new-world waits for them.
var worldly = []move{
	run(tenant, "nopclearfail", "-I", "-m", "1"), pass(1_000_000),
	func(*Generator) sim.Event { return sim.Insert{Card: tenant + "-1", Target: tenant} },
	func(g *Generator) sim.Event {
		return exec(tenant, "new-world", "-i", "-Q", g.pick("1/2", "1/1", "2/2"), g.pick("--audit-logging", "-S", "-m1"))
	},
	pass(4_000_000),
	func(*Generator) sim.Event { return sim.Insert{Card: tenant + "-2", Target: tenant} }, pass(12_000_000),
	run(tenant, "nopclearfail", "-O", "-m", "1"), pass(1_000_000),
	run(tenant, "nfkminfo"), pass(1_000_000),
	run(tenant, "nopclearfail", "-I", "-m", "1"), pass(1_000_000),
	run(tenant, "new-world", "-l"), pass(15_000_000),
	run(tenant, "nopclearfail", "-M", "-m", "1"), pass(1_000_000),
}
