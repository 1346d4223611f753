package sim_test

import (
	"strings"
	"testing"
	"time"

	"hsmlab/sim"
	"hsmlab/sim/simtest"
)

func TestPowerCutEndsProgramsAndStopsTheModule(t *testing.T) {
	b := simtest.New(t, "default")
	pid := b.Start(simtest.Provider, "hsmadmin info")
	b.Must(sim.Power{Host: "provider"})
	if a := b.Finish(pid); a.Status != 137 {
		t.Errorf("got status %d of a program on a host that lost power, want 137", a.Status)
	}
	if m := b.Module(); m.Boot != "off" || m.Power {
		t.Errorf("module: got %s, power %v; want off, false", m.Boot, m.Power)
	}
	for _, e := range []sim.Event{
		sim.Exec{Host: "provider", User: "root", Argv: []string{"enquiry"}, Dir: "/"},
		sim.File{Host: "provider", User: "root", Op: "touch", Path: "/tmp/x"},
		sim.Deliver{From: "provider", User: "root", Path: "/etc/passwd", To: "tenant-a", ToUser: "root", ToPath: "/tmp"},
	} {
		if _, err := b.Do(e); err == nil || !strings.Contains(err.Error(), "is off") {
			t.Errorf("%T on a host that is off: got error %v, want one that says so", e, err)
		}
	}
}

func TestHostBoot(t *testing.T) {
	b := simtest.New(t, "default")
	b.Must(sim.Power{Host: "provider"})
	b.Must(sim.Power{Host: "provider", On: true})
	b.Pass(40*time.Second - time.Microsecond)
	if got := b.Snapshot().Hosts["provider"]; got.Power != "booting" || got.Hardserver.Running {
		t.Errorf("just before 40 s: got %s, hardserver %v; want booting, false", got.Power, got.Hardserver.Running)
	}
	b.Pass(time.Microsecond)
	if got := b.Snapshot().Hosts["provider"]; got.Power != "on" || !got.Hardserver.Running {
		t.Errorf("at 40 s: got %s, hardserver %v; want on, true", got.Power, got.Hardserver.Running)
	}
	if got := b.Module().Boot; got != "booting" {
		t.Errorf("the module is %s after 40 s, want booting", got)
	}
	b.Boot()
	b.OK(simtest.Provider, "hsmadmin info")
}

// Only the card's own host matters to the module; the tenant's mains do not.
func TestTenantsMains(t *testing.T) {
	b := simtest.New(t, "default")
	b.Provision()
	b.Must(sim.Power{Host: "tenant-a"})
	if v := b.Module().VCMs[0]; v.Busy || v.Mode != "operational" {
		t.Errorf("VCM with its tenant gone: got busy %v, mode %s; want false, operational", v.Busy, v.Mode)
	}
	b.Must(sim.Power{Host: "tenant-a", On: true})
	b.Pass(time.Minute)
	if e := b.Snapshot().Hosts["tenant-a"].Enrolled[0]; !e.Connected || e.Mode != "operational" {
		t.Errorf("after the tenant's boot: got connected %v, mode %s; want true, operational", e.Connected, e.Mode)
	}
}

func TestProvidersPowerCutFailsTheTenantsModule(t *testing.T) {
	b := simtest.New(t, "default")
	b.Provision()
	b.Must(sim.Power{Host: "provider"})
	b.Must(sim.Power{Host: "provider", On: true})
	b.Boot()
	b.Refused(simtest.Tenant, "nopclearfail -O -m 1", 1, "HardwareFailed")
	b.OK(simtest.Tenant, "nopclearfail -r -m 1")
}

func TestErrorStateSilencesTheModule(t *testing.T) {
	b := simtest.New(t, "default")
	b.Provision()
	esn := b.Module().ESN
	b.Must(sim.Inject{Target: esn, Fault: "1-1-1"})
	if m := b.Module(); m.Boot != "error" || m.LED.Code != "1-1-1" {
		t.Errorf("got %s, LED %+v; want error, code 1-1-1", m.Boot, m.LED)
	}
	b.Refused(simtest.Provider, "hsmadmin info --timeout 3", 1, "no answer")
	if got := b.Snapshot().Hosts["tenant-a"].Enrolled[0].Mode; got != "failed" {
		t.Errorf("tenant's module: got %s, want failed", got)
	}
	b.OK(simtest.Provider, "hsmadmin reset") // with the cause still there
	b.Pass(2 * time.Minute)
	if got := b.Module().Boot; got != "error" {
		t.Errorf("reset with the cause there: got %s, want error", got)
	}
	b.Must(sim.Inject{Target: esn, Fault: "1-1-1", Value: "clear"})
	if got := b.Module().Boot; got != "error" {
		t.Errorf("cause gone, no reset: got %s, want error", got)
	}
	b.OK(simtest.Provider, "hsmadmin reset")
	b.Boot()
	if got := b.Module().Boot; got != "up" {
		t.Errorf("cause gone, reset: got %s, want up", got)
	}
	b.OK(simtest.Tenant, "nopclearfail -r -m 1")
}

func TestInjectRefusals(t *testing.T) {
	b := simtest.New(t, "default")
	esn := b.Module().ESN
	for _, c := range []struct {
		event sim.Inject
		want  string
	}{
		{sim.Inject{Target: "0000-0000-0000", Fault: "1-1-1"}, "no module"},
		{sim.Inject{Target: esn, Fault: "9-9-9"}, "no fault"},
		{sim.Inject{Target: esn, Fault: "1-1-1", Value: "hot"}, "takes no value"},
		{sim.Inject{Target: esn, Fault: "1-1-1", Value: "clear"}, "does not have fault"},
	} {
		if _, err := b.Do(c.event); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%+v: got error %v, want %q", c.event, err, c.want)
		}
	}
	if n := len(b.Journal().Entries); n != 0 {
		t.Errorf("got %d entries of refused events", n)
	}
}

// A module that is on the shelf has no host to which its licence could be mailed.
func TestOrderForAModuleOnTheShelf(t *testing.T) {
	b := simtest.New(t, "default")
	esn := b.Module().ESN
	b.Must(sim.Power{Host: "provider"})
	b.Must(sim.Move{Target: esn, Host: "shelf"})
	if _, err := b.Do(sim.Order{Target: esn, Licence: "mt-5"}); err == nil || !strings.Contains(err.Error(), "on the shelf") {
		t.Errorf("got error %v, want one about the shelf", err)
	}
}
