package journalgen

import (
	"fmt"
	"path"
	"slices"

	"hsmlab/sim"
)

const (
	provider = "provider"
	tenant   = "tenant-a"
)

// stories are ways through the lab that go deep; straying from them makes the interesting trouble.
var stories = [][]move{
	nil,
	provision,
	append(provision[:len(provision):len(provision)], afterwards...),
	recovery,
	single,
	append(single[:len(single):len(single)], afterwards...),
	append(provision[:len(provision):len(provision)], worldly...),
	moved,
	upgraded,
}

var provision = slices.Concat([]move{
	run(provider, "hsmadmin", "enroll"), pass(9_000_000),
	run(provider, "hsmadmin", "setnetwork", "ipv4static", "--address", "192.168.0.1/24", "--gateway", "192.168.0.254"), pass(3_000_000),
	run(provider, "hsmadmin", "reset"), pass(95_000_000),
	func(g *Generator) sim.Event {
		return exec(tenant, "hsmadmin", "vcm", "create", "--request-file", g.remember(tenant, "/root/req.json"), "--name", "payments", "--autostart")
	}, pass(2_000_000),
	func(g *Generator) sim.Event {
		return hand(tenant, "/root/req.json", provider, g.remember(provider, "/root/req.json"))
	},
	run(provider, "vcmadmin", "create", "--request", "/root/req.json", "--autostart", "payments"), pass(3_000_000),
	func(g *Generator) sim.Event {
		return hand(provider, g.config(), tenant, g.remember(tenant, "/root/config.json"))
	},
	start, pass(12_000_000),
	run(tenant, "hsmadmin", "vcm", "enroll", "--config", "/root/config.json"), pass(12_000_000),
}, operational(tenant))

var single = slices.Concat([]move{
	run(provider, "hsmadmin", "enroll"), pass(9_000_000),
	run(provider, "hsmadmin", "vcm", "single-setup"), pass(30_000_000),
}, operational(provider))

var recovery = []move{
	func(g *Generator) sim.Event { return sim.Press{Target: g.esn(), Control: sim.RecoveryButton} },
	run(provider, "hsmadmin", "reset"), pass(61_500_000),
	func(g *Generator) sim.Event { return sim.Release{Target: g.esn(), Control: sim.RecoveryButton} },
	pass(40_000_000), run(provider, "hsmadmin", "status"), pass(1_000_000), run(provider, "hsmadmin", "enroll"), pass(9_000_000),
	run(provider, "vcmadmin", "list"), pass(1_000_000), run(provider, "hsmadmin", "reset"), pass(95_000_000), run(provider, "hsmadmin", "enroll"), pass(9_000_000),
}

// afterwards happens to a VCM that is in use.
var afterwards = []move{
	run(provider, "hsmadmin", "factorystate", "--all"), pass(3_000_000), stop(), pass(5_000_000),
	run(tenant, "nopclearfail", "-M", "-a", "-w"), pass(3_000_000), stop(), pass(5_000_000), start, pass(12_000_000),
	run(provider, "hsmadmin", "reset"), pass(95_000_000), run(tenant, "enquiry"), pass(100_000),
	run(tenant, "nopclearfail", "-r", "-a"), pass(100_000), stop("--force"), pass(5_000_000),
	func(g *Generator) sim.Event { return exec(provider, "vcmadmin", "delete", g.uuid()) }, pass(5_000_000),
}

func operational(h string) []move {
	return []move{
		run(h, "nopclearfail", "-I", "-m", "1", "-w"), pass(2_000_000), run(h, "initunit", "-m", "1"), pass(5_000_000),
		run(h, "nopclearfail", "-O", "-m", "1"), pass(1_000_000), run(h, "enquiry"), pass(100_000),
	}
}

func run(h string, argv ...string) move {
	return func(*Generator) sim.Event { return exec(h, argv...) }
}

func exec(h string, argv ...string) sim.Event {
	return sim.Exec{Host: h, User: "root", Argv: argv, Dir: "/root", TTY: true}
}

func pass(micros int64) move { return func(*Generator) sim.Event { return sim.Elapse{Micros: micros} } }

func hand(from, file, to, target string) sim.Event {
	return sim.Deliver{From: from, User: "root", Path: file, To: to, ToUser: "root", ToPath: target}
}

func start(g *Generator) sim.Event { return exec(provider, "vcmadmin", "start", g.uuid()) }

func stop(options ...string) move {
	return func(g *Generator) sim.Event {
		return exec(provider, slices.Concat([]string{"vcmadmin", "stop"}, options, []string{g.uuid()})...)
	}
}

// config is the configuration file of the newest VCM, where vcmadmin create puts it.
func (g *Generator) config() string {
	list := g.Lab.Snapshot().Modules[0].VCMs
	if len(list) == 0 {
		return "/root/none"
	}
	return g.remember(provider, path.Join("/root", fmt.Sprintf("vcm-%s.json", list[len(list)-1].UUID)))
}
