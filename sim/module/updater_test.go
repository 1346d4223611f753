package module_test

import (
	"strings"
	"testing"
	"time"

	"hsmlab/sim/clock"
	"hsmlab/sim/entropy"
	"hsmlab/sim/feature"
	"hsmlab/sim/firmware"
	"hsmlab/sim/led"
	"hsmlab/sim/module"
	"hsmlab/sim/sshkey"
	"hsmlab/sim/vcm"
)

// bench is a module on a table, enrolled and booted.
type bench struct {
	*module.Module
	clock *clock.Clock
}

func onBench(t *testing.T, primary string) bench {
	t.Helper()
	c := &clock.Clock{}
	l := module.Lifetime{ESN: "8851-43DF-3795", Speed: feature.High, Features: feature.HSMSpeed2}
	m := module.New(l, firmware.Delivered(primary, "13.2.4", "1.0.3"), c, entropy.New(7))
	c.Settle = m.Relight
	m.Install()
	keys := map[sshkey.Service]sshkey.Public{}
	for _, s := range sshkey.Services() {
		keys[s.Service] = sshkey.FromSeed([32]byte{1}).Public()
	}
	if _, r := m.Enroll(keys); r != nil {
		t.Fatal(r)
	}
	return bench{m, c}
}

func pkg(t *testing.T, name string) firmware.Package {
	t.Helper()
	for _, f := range append(firmware.Media(), firmware.Strays()...) {
		if strings.HasSuffix(f.Path, name) {
			p, err := firmware.Parse(f.Data)
			if err != nil {
				t.Fatal(err)
			}
			return p
		}
	}
	t.Fatalf("no package %s", name)
	return firmware.Package{}
}

func TestCheckUpgrade(t *testing.T) {
	for _, tt := range []struct {
		name, primary, file string
		minVSN, revoked     int
		want                string
	}{
		{"newer", "13.4.5", "14-1-1-vsn42.npkg", 30, 0, ""},
		{"older, but not below the minimum", "14.1.1", "13-3-1-vsn30.npkg", 30, 0, ""},
		{"below the minimum", "14.1.1", "13-3-1-vsn30.npkg", 31, 0, "lower than the minimum VSN 31"},
		{"forged", "14.1.1", "14-1-9-vsn99.npkg", 30, 0, "not made by the vendor"},
		{"another product", "14.1.1", "nShield5x-14-1-1-vsn42.npkg", 30, 0, "for nShield5x"},
		{"bootloader at the gate", "13.4.5", "uboot-1-1-0.npkg", 30, 0, ""},
		{"bootloader below the gate", "13.3.1", "uboot-1-1-0.npkg", 30, 0, "only when firmware 13.4 or later"},
		{"bootloader has no VSN", "13.4.5", "uboot-1-1-0.npkg", 34, 0, ""},
		{"bootloader with a revoked key", "14.1.1", "uboot-1-1-0.npkg", 30, 1, "has revoked"},
		{"bootloader with the key after it", "14.1.1", "uboot-1-2-0.npkg", 30, 1, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b := onBench(t, tt.primary)
			b.Firmware.MinVSN, b.Firmware.Bootloader.Revoked = tt.minVSN, tt.revoked
			r := b.CheckUpgrade(pkg(t, tt.file))
			switch {
			case tt.want == "" && r != nil:
				t.Errorf("got %v, want no refusal", r)
			case tt.want != "" && (r == nil || !strings.Contains(r.Reason, tt.want)):
				t.Errorf("got %v, want %q", r, tt.want)
			}
		})
	}
}

func TestIrreversibleBootloader(t *testing.T) {
	b := onBench(t, "14.1.1")
	b.Program(pkg(t, "uboot-1-2-0.npkg"), true)
	b.clock.Advance(5 * time.Minute)
	if got := b.Firmware.Bootloader.Version.String(); got != "1.2.0" {
		t.Fatalf("got bootloader %s, want 1.2.0", got)
	}
	if r := b.CheckUpgrade(pkg(t, "uboot-1-1-0.npkg")); r == nil || r.ID != "G-4.1.2.2-2" {
		t.Errorf("got %v, want a refusal of the revoked key", r)
	}
}

