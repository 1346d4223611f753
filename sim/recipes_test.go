package sim_test

import (
	"testing"
	"time"

	"hsmlab/sim"
	"hsmlab/sim/journalgen"
	"hsmlab/sim/simtest"
)

// recipes make the journals of the corpus, once for each version of the simulator.
var recipes = map[string]func(t *testing.T) *sim.Lab{
	"provision": onBench("default", func(b *simtest.Bench) {
		b.Must(line("hsmadmin setnetwork ipv4static --address 192.168.0.1/24 --gateway 192.168.0.254"))
		b.Provision()
		b.OK(simtest.Tenant, "enquiry")
	}),
	"enroll-from-factory": onBench("factory", enrollFromFactory),
	"recovery":            onBench("default", recoveryByButton),
	"recovery-missed":     onBench("default", recoveryMissed),
	"single-setup":        onBench("default", singleSetup),
	"interlock":           onBench("default", interlock),
	"reset-in-use":        onBench("default", resetInUse),
	"faults":              onBench("default", faults),
	"power-cuts":          onBench("default", powerCuts),
	"prompts-and-signals": onBench("default", promptsAndSignals),
	"files":               onBench("default", filesAndProtection),
	"hostile-a":           generated(20_013),
	"hostile-b":           generated(20_014),
}

func onBench(scenario string, do func(*simtest.Bench)) func(*testing.T) *sim.Lab {
	return func(t *testing.T) *sim.Lab {
		b := simtest.New(t, scenario)
		do(b)
		return b.Lab
	}
}

func generated(seed uint64) func(*testing.T) *sim.Lab {
	return func(*testing.T) *sim.Lab {
		_, lab := journalgen.Stream(seed, 150)
		return lab
	}
}

func enrollFromFactory(b *simtest.Bench) {
	b.Refused(simtest.Provider, "hsmadmin info", 1, "not found")
	b.OK(simtest.Provider, "hsmadmin enroll --verbose")
	b.OK(simtest.Provider, "hsmadmin info --json")
	b.OK(simtest.Provider, "hsmadmin enroll")
	b.Refused("operator@provider", "hsmadmin enroll", 1, "root")
	b.OK("operator@provider", "vcmadmin list --json")
}

func recoveryByButton(b *simtest.Bench) {
	b.Must(sim.File{Host: "provider", User: "root", Op: "remove", Path: "/opt/nfast/services/client/sshadmin/id_nshield5_sshadmin"})
	b.Refused(simtest.Provider, "hsmadmin enroll", 1, "no sshadmin key")
	b.Must(sim.Press{Target: b.Module().ESN, Control: sim.RecoveryButton})
	b.OK(simtest.Provider, "hsmadmin reset")
	b.Pass(70 * time.Second)
	b.Must(sim.Release{Target: b.Module().ESN, Control: sim.RecoveryButton})
	b.Boot()
	b.OK(simtest.Provider, "hsmadmin status")
	b.OK(simtest.Provider, "hsmadmin enroll")
	b.OK(simtest.Provider, "hsmadmin reset")
	b.Boot()
	b.OK(simtest.Provider, "hsmadmin enroll")
	b.OK(simtest.Provider, "hsmadmin info")
}

func recoveryMissed(b *simtest.Bench) {
	for _, hold := range []time.Duration{30 * time.Second, 60*time.Second - 10*time.Millisecond} {
		b.Must(sim.Press{Target: b.Module().ESN, Control: sim.RecoveryButton})
		b.OK(simtest.Provider, "hsmadmin reset")
		b.Pass(hold)
		b.Must(sim.Release{Target: b.Module().ESN, Control: sim.RecoveryButton})
		b.Boot()
		b.OK(simtest.Provider, "hsmadmin status --json")
	}
	b.OK(simtest.Provider, "hsmadmin reset")
	b.Pass(6 * time.Second)
	b.Must(sim.Press{Target: b.Module().ESN, Control: sim.RecoveryButton})
	b.Boot()
	b.OK(simtest.Provider, "hsmadmin gettime")
}

func singleSetup(b *simtest.Bench) {
	b.OK(simtest.Provider, "hsmadmin vcm single-setup --name mine --json")
	b.OK(simtest.Provider, "nopclearfail -I -m 1 -w")
	b.OK(simtest.Provider, "initunit")
	b.OK(simtest.Provider, "nopclearfail -O -m 1 -w")
	b.OK(simtest.Provider, "enquiry -m 1")
	b.Refused(simtest.Provider, "hsmadmin vcm single-setup", 1, "")
	uuid := b.Module().VCMs[0].UUID
	b.OK(simtest.Provider, "hsmadmin vcm unenroll "+uuid)
	b.OK(simtest.Provider, "vcmadmin stop "+uuid)
	b.OK(simtest.Provider, "vcmadmin delete "+uuid+" --json")
}

