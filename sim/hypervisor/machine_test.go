package hypervisor_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"hsmlab/sim/hypervisor"
)

func act(t *testing.T, m *hypervisor.Machine, acts ...string) {
	t.Helper()
	for _, a := range acts {
		if err := m.Do(a); err != nil {
			t.Fatalf("%s: %v; on the screen:\n%s", a, err, strings.Join(m.Screen(), "\n"))
		}
	}
}

// What is not on the screen cannot be picked, and a form that builds on another one is not offered before it.
func TestForms(t *testing.T) {
	m := hypervisor.New("esxi", hypervisor.ESXi)
	for _, a := range []string{"pick OK", "enter x", "open passthrough", "open nonsense", "ps Get-Process", "start x", "card 7", "card", "card 01", "card 12", "", "dance"} {
		if err := m.Do(a); err == nil || m.Cards != 1 {
			t.Errorf("%q was possible at the start; %d cards", a, m.Cards)
		}
	}
	act(t, m, "open vcenter", "pick Log on as administrator", "pick Start ESXi host", "pick vCenter Simple Install", "pick Install vSphere Web Client")
	if !slices.Contains(m.Done, "vcenter") {
		t.Errorf("finished forms are %q, want vcenter among them", m.Done)
	}
}

// Every form can be finished by picking the first option and entering a number, in each product; each step shows.
func TestEveryFormEnds(t *testing.T) {
	for _, k := range []hypervisor.Kind{hypervisor.ESXi, hypervisor.XenServer, hypervisor.HyperV} {
		m := hypervisor.New("x", k)
		for _, f := range m.Forms() {
			act(t, m, "open "+f)
			var before []string
			for range 100 {
				if slices.Contains(m.Done, f) {
					break
				}
				screen := m.Screen()
				if slices.Equal(screen, before) {
					t.Errorf("%s: form %s shows the same before and after a choice: %q", k, f, screen)
				}
				before = screen
				if option, ok := strings.CutPrefix(screen[1], "  ( ) "); ok {
					act(t, m, "pick "+option)
				} else {
					act(t, m, "enter 4")
				}
			}
			if !slices.Contains(m.Done, f) {
				t.Errorf("%s: form %s does not end", k, f)
			}
		}
	}
}

func TestStartNeedsTheDevice(t *testing.T) {
	for _, c := range []struct {
		name    string
		change  func(*hypervisor.Machine, *hypervisor.Guest)
		refused string // id, "" = starts, "-" = refused without one
	}{
		{"without devices", func(m *hypervisor.Machine, g *hypervisor.Guest) { g.Devices = nil }, ""},
		{"all in order", func(*hypervisor.Machine, *hypervisor.Guest) {}, ""},
		{"card absent", func(m *hypervisor.Machine, g *hypervisor.Guest) { m.Cards = 0 }, "G-4.18.4.2-1"},
		{"held by the host", func(m *hypervisor.Machine, g *hypervisor.Guest) { m.Dismount = false }, "G-4.18.4.2-1"},
		{"assigned twice", func(m *hypervisor.Machine, g *hypervisor.Guest) { g.Devices = append(g.Devices, hypervisor.Endpoint) }, "G-4.18.5.1.7-2"},
		{"stop action", func(m *hypervisor.Machine, g *hypervisor.Guest) { g.TurnOff = false }, "-"},
		{"memory", func(m *hypervisor.Machine, g *hypervisor.Guest) { g.Memory = false }, "-"},
	} {
		m := hypervisor.New("hyperv", hypervisor.HyperV)
		g := &hypervisor.Guest{Name: "g", Devices: []string{hypervisor.Endpoint}, TurnOff: true, Memory: true}
		m.Guests, m.Dismount = append(m.Guests, g), true
		c.change(m, g)
		r := m.Start(g)
		switch {
		case (r == nil) != (c.refused == "") || g.Running != (c.refused == ""):
			t.Errorf("%s: refusal %v, running %v", c.name, r, g.Running)
		case r != nil && r.ID != strings.TrimPrefix(c.refused, "-"):
			t.Errorf("%s: refused by %q, want %q", c.name, r.ID, c.refused)
		}
	}
}

func TestHides(t *testing.T) {
	const conf = "default xe\nlabel xe\n  kernel mboot.c32\n  append /boot/xen.gz%s --- /boot/vmlinuz root=LABEL=root%s\nlabel fallback\n  append /boot/xen.gz --- /boot/vmlinuz%s --- /boot/initrd\n%s\n"
	for name, c := range map[string]struct {
		xen, kernel, fallback, end string
		want                       bool
	}{
		"kernel":          {kernel: " pciback.hide=(02:00.0)", want: true},
		"newer":           {kernel: " quiet xen-pciback.hide=(0000:02:00.0)(03:00.0)", want: true},
		"other device":    {kernel: " pciback.hide=(03:00.0)"},
		"hypervisor":      {xen: " pciback.hide=(02:00.0)"},
		"fallback":        {fallback: " pciback.hide=(02:00.0)"},
		"comment":         {end: "# pciback.hide=(02:00.0)"},
		"comment append":  {end: "label xe\n# append /boot/vmlinuz pciback.hide=(02:00.0)"},
		"line of its own": {end: "pciback.hide=(02:00.0)"},
		"nothing":         {},
	} {
		if got := hypervisor.Hides(fmt.Appendf(nil, conf, c.xen, c.kernel, c.fallback, c.end)); got != c.want {
			t.Errorf("%s: got %v", name, got)
		}
	}
	if hypervisor.Hides(nil) {
		t.Error("an empty configuration hides the device")
	}
}

func FuzzPowerShell(f *testing.F) {
	f.Add("Get-VMHostAssignableDevice")
	f.Add("$vmName = 'ws2016'")
	f.Fuzz(func(t *testing.T, line string) {
		m := hypervisor.New("hyperv", hypervisor.HyperV)
		m.Elevated = true
		if err := m.Do("ps " + line); err != nil {
			t.Errorf("line %q: %v, want an answer on the screen", line, err)
		}
	})
}
