package vcm_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"hsmlab/sim/signedlog"
	"hsmlab/sim/vcm"
	"hsmlab/sim/world"
)

func commissioned() *vcm.VCM {
	v := newVCM()
	v.Now = func() time.Time { return time.Date(2026, 6, 15, 8, 0, 0, 0, time.UTC) }
	v.Commission()
	return v
}

// One log after the other, each linked to the one before; the saved one stays until it is expired.
func TestLogsOfAVCM(t *testing.T) {
	v := commissioned()
	v.Start()
	key, certified := v.LogKey()
	first, err := v.ExportLog("7786-84EF-EFBA", false)
	if err != nil || first.Seq != 1 || first.Key != key || !certified {
		t.Fatalf("got log %d, %v; key %s", first.Seq, err, first.Key)
	}
	s, err := signedlog.Parse(first.File)
	if err != nil || s.Verify(key) != nil || s.VCM != v.UUID || len(s.Entries) < 2 {
		t.Fatalf("parsed: %+v, %v", s, err)
	}
	if _, err := v.ExportLog("7786-84EF-EFBA", false); err == nil {
		t.Error("exported a second log while one is saved")
	}
	if again, err := v.ExportLog("7786-84EF-EFBA", true); err != nil || string(again.File) != string(first.File) {
		t.Errorf("saved log: %v, or other bytes than before", err)
	}
	if err := v.ExpireLog(2); !errors.Is(err, vcm.ErrNotExported) {
		t.Errorf("expired a log that was not exported: %v", err)
	}
	if err := v.ExpireLog(7); err == nil || !strings.Contains(err.Error(), "the saved log is number 1") {
		t.Errorf("expired log 7: %v", err)
	}
	if err := v.ExpireLog(1); err != nil {
		t.Error(err)
	}
	if _, err := v.ExportLog("7786-84EF-EFBA", true); !errors.Is(err, vcm.ErrNoneSaved) {
		t.Errorf("exported a saved log that is gone: %v", err)
	}
	second, _ := v.ExportLog("7786-84EF-EFBA", false)
	if s, err := signedlog.Parse(second.File); err != nil || s.Preceding != 1 || s.Link != signedlog.Digest(first.File) {
		t.Errorf("second log: %+v, %v; want a link to the first", s, err)
	}
}

func TestLogOfAVCMHasAnEnd(t *testing.T) {
	v := commissioned()
	for range vcm.MaxLog {
		v.Start()
		v.Stop()
	}
	if _, n, _ := v.LogStatus(); n != vcm.MaxLog {
		t.Errorf("got %d entries, want %d", n, vcm.MaxLog)
	}
}

// An initialisation happens in a mode of its own, and only one at a time.
func TestInitialisationMode(t *testing.T) {
	v := commissioned()
	if v.Begin() {
		t.Error("began while inactive")
	}
	v.Start()
	v.Switch(vcm.PreInitialization)
	if !v.Begin() || v.Mode() != vcm.Initialization || !v.Engaged() || v.Begin() {
		t.Errorf("began: mode %s", v.Mode())
	}
	w := world.World{KNSO: world.Hash("w"), Quorum: world.Quorum{K: 1, N: 1}, AuditLogging: true}
	if !v.Load(w, true) || v.Holds() != w || !v.TakesShares() {
		t.Errorf("holds %+v", v.Holds())
	}
	v.End()
	if v.Mode() != vcm.PreInitialization || v.Audit {
		t.Errorf("ended in mode %s, audit log open %v", v.Mode(), v.Audit)
	}
	v.Switch(vcm.Operational)
	if !v.Audit {
		t.Error("operational without an audit log")
	}
	if v.Load(world.Dummy("x"), false) {
		t.Error("loaded while operational")
	}
	v.End() // not in an initialisation: nothing happens
	if v.Mode() != vcm.Operational {
		t.Errorf("mode %s, want operational", v.Mode())
	}
	v.Stop()
	if v.Start(); v.Mode() != vcm.Operational || v.Holds() != w {
		t.Errorf("started again: mode %s, holds %+v", v.Mode(), v.Holds())
	}
}
