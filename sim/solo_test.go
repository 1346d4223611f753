package sim_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"hsmlab/sim"
	"hsmlab/sim/led"
	"hsmlab/sim/simtest"
)

// moduleOf is the module of a product in the lab.
func moduleOf(t *testing.T, b *simtest.Bench, p led.Product) sim.ModuleSnapshot {
	t.Helper()
	list := b.Snapshot().Modules
	i := slices.IndexFunc(list, func(m sim.ModuleSnapshot) bool { return m.Product == string(p) })
	if i < 0 {
		t.Fatalf("no %s among %d modules", p, len(list))
	}
	return list[i]
}

// Each code that a product's list offers can be made on it, and its lamp says the code; of the other products' codes
// it knows only what its own table has too.
func TestEachCodeCanBeMadeOnItsProduct(t *testing.T) {
	for _, p := range led.Products() {
		esn := moduleOf(t, simtest.New(t, "mixed"), p).ESN
		for _, f := range simtest.New(t, "mixed").FaultsOf(esn) {
			_, word := led.Remote(f.Name)
			if f.Host || strings.ToLower(f.Name) == f.Name && p != led.Shield5s || p == led.Shield5s && (word || f.Name[0] > '9') || f.Name == "SFP" {
				continue
			}
			b := simtest.New(t, "mixed")
			b.Must(sim.Inject{Target: esn, Fault: f.Name})
			m := moduleOf(t, b, p)
			want := strings.ReplaceAll(f.Name, "#", "1")
			got, ok := m.LED.Waveform(led.Unit).Decode(led.Unit)
			if !ok || got != want || m.Boot != "error" || !slices.Contains(m.Faults, want) {
				t.Errorf("%s %s: the lamp says %q (%v), boot %s, faults %v", p, f.Name, got, ok, m.Boot, m.Faults)
			}
		}
	}
}

func TestRandomFaultsComeFromTheSeed(t *testing.T) {
	for _, p := range led.Products() {
		var codes [2]string
		for i := range codes {
			b := simtest.New(t, "mixed")
			b.Must(sim.Inject{Target: moduleOf(t, b, p).ESN, Fault: sim.RandomFault})
			codes[i] = moduleOf(t, b, p).LED.Code
		}
		if codes[0] == "" || codes[0] != codes[1] {
			t.Errorf("%s: got %q, then %q", p, codes[0], codes[1])
		}
	}
}

func TestHandsOnASolo(t *testing.T) {
	b := simtest.New(t, "mixed")
	solo, five := moduleOf(t, b, led.SoloPlus).ESN, moduleOf(t, b, led.Shield5s).ESN
	for _, c := range []struct {
		event sim.Event
		want  string // in the error
	}{
		{sim.Press{Target: solo, Control: "recovery"}, "it has clear"},
		{sim.Press{Target: five, Control: sim.ClearButton}, "it has recovery"},
		{sim.Set{Target: five, Control: sim.SwitchControl, Value: "M"}, "only nShield Solo"},
		{sim.Set{Target: solo, Control: sim.SwitchControl, Value: "X"}, "M, O and I"},
		{sim.Set{Target: solo, Control: sim.RemoteJumper, Value: "maybe"}, "on or off"},
		{sim.Set{Target: solo, Control: sim.RemoteJumper, Value: "on"}, "switch host provider off"},
		{sim.Inject{Target: solo, Fault: "HZ"}, "nearest: HZE"},
		{sim.Inject{Target: solo, Fault: "1-1-1"}, "on an nShield Solo+, but on an nShield 5s"},
		{sim.Inject{Target: five, Fault: "OLI"}, "on an nShield 5s, but on an nShield Solo+; nearest: OLC"},
		{sim.Inject{Target: five, Fault: "1-1-2"}, "nearest: 1-1-1"},
		{sim.Inject{Target: solo, Fault: "OLC", Value: "clear"}, "does not have fault OLC"},
		{sim.Inject{Target: solo, Fault: "OLC", Value: "twice"}, "no value but clear"},
		{sim.Inject{Target: five, Fault: "OLC"}, "none runs on module"},
		{sim.Inject{Target: five, Fault: "HV", Value: "clear"}, "does not have fault HV"},
	} {
		if _, err := b.Do(c.event); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%+v: got %v, want %q", c.event, err, c.want)
		}
	}
	b.Must(sim.Set{Target: solo, Control: sim.SwitchControl, Value: "M"})
	b.Must(sim.Press{Target: solo, Control: sim.ClearButton})
	m := moduleOf(t, b, led.SoloPlus)
	if m.Solo.Mode != "maintenance" || m.ModeSwitch != "M" || m.LED != led.SoloMaintenance || m.Resets != 2 {
		t.Errorf("got %+v, switch %s, lamp %s, %d resets", m.Solo, m.ModeSwitch, m.LED.Words(), m.Resets)
	}
	b.Must(sim.Power{Host: "provider"})
	if _, err := b.Do(sim.Inject{Target: solo, Fault: "OLC"}); err == nil || !strings.Contains(err.Error(), "no power") {
		t.Errorf("a fault without power: %v", err)
	}
	b.Must(sim.Set{Target: solo, Control: sim.PhysicalJumper, Value: "on"})
	b.Must(sim.Power{Host: "provider", On: true})
	if m := moduleOf(t, b, led.SoloPlus); m.Solo.Mode != "operational" || !m.Jumpers.Physical {
		t.Errorf("got mode %s, jumpers %+v", m.Solo.Mode, m.Jumpers)
	}
}