func interlock(b *simtest.Bench) {
	uuid := b.Provision()
	b.Refused(simtest.Provider, "hsmadmin factorystate --all", 1, "in use")
	b.Refused(simtest.Provider, "vcmadmin stop "+uuid, 1, "ncoreapi")
	b.OK(simtest.Tenant, "nopclearfail -M -m 1 -w")
	b.OK(simtest.Provider, "vcmadmin stop "+uuid)
	b.OK(simtest.Provider, "vcmadmin show "+uuid)
	b.OK(simtest.Provider, "hsmadmin factorystate", "yes")
	b.Boot()
}

func resetInUse(b *simtest.Bench) {
	b.Provision()
	b.OK(simtest.Provider, "hsmadmin reset")
	b.Boot()
	b.OK(simtest.Tenant, "enquiry -m 1")
	b.OK(simtest.Tenant, "nopclearfail -r -m 1")
	b.OK(simtest.Tenant, "enquiry -m 1")
}

func faults(b *simtest.Bench) {
	b.Provision()
	esn := b.Module().ESN
	for _, e := range []sim.Inject{{Target: esn, Fault: "1-1-1"}, {Target: esn, Fault: "1-1-1", Value: "clear"}} {
		b.Must(e)
		b.Refused(simtest.Provider, "hsmadmin info --timeout 5", 1, "no answer")
	}
	b.OK(simtest.Provider, "hsmadmin reset")
	b.Boot()
	b.OK(simtest.Tenant, "nopclearfail -r -a")
	b.Must(sim.Inject{Target: esn, Fault: "1-5-4"})
}

func powerCuts(b *simtest.Bench) {
	b.Provision()
	for _, after := range []time.Duration{5 * time.Millisecond, 500 * time.Millisecond, time.Second} {
		b.Start(simtest.Provider, "hsmadmin info --verbose")
		b.Start(simtest.Tenant, "hsmadmin vcm create --request-file /root/again.json")
		b.Pass(after)
		b.Must(sim.Power{Host: "provider"})
		b.Pass(time.Second)
		b.Must(sim.Power{Host: "provider", On: true})
		b.Boot()
	}
	b.Must(sim.Power{Host: "tenant-a"})
	b.Must(sim.Power{Host: "tenant-a", On: true})
	b.Pass(time.Hour)
	b.OK(simtest.Tenant, "enquiry")
}

func promptsAndSignals(b *simtest.Bench) {
	for _, answer := range []string{"no", "", "maybe", "yes"} {
		b.Run(simtest.Provider, eraseAll, answer)
	}
	b.Boot()
	for _, s := range []string{"INT", "TERM", "HUP", "KILL"} {
		pid := b.Start(simtest.Provider, eraseAll)
		b.Pass(time.Second)
		b.Must(sim.Signal{PID: pid, Signal: s})
	}
	pid := b.Start(simtest.Provider, eraseAll)
	b.Pass(time.Second)
	b.Must(sim.Input{PID: pid, EOF: true})
	b.Pass(time.Minute)
}

func filesAndProtection(b *simtest.Bench) {
	b.Must(put("guest", "/tmp/x", "hello"))
	b.Must(sim.File{Host: "provider", User: "guest", Op: "append", Path: "/tmp/x", Data: []byte{0, 255, '\n'}})
	b.Must(sim.File{Host: "provider", User: "root", Op: "rename", Path: "/opt/nfast/services/client", To: "/root/keys"})
	b.OK(simtest.Provider, "hsmadmin vcm create --request-file /tmp/r --name mine --restrict-startup --request-validity 60 --features ffffffff")
	b.OK("guest@provider", "hsmadmin vcm inspect-request --verify /tmp/r")
	b.Must(sim.Deliver{From: "provider", User: "guest", Path: "/tmp/r", To: "tenant-a", ToUser: "guest", ToPath: "/home/guest"})
	for _, protection := range []string{"", "K", "SB", "P", "Q"} {
		b.Must(sim.File{Host: "tenant-a", User: "root", Op: "rename", Path: "/opt/nfast/services", To: "/tmp/keys" + protection})
		b.Finish(b.Must(sim.Exec{
			Host: "tenant-a", User: "root", Argv: []string{"hsmadmin", "vcm", "create", "--request-file", "/root/r"}, Dir: "/root",
			Env: []string{"NFAST_KEYPROT=" + protection, "NFAST_KEYPROT_PASS=horse"},
		}).PID)
	}
}
