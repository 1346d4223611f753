package sim_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"hsmlab/sim"
)

// upgradeDesk is the provider's desk in the scenario old-firmware, with the HSM in maintenance mode.
type upgradeDesk struct {
	*sim.Lab
	t   *testing.T
	out strings.Builder
}

func (d *upgradeDesk) Output(_ int, _ bool, data string) { d.out.WriteString(data) }
func (d *upgradeDesk) Exited(int, int)                   {}

func newUpgradeDesk(t *testing.T, scenario string) *upgradeDesk {
	t.Helper()
	lab, err := sim.New(sim.Options{Scenario: scenario, Seed: 3})
	if err != nil {
		t.Fatal(err)
	}
	d := &upgradeDesk{Lab: lab, t: t}
	lab.Observe(d)
	t.Cleanup(lab.Close)
	return d
}

func (d *upgradeDesk) must(e sim.Event) sim.Result {
	d.t.Helper()
	r, err := d.Do(e)
	if err != nil {
		d.t.Fatalf("%+v: %v", e, err)
	}
	return r
}

func (d *upgradeDesk) pass(t time.Duration) { d.must(sim.Elapse{Micros: t.Microseconds()}) }

func (d *upgradeDesk) start(command string) int {
	return d.must(sim.Exec{Host: "provider", User: "root", Argv: strings.Fields(command), Dir: "/root"}).PID
}

// finish lets time pass until a program has ended, and returns its exit status.
func (d *upgradeDesk) finish(pid int) int {
	d.t.Helper()
	for range 10_000 {
		if _, on := d.Process(pid); !on {
			return d.Snapshot().Last.Status
		}
		d.toNext()
	}
	d.t.Fatal("the program does not end")
	return 0
}

// toNext lets the next thing happen that is due.
func (d *upgradeDesk) toNext() {
	if due, ok := d.NextDue(); ok {
		d.pass(max(due-d.Now(), time.Microsecond))
	} else {
		d.pass(time.Second)
	}
}

func (d *upgradeDesk) ok(command string) {
	d.t.Helper()
	d.out.Reset()
	if status := d.finish(d.start(command)); status != 0 {
		d.t.Fatalf("%s: exit status %d\n%s", command, status, d.out.String())
	}
}

func (d *upgradeDesk) module() sim.ModuleSnapshot { return d.Snapshot().Modules[0] }

// cycle cuts the power and gives it back, with the recovery button held or not, and waits for what becomes of it.
func (d *upgradeDesk) cycle(button bool) {
	d.must(sim.Power{Host: "provider"})
	d.pass(5 * time.Second)
	if button {
		d.must(sim.Press{Target: d.module().ESN, Control: sim.RecoveryButton})
	}
	d.must(sim.Power{Host: "provider", On: true})
	d.pass(2 * time.Minute)
	if button {
		d.must(sim.Release{Target: d.module().ESN, Control: sim.RecoveryButton})
	}
}

const discDir = "/mnt/disc/firmware/nShield5s/"

func (d *upgradeDesk) upgrade(file string) string {
	return "hsmadmin upgrade --esn " + d.module().ESN + " --force " + discDir + file
}

// cuts are what can go wrong from outside at any moment of an upgrade.
var cuts = map[string]func(*upgradeDesk, int){
	"power": func(d *upgradeDesk, _ int) { d.cycle(false) },
	"interrupt": func(d *upgradeDesk, pid int) {
		if _, on := d.Process(pid); on {
			d.must(sim.Signal{PID: pid, Signal: "INT"})
		}
		d.pass(5 * time.Minute)
	},
	"reset": func(d *upgradeDesk, _ int) { // by somebody at another terminal
		d.finish(d.start("hsmadmin reset")) // not answered when the module reboots already
		d.pass(5 * time.Minute)
	},
}

// TestUpgradeCutOffEverywhere cuts an upgrade off at each moment at which anything happens. Afterwards the module is
// in a state that the guide knows, and the documented way out leads to the new firmware: recovery mode when it does
// not boot into primary mode (guide 4.5.4), otherwise the upgrade once more.
func TestUpgradeCutOffEverywhere(t *testing.T) {
	for _, tt := range []struct{ name, file, old, version string }{
		{"primary", "latest/nShield5s-14-1-1-vsn42.npkg", "13.4.5", "14.1.1"},
		{"recovery", "latest/nShield5s-recovery-13-6-3-vsn40.npkg", "13.2.4", "13.6.3"},
		{"uboot", "latest/nShield5s-uboot-1-2-0.npkg", "1.0.3", "1.2.0"},
	} {
		for _, cut := range []string{"interrupt", "power", "reset"} {
			t.Run(tt.name+" "+cut, func(t *testing.T) {
				seen := map[string]int{}
				for n := 0; cutAt(t, n, tt.name, tt.file, tt.old, tt.version, cut, seen); n++ {
				}
				t.Logf("states reached: %v", seen)
				if seen[tt.old] == 0 || seen[tt.version] == 0 {
					t.Errorf("states reached: %v; want cuts before and after the new firmware was complete", seen)
				}
				if torn := cut != "interrupt" && tt.name != "uboot"; torn != (seen["invalid"] > 0) {
					t.Errorf("states reached: %v; want an invalid image %v", seen, torn)
				}
			})
		}
	}
}

