package chassis_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"hsmlab/sim/chassis"
	"hsmlab/sim/clock"
	"hsmlab/sim/led"
	"hsmlab/sim/vcm"
	"hsmlab/sim/world"
)

// tabled are all codes of the module in a unit, numerals filled in.
func tabled(p chassis.Product) []string {
	var list []string
	for _, c := range led.SOSCodes(p.Inside()) {
		list = append(list, strings.ReplaceAll(c.Letters, "#", "3"))
	}
	if p == chassis.NShield5c {
		for _, c := range led.Codes() {
			list = append(list, c.Digits)
		}
		for _, c := range led.RemoteCodes() {
			list = append(list, c.Letters)
		}
	}
	return list
}

func unitOf(p chassis.Product) (*chassis.Unit, *clock.Clock) {
	c := &clock.Clock{}
	u := chassis.New("unit", "3138-147F-2D64", p, c)
	u.Furnish(securityWorld, "172.23.128.12")
	u.Relight()
	return u, c
}

// Every code of the table stops the module inside, and says so: on the blue lamp, unless it is the ncoreapi service's
// own affair (D-77), in the status that clients see, in the footer, and by the row of the guide.
func TestErrorsOfTheModuleInside(t *testing.T) {
	for _, p := range []chassis.Product{chassis.NShield5c, chassis.ConnectXC} {
		for _, code := range tabled(p) {
			u, _ := unitOf(p)
			before, _ := u.LED()
			if !u.Break(code, false) {
				t.Fatalf("%s has no %s", p, code)
			}
			u.Relight()
			s, _ := u.LED()
			read, _ := s.Waveform(led.Unit).Decode(led.Unit)
			r, quiet := led.Remote(code)
			quiet = quiet && p == chassis.NShield5c && r.Lamp == ""
			switch want := shown(p, code); {
			case quiet && s != before:
				t.Errorf("%s %s: the lamp shows %s", p, code, s.Words())
			case !quiet && (read != want || s.Colour != led.Blue || s.Meaning() == ""):
				t.Errorf("%s %s: the lamp shows %q in %s, want %s in blue", p, code, read, s.Colour, want)
			}
			footer, colour := u.Footer()
			if u.Working() || u.Mode() != "failed" || u.Status() == "OK" || footer != "HSM failed" || colour != "red" || u.Phase() != chassis.On {
				t.Errorf("%s %s: %s, mode %q, status %q, footer %s %q", p, code, u.Phase(), u.Mode(), u.Status(), colour, footer)
			}
			if r := u.Trouble("enquiry"); r == nil || r.ID == "" || r.Guide == "" || !strings.Contains(r.Reason, strings.TrimPrefix(u.Status(), "SOS-")) {
				t.Errorf("%s %s: explained by %+v", p, code, r)
			}
		}
	}
}

// shown is the code that the lamp shows for one that is injected.
func shown(p chassis.Product, code string) string {
	if r, ok := led.Remote(code); ok && p == chassis.NShield5c {
		return r.Lamp
	}
	return code
}

// A product has its own codes only.
func TestOtherProductsHaveOtherErrors(t *testing.T) {
	for p, codes := range map[chassis.Product][]string{
		chassis.NShield5c: {"OLI", "TT", "HRT#", "1-4-1", "SFP", ""}, chassis.ConnectXC: {"1-2-2", "OLL", "HCX", "HC#CA", ""},
	} {
		for _, code := range codes {
			u, _ := unitOf(p)
			if u.Break(code, false) || u.Failed() || !u.Working() {
				t.Errorf("%s takes %q", p, code)
			}
		}
	}
}

