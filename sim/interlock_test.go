package sim_test

import (
	"strings"
	"testing"
	"time"

	"hsmlab/sim"
	"hsmlab/sim/simtest"
)

// The interlock by ruling D-30: invasive platform commands are refused while a VCM is busy, which is ncoreapi in
// a working mode and a tenant's hardserver connected to it. A reset is exempt (D-72).
func TestInterlock(t *testing.T) {
	const busy = "in use by its tenant"
	for _, c := range []struct {
		name    string
		prepare func(b *simtest.Bench, uuid string)
		want    string // part of the refusal, "" for none
	}{
		{"operational", func(*simtest.Bench, string) {}, busy},
		{"pre-initialization", func(b *simtest.Bench, _ string) { b.OK(simtest.Tenant, "nopclearfail -I -m 1") }, busy},
		{"maintenance", func(b *simtest.Bench, _ string) { b.OK(simtest.Tenant, "nopclearfail -M -m 1 -w") }, ""},
		{"failed on purpose", func(b *simtest.Bench, _ string) { b.OK(simtest.Tenant, "nopclearfail --fail -m 1") }, ""},
		{"hardserver stopped", func(b *simtest.Bench, _ string) { b.OK(simtest.Tenant, "init.d-ncipher stop") }, ""},
		{"tenant's host off", func(b *simtest.Bench, _ string) { b.Must(sim.Power{Host: "tenant-a"}) }, ""},
		{"unenrolled", func(b *simtest.Bench, uuid string) { b.OK(simtest.Tenant, "hsmadmin vcm unenroll "+uuid) }, ""},
		{"stopped by force", func(b *simtest.Bench, uuid string) { b.OK(simtest.Provider, "vcmadmin stop --force "+uuid) }, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := simtest.New(t, "default")
			uuid := b.Provision()
			c.prepare(b, uuid)
			if got, want := b.Module().VCMs[0].Busy, c.want != ""; got != want {
				t.Errorf("busy: got %v, want %v", got, want)
			}
			line := "hsmadmin factorystate --all"
			if c.want != "" {
				b.Refused(simtest.Provider, line, 1, c.want)
				b.Refused(simtest.Provider, "hsmadmin setnetwork default", 1, c.want)
				b.Refused(simtest.Provider, "vcmadmin stop "+uuid, 1, "ncoreapi service is running")
				b.OK(simtest.Provider, "hsmadmin reset")
				return
			}
			b.OK(simtest.Provider, line)
			if m := b.Module(); !m.Factory || len(m.VCMs) != 0 {
				t.Errorf("got factory %v with %d VCMs, want true with none", m.Factory, len(m.VCMs))
			}
		})
	}
}

func TestVCMThatNobodyEnrolledCanBeStopped(t *testing.T) {
	b := simtest.New(t, "default")
	b.Ask("")
	uuid := b.Create("")
	b.OK(simtest.Provider, "vcmadmin start "+uuid)
	b.OK(simtest.Provider, "vcmadmin stop "+uuid)
}

// A reset while a VCM is in use leaves it failed on its tenant's host until it is tried again (D-72).
func TestResetLeavesTheTenantsModuleFailed(t *testing.T) {
	b := simtest.New(t, "default")
	b.Provision()
	before := b.Now()
	b.OK(simtest.Provider, "hsmadmin reset")
	if took := b.Now() - before; took > 2*time.Second {
		t.Errorf("hsmadmin reset took %s, want at most 2 s: it does not wait for the boot", took)
	}
	mode := func() string { return b.Snapshot().Hosts["tenant-a"].Enrolled[0].Mode }
	if got := mode(); got != "failed" {
		t.Errorf("during the boot: got mode %s, want failed", got)
	}
	b.Refused(simtest.Tenant, "nopclearfail -r -m 1", 1, "HardwareFailed")
	b.Boot()
	if got := mode(); got != "failed" {
		t.Errorf("after the boot: got mode %s, want failed until it is tried again", got)
	}
	b.Refused(simtest.Tenant, "nopclearfail -O -m 1", 1, "HardwareFailed")
	b.OK(simtest.Tenant, "nopclearfail -r -m 1")
	if got := mode(); got != "operational" {
		t.Errorf("after nopclearfail -r: got mode %s, want operational", got)
	}
}

func TestHardserverRestartConnectsAgain(t *testing.T) {
	b := simtest.New(t, "default")
	b.Provision()
	b.OK(simtest.Provider, "hsmadmin reset")
	b.Boot()
	b.OK(simtest.Tenant, "init.d-ncipher restart")
	if got := b.OK(simtest.Tenant, "enquiry -m 1"); !strings.Contains(got, "operational") {
		t.Errorf("enquiry after a restart of the hardserver:\n%s\nwant mode operational", got)
	}
}

// A VCM without autostart stays inactive after a reset, so there is nothing to try again.
func TestRetryNeedsAnActiveVCM(t *testing.T) {
	b := simtest.New(t, "default")
	b.Network()
	b.Ask("")
	uuid := b.Create("")
	b.OK(simtest.Provider, "vcmadmin start "+uuid)
	b.OK(simtest.Tenant, "hsmadmin vcm enroll --config "+simtest.Config)
	b.OK(simtest.Tenant, "nopclearfail -I -m 1")
	b.OK(simtest.Provider, "hsmadmin reset")
	b.Boot()
	b.Refused(simtest.Tenant, "nopclearfail -r -m 1", 1, "HardwareFailed")
	b.OK(simtest.Provider, "vcmadmin start "+uuid)
	b.OK(simtest.Tenant, "nopclearfail -r -m 1")
}

func TestStartThatAResetOvertakesStartsNothing(t *testing.T) {
	for _, overtake := range []string{"hsmadmin reset", "hsmadmin factorystate --all", "hsmadmin --no-reset factorystate --all"} {
		t.Run(overtake, func(t *testing.T) {
			b := simtest.New(t, "default")
			b.Ask("")
			uuid := b.Create("")
			start := b.Start(simtest.Provider, "vcmadmin start "+uuid)
			b.Pass(2 * time.Second)
			b.OK(simtest.Provider, overtake)
			if a := b.Finish(start); a.Status != 1 {
				t.Errorf("got status %d, want 1:\n%s", a.Status, a.Text)
			}
			for _, v := range b.Module().VCMs {
				if v.State != "inactive" {
					t.Errorf("VCM is %s, want inactive", v.State)
				}
			}
		})
	}
}

func TestCreateOnAModuleThatWasErasedMeanwhile(t *testing.T) {
	b := simtest.New(t, "default")
	b.Ask("")
	create := b.Start(simtest.Provider, "vcmadmin create --request "+simtest.Request+" a")
	erase := b.Start(simtest.Provider, "hsmadmin --no-reset factorystate --all")
	b.Finish(erase)
	if a := b.Finish(create); a.Status != 1 || !strings.Contains(a.Text, "factory state") {
		t.Errorf("got status %d, want 1, for the factory state:\n%s", a.Status, a.Text)
	}
	if n := len(b.Module().VCMs); n != 0 {
		t.Errorf("got %d VCMs in a module in factory state", n)
	}
}
