package solo_test

import (
	"testing"
	"time"

	"hsmlab/sim/clock"
	"hsmlab/sim/firmware"
	"hsmlab/sim/led"
	"hsmlab/sim/solo"
	"hsmlab/sim/vcm"
)

// fitted is a card under power with a Security Officer's key.
func fitted(t *testing.T, p led.Product, version string) (*solo.Card, *clock.Clock) {
	t.Helper()
	var c clock.Clock
	card := solo.New("2D9B-5071-37CC", p, firmware.MustParse(version), &c)
	if s, _ := card.LED(); s != led.Off || card.Ncoreapi() != nil {
		t.Errorf("without power: lamp %v, ncoreapi %v", s, card.Ncoreapi())
	}
	card.SetPower(true)
	card.Initialise("851fa8f318754123d2f2023182d1066cb34a9461")
	return card, &c
}

func TestModeFollowsSwitchAndJumpersAtResets(t *testing.T) {
	for _, c := range []struct {
		at       solo.Position
		jumpers  solo.Jumpers
		want     vcm.Mode
		lamp     led.Signal
		remoteOK bool
	}{
		{solo.O, solo.Jumpers{}, vcm.Operational, led.SoloOperational, true},
		{solo.M, solo.Jumpers{}, vcm.Maintenance, led.SoloMaintenance, false},
		{solo.I, solo.Jumpers{}, vcm.PreInitialization, led.SoloInitialization, false},
		{solo.M, solo.Jumpers{Physical: true}, vcm.Operational, led.SoloOperational, true},
		{solo.I, solo.Jumpers{Physical: true}, vcm.Operational, led.SoloOperational, true},
		{solo.O, solo.Jumpers{Remote: true}, vcm.Operational, led.SoloOperational, false},
		{solo.M, solo.Jumpers{Physical: true, Remote: true}, vcm.Operational, led.SoloOperational, false},
	} {
		card, _ := fitted(t, led.SoloPlus, "2.61.2")
		card.SetJumpers(c.jumpers)
		card.Turn(c.at)
		if got := card.Mode(); got != "operational" {
			t.Errorf("%s %+v: mode %s before a reset", c.at, c.jumpers, got)
		}
		card.Clear()
		lamp, _ := card.LED()
		if got := vcm.Mode(card.Mode()); got != c.want || lamp != c.lamp {
			t.Errorf("%s %+v: got %s and %s, want %s and %s", c.at, c.jumpers, got, lamp.Words(), c.want, c.lamp.Words())
		}
		r := card.Change(vcm.Maintenance)
		if (r == nil) != c.remoteOK {
			t.Errorf("%s %+v: nopclearfail: %v, want it allowed: %v", c.at, c.jumpers, r, c.remoteOK)
		}
		if c.remoteOK && card.Mode() != "maintenance" {
			t.Errorf("%s %+v: mode %s after nopclearfail -M", c.at, c.jumpers, card.Mode())
		}
	}
}

// Each code stops the card; what went wrong in firmware once is over after power went off and on, a failed part is
// not before it is mended, and tampering never is.
func TestErrorStatesOfEveryCode(t *testing.T) {
	for _, p := range []led.Product{led.SoloPlus, led.SoloXC} {
		for _, c := range led.SOSCodes(p) {
			letters := c.Letters
			if i := len(letters) - 1; letters[i] == '#' {
				letters = letters[:i] + "4"
			} else if len(letters) > 2 && letters[2] == '#' {
				letters = letters[:2] + "4" + letters[3:]
			}
			card, _ := fitted(t, p, "12.60.15")
			if !card.Break(letters, c.Category == led.Tampering) || !card.Failed() || card.Ncoreapi() != nil || card.Status() != "SOS-"+letters {
				t.Fatalf("%s %s: failed %v, status %s", p, letters, card.Failed(), card.Status())
			}
			if s, _ := card.LED(); s.Code != letters || s.Pattern != led.SOS {
				t.Errorf("%s: lamp %s", letters, s.Words())
			}
			card.Clear()
			if !card.Failed() {
				t.Errorf("%s: the Clear button ended the error state", letters)
			}
			cycle(card)
			gone := c.Category == led.Runtime || c.Category == led.Operation && letters != "T"
			if card.Failed() == gone {
				t.Errorf("%s %s: failed %v after a power cycle", p, letters, card.Failed())
			}
			card.Mend(letters)
			cycle(card)
			if card.Failed() != (c.Category == led.Tampering) || card.Tampered() != card.Failed() {
				t.Errorf("%s %s: failed %v once mended", p, letters, card.Failed())
			}
		}
	}
}

func cycle(c *solo.Card) {
	c.SetPower(false)
	c.SetPower(true)
}

func TestStatusNeedsFirmwareThatTells(t *testing.T) {
	for version, want := range map[string]string{"2.61.1": "unknown; the module does not answer", "2.61.2": "SOS-D", "12.60.15": "SOS-D"} {
		card, _ := fitted(t, led.SoloPlus, version)
		card.Break("D", false)
		if got := card.Status(); got != want {
			t.Errorf("%s: got %q, want %q", version, got, want)
		}
	}
}

func TestSFPIsOfAnXC(t *testing.T) {
	plus, _ := fitted(t, led.SoloPlus, "2.61.2")
	xc, _ := fitted(t, led.SoloXC, "12.60.15")
	if plus.BlowFuses() || !xc.BlowFuses() || xc.Failed() || xc.Serves() == nil || xc.Serves().ID != "G-4.16.7-1" {
		t.Errorf("Solo+ %v, Solo XC %v", plus.Serves(), xc.Serves())
	}
	if xc.Clear(); xc.Serves() != nil {
		t.Error("a restart does not bring the Security Fuse Processor back")
	}
}

