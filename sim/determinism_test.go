package sim_test

import (
	"runtime"
	"testing"
	"time"

	"hsmlab/sim"
	"hsmlab/sim/journalgen"
	"hsmlab/sim/replayer"
	"hsmlab/sim/simtest"
)

// busyJournal is a journal with programs at prompts, programs that work at the same time in several places, a
// boot with the button held, and a file that a program writes while another reads it.
func busyJournal(t testing.TB) *sim.Journal {
	t.Helper()
	b := simtest.New(t, "default")
	b.Start(simtest.Provider, eraseAll)
	b.Start(simtest.Tenant, "hsmadmin vcm create --request-file /root/request.json --name a")
	b.Start(simtest.Provider, "hsmadmin info --json")
	b.Pass(50 * time.Millisecond)
	for range 5 {
		b.Start(simtest.Provider, "hsmadmin status --verbose")
		b.Start(simtest.Tenant, "enquiry")
	}
	b.Pass(3 * time.Second)
	b.Must(sim.Press{Target: b.Module().ESN, Control: sim.RecoveryButton})
	b.Start(simtest.Provider, "hsmadmin reset")
	b.Pass(61 * time.Second)
	b.Must(sim.Input{PID: 1, Line: "yes"})
	b.Start(simtest.Provider, eraseAll)
	b.Pass(time.Minute)
	b.Start("operator@provider", "vcmadmin list --timeout 3")
	b.Pass(time.Hour)
	return b.Journal()
}

func TestOneJournalAlwaysGivesTheSameLab(t *testing.T) {
	j := busyJournal(t)
	want := replayer.Replay(j)
	if want.Error != "" {
		t.Fatal(want.Error)
	}
	runs := 1_000
	if testing.Short() || runtime.GOARCH == "wasm" {
		runs = 50
	}
	for i := range runs {
		if got := replayer.Replay(j); got != want {
			t.Fatalf("run %d: got %+v, want %+v", i+2, got, want)
		}
	}
}

// Each running program is a coroutine; Close and Undo must end them all.
func TestNoCoroutineIsLeft(t *testing.T) {
	settle := func() int {
		for range 100 {
			runtime.GC()
			runtime.Gosched()
		}
		return runtime.NumGoroutine()
	}
	before := settle()
	for range 20 {
		lab, err := sim.New(sim.Options{})
		if err != nil {
			t.Fatal(err)
		}
		for range 10 {
			if _, err := lab.Do(sim.Exec{Host: "provider", User: "root", Argv: []string{"hsmadmin", "factorystate"}, Dir: "/", TTY: true}); err != nil {
				t.Fatal(err)
			}
			if _, err := lab.Do(line("x")); err != nil {
				t.Fatal(err)
			}
			if _, err := lab.Do(sim.Elapse{Micros: 500_000}); err != nil {
				t.Fatal(err)
			}
			if _, err := lab.Do(put("root", "/tmp/x", "x")); err != nil {
				t.Fatal(err)
			}
		}
		if running := runtime.NumGoroutine() - before; runtime.GOARCH != "wasm" && running < 10 {
			t.Fatalf("got %d goroutines more with 10 programs at their prompts: this test proves nothing", running)
		}
		if _, err := lab.Undo(3); err != nil {
			t.Fatal(err)
		}
		if _, err := lab.Do(sim.Exec{Host: "provider", User: "root", Argv: []string{"hsmadmin", "factorystate"}, Dir: "/", TTY: true}); err != nil {
			t.Fatal(err)
		}
		lab.Close()
	}
	if after := settle(); after > before {
		t.Errorf("%d goroutines before, %d after: programs were left behind", before, after)
	}
}

