package chassis_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"hsmlab/sim/chassis"
	"hsmlab/sim/clock"
	"hsmlab/sim/world"
)

var securityWorld = world.World{KNSO: strings.Repeat("ab", 20), Quorum: world.Quorum{K: 1, N: 1}, Cipher: world.Ciphers[0], Mode: world.Modes[0], Created: clock.Epoch}

func unit() (*chassis.Unit, *clock.Clock) {
	c := &clock.Clock{}
	u := chassis.New("nethsm", "3138-147F-2D64", chassis.NShield5c, c)
	u.Furnish(securityWorld, "172.23.128.12")
	return u, c
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func shows(u *chassis.Unit, line string) bool { return slices.Contains(u.Display(), line) }

// The hour counts only while neither tray nor mains are there.
func TestFanTrayHour(t *testing.T) {
	for _, c := range []struct {
		name     string
		mains    bool
		out      time.Duration
		tampered bool
		warned   bool
	}{
		{"within half an hour", false, 29 * time.Minute, false, false},
		{"after half an hour", false, 31 * time.Minute, false, true},
		{"just within the hour", false, time.Hour - time.Second, false, true},
		{"after the hour", false, time.Hour, true, false},
		{"with mains", true, 10 * time.Hour, false, false},
	} {
		u, clk := unit()
		must(t, u.Key("power"))
		u.SetMains(c.mains)
		must(t, u.RemoveTray())
		clk.Advance(c.out)
		if _, _, warned := u.TrayOut(); warned != c.warned {
			t.Errorf("%s: warned %v, want %v", c.name, warned, c.warned)
		}
		must(t, u.FitTray())
		clk.Advance(2 * time.Hour)
		if u.Tampered() != c.tampered {
			t.Errorf("%s: tampered %v, want %v", c.name, u.Tampered(), c.tampered)
		}
	}
}

// With the lid closed the factory state comes by itself, with the lid open after closing it and a reboot.
func TestTamperEndsInFactoryState(t *testing.T) {
	u, clk := unit()
	must(t, u.Damage("drill"))
	clk.Advance(2 * chassis.BootTime)
	if u.World().Real() || u.Tampered() || len(u.TamperLog()) != 1 {
		t.Errorf("closed: world %v, tampered %v, log %v; want factory state and one entry", u.World(), u.Tampered(), u.TamperLog())
	}
	u, clk = unit()
	must(t, u.OpenLid())
	for _, key := range append(chassis.Keys(), "type:x") {
		must(t, u.Key(key))
		clk.Advance(2 * chassis.BootTime)
		if !shows(u, "Unit lid is open") {
			t.Errorf("after key %s the display shows %q", key, u.Display())
		}
	}
	must(t, u.CloseLid())
	clk.Advance(time.Hour)
	if !u.World().Real() {
		t.Error("the world is gone before the reboot")
	}
	u.SetMains(false)
	u.SetMains(true)
	clk.Advance(2 * chassis.BootTime)
	if u.World().Real() || u.Tampered() {
		t.Errorf("after the reboot: world %v, tampered %v", u.World(), u.Tampered())
	}
}

// Two fans of one pair shut the unit down, two of different pairs do not.
func TestFanPairs(t *testing.T) {
	for _, c := range []struct {
		fans []int
		want string
		down bool
	}{
		{[]int{1}, "Single fan fail", false}, {[]int{1, 3}, "Many fans fail", false}, {[]int{2, 4}, "Many fans fail", false},
		{[]int{1, 2}, "Many fans have failed", true}, {[]int{3, 1, 4}, "Many fans have failed", true},
	} {
		u, clk := unit()
		for _, f := range c.fans {
			must(t, u.FailFan(f))
		}
		if !shows(u, c.want) || !u.Warning() {
			t.Errorf("fans %v: display %q, warning %v; want %q", c.fans, u.Display(), u.Warning(), c.want)
		}
		clk.Advance(chassis.ShutdownTime)
		if down := u.Phase() == chassis.Standby; down != c.down {
			t.Errorf("fans %v: shut down %v, want %v", c.fans, down, c.down)
		}
	}
}

// Whatever happens while the fans are putting the unit down, it is not stuck: it tells why it went down when it is on
// again, and works again with a new tray. cold tells that the act ends in factory state, without a world.
func TestActsDuringAFanShutdown(t *testing.T) {
	mains := func(on bool) func(*chassis.Unit) error {
		return func(u *chassis.Unit) error { u.SetMains(on); return nil }
	}
	key := func(name string) func(*chassis.Unit) error {
		return func(u *chassis.Unit) error { return u.Key(name) }
	}
	supply := func(n int, to chassis.Supply) func(*chassis.Unit) error {
		return func(u *chassis.Unit) error { return u.SetSupply(n, to) }
	}
	fail := func(n int) func(*chassis.Unit) error { return func(u *chassis.Unit) error { return u.FailFan(n) } }
	damage := func(u *chassis.Unit) error { return u.Damage("drill") }
	for _, c := range []struct {
		name string
		acts []func(*chassis.Unit) error
		cold bool
	}{
		{"none", nil, false},
		{"power button", []func(*chassis.Unit) error{key("power")}, false},
		{"power button twice", []func(*chassis.Unit) error{key("power"), key("power")}, false},
		{"other keys", []func(*chassis.Unit) error{key("main"), key("select"), key("type:x")}, false},
		{"mains off", []func(*chassis.Unit) error{mains(false)}, false},
		{"mains off and on", []func(*chassis.Unit) error{mains(false), mains(true)}, false},
		{"supplies out", []func(*chassis.Unit) error{supply(1, chassis.Removed), supply(2, chassis.Removed)}, false},
		{"supplies out and in", []func(*chassis.Unit) error{supply(1, chassis.Failed), supply(2, chassis.Removed), supply(2, chassis.Working)}, false},
		{"another pair", []func(*chassis.Unit) error{fail(3), fail(4)}, false},
		{"drill", []func(*chassis.Unit) error{damage}, true},
		{"lid open", []func(*chassis.Unit) error{(*chassis.Unit).OpenLid}, true},
		{"lid open and closed", []func(*chassis.Unit) error{(*chassis.Unit).OpenLid, (*chassis.Unit).CloseLid}, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			u, clk := unit()
			must(t, u.FailFan(1))
			must(t, u.FailFan(2))
			clk.Advance(chassis.ShutdownTime / 2)
			for _, act := range c.acts {
				must(t, act(u))
			}
			clk.Advance(2 * chassis.BootTime)
			if shows(u, "Many fans have failed") {
				t.Fatalf("stuck: %s, display %q", u.Phase(), u.Display())
			}
			restart(t, u, clk)
			if !shows(u, "System Shutdown") || !shows(u, "Both fans in a pair had failed") || u.Working() {
				t.Errorf("on again, display %q, working %v", u.Display(), u.Working())
			}
			must(t, u.RemoveTray())
			must(t, u.FitTray())
			clk.Advance(2 * chassis.BootTime)
			if len(u.Errors()) > 0 || u.Warning() || u.Working() == c.cold || u.Phase() != chassis.On {
				t.Errorf("with a new tray: %s, errors %q, working %v", u.Phase(), u.Errors(), u.Working())
			}
		})
	}
}

