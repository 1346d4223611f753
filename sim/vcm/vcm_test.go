package vcm_test

import (
	"strings"
	"testing"

	"hsmlab/sim/vcm"
)

func TestModes(t *testing.T) {
	start := func(v *vcm.VCM) { v.Start() }
	stop := func(v *vcm.VCM) { v.Stop() }
	clear := func(v *vcm.VCM) { v.Clear() }
	to := func(m vcm.Mode) func(*vcm.VCM) { return func(v *vcm.VCM) { v.Switch(m) } }
	initialise := func(v *vcm.VCM) { v.Initialise(strings.Repeat("ab", 20)) }
	world := []func(*vcm.VCM){start, to(vcm.PreInitialization), initialise}
	for _, c := range []struct {
		name  string
		steps []func(*vcm.VCM)
		want  vcm.Mode
		busy  bool // holds the interlock once a tenant is connected
	}{
		{"new", nil, vcm.Inactive, false},
		{"started", []func(*vcm.VCM){start}, vcm.Uninitialized, false},
		{"operational without a world", []func(*vcm.VCM){start, to(vcm.Operational)}, vcm.Uninitialized, false},
		{"pre-initialization", []func(*vcm.VCM){start, to(vcm.PreInitialization)}, vcm.PreInitialization, true},
		{"switched while inactive", []func(*vcm.VCM){to(vcm.PreInitialization)}, vcm.Inactive, false},
		{"initialised, still in pre-initialization", world, vcm.PreInitialization, true},
		{"operational", append(world, to(vcm.Operational)), vcm.Operational, true},
		{"restarted with a world", append(world, stop, start), vcm.Operational, true},
		{"maintenance", append(world, to(vcm.Maintenance)), vcm.Maintenance, false},
		{"cleared in maintenance", append(world, to(vcm.Maintenance), clear), vcm.Maintenance, false},
		{"maintenance and back", append(world, to(vcm.Maintenance), to(vcm.Operational)), vcm.Operational, true},
		{"cleared in pre-initialization", []func(*vcm.VCM){start, to(vcm.PreInitialization), clear}, vcm.Uninitialized, false},
		{"failed", append(world, to(vcm.Error)), vcm.Error, false},
		{"failed and cleared", append(world, to(vcm.Error), clear), vcm.Operational, true},
		{"stopped in maintenance, started", append(world, to(vcm.Maintenance), stop, start), vcm.Operational, true},
	} {
		v := newVCM()
		for _, s := range c.steps {
			s(v)
		}
		if v.Mode() != c.want || v.Engaged() != c.busy || v.Active() != (c.want != vcm.Inactive) {
			t.Errorf("%s: got mode %q, engaged %v, active %v; want %q, %v", c.name, v.Mode(), v.Engaged(), v.Active(), c.want, c.busy)
		}
	}
}

func TestInitialiseOnlyInPreInitialization(t *testing.T) {
	for _, m := range []vcm.Mode{vcm.Uninitialized, vcm.Operational, vcm.Maintenance, vcm.Error} {
		v := newVCM()
		v.Start()
		v.Switch(m)
		if v.Initialise("x") || v.World() != "" {
			t.Errorf("initialised in mode %s", m)
		}
	}
	v := newVCM()
	if v.Initialise("x") {
		t.Error("initialised while inactive")
	}
	v.Start()
	v.Switch(vcm.PreInitialization)
	if !v.Initialise("first") || v.DiskKB <= vcm.IdleDiskKB {
		t.Errorf("not initialised, or nothing stored (%d KB)", v.DiskKB)
	}
	if !v.Initialise("second") || v.World() != "second" {
		t.Errorf("got world %s, want the second to replace the first", v.World())
	}
}

func TestMemory(t *testing.T) {
	v := newVCM()
	if got := v.MemoryKB(); got != 0 {
		t.Errorf("inactive: got %d KB, want 0", got)
	}
	v.Start()
	if got := v.MemoryKB(); got != vcm.ActiveMemKB {
		t.Errorf("active: got %d KB, want %d", got, vcm.ActiveMemKB)
	}
}