// A reboot ends an error whose cause is gone; some have none that stays, and some never end (D-37, guide 4.16.6).
func TestWhatARebootEnds(t *testing.T) {
	for _, c := range []struct {
		product    chassis.Product
		code       string
		tamper     bool
		mend, ends bool
	}{
		{chassis.NShield5c, "1-2-2", false, false, false}, {chassis.NShield5c, "1-2-2", false, true, true},
		{chassis.NShield5c, "2-1-5", false, true, false}, {chassis.NShield5c, "HR", false, true, true},
		{chassis.NShield5c, "OLC", false, false, true}, {chassis.NShield5c, "D", false, false, true},
		{chassis.ConnectXC, "OLC", false, false, true}, {chassis.ConnectXC, "D", false, false, true},
		{chassis.ConnectXC, "HV", false, false, false}, {chassis.ConnectXC, "HV", false, true, true},
		{chassis.ConnectXC, "T", false, true, true}, {chassis.ConnectXC, "T", true, true, false},
		{chassis.ConnectXC, "VV", false, true, false},
	} {
		for _, how := range []string{"mains", "button"} {
			t.Run(fmt.Sprint(c.code, c.mend, c.tamper, how), func(t *testing.T) {
				u, clk := unitOf(c.product)
				if !u.Break(c.code, c.tamper) {
					t.Fatal("no such code")
				}
				if got := c.mend && u.Mend(c.code); got != (c.mend && c.ends) && c.code != "2-1-5" {
					t.Errorf("mended: %v", got)
				}
				if u.Mend("WD0") || u.Working() {
					t.Error("an error that is not there was mended, or mending was enough")
				}
				if how == "mains" {
					u.SetMains(false)
					u.SetMains(true)
				} else {
					must(t, u.Key("power"))
					must(t, u.Key("power"))
				}
				clk.Advance(2 * chassis.BootTime)
				if u.Working() != c.ends || u.Failed() == c.ends {
					t.Errorf("after the reboot: working %v, status %q", u.Working(), u.Status())
				}
			})
		}
	}
}

// The menu stays, but commands for the module inside find nobody, and a failure ends what was begun.
func TestPanelOfAFailedModule(t *testing.T) {
	u, _ := unitOf(chassis.ConnectXC)
	u.Files = func() (world.World, bool) { return securityWorld, true }
	if !u.Break("HV", false) {
		t.Fatal("no such code")
	}
	for _, entry := range [][]string{{"System", "System configuration", "Factory state"}, {"HSM", "HSM initialization"}, {"Security World mgmt", "Load Security World"}} {
		choose(t, u, entry...)
		if r := u.Refused(); r == nil || r.ID != "G-4.16-1" || !strings.Contains(u.Display()[0], "SOS-HV") {
			t.Errorf("%v: refused %+v, display %q", entry, r, u.Display())
		}
	}
	if u.World() != securityWorld {
		t.Error("the world is gone")
	}
	choose(t, u, "HSM", "HSM information", "Display details")
	if !slices.Contains(u.Display(), "Mode: failed") {
		t.Errorf("details: %q", u.Display())
	}
	u, _ = unitOf(chassis.NShield5c)
	choose(t, u, "System", "System configuration", "Client config", "New client")
	u.Break("OLC", false)
	if menu, _ := u.Menu(); !slices.Contains(menu, "System") {
		t.Errorf("the form stayed: %q", u.Display())
	}
}

// choose goes to an entry of the menu and selects it.
func choose(t *testing.T, u *chassis.Unit, path ...string) {
	t.Helper()
	must(t, u.Key("main"))
	for _, entry := range path {
		menu, at := u.Menu()
		to := slices.Index(menu, entry)
		if to < 0 {
			t.Fatalf("no %q among %q", entry, menu)
		}
		for range (to - at + len(menu)) % len(menu) {
			must(t, u.Key("down"))
		}
		must(t, u.Key("select"))
	}
}

// The lamp tells the mode, and nothing while the module does not run.
func TestLampOfAUnit(t *testing.T) {
	for _, c := range []struct {
		name   string
		act    func(*chassis.Unit)
		want   led.Signal
		colour string
	}{
		{"operational", func(*chassis.Unit) {}, led.SoloOperational, "green"},
		{"initialization", func(u *chassis.Unit) { u.Initialise() }, led.SoloInitialization, "yellow"},
		{"maintenance", func(u *chassis.Unit) { u.Ncoreapi().Switch(vcm.Maintenance) }, led.SoloMaintenance, "yellow"},
		{"factory state", func(u *chassis.Unit) { u.FactoryState() }, led.SoloOperational, "yellow"},
		{"standby", func(u *chassis.Unit) { must(t, u.Key("power")) }, led.Off, ""},
		{"no mains", func(u *chassis.Unit) { u.SetMains(false) }, led.Off, ""},
		{"booting", func(u *chassis.Unit) { must(t, u.Damage("drill")) }, led.Off, ""},
		{"lid open", func(u *chassis.Unit) { must(t, u.OpenLid()) }, led.Off, ""},
	} {
		u, clk := unitOf(chassis.NShield5c)
		clk.Advance(chassis.ShutdownTime)
		c.act(u)
		u.Relight()
		s, since := u.LED()
		if _, colour := u.Footer(); s != c.want || colour != c.colour || since > clk.Now() || s != led.SoloOperational && since != clk.Now() {
			t.Errorf("%s: %s since %v, footer %q", c.name, s.Words(), since, colour)
		}
	}
}