func TestClockOutlastsItsBatteryOnly(t *testing.T) {
	const day = 24 * time.Hour
	for _, c := range []struct {
		product         led.Product
		charged, stored time.Duration // under power after an empty battery, then without
		lost            bool
	}{
		{led.SoloPlus, 10 * time.Hour, 13 * day, false},
		{led.SoloPlus, 10 * time.Hour, 14*day + time.Second, true},
		{led.SoloPlus, 5 * time.Hour, 6 * day, false},
		{led.SoloPlus, 5 * time.Hour, 8 * day, true},
		{led.SoloPlus, 100 * time.Hour, 15 * day, true},
		{led.SoloXC, time.Hour, 300 * day, false},
	} {
		card, clk := fitted(t, c.product, "2.61.2")
		card.SetPower(false)
		card.Store(20 * day) // a Solo+ is empty then
		card.SetPower(true)
		if got := card.ClockLost(); got != (c.product == led.SoloPlus) {
			t.Errorf("%s: lost %v after 20 days", c.product, got)
		}
		card.SetClock(clk.Wall())
		for range 4 {
			clk.Advance(c.charged / 4)
		}
		card.SetPower(false)
		clk.Advance(c.stored)
		card.SetPower(true)
		got, r := card.ReadClock()
		if card.ClockLost() != c.lost || (r != nil) != c.lost || r != nil && (r.Reason != "BadTokenData" || r.ID != "G-4.3.4-2") {
			t.Errorf("%s, charged %v, stored %v: lost %v, %v", c.product, c.charged, c.stored, card.ClockLost(), r)
		}
		if !c.lost && !got.Equal(clk.Wall()) {
			t.Errorf("%s: clock %v, want %v", c.product, got, clk.Wall())
		}
		if card.World() == "" {
			t.Error("the Security World is gone")
		}
	}
}

// Memory fails before the maximum temperature is reached; air takes the cause away, power off and on the error.
func TestHeat(t *testing.T) {
	card, clk := fitted(t, led.SoloPlus, "2.61.2")
	clk.Advance(time.Hour)
	if got := card.Temperature(); got != solo.NormalAmbient+solo.NormalRise {
		t.Fatalf("got %d, want %d", got, solo.NormalAmbient+solo.NormalRise)
	}
	card.SetAir(45_000, solo.NoAirRise)
	due := time.Duration(solo.MemoryLimit-card.Temperature()) * 10 * time.Millisecond
	clk.Advance(due - time.Millisecond)
	if card.Failed() {
		t.Errorf("failed at %d", card.Temperature())
	}
	clk.Advance(time.Millisecond)
	if card.Status() != "SOS-OLE" {
		t.Errorf("status %s at %d", card.Status(), card.Temperature())
	}
	clk.Advance(time.Hour)
	if cycle(card); card.Status() != "SOS-T" || !card.TooHot("T") {
		t.Errorf("status %s at %d", card.Status(), card.Temperature())
	}
	card.SetAir(solo.NormalAmbient, solo.NormalRise)
	clk.Advance(time.Hour)
	if !card.Failed() {
		t.Error("air alone ended the error state")
	}
	if cycle(card); card.Failed() {
		t.Errorf("status %s after cooling down", card.Status())
	}
}

func TestDowngrade(t *testing.T) {
	for _, c := range []struct {
		product led.Product
		to      string
		id      string
	}{{led.SoloPlus, "2.50.99", "G-4.16.3-3"}, {led.SoloPlus, "2.50.0", "G-4.16.3-3"}, {led.SoloPlus, "2.51.0", ""}, {led.SoloXC, "2.50.0", ""}} {
		card, _ := fitted(t, c.product, "2.61.2")
		r := card.Load(firmware.MustParse(c.to))
		if got := card.Failed(); got != (c.id != "") || r != nil && r.ID != c.id || (r == nil) != (c.id == "") {
			t.Errorf("%s to %s: %v, failed %v", c.product, c.to, r, got)
		}
	}
}

// Bad firmware does not run in maintenance mode, so a card that is powered up with the switch at M can be loaded anew.
func TestFirmwareIsLoadedAgain(t *testing.T) {
	for letters, cured := range map[string]bool{"IH": true, "IU": true, "KFP": true, "ID": false, "HZE": false, "HV": false} {
		card, _ := fitted(t, led.SoloXC, "12.60.15")
		card.Break(letters, false)
		card.Turn(solo.M)
		card.Clear()
		if !card.Failed() {
			t.Errorf("%s: the Clear button ended the error state", letters)
		}
		cycle(card)
		if card.Failed() == cured {
			t.Fatalf("%s: failed %v after a power cycle with the switch at M", letters, card.Failed())
		}
		if !cured {
			continue
		}
		if card.Mode() != "maintenance" || card.Status() != "OK" {
			t.Errorf("%s: mode %s, status %s", letters, card.Mode(), card.Status())
		}
		card.Turn(solo.O)
		card.Clear()
		if card.Status() != "SOS-"+letters {
			t.Errorf("%s: status %s, want the error again, for the firmware is still bad", letters, card.Status())
		}
		card.Turn(solo.M)
		cycle(card)
		if r := card.Load(firmware.MustParse("12.60.15")); r != nil {
			t.Errorf("%s: load: %v", letters, r)
		}
		card.Turn(solo.O)
		card.Clear()
		if card.Failed() || card.Mode() != "operational" {
			t.Errorf("%s: failed %v, mode %s after another upgrade", letters, card.Failed(), card.Mode())
		}
	}
}
