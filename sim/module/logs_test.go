package module_test

import (
	"strings"
	"testing"
	"time"

	"hsmlab/sim/clock"
	"hsmlab/sim/entropy"
	"hsmlab/sim/firmware"
	"hsmlab/sim/module"
	"hsmlab/sim/refusal"
	"hsmlab/sim/signedlog"
	"hsmlab/sim/sshkey"
	"hsmlab/sim/vcm"
)

// logging makes a module that is up and enrolled, on the firmware given.
func logging(t *testing.T, primary string) (*module.Module, *clock.Clock) {
	t.Helper()
	c := &clock.Clock{}
	m := module.New(module.Lifetime{ESN: "8851-43DF-3795"}, firmware.Delivered(primary, "13.6.3", "1.1.0"), c, entropy.New(1))
	m.Install()
	enrol(t, m)
	if n := m.Ncoreapi(); n != nil {
		n.Switch(vcm.Maintenance)
	}
	return m, c
}

func enrol(t *testing.T, m *module.Module) {
	t.Helper()
	if _, r := m.Enroll(map[sshkey.Service]sshkey.Public{"sshadmin": sshkey.FromSeed([32]byte{7}).Public()}); r != nil {
		t.Fatal(r)
	}
}

func refused(r *refusal.Refusal) string {
	if r == nil {
		return ""
	}
	return strings.Join(r.IDs(), " ")
}

// export exports and expires the system log, and returns it verified.
func export(t *testing.T, m *module.Module) signedlog.Link {
	t.Helper()
	log, r := m.ExportLog(false)
	if r != nil {
		t.Fatal(r)
	}
	s, err := signedlog.Parse(log.File)
	if err == nil {
		err = s.Verify(log.Key)
	}
	if err != nil {
		t.Fatalf("log %d: %v", log.Seq, err)
	}
	if r := m.ExpireLog(log.Seq); r != nil {
		t.Fatal(r)
	}
	return signedlog.Link{Signed: s, Digest: signedlog.Digest(log.File)}
}

func TestLogsChainOverRebootsAndFactoryStates(t *testing.T) {
	m, c := logging(t, "14.1.1")
	first, _, _ := m.LogKey()
	var links []signedlog.Link
	for range 3 {
		links = append(links, export(t, m))
		m.Reset()
		c.Advance(2 * time.Minute)
		links = append(links, export(t, m))
		if r := m.FactoryState(); r != nil {
			t.Fatal(r)
		}
		m.Reset()
		c.Advance(2 * time.Minute)
		enrol(t, m)
	}
	for i, l := range links {
		if l.Seq != i+1 {
			t.Errorf("log %d has number %d", i+1, l.Seq)
		}
	}
	if problems := signedlog.Chain(links); problems != nil {
		t.Errorf("chain: %v", problems)
	}
	key, certified, _ := m.LogKey()
	if key == first || !certified {
		t.Errorf("after factory state: same key %t, certified %t; want another key with a certificate", key == first, certified)
	}
	last := export(t, m)
	if !strings.Contains(string(last.Signed.Encode()), "setup factorystate: log verification key "+string(key)) {
		t.Errorf("the log does not hold the new key:\n%s", last.Signed.Encode())
	}
}

// TestLevels walks the volume through its levels and back (D-38, D-39).
func TestLevels(t *testing.T) {
	m, c := logging(t, "14.1.1")
	forbids := func(service, method string) string { return refused(m.Forbids(service, method)) }
	m.FillLogs(module.SafeLogs - 1000)
	if got := forbids("setup", "factorystate"); got != "" || m.LogStatus().Level != module.LogsSafe {
		t.Errorf("below the safe level: refused %q, level %s", got, m.LogStatus().Level)
	}
	m.FillLogs(module.SafeLogs + 1)
	for _, tt := range []struct{ service, method, want string }{
		{"setup", "factorystate", "G-4.12.1-4"}, {"updater", "upgrade", "G-4.12.1-5"}, {"setup", "setminvsn", "G-4.12.1-6"},
		{"sshadmin", "enroll", "G-4.12.1-7"}, {"setup", "settime", "G-4.12.1-8"}, {"setup", "settime --adjust", "G-4.12.1-8"},
		{"monitor", "logs export", ""}, {"setup", "info", ""}, {"orchestrator", "create", ""},
	} {
		if got := forbids(tt.service, tt.method); (got == "") != (tt.want == "") || !strings.HasPrefix(got, tt.want) {
			t.Errorf("above the safe level: %s refused with %q, want %q", tt.method, got, tt.want)
		}
	}
	m.FillLogs(module.CriticalLogs)
	if !m.Failed() || !m.MonitorOnly() || m.Faults()[0] != module.LogsCode {
		t.Errorf("critical: failed %t, monitor only %t, faults %v", m.Failed(), m.MonitorOnly(), m.Faults())
	}
	if forbids("setup", "info") != "G-4.12.1-11" || forbids("monitor", "logs expire") != "" {
		t.Error("critical: want everything refused but the logs")
	}
	m.Reset()
	c.Advance(2 * time.Minute)
	if !m.Failed() {
		t.Error("the code must return after a reset as long as the volume is critical")
	}
	export(t, m)
	if !m.Failed() {
		t.Error("the error state must last until the reset")
	}
	m.Reset()
	c.Advance(2 * time.Minute)
	if m.Failed() || m.LogStatus().Level != module.LogsSafe {
		t.Errorf("after expiring and a reset: failed %t, level %s", m.Failed(), m.LogStatus().Level)
	}
}

