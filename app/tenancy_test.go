package app_test

import (
	"fmt"
	"strings"
	"testing"

	"hsmlab/app"
	"hsmlab/sim"
	"hsmlab/sim/vcm"
)

func TestVCMStates(t *testing.T) {
	for _, test := range []struct {
		vcm  sim.VCMSnapshot
		want string
	}{
		{sim.VCMSnapshot{State: "inactive"}, "inactive"},
		{sim.VCMSnapshot{State: "inactive", OverQuota: true}, "stopped, disk full"},
		{sim.VCMSnapshot{State: "active", Mode: "operational"}, "operational"},
		{sim.VCMSnapshot{State: "active", Mode: "uninitialized"}, "uninitialized"},
		{sim.VCMSnapshot{State: "active", Mode: "maintenance"}, "maintenance"},
		{sim.VCMSnapshot{State: "active", Mode: "pre-initialization"}, "active, pre-initialization"},
		{sim.VCMSnapshot{State: "active", Mode: "error"}, "error"},
	} {
		if got := app.StateWords(test.vcm); got != test.want {
			t.Errorf("%+v: got %q, want %q", test.vcm, got, test.want)
		}
	}
}

// The page and the tools speak of the same amounts: a megabyte is 1,024 KB, and only a full quota looks full.
func TestAmounts(t *testing.T) {
	for kb, want := range map[int]string{
		420: "420 KB", 9_999: "9999 KB", 10_240: "10.0 MB", 16_000: "15.7 MB", 16_384: "16.0 MB", 16_385: "16.1 MB",
		181_000: "176.8 MB", 409_600: "400.0 MB", 1 << 20: "1.0 GB", 8_148_352: "7.8 GB",
	} {
		if got := app.Amount(kb); got != want {
			t.Errorf("%d KB: got %s, want %s", kb, got, want)
		}
	}
	v := sim.VCMSnapshot{DiskKB: 16_383, DiskQuotaKB: vcm.DiskQuotaKB}
	if got, want := app.QuotaWords(v), "16383 KB of 16384 KB"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// many are VCMs of which the first ones run.
func many(n, running int) []sim.VCMSnapshot {
	var list []sim.VCMSnapshot
	for i := range n {
		v := sim.VCMSnapshot{UUID: fmt.Sprintf("%08x-0000", i), Name: fmt.Sprintf("vcm-%04d", i), State: "inactive", Address: fmt.Sprintf("192.168.%d.%d", i/256, i%256)}
		if i < running {
			v.State, v.Mode, v.EnrolledOn = "active", "operational", []string{"tenant-a"}
		}
		list = append(list, v)
	}
	return list
}

func TestVCMsAreFound(t *testing.T) {
	list := many(1000, 21)
	for _, test := range []struct {
		find, only string
		want       int
	}{
		{"", "", 1000}, {"", "operational", 21}, {"", "inactive", 979}, {" VCM-00 ", "", 100}, {"vcm-00", "operational", 21},
		{"000003e7", "", 1}, {"192.168.3.231", "", 1}, {"tenant-a", "", 21}, {"nobody", "", 0},
	} {
		if got := app.Sought(list, test.find, test.only); got != test.want {
			t.Errorf("find %q, only %q: got %d VCMs, want %d", test.find, test.only, got, test.want)
		}
	}
}

func TestCellsOfAThousandVCMs(t *testing.T) {
	g := app.DrawGrid(many(1000, 21), "", "000003e7-0000")
	if g.Columns*g.Rows != 1000 || g.Columns != 40 {
		t.Errorf("%d columns of %d rows, want a thousand places", g.Columns, g.Rows)
	}
	for state, want := range map[string]int{"operational": 21, "inactive": 979, "faint": 0} {
		if got := strings.Count(g.Paths[state], "M"); got != want {
			t.Errorf("%s: got %d cells, want %d", state, got, want)
		}
	}
	if want := "M390 240h10v10h-10z"; g.Ring != want {
		t.Errorf("ring: got %q, want %q", g.Ring, want)
	}
	sought := app.DrawGrid(many(1000, 21), "vcm-0000", "")
	if got := strings.Count(sought.Paths["faint"], "M"); got != 999 {
		t.Errorf("searched: got %d faint cells, want 999", got)
	}
}

func TestKeysMoveAlongTheCells(t *testing.T) {
	for _, test := range []struct {
		key      string
		from, to int
		moves    bool
	}{
		{"ArrowRight", 0, 1, true}, {"ArrowLeft", 0, 0, true}, {"ArrowDown", 0, 40, true}, {"ArrowUp", 50, 10, true},
		{"End", 3, 999, true}, {"Home", 500, 0, true}, {"PageDown", 990, 999, true}, {"a", 7, 7, false},
	} {
		if to, moves := app.StepCells(1000, test.key, test.from); to != test.to || moves != test.moves {
			t.Errorf("%s from %d: got %d, %v; want %d, %v", test.key, test.from, to, moves, test.to, test.moves)
		}
	}
}

// What the drawing of a thousand VCMs costs per change, natively: a few milliseconds would be felt at each command.
func BenchmarkDrawGrid(b *testing.B) {
	list := many(1000, 21)
	for b.Loop() {
		app.DrawGrid(list, "", "000003e7-0000")
	}
}