// TestUpgradeShowsOnTheLED: the security processor's part flashes cyan and blue, the rest flickers blue, and the
// module reboots by itself.
func TestUpgradeShowsOnTheLED(t *testing.T) {
	b := onBench(t, "13.7.3")
	b.Program(pkg(t, "14-1-1-vsn42.npkg"), true)
	seen := map[led.Signal]bool{}
	for range 300 {
		s, _ := b.LED()
		seen[s] = true
		b.clock.Advance(time.Second)
	}
	for _, want := range []led.Signal{led.Active, led.SecurityUpgrade, led.PowerGood, led.Booting, led.Idle} {
		if !seen[want] {
			t.Errorf("the LED never showed: %s", want.Words())
		}
	}
	if b.Version() != firmware.MustParse("14.1.1") || b.Resets() != 1 {
		t.Errorf("got version %s after %d resets, want 14.1.1 after 1", b.Version(), b.Resets())
	}
}

// TestUpgradeToMultiTenancy: the platform's ncoreapi is gone, no VCM exists, and key certificates come with the
// next factory state (guide 2, 4.7.3).
func TestUpgradeToMultiTenancy(t *testing.T) {
	b := onBench(t, "13.4.5")
	if b.Ncoreapi() == nil || b.Certified() {
		t.Fatalf("13.4.5: got ncoreapi %v, certified %v; want a service and no certificates", b.Ncoreapi(), b.Certified())
	}
	b.Program(pkg(t, "14-1-1-vsn42.npkg"), true)
	b.clock.Advance(5 * time.Minute)
	if b.Ncoreapi() != nil || len(b.VCMs()) != 0 || b.Factory() || b.Certified() {
		t.Errorf("14.1.1: got ncoreapi %v, %d VCMs, factory %v, certified %v; want none of them", b.Ncoreapi(), len(b.VCMs()), b.Factory(), b.Certified())
	}
	if r := b.FactoryState(); r != nil {
		t.Fatal(r)
	}
	if !b.Certified() {
		t.Error("after factory state: got no certificates, want them")
	}
}

// TestInterlockBelow14 takes the rule of guide 4.6.4 literally: every mode but maintenance refuses.
func TestInterlockBelow14(t *testing.T) {
	b := onBench(t, "13.4.5")
	for _, tt := range []struct {
		mode vcm.Mode
		want string
	}{{vcm.Operational, "G-4.6.4-3"}, {vcm.PreInitialization, "G-4.6.4-3"}, {vcm.Maintenance, ""}} {
		b.Ncoreapi().Switch(tt.mode)
		got := ""
		if _, r := b.SetMinVSN(30); r != nil {
			got = r.ID
		}
		if got != tt.want {
			t.Errorf("%s: got refusal %q, want %q", tt.mode, got, tt.want)
		}
	}
}

func TestSetMinVSN(t *testing.T) {
	b := onBench(t, "14.1.1")
	for _, tt := range []struct {
		vsn int
		ok  bool
	}{{29, false}, {30, true}, {43, false}, {42, true}, {41, false}, {42, true}} {
		if _, r := b.SetMinVSN(tt.vsn); (r == nil) != tt.ok {
			t.Errorf("minimum VSN %d after %d: got %v, want ok %v", tt.vsn, b.Firmware.MinVSN, r, tt.ok)
		}
	}
	if r := b.FactoryState(); r != nil || b.Firmware.MinVSN != 42 {
		t.Errorf("factory state: got minimum VSN %d (%v), want it kept", b.Firmware.MinVSN, r)
	}
}

// TestPowerLossWhileProgramming: whatever was cut off, the other image boots, and the old bootloader stays.
func TestPowerLossWhileProgramming(t *testing.T) {
	for _, tt := range []struct {
		file            string
		primary, rescue bool // boots afterwards
	}{
		{"14-1-1-vsn42.npkg", false, true},
		{"recovery-13-6-3-vsn40.npkg", true, false},
		{"uboot-1-1-0.npkg", true, true},
	} {
		t.Run(tt.file, func(t *testing.T) {
			for button, boots := range map[bool]bool{false: tt.primary, true: tt.rescue} {
				b := onBench(t, "13.5.1")
				b.Program(pkg(t, tt.file), true)
				b.clock.Advance(7 * time.Second)
				b.SetPower(false)
				if button {
					b.Press()
				}
				b.SetPower(true)
				b.clock.Advance(3 * time.Minute)
				if b.Up() != boots || b.Stuck() == boots {
					t.Errorf("button %v: got up %v, stuck %v; want up %v", button, b.Up(), b.Stuck(), boots)
				}
			}
		})
	}
}
