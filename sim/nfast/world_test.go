package nfast_test

import (
	"strings"
	"testing"
	"time"

	"hsmlab/sim"
	"hsmlab/sim/simtest"
)

// withVCM is a tenant with an operational VCM that initunit set up.
func withVCM(t *testing.T) *simtest.Bench {
	b := simtest.New(t, "default")
	b.Provision()
	return b
}

func insert(b *simtest.Bench, card, reader string) { b.Must(sim.Insert{Card: card, Target: reader}) }

// tenantMode is the mode of the first VCM, and mode what it should be.
func wantMode(b *simtest.Bench, want string) {
	b.T.Helper()
	if got := b.Module().VCMs[0].Mode; got != want {
		b.T.Errorf("the VCM is in mode %s, want %s", got, want)
	}
}

func TestMakeAndLoadAWorld(t *testing.T) {
	b := withVCM(t)
	before := b.Module().VCMs[0].World
	b.OK(simtest.Tenant, "nopclearfail -I -m 1")
	pid := b.Start(simtest.Tenant, "new-world -i -Q 2/3")
	for _, card := range []string{"tenant-a-1", "tenant-a-2", "tenant-a-3"} {
		b.Pass(10 * time.Second)
		wantMode(b, "initialization")
		insert(b, card, "tenant-a")
		b.Pass(2 * time.Second)
		b.Must(sim.Input{PID: pid})
	}
	if a := b.Finish(pid); a.Status != 0 || !strings.Contains(a.Text, "security world generated on module #1") {
		t.Fatalf("new-world ended with %d:\n%s", a.Status, a.Text)
	}
	wantMode(b, "pre-initialization")
	b.OK(simtest.Tenant, "nopclearfail -O -m 1")
	made := b.Module().VCMs[0].World
	if made == before || !strings.Contains(b.OK(simtest.Tenant, "nfkminfo"), "k-out-of-n  2/3") {
		t.Errorf("world %s is that of initunit, or nfkminfo does not show the quorum", made)
	}
	b.OK(simtest.Tenant, "nopclearfail -I -m 1")
	b.OK(simtest.Tenant, "initunit")
	pid = b.Start(simtest.Tenant, "new-world")
	b.Pass(10 * time.Second)
	insert(b, "tenant-a-1", "tenant-a")
	if a := b.Finish(pid); a.Status != 0 || !strings.Contains(a.Text, "security world loaded") {
		t.Fatalf("new-world ended with %d:\n%s", a.Status, a.Text)
	}
	if got := b.Module().VCMs[0].World; got != made {
		t.Errorf("loaded world %s, want %s", got, made)
	}
}

func TestWorldNeedsPatienceAndTheRightCards(t *testing.T) {
	b := withVCM(t)
	b.Refused(simtest.Tenant, "new-world -l", 1, "no existing world to load")
	b.Refused(simtest.Tenant, "new-world -i", 1, "did not come to pre-initialization mode within 5 minutes")
	b.OK(simtest.Tenant, "nopclearfail -I -m 1")
	b.Refused(simtest.Tenant, "new-world -i", 1, "no suitable card was inserted within 5 minutes")
	wantMode(b, "pre-initialization")
	insert(b, "tenant-a-1", "tenant-a")
	if a := b.Run(simtest.Tenant, "new-world -i", "secret", "secrte"); a.Status != 1 || !strings.Contains(a.Text, "the pass phrases differ") {
		t.Errorf("got %d:\n%s", a.Status, a.Text)
	}
	b.OK(simtest.Tenant, "new-world -i", "secret", "secret")
	if a := b.Run(simtest.Tenant, "new-world -l", "wrong"); a.Status != 1 || !strings.Contains(a.Text, "the pass phrase is wrong") {
		t.Errorf("got %d:\n%s", a.Status, a.Text)
	}
	b.OK(simtest.Tenant, "new-world -l", "secret")
	b.Refused(simtest.Tenant, "slotinfo -m 1 -s 2 --format", 1, "--ignoreauth")
	b.OK(simtest.Tenant, "slotinfo -m 1 -s 2 --format --ignoreauth")
	b.Refused(simtest.Tenant, "new-world -l", 1, "no suitable card")
}