// TestFullStorageLosesMessages: nothing grows without end, and the logs can still be exported.
func TestFullStorageLosesMessages(t *testing.T) {
	m, _ := logging(t, "13.4.5")
	m.FillLogs(2 * module.LogArea)
	for range 100 {
		m.Record("setup", "reset", nil)
	}
	if v := m.LogVolume(); v > module.LogArea || m.Failed() {
		t.Errorf("volume %d of %d, failed %t; old firmware does not watch its logs", v, module.LogArea, m.Failed())
	}
	if r := m.ClearLog(module.SystemLog); r != nil {
		t.Fatal(r)
	}
	if v := m.LogVolume(); v > 1000 {
		t.Errorf("volume after clearing: %d", v)
	}
}

func TestClearLog(t *testing.T) {
	for _, tt := range []struct {
		firmware     string
		system, init string
	}{
		{"13.4.5", "", ""},
		{"13.5.1", "G-4.10.1.8.2-1", ""},
		{"13.7.3", "G-4.10.1.8.2-1", "G-4.12.3.2-4"},
		{"14.1.1", "G-4.10.1.8.2-1", "G-4.12.3.2-4"},
	} {
		m, _ := logging(t, tt.firmware)
		if got := refused(m.ClearLog(module.SystemLog)); !strings.HasPrefix(got, tt.system) || (got == "") != (tt.system == "") {
			t.Errorf("%s, system: refused with %q, want %q", tt.firmware, got, tt.system)
		}
		if got := refused(m.ClearLog(module.InitLog)); got != tt.init {
			t.Errorf("%s, init: refused with %q, want %q", tt.firmware, got, tt.init)
		}
	}
}

// TestRecoveryIsAWayOut: with a critical volume, recovery mode boots, takes keys and clears; the gap shows.
func TestRecoveryIsAWayOut(t *testing.T) {
	m, c := logging(t, "14.1.1")
	m.FillLogs(module.CriticalLogs)
	m.Press()
	m.Reset()
	c.Advance(2 * time.Minute)
	m.Release()
	if m.Image() != module.Recovery || m.Failed() || m.Forbids("sshadmin", "enroll") != nil {
		t.Fatalf("image %s, failed %t, enroll %v", m.Image(), m.Failed(), m.Forbids("sshadmin", "enroll"))
	}
	enrol(t, m)
	if r := m.ClearLog(module.SystemLog); r != nil {
		t.Fatal(r)
	}
	if s := m.LogStatus(); s.Level != module.LogsSafe || s.Seq != 2 {
		t.Errorf("after clearing: %+v; want a safe level and number 2", s)
	}
	if l := export(t, m); l.Preceding != 1 || l.Link != "" {
		t.Errorf("preceding log %d, link %q; want 1, cleared", l.Preceding, l.Link)
	}
}

func TestExpireNeverTakesWhatWasNotExported(t *testing.T) {
	m, _ := logging(t, "14.1.1")
	for _, seq := range []int{-1, 0, 1, 2} {
		if r := m.ExpireLog(seq); r == nil {
			t.Errorf("log %d was expired without an export", seq)
		}
	}
	saved, _ := m.ExportLog(false)
	if _, r := m.ExportLog(false); refused(r) == "" {
		t.Error("a log was exported a second time without --saved")
	}
	again, r := m.ExportLog(true)
	if r != nil || string(again.File) != string(saved.File) {
		t.Errorf("--saved: %v, same bytes %t", r, string(again.File) == string(saved.File))
	}
}