// Whatever happens, some things are so after every event.
func TestInvariants(t *testing.T) {
	journals := uint64(150)
	if testing.Short() || runtime.GOARCH == "wasm" {
		journals = 20
	}
	for seed := range journals {
		g := journalgen.New(seed + 5_000)
		for n := range 60 {
			a := g.Next()
			if fault := broken(g.Lab); fault != "" {
				t.Fatalf("seed %d, event %d, %T %+v (error %v): %s", seed+5_000, n, a.Event, a.Event, a.Err, fault)
			}
		}
		if v := replayer.Replay(g.Lab.Journal()); v.Error != "" || v.Hash != g.Lab.Hash() {
			t.Errorf("seed %d: the journal does not replay: %+v, want hash %s", seed+5_000, v, g.Lab.Hash())
		}
		g.Lab.Close()
	}
}

// A refused event between two waits does not part them: they are one entry with one digest.
func TestRefusedEventLeavesNoTrace(t *testing.T) {
	b := simtest.New(t, "default")
	b.Start(simtest.Provider, "hsmadmin status")
	b.Pass(time.Second)
	for _, e := range []sim.Event{sim.Signal{PID: 99, Signal: "INT"}, put("guest", "/etc/x", ""), sim.Elapse{}, nil} {
		if _, err := b.Do(e); err == nil {
			t.Fatalf("%T was not refused", e)
		}
	}
	b.Pass(time.Second)
	if n := len(b.Journal().Entries); n != 2 {
		t.Errorf("got %d entries, want 2", n)
	}
	if v := replayer.Replay(b.Journal()); v.Error != "" || v.Hash != b.Hash() {
		t.Errorf("the journal does not replay: %+v", v)
	}
}

// broken tells which invariant does not hold, "" when all do.
func broken(lab *sim.Lab) string {
	s := lab.Snapshot()
	for _, m := range s.Modules {
		active, addresses := 0, map[string]bool{}
		for _, v := range m.VCMs {
			if v.State == "active" {
				active++
			}
			if addresses[v.Address] {
				return "two VCMs at " + v.Address
			}
			addresses[v.Address] = true
			switch {
			case v.State == "active" && m.Boot != "up" && m.Boot != "error":
				return "a VCM runs in a module that is " + m.Boot
			case (v.State == "active") != (v.Mode != ""):
				return "state " + v.State + " with mode " + v.Mode
			case v.Mode == "operational" && v.World == "":
				return "operational without a Security World"
			case v.Autostart && v.RestrictStartup:
				return "autostart together with restrict_startup"
			case v.Busy && m.Boot == "error":
				return "busy in a module that answers nobody"
			}
		}
		switch {
		case active > m.Licence.MaxActive || len(m.VCMs) > m.Licence.MaxCreatable:
			return "more VCMs than the licence allows"
		case m.Factory && (len(m.VCMs) > 0 || len(m.Keys) > 0):
			return "keys or VCMs in factory state"
		case m.Solo == nil && !m.Factory && len(m.Keys) == 0:
			return "no keys out of factory state"
		case m.Power != (m.Host != sim.Shelf && s.Hosts[m.Host].Power != "off"):
			return "module and host do not share the mains"
		case m.Boot == "booting" && (m.Booted < 0 || m.Booted >= 90_000_000):
			return "a boot of more than 90 s"
		case m.Image == "recovery" && active > 0:
			return "a VCM runs in recovery mode"
		}
	}
	erring := map[string]bool{} // after nopclearfail --fail a VCM fails commands, but is connected (D-77)
	for _, m := range s.Modules {
		for _, v := range m.VCMs {
			erring[v.UUID] = v.Mode == "error"
		}
	}
	for name, h := range s.Hosts {
		for _, e := range h.Enrolled {
			if e.Connected && (h.Power != "on" || !h.Hardserver.Running || !e.Reachable) {
				return name + " is connected to a VCM that it cannot reach"
			}
			if silent := e.Mode == "failed" || e.Mode == ""; e.Connected == silent && !(e.Connected && erring[e.UUID]) {
				return name + ": connected with mode " + e.Mode
			}
		}
	}
	return ""
}