// restart makes whole what an act took away, and boots the unit.
func restart(t *testing.T, u *chassis.Unit, clk *clock.Clock) {
	t.Helper()
	if u.LidOpen() {
		must(t, u.CloseLid())
	}
	for n := range u.Supplies() {
		must(t, u.SetSupply(n+1, chassis.Working))
	}
	u.SetMains(false)
	u.SetMains(true)
	clk.Advance(2 * chassis.BootTime)
}

// A tray that is exchanged within the seconds of the message keeps the unit up; one that comes later finds it down.
func TestTrayExchangedInOperation(t *testing.T) {
	for after, up := range map[time.Duration]bool{chassis.ShutdownTime - time.Second: true, chassis.ShutdownTime: false} {
		u, clk := unit()
		must(t, u.RemoveTray())
		clk.Advance(after)
		must(t, u.FitTray())
		clk.Advance(time.Minute)
		if u.Working() != up {
			t.Errorf("after %v: %s, working %v, want %v", after, u.Phase(), u.Working(), up)
		}
		if !up {
			must(t, u.Key("power"))
			clk.Advance(2 * chassis.BootTime)
		}
		if !u.Working() || u.Warning() {
			t.Errorf("after %v the good tray shows %q, working %v", after, u.Display(), u.Working())
		}
	}
}

func TestBeeperStopsAtCriticalErrors(t *testing.T) {
	u, _ := unit()
	must(t, u.SetSupply(1, chassis.Failed))
	if !u.Beeping() || !u.Working() {
		t.Fatalf("beeping %v, working %v, want both", u.Beeping(), u.Working())
	}
	for range 3 { // System, System information, Critical errors: the first entry each
		must(t, u.Key("select"))
	}
	if u.Beeping() || !shows(u, "PSU 1 failed") {
		t.Errorf("beeping %v, display %q", u.Beeping(), u.Display())
	}
}

// Splitting time never matters to the temperature, and the maximum is that of the curve.
func TestHeat(t *testing.T) {
	u, clk := unit()
	must(t, u.SetAirflow("none"))
	v, other := unit()
	must(t, v.SetAirflow("none"))
	for range 600 {
		clk.Advance(7 * time.Second)
	}
	other.Advance(4_200 * time.Second)
	if u.Climate() != v.Climate() {
		t.Errorf("in steps %v, at once %v", u.Climate(), v.Climate())
	}
	hot := u.Climate().Current
	must(t, u.SetAirflow("normal"))
	clk.Advance(5 * time.Hour)
	if now := u.Climate(); now.Max != hot || now.Current >= hot {
		t.Errorf("after cooling %v, want a maximum of %d and less now", now, hot)
	}
	if len(u.Climate().Findings()) != 2 {
		t.Errorf("findings %v, want those of the two maxima", u.Climate().Findings())
	}
}

func FuzzPanel(f *testing.F) {
	f.Add("down select select back type:1 power main up")
	f.Add("down down select down down select down select type:10.0.0.1 type:3138-147F-2D64")
	f.Fuzz(func(t *testing.T, keys string) {
		u, clk := unit()
		u.Mail("clients-10")
		u.Mail(chassis.RemoteOperator)
		for _, k := range strings.Fields(keys) {
			if err := u.Key(k); err != nil {
				continue
			}
			clk.Advance(time.Second)
			if menu, cursor := u.Menu(); len(menu) > 0 && cursor >= len(menu) {
				t.Fatalf("after %q the cursor is at %d of %d entries", keys, cursor, len(menu))
			}
			u.Display()
		}
	})
}
