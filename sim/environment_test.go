package sim_test

import (
	"strings"
	"testing"
	"time"

	"hsmlab/sim"
)

// TestPowerLossDuringSettime cuts the power at every moment at which something is due while settime runs and the
// HSM reboots. The low battery loses the clock again each time, and settime works from there.
func TestPowerLossDuringSettime(t *testing.T) {
	for cut := range 100 {
		d := newUpgradeDesk(t, "from-storage")
		d.start("hsmadmin settime")
		for range cut {
			d.toNext()
		}
		over := d.module().Boot == "up" && d.module().Resets == 1
		d.cycle(false)
		m := d.module()
		if m.Boot != "up" || len(m.Faults) > 0 {
			t.Fatalf("cut %d: boot %s, faults %v", cut, m.Boot, m.Faults)
		}
		if !m.ClockLost { // the battery is too low to keep the time through a cut
			t.Fatalf("cut %d: the clock was not lost with %d mV", cut, m.Sensors.BatteryMillivolt)
		}
		d.ok("hsmadmin settime")
		d.pass(2 * time.Minute)
		if off := difference(t, d.module().Clock, d.Snapshot().Hosts["provider"].Clock); off > 2*time.Second {
			t.Fatalf("cut %d: the clocks are %s apart", cut, off)
		}
		if over {
			return
		}
	}
	t.Error("settime and the reboot are not over after 100 moments")
}

func difference(t *testing.T, a, b string) time.Duration {
	t.Helper()
	x, err := time.Parse(time.RFC3339, a)
	y, err2 := time.Parse(time.RFC3339, b)
	if err != nil || err2 != nil {
		t.Fatal(err, err2)
	}
	return x.Sub(y).Abs()
}

func TestSetAndOrderRefuseWhatCannotBe(t *testing.T) {
	d := newUpgradeDesk(t, "default")
	esn := d.module().ESN
	for _, tt := range []struct {
		event sim.Event
		want  string
	}{
		{sim.Set{Target: "moon", Control: "ambient", Value: "20"}, "no host"},
		{sim.Set{Target: "provider", Control: "gravity", Value: "1"}, "nothing to set"},
		{sim.Set{Target: "provider", Control: "ambient", Value: "warm"}, "not a temperature"},
		{sim.Set{Target: "provider", Control: "ambient", Value: "61"}, "not a temperature"},
		{sim.Set{Target: "provider", Control: "ambient", Value: "1e1"}, "not a temperature"},
		{sim.Set{Target: "provider", Control: "airflow", Value: "storm"}, "none of normal"},
		{sim.Set{Target: "provider", Control: "clock", Value: "+90"}, "neither a difference"},
		{sim.Set{Target: "provider", Control: "clock", Value: "1969-12-31T23:59:59Z"}, "neither a difference"},
		{sim.Set{Target: esn, Control: "battery", Value: "new"}, "switch the host off"},
		{sim.Set{Target: "provider", Control: "battery", Value: "new"}, "no module"},
		{sim.Order{Target: "provider", Licence: "mt-5"}, "no module"},
		{sim.Order{Target: esn, Licence: "mt-0"}, "1 to 1000"},
		{sim.Order{Target: esn, Licence: "mt-1001"}, "1 to 1000"},
		{sim.Order{Target: esn, Licence: "HSMSpeed3"}, "no licence"},
		{sim.Order{Target: esn, Licence: ""}, "no licence"},
	} {
		before := d.Hash()
		if _, err := d.Do(tt.event); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%+v: got %v, want %s", tt.event, err, tt.want)
		}
		if d.Hash() != before {
			t.Errorf("%+v changed something although it was refused", tt.event)
		}
	}
}

// TestClimateReplays: clocks, heat, batteries and licences are functions of the events, and of time as a whole.
func TestClimateReplays(t *testing.T) {
	run := func(pieces int64) *upgradeDesk {
		d := newUpgradeDesk(t, "from-storage")
		pass := func(total time.Duration) {
			for range pieces {
				d.must(sim.Elapse{Micros: total.Microseconds() / pieces})
			}
		}
		esn := d.module().ESN
		d.must(sim.Set{Target: "provider", Control: "clock", Value: "+37s"})
		d.must(sim.Set{Target: "provider", Control: "ambient", Value: "41.5"})
		d.must(sim.Set{Target: "provider", Control: "airflow", Value: "none"})
		pass(30 * time.Minute)
		d.must(sim.Set{Target: "provider", Control: "airflow", Value: "low"})
		d.must(sim.Order{Target: esn, Licence: "KISAAlgorithms"})
		pass(6 * time.Minute)
		d.must(sim.Power{Host: "provider"})
		pass(40 * 24 * time.Hour)
		d.must(sim.Set{Target: esn, Control: "battery", Value: "2.91"})
		pass(30 * time.Second)
		d.must(sim.Power{Host: "provider", On: true})
		pass(12 * time.Minute)
		return d
	}
	whole := run(1)
	if got := run(60).Hash(); got != whole.Hash() {
		t.Errorf("time in 60 pieces gives %s, as a whole %s", got, whole.Hash())
	}
	j, err := sim.DecodeJournal(whole.Journal().Encode())
	if err != nil {
		t.Fatal(err)
	}
	back, err := sim.Replay(j)
	if err != nil {
		t.Fatal(err)
	}
	defer back.Close()
	if back.Hash() != whole.Hash() {
		t.Error("the replay ends in another state")
	}
}
