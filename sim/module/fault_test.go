package module_test

import (
	"testing"

	"hsmlab/sim/led"
	"hsmlab/sim/module"
)

// A code in letters is shown on the lamp in digits and told in letters; a reset ends it once its cause is gone.
func TestRemoteErrorsOfThePlatform(t *testing.T) {
	for _, c := range led.RemoteCodes() {
		m, _ := oven(t)
		if got := m.BreakRemote(c.Letters); got != (c.Lamp != "") {
			t.Fatalf("%s: BreakRemote is %v", c.Letters, got)
		}
		if c.Lamp == "" {
			continue
		}
		if s, _ := m.LED(); s.Code != c.Lamp || m.Trouble() != c.Letters+": "+c.Meaning || m.ErrorID() != c.ID {
			t.Errorf("%s: lamp %s, trouble %q, %s", c.Letters, s.Code, m.Trouble(), m.ErrorID())
		}
		if m.MendRemote("IJA") || !m.MendRemote(c.Letters) {
			t.Errorf("%s: not mended", c.Letters)
		}
		if !m.Failed() {
			t.Errorf("%s: mending alone ended the error state", c.Letters)
		}
		m.SetPower(false)
		if m.Trouble(); m.Failed() {
			t.Errorf("%s: failed without power", c.Letters)
		}
		if m.SetPower(true); m.Trouble() != "" || m.ErrorID() != "" {
			t.Errorf("%s: still %q", c.Letters, m.Trouble())
		}
	}
}

// What the lamp shows by the same digits are several faults: neither a measured cause that goes nor another remote
// error ends or renames one (D-37).
func TestFaultsWithTheSameCode(t *testing.T) {
	m, _ := oven(t)
	m.BreakRemote("HL")
	cycle := func() { m.SetPower(false); m.SetPower(true) }
	for range 2 {
		cycle() // measures the battery, which is good
	}
	if m.Trouble() != "HL: M48T37 NVRAM (or battery) failed" {
		t.Errorf("HL ended by itself: trouble %q", m.Trouble())
	}
	m.SetBattery(2_400)
	if m.MendRemote("HL"); m.Trouble()[:2] != "HL" {
		t.Errorf("oldest fault is told as %q", m.Trouble())
	}
	if cycle(); m.Trouble() != "Battery voltage out of spec" {
		t.Errorf("a flat battery: %q", m.Trouble())
	}
	m.SetBattery(module.BatteryNew)
	if cycle(); m.Failed() {
		t.Errorf("all causes are gone: %q", m.Trouble())
	}

	for _, letters := range []string{"HR", "HRS", "HRT"} {
		m.BreakRemote(letters)
	}
	if m.Trouble() != "HR: Random number generator failed" || len(m.Faults()) != 1 {
		t.Errorf("the first letters: %q, codes %v", m.Trouble(), m.Faults())
	}
	if m.Mend("2-2-3") || !m.MendRemote("HR") {
		t.Error("the digits mended what has letters")
	}
	if cycle(); m.Trouble() != "HRS: RNG startup failed" {
		t.Errorf("the next: %q", m.Trouble())
	}
}

// Some errors have a light of their own, and stay.
func TestFaultsWithASignal(t *testing.T) {
	for fault, want := range map[string]led.Signal{
		module.TamperFault: led.Tamper, module.BootloaderFault: led.BootloaderFailure,
		module.OddLightFault: {Pattern: led.FastFlash, Colour: led.Green},
	} {
		m, _ := oven(t)
		if !m.Break(fault) {
			t.Fatalf("no fault %s", fault)
		}
		m.Mend(fault)
		m.SetPower(false)
		m.SetPower(true)
		if s, _ := m.LED(); s != want || m.Trouble() == "" || !m.Failed() {
			t.Errorf("%s: lamp %s, trouble %q", fault, s.Words(), m.Trouble())
		}
	}
}
