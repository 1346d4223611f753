package nfast_test

import (
	"strings"
	"testing"

	"hsmlab/sim"
	"hsmlab/sim/simtest"
)

func TestWithoutAHardserver(t *testing.T) {
	b := simtest.New(t, "default")
	b.OK(simtest.Tenant, "init.d-ncipher stop")
	for _, line := range []string{"enquiry", "nopclearfail -n -a", "initunit"} {
		b.Refused(simtest.Tenant, line, 1, "NFast_App_Connect failed: ServerNotRunning")
	}
	b.OK(simtest.Tenant, "init.d-ncipher start")
	b.OK(simtest.Tenant, "enquiry")
}

func TestWithoutModules(t *testing.T) {
	b := simtest.New(t, "default")
	if text := b.OK(simtest.Tenant, "enquiry"); !strings.Contains(text, "Server:") || strings.Contains(text, "Module #") {
		t.Errorf("enquiry without modules:\n%s", text)
	}
	for _, line := range []string{"enquiry -m 1", "nopclearfail -O -m 1", "nopclearfail -O -m 99", "nopclearfail -O -m -1", "initunit", "initunit -m 0"} {
		b.Refused(simtest.Tenant, line, 1, "InvalidModule")
	}
	b.OK(simtest.Tenant, "enquiry -m 0")
}

func TestNopclearfailUsage(t *testing.T) {
	b := simtest.New(t, "default")
	for line, want := range map[string]string{
		"nopclearfail":            "say what to do",
		"nopclearfail -m 1":       "say what to do",
		"nopclearfail -O":         "choose a module",
		"nopclearfail -O -I -a":   "not allowed with argument",
		"nopclearfail -O -m 1 -a": "not allowed with argument",
		"nopclearfail -O -m x":    "invalid int value",
		"nopclearfail -X -a":      "unrecognized arguments: -X",
	} {
		b.Refused(simtest.Tenant, line, 2, want)
	}
}

// The tenant's way from a started VCM to an operational module, and each step out of order.
func TestModesOfATenantsModule(t *testing.T) {
	b := simtest.New(t, "default")
	b.Network()
	b.Ask("")
	uuid := b.Create("")
	b.OK(simtest.Provider, "vcmadmin start "+uuid)
	b.OK(simtest.Tenant, "hsmadmin vcm enroll --config "+simtest.Config)
	for _, c := range []struct {
		line   string
		status int
		want   string // in the output
		mode   string // of the VCM afterwards
	}{
		{"enquiry -m 1", 0, "uninitialized", "uninitialized"},
		{"initunit", 1, "not in pre-initialization mode", "uninitialized"},
		{"nopclearfail -O -m 1", 0, "OK", "uninitialized"},
		{"nopclearfail -I -m 1 -w", 0, "Module 1, command ClearUnitEx: OK", "pre-initialization"},
		{"enquiry -m 1", 0, "initialization", "pre-initialization"},
		{"initunit -m 1", 0, "Setting dummy HKNSO", "pre-initialization"},
		{"nopclearfail -O -m 1 -w", 0, "OK", "operational"},
		{"nopclearfail -r -m 1", 0, "RetryFailedModule", "operational"},
		{"nopclearfail -n -a", 0, "NoOp", "operational"},
		{"nopclearfail --fail -m 1", 0, "Fail: OK", "error"},
		{"nopclearfail -c -m 1", 0, "ClearUnit: OK", "operational"},
		{"nopclearfail -M -m 1", 0, "OK", "maintenance"},
		{"nopclearfail -c -a", 0, "ClearUnit: OK", "maintenance"},
		{"nopclearfail -O -a", 0, "OK", "operational"},
	} {
		b.Refused(simtest.Tenant, c.line, c.status, c.want)
		if got := b.Module().VCMs[0].Mode; got != c.mode {
			t.Errorf("after %s: got mode %s, want %s", c.line, got, c.mode)
		}
	}
	b.Refused("guest@tenant-a", "nopclearfail -O -m 1", 1, "AccessDenied")
	b.OK(simtest.Provider, "vcmadmin stop --force "+uuid)
	if text := b.OK(simtest.Tenant, "enquiry -m 1"); !strings.Contains(text, "failed") {
		t.Errorf("enquiry after the VCM was stopped:\n%s", text)
	}
}

func TestInitunitThatIsCutOff(t *testing.T) {
	b := simtest.New(t, "default")
	b.Provision()
	b.OK(simtest.Tenant, "nopclearfail -I -m 1")
	world := b.Module().VCMs[0].World
	pid := b.Start(simtest.Tenant, "initunit")
	b.Pass(1_000_000_000)
	b.Must(sim.Inject{Target: b.Module().ESN, Fault: "1-1-1"})
	if a := b.Finish(pid); a.Status != 1 || !strings.Contains(a.Text, "stopped answering") {
		t.Errorf("got status %d:\n%s", a.Status, a.Text)
	}
	if got := b.Module().VCMs[0].World; got != world {
		t.Errorf("the world changed from %s to %s", world, got)
	}
}