// A tool that ends early leaves the module in pre-initialization mode, and no card half written.
func TestInterruptedWorld(t *testing.T) {
	for name, cut := range map[string]func(b *simtest.Bench, pid int){
		"Ctrl-C": func(b *simtest.Bench, pid int) { b.Must(sim.Signal{PID: pid, Signal: "INT"}) },
		"forced stop": func(b *simtest.Bench, _ int) {
			b.OK(simtest.Provider, "vcmadmin stop --force "+b.Module().VCMs[0].UUID)
		},
		"no power":        func(b *simtest.Bench, _ int) { b.Must(sim.Power{Host: "tenant-a"}) },
		"reset":           func(b *simtest.Bench, _ int) { b.OK(simtest.Provider, "hsmadmin reset") },
		"card taken away": func(b *simtest.Bench, _ int) { b.Must(sim.Remove{Card: "tenant-a-1"}) },
	} {
		t.Run(name, func(t *testing.T) {
			b := withVCM(t)
			before := b.Module().VCMs[0].World
			b.OK(simtest.Tenant, "nopclearfail -I -m 1")
			insert(b, "tenant-a-1", "tenant-a")
			pid := b.Start(simtest.Tenant, "new-world -i")
			b.Pass(time.Second)
			b.Must(sim.Input{PID: pid})
			b.Pass(time.Second / 2)
			cut(b, pid)
			b.Pass(7 * time.Minute)
			if _, runs := b.Process(pid); runs {
				t.Error("new-world still runs")
			}
			v := b.Module().VCMs[0]
			if v.World != before || v.Mode == "initialization" {
				t.Errorf("got world %s, mode %q; want %s", v.World, v.Mode, before)
			}
		})
	}
}

// The serial card reader at the module is for a VCM with the property only.
func TestSerialCardReader(t *testing.T) {
	for _, c := range []struct {
		options string
		present bool
	}{{"", false}, {"--serial-cardreader", true}} {
		b := simtest.New(t, "default")
		b.Network()
		b.Ask(c.options)
		uuid := b.Create(c.options)
		b.OK(simtest.Provider, "vcmadmin start "+uuid)
		b.OK(simtest.Tenant, "hsmadmin vcm enroll --config "+simtest.Config)
		insert(b, "provider-1", b.Module().ESN)
		line := strings.Split(b.OK(simtest.Tenant, "slotinfo -m 1 -s 0"), "\n")[1]
		if got := strings.Contains(line, "present"); got != c.present {
			t.Errorf("%q: slot 0 %q, want a card %v", c.options, line, c.present)
		}
	}
}

// An audit log is open while the VCM works, and finalised by pre-initialization mode; maintenance keeps it.
func TestAuditLog(t *testing.T) {
	b := withVCM(t)
	open := func(want bool) {
		t.Helper()
		if got := b.Module().VCMs[0].AuditOpen; got != want {
			t.Errorf("audit log open: %v, want %v", got, want)
		}
	}
	open(false)
	b.OK(simtest.Tenant, "nopclearfail -I -m 1")
	insert(b, "tenant-a-1", "tenant-a")
	b.OK(simtest.Tenant, "new-world -i --audit-logging", "")
	open(false)
	b.OK(simtest.Tenant, "nopclearfail -O -m 1")
	open(true)
	b.OK(simtest.Tenant, "nopclearfail -M -m 1")
	open(true)
	b.OK(simtest.Tenant, "nopclearfail -I -m 1")
	open(false)
	b.OK(simtest.Tenant, "nopclearfail -M -m 1")
	uuid := b.Module().VCMs[0].UUID
	b.OK(simtest.Provider, "vcmadmin stop "+uuid)
	b.OK(simtest.Provider, "vcmadmin start "+uuid)
	open(true) // operational again
}

// Operator cards belong to a world; those that can be read remotely must be persistent.
func TestOperatorCards(t *testing.T) {
	b := withVCM(t)
	b.Refused(simtest.Tenant, "createocs -N staff", 1, "is not usable")
	b.OK(simtest.Tenant, "nopclearfail -I -m 1")
	insert(b, "tenant-a-1", "tenant-a")
	b.OK(simtest.Tenant, "new-world -i", "")
	b.OK(simtest.Tenant, "nopclearfail -O -m 1")
	b.Refused(simtest.Tenant, "createocs", 2, "--name")
	b.Refused(simtest.Tenant, "createocs -N staff -Q 3/2", 2, "quorum")
	b.Refused(simtest.Tenant, "createocs -N staff -q", 1, "must be persistent")
	b.Refused(simtest.Tenant, "createocs -N staff", 1, "no suitable card") // the administrator's is in the reader
	insert(b, "tenant-a-2", "tenant-a")
	if text := b.OK(simtest.Tenant, "createocs -N staff -q -p", "secret", "secret"); !strings.Contains(text, "cardset created; hkltu = ") {
		t.Errorf("createocs:\n%s", text)
	}
	text := b.OK(simtest.Tenant, "nfkminfo")
	for _, want := range []string{"state         0x5 Operator", "flags         0x20000 RemoteEnabled", "shares        LTU(Remote)", `"staff"`} {
		if !strings.Contains(text, want) {
			t.Errorf("nfkminfo lacks %q:\n%s", want, text)
		}
	}
}
