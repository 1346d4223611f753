package module_test

import (
	"testing"
	"time"

	"hsmlab/sim/clock"
	"hsmlab/sim/entropy"
	"hsmlab/sim/feature"
	"hsmlab/sim/firmware"
	"hsmlab/sim/module"
	"hsmlab/sim/vcm"
)

// oven is a module in a room whose temperature a test changes.
func oven(t *testing.T) (*module.Module, *clock.Clock) {
	t.Helper()
	c := &clock.Clock{}
	life := module.Lifetime{ESN: "8851-43DF-3795", Speed: feature.High, Features: feature.HSMSpeed2, Made: clock.Epoch.AddDate(-2, 0, 0)}
	m := module.New(life, firmware.Delivered("14.1.1", "13.6.3", "1.1.0"), c, entropy.New(1))
	m.Install()
	c.Settle = func() { m.Sense() }
	return m, c
}

// TestHeatDoesNotDependOnHowTimePasses holds the model to the rule of the lab: splitting an elapse never matters.
func TestHeatDoesNotDependOnHowTimePasses(t *testing.T) {
	run := func(pieces int) module.Readings {
		m, c := oven(t)
		m.SetAir(50_000, module.AirflowNone)
		for range pieces {
			c.Advance(20 * time.Minute / time.Duration(pieces))
		}
		m.SetAir(20_000, module.AirflowNormal)
		for range pieces {
			c.Advance(3 * time.Minute / time.Duration(pieces))
		}
		return m.Readings()
	}
	whole := run(1)
	for _, pieces := range []int{2, 3, 60} {
		got := run(pieces)
		if got.CPU != whole.CPU || got.Crypto != whole.Crypto || got.Highest != whole.Highest || got.Lowest != whole.Lowest {
			t.Errorf("in %d pieces %+v, in one %+v", pieces, got, whole)
		}
	}
}

func TestHeatThrottlesThenFailsThenCools(t *testing.T) {
	m, c := oven(t)
	if got := m.Readings().CPU; got < 50_000 || got > 53_000 {
		t.Errorf("idle at 24 degrees: CPU %d m°C", got)
	}
	m.SetAir(50_000, module.AirflowNone)
	for !m.Throttled() && c.Now() < time.Hour {
		c.Advance(time.Second)
	}
	if !m.Throttled() || m.Failed() {
		t.Fatalf("throttled %v, failed %v; want a slower processor before the error state", m.Throttled(), m.Failed())
	}
	c.Advance(time.Hour)
	if f := m.Faults(); len(f) == 0 || f[0] != "1-5-2" {
		t.Fatalf("faults %v after an hour, want 1-5-2 first", f)
	}
	m.Reset()
	c.Advance(2 * time.Minute)
	if !m.Failed() {
		t.Error("a reset ended the error state although the heat is still there (D-37)")
	}
	m.SetAir(24_000, module.AirflowNormal)
	c.Advance(30 * time.Minute)
	m.Reset()
	c.Advance(2 * time.Minute)
	if m.Failed() || m.Throttled() {
		t.Errorf("failed %v, throttled %v after it cooled down and was reset", m.Faults(), m.Throttled())
	}
	if _, high := m.Extremes(); high < 100_000 {
		t.Errorf("highest %d m°C; the maximum outlives a reset", high)
	}
}

func TestBatteryDrainsOnlyWithoutMains(t *testing.T) {
	const day = 24 * time.Hour
	m, c := oven(t)
	c.Advance(400 * day)
	if got := m.Battery(); got != module.BatteryNew {
		t.Errorf("%d mV after 400 days with mains", got)
	}
	for _, tt := range []struct {
		days  int
		state string
		lost  bool
		fault bool
	}{{200, "good", false, false}, {110, "low", false, false}, {25, "low", true, false}, {40, "out of range", true, true}} {
		m.SetPower(false)
		c.Advance(time.Duration(tt.days) * day)
		m.SetPower(true)
		if m.BatteryState() != tt.state || m.ClockLost() != tt.lost || m.Failed() != tt.fault {
			t.Errorf("%d days more: battery %s (%d mV), clock lost %v, failed %v; want %+v", tt.days, m.BatteryState(), m.Battery(), m.ClockLost(), m.Failed(), tt)
		}
		c.Advance(2 * time.Minute)
	}
	m.SetPower(false)
	m.SetBattery(module.BatteryNew)
	m.SetPower(true)
	if m.Failed() || m.BatteryState() != "good" {
		t.Errorf("with a new battery: %s, faults %v", m.BatteryState(), m.Faults())
	}
}

func TestMemoryHoldsJustTheResidentVCMs(t *testing.T) {
	most := module.MemPlatformKB + module.MaxResident*vcm.ActiveMemKB
	if most > module.MemTotalKB || most+vcm.ActiveMemKB <= module.MemTotalKB {
		t.Errorf("%d VCMs need %d KB of %d", module.MaxResident, most, module.MemTotalKB)
	}
}
