package sim_test

import (
	"strings"
	"testing"
	"time"

	"hsmlab/sim"
)

// program runs a program of the HSM software as root on the provider's host, until it ends or d has passed.
func program(t *testing.T, l *sim.Lab, d time.Duration, argv ...string) {
	t.Helper()
	r, err := l.Do(sim.Exec{Host: "provider", User: "root", Argv: argv, Dir: "/root"})
	if err != nil {
		t.Fatalf("%v: %v", argv, err)
	}
	for range 1000 {
		due, more := l.NextDue()
		if _, runs := l.Process(r.PID); !runs || !more || d <= 0 {
			return
		}
		step := min(due-l.Now(), d)
		d -= step
		pass(t, l, step)
	}
}

func pass(t *testing.T, l *sim.Lab, d time.Duration) {
	t.Helper()
	if _, err := l.Do(sim.Elapse{Micros: max(d.Microseconds(), 1)}); err != nil {
		t.Fatal(err)
	}
}

// TestPowerLossDuringExport cuts the mains at many moments of an export that also expires: afterwards the log is
// on disk, or still saved in the HSM, or not exported at all. None is ever lost.
func TestPowerLossDuringExport(t *testing.T) {
	const every = 37 * time.Millisecond
	for cut := time.Millisecond; cut < 2*time.Second; cut += every {
		l, err := sim.New(sim.Options{Seed: 1})
		if err != nil {
			t.Fatal(err)
		}
		program(t, l, cut, "hsmadmin", "logs", "export", "--expire", "--outdir", "/root")
		for _, on := range []bool{false, true} {
			if _, err := l.Do(sim.Power{Host: "provider", On: on}); err != nil {
				t.Fatal(err)
			}
			pass(t, l, 3*time.Minute)
		}
		onDisk := exported(l)
		logs := l.Snapshot().Modules[0].Logs
		if logs.Seq == 2 && logs.Saved == 0 && onDisk == 0 || logs.Seq > 2 || logs.Level != "safe" {
			t.Fatalf("cut after %v: %+v, %d files", cut, logs, onDisk)
		}
		option := "--json"
		if logs.Saved > 0 {
			option = "--saved" // the documented way on
		}
		program(t, l, time.Minute, "hsmadmin", "logs", "export", option)
		if last := l.Snapshot().Last; last.Status != 0 {
			t.Errorf("cut after %v: export %s ends with %d: %v", cut, option, last.Status, last.Refusals)
		}
		l.Close()
	}
}

func exported(l *sim.Lab) int {
	n := 0
	for name := range l.Snapshot().Hosts["provider"].Files {
		if strings.HasPrefix(name, "/root/system-log-") {
			n++
		}
	}
	return n
}

// TestNamedFaults injects each fault that has a name: none may be refused in the room as it begins.
func TestNamedFaults(t *testing.T) {
	l, err := sim.New(sim.Options{Scenario: "logs-nearly-full", Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	esn := l.Snapshot().Modules[0].ESN
	if got := l.Snapshot().Modules[0].Logs.Level; got != "safe" {
		t.Errorf("at first: level %s", got)
	}
	for _, tt := range []struct{ fault, level string }{{"logs-safe", "above-safe"}, {"2-5-5", "critical"}} {
		if _, err := l.Do(sim.Inject{Target: esn, Fault: tt.fault}); err != nil {
			t.Fatal(err)
		}
		if got := l.Snapshot().Modules[0].Logs.Level; got != tt.level {
			t.Errorf("after %s: level %s, want %s", tt.fault, got, tt.level)
		}
	}
	if _, err := l.Do(sim.Inject{Target: esn, Fault: "2-5-5", Value: "clear"}); err == nil {
		t.Error("the cause of 2-5-5 cannot be cleared by hand")
	}
	for range 2 {
		_, err = l.Do(sim.Inject{Target: "tenant-a", Fault: "hardserver-internal"})
	}
	if err == nil || l.Snapshot().Hosts["tenant-a"].Hardserver.Running {
		t.Errorf("a hardserver crashed twice: %v", err)
	}
}
