package sim_test

import (
	"testing"
	"time"

	"hsmlab/sim"
	"hsmlab/sim/simtest"
)

// powerOff cuts the mains of hosts, and gives them back when on is true; then everything boots.
func powerOff(b *simtest.Bench, on bool, hosts ...string) {
	for _, h := range hosts {
		b.Must(sim.Power{Host: h})
	}
	b.Pass(5 * time.Second)
	if on {
		powerOn(b, hosts...)
	}
}

func powerOn(b *simtest.Bench, hosts ...string) {
	for _, h := range hosts {
		b.Must(sim.Power{Host: h, On: true})
	}
	b.Pass(3 * time.Minute)
}

// TestMigrateCutOffEverywhere takes the power away at each moment of a migration to the key of another host, also
// while it asks for the passphrase. Afterwards the old host still administers the module, with the old
// key or with the new one, and the new host does once the module is in it (guide 4.7.9); what the module holds is kept.
func TestMigrateCutOffEverywhere(t *testing.T) {
	old, migrated := 0, 0
	for n, over := 0, false; !over; n++ { // the last time just after the end
		b := simtest.New(t, "source-destination")
		b.OK("root@source", "hsmadmin vcm single-setup")
		b.OK("root@source", "nopclearfail -M -m 1")
		b.OK("root@destination", "hsmadmin keys backup --passphrase /tmp/key", "stick", "stick")
		b.Must(sim.Deliver{From: "destination", User: "root", Path: "/tmp/key", To: "source", ToUser: "root", ToPath: "/root/key"})
		key := b.Module().Keys["sshadmin"]
		over = !started(b, b.Start("root@source", "hsmadmin keys migrate --privkeyfile /root/key"), n, "stick")
		powerOff(b, true, "source")
		b.OK("root@source", "hsmadmin keys show")
		if b.Module().Keys["sshadmin"] == key {
			old++
			b.OK("root@source", "nopclearfail -M -m 1")
			b.OK("root@source", "hsmadmin keys migrate --privkeyfile /root/key", "stick")
		} else {
			migrated++
		}
		esn := b.Module().ESN
		powerOff(b, false, "source", "destination")
		b.Must(sim.Move{Target: esn, Host: "destination"})
		powerOn(b, "destination")
		b.OK("root@destination", "hsmadmin enroll")
		b.OK("root@destination", "hsmadmin gettime --esn "+esn)
		for _, m := range b.Snapshot().Modules {
			if m.ESN == esn && (m.Wipes != 0 || len(m.VCMs) != 1) {
				t.Fatalf("after %d moments: %d times in factory state, %d VCMs; want none, and the one that was there", n, m.Wipes, len(m.VCMs))
			}
		}
	}
	if old == 0 || migrated == 0 {
		t.Errorf("cut off %d times with the old key, %d times with the new one; want some of both", old, migrated)
	}
}

// started lets n things happen while a program runs, answering what it asks; false when it is over by then.
func started(b *simtest.Bench, pid, n int, answer string) bool {
	for range n {
		p, on := b.Process(pid)
		switch due, more := b.NextDue(); {
		case !on:
			return false
		case p.Reading:
			b.Must(sim.Input{PID: pid, Line: answer})
		case more:
			b.Pass(max(due-b.Now(), time.Microsecond))
		}
	}
	_, on := b.Process(pid)
	return on
}

// TestSettimeCutOffEverywhere takes the power away at each moment while settime puts a good clock forward by an
// hour: afterwards the clock is the old one or the new one, never lost, and settime works.
func TestSettimeCutOffEverywhere(t *testing.T) {
	before, after := 0, 0
	for n, over := 0, false; !over; n++ { // the last time just after the end, while the HSM reboots
		b := simtest.New(t, "default")
		b.Must(sim.Set{Target: "provider", Control: sim.ClockControl, Value: "+1h"})
		over = !started(b, b.Start(simtest.Provider, "hsmadmin settime"), n, "")
		powerOff(b, true, "provider")
		m := b.Module()
		behind := difference(t, m.Clock, b.Snapshot().Hosts["provider"].Clock)
		switch {
		case m.ClockLost || m.Boot != "up" || m.Factory:
			t.Fatalf("after %d moments: clock lost %v, boot %s, factory %v", n, m.ClockLost, m.Boot, m.Factory)
		case behind > 59*time.Minute && m.SavedTime == "":
			before++
		case behind < 2*time.Second && m.SavedTime != "":
			after++
		default:
			t.Fatalf("after %d moments: the clocks are %s apart, saved time %v", n, behind, m.SavedTime)
		}
		b.OK(simtest.Provider, "hsmadmin settime")
		b.Boot()
		if off := difference(t, b.Module().Clock, b.Snapshot().Hosts["provider"].Clock); off > 2*time.Second {
			t.Fatalf("after %d moments: the clocks are %s apart", n, off)
		}
	}
	if before == 0 || after == 0 {
		t.Errorf("cut off %d times before, %d times after the change; want some of both", before, after)
	}
}

// TestSleepTakesTheModulesAway is about the fault power-saving: nothing reaches the modules until the host reboots,
// a program that is at work on one included; what they hold is kept.
func TestSleepTakesTheModulesAway(t *testing.T) {
	b := simtest.New(t, "default")
	b.Provision()
	uuid := b.Module().VCMs[0].UUID
	pid := b.Start(simtest.Provider, "hsmadmin logs export --timeout 3 --outdir /root")
	b.Must(sim.Inject{Target: "provider", Fault: "power-saving"})
	if a := b.Finish(pid); a.Status != 1 {
		t.Errorf("export while the host slept: got status %d, want 1:\n%s", a.Status, a.Text)
	}
	b.Refused(simtest.Provider, "hsmadmin info", 1, "no HSM found in this host")
	b.Refused(simtest.Provider, "vcmadmin list", 1, "no HSM found in this host")
	if got := b.Snapshot().Hosts["tenant-a"].Enrolled[0].Mode; got != "failed" {
		t.Errorf("tenant's module: got %s, want failed", got)
	}
	if m := b.Module(); m.Boot != "up" || m.Resets != 1 {
		t.Errorf("the module itself: got %s, %d resets; want up and 1", m.Boot, m.Resets)
	}
	powerOff(b, true, "provider")
	b.OK(simtest.Provider, "hsmadmin info")
	if v := b.Module().VCMs; len(v) != 1 || v[0].UUID != uuid {
		t.Errorf("VCMs after the reboot: %+v, want the one that was there", v)
	}
	if _, err := b.Do(sim.Inject{Target: "tenant-a", Fault: "power-saving"}); err == nil {
		t.Error("a host without a module lost one")
	}
}