// cutAt cuts an upgrade off after its nth happening; false when it was over by then.
func cutAt(t *testing.T, n int, component, file, old, version, cut string, seen map[string]int) bool {
	d := newUpgradeDesk(t, "old-firmware")
	d.ok("nopclearfail -M -m 1")
	pid := d.start(d.upgrade(file))
	for range n {
		if _, on := d.Process(pid); !on {
			return false
		}
		d.toNext()
	}
	cuts[cut](d, pid)
	m := d.module()
	state := loaded(m, component)
	seen[state]++
	if !slices.Contains([]string{old, version, "invalid"}, state) || cut == "interrupt" && state == "invalid" {
		t.Fatalf("%s after %d happenings: got %s %s", cut, n, component, state)
	}
	d.known(n)
	d.wayOut(component, file, version)
	return true
}

func loaded(m sim.ModuleSnapshot, component string) string {
	return map[string]string{"primary": m.Firmware.Primary, "recovery": m.Firmware.Recovery, "uboot": m.Firmware.Uboot}[component]
}

// known checks that the module boots, or stays cyan because its primary image is invalid.
func (d *upgradeDesk) known(n int) {
	m := d.module()
	broken := m.Firmware.Primary == "invalid"
	want := map[bool]string{false: "up", true: "error"}[broken]
	if m.Boot != want || broken && m.LED.Colour != "cyan" {
		d.t.Fatalf("after %d happenings: got boot %s, LED %s, firmware %+v; want boot %s", n, m.Boot, m.LED.Words(), m.Firmware, want)
	}
}

// wayOut brings the new firmware into the module by what the guide documents.
func (d *upgradeDesk) wayOut(component, file, version string) {
	if d.module().Firmware.Primary == "invalid" {
		d.cycle(true)
		if m := d.module(); m.Image != "recovery" || m.Boot != "up" || !m.Factory {
			d.t.Fatalf("button held: got image %s, boot %s, factory %v; want recovery mode in factory state", m.Image, m.Boot, m.Factory)
		}
		d.ok("hsmadmin enroll")
	}
	if loaded(d.module(), component) != version {
		d.ok(d.upgrade(file))
		d.pass(2 * time.Minute)
	}
	if d.module().Factory {
		d.ok("hsmadmin enroll")
	}
	m := d.module()
	if loaded(m, component) != version || m.Image != "primary" || m.Boot != "up" || m.Factory {
		d.t.Fatalf("after the way out: got %+v, image %s, boot %s, factory %v", m.Firmware, m.Image, m.Boot, m.Factory)
	}
	d.ok("hsmadmin status")
}

// TestHostilePackages: whatever is given as a package, one line says what is wrong, and nothing changes.
func TestHostilePackages(t *testing.T) {
	d := newUpgradeDesk(t, "old-firmware")
	d.ok("nopclearfail -M -m 1")
	d.must(sim.File{Host: "provider", User: "root", Op: "put", Path: "/root/binary", Data: []byte("\x7fELF\x00\xff\xfe")})
	d.must(sim.File{Host: "provider", User: "root", Op: "put", Path: "/root/huge", Data: make([]byte, 1<<20)})
	before := fmt.Sprint(d.module().Firmware)
	for _, file := range []string{"/root/binary", "/root/huge", "/root/missing", "/root", "/mnt/stick/cut-off.npkg", "/mnt/stick/flipped-bit.npkg"} {
		for _, command := range []string{"hsmadmin npkginfo ", "hsmadmin upgrade --force --esn " + d.module().ESN + " "} {
			d.out.Reset()
			if status := d.finish(d.start(command + file)); status != 1 || strings.Count(d.out.String(), "\n") != 1 {
				t.Errorf("%s%s: got exit status %d and %q, want 1 and one line", command, file, status, d.out.String())
			}
		}
	}
	if after := fmt.Sprint(d.module().Firmware); after != before {
		t.Errorf("got firmware %s, want %s", after, before)
	}
}