// Waiting in one piece or in many is the same, heat and battery included.
func TestWaitingOnASoloCanBeSplit(t *testing.T) {
	run := func(pieces int64) string {
		b := simtest.New(t, "mixed")
		esn := moduleOf(t, b, led.SoloXC).ESN
		b.Must(sim.Inject{Target: esn, Fault: "too-hot"})
		for range pieces {
			b.Must(sim.Elapse{Micros: 1_200_000_000 / pieces})
		}
		if m := moduleOf(t, b, led.SoloXC); m.LED.Code != "OLE" {
			t.Errorf("%d pieces: lamp %s at %d", pieces, m.LED.Words(), m.Sensors.CPUMilliC)
		}
		return b.Hash()
	}
	if one, many := run(1), run(240); one != many {
		t.Errorf("got %s in pieces, %s in one", many, one)
	}
}

// A Solo that lies on the shelf keeps its switch, jumpers and world; in another host it is that host's module.
func TestMovingASolo(t *testing.T) {
	b := simtest.New(t, "mixed")
	m := moduleOf(t, b, led.SoloPlus)
	if _, err := b.Do(sim.Move{Target: m.ESN, Host: sim.Shelf}); err == nil || !strings.Contains(err.Error(), "switch it off") {
		t.Errorf("moved out of a host with power: %v", err)
	}
	b.Must(sim.Power{Host: "provider"})
	b.Must(sim.Power{Host: "tenant-a"})
	b.Must(sim.Move{Target: m.ESN, Host: sim.Shelf})
	b.Must(sim.Set{Target: m.ESN, Control: sim.PhysicalJumper, Value: "on"})
	if got := moduleOf(t, b, led.SoloPlus); got.Host != sim.Shelf || got.Slot != 0 || got.Power || !got.Jumpers.Physical {
		t.Errorf("on the shelf: %+v", got)
	}
	b.Must(sim.Move{Target: m.ESN, Host: "tenant-a"})
	b.Must(sim.Power{Host: "tenant-a", On: true})
	b.Pass(time.Minute)
	got := moduleOf(t, b, led.SoloPlus)
	if got.Host != "tenant-a" || got.Slot != 1 || got.Solo.World != m.Solo.World || got.Solo.Mode != "operational" {
		t.Errorf("in the other host: %+v, %+v", got, got.Solo)
	}
	if a := b.Run("root@tenant-a", "enquiry -m 1"); !strings.Contains(a.Text, m.ESN) {
		t.Errorf("enquiry: %s", a.Text)
	}
}

// A fault that a product's list has twice differs in its value, and the value makes that one: T of a Solo XC is heat,
// which ends, or a tamper event, which nothing ends. What is a VCM's is marked, and a VCM can be named for it.
func TestFaultsTellWhatTheirValueIs(t *testing.T) {
	for _, p := range led.Products() {
		b := simtest.New(t, "mixed")
		esn, seen := moduleOf(t, b, p).ESN, map[string]bool{}
		for _, f := range b.FaultsOf(esn) {
			if seen[f.Name+" "+f.Value] {
				t.Errorf("%s: %s %s is listed twice", p, f.Name, f.Value)
			}
			seen[f.Name+" "+f.Value] = true
			if remote, ok := led.Remote(f.Name); f.VCM != (p == led.Shield5s && ok && remote.Lamp == "") {
				t.Errorf("%s: %+v", p, f)
			}
		}
		if seen["T tamper"] != (p == led.SoloXC) {
			t.Errorf("%s: T as a tamper event listed: %v", p, seen["T tamper"])
		}
	}
	for _, u := range simtest.New(t, "network-hsm").Snapshot().Units {
		seen := map[string]bool{}
		for _, f := range simtest.New(t, "network-hsm").FaultsOf(u.ESN) {
			if seen[f.Name+" "+f.Value] {
				t.Errorf("%s: %s %s is listed twice", u.Product, f.Name, f.Value)
			}
			seen[f.Name+" "+f.Value] = true
		}
	}
	b := simtest.New(t, "mixed")
	xc := moduleOf(t, b, led.SoloXC).ESN
	b.Must(sim.Inject{Target: xc, Fault: "T", Value: "tamper"})
	if _, err := b.Do(sim.Inject{Target: xc, Fault: "T", Value: "clear"}); err == nil || !strings.Contains(err.Error(), "tampering") {
		t.Errorf("the cause of a tamper event taken away: %v", err)
	}
}
