package sim_test

import (
	"strings"
	"testing"

	"hsmlab/sim"
	"hsmlab/sim/simtest"
	"hsmlab/sim/vcm"
)

func TestTenantLoadIsRefused(t *testing.T) {
	b := simtest.New(t, "five-tenants")
	b.OK(simtest.Provider, "vcmadmin stop --force "+b.Module().VCMs[4].UUID)
	for _, c := range []struct{ vcm, control, value, want string }{
		{"nobody", "disk", "1MB", "no VCM"},
		{"archive", "disk", "1MB", "not active"},
		{"payments", "disk", "1", "not a size"},
		{"payments", "disk", "-1MB", "not a size"},
		{"payments", "disk", "99999999999MB", "not a size"},
		{"payments", "mem", "8GB", "out of memory"},
		{"payments", "disk", "9999GB", "no space left"},
		{"payments", "cpu", "101", "neither idle"},
		{"payments", "cpu", "much", "neither idle"},
	} {
		_, err := b.Do(sim.Set{Target: c.vcm, Control: c.control, Value: c.value})
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s %s %s: got %v, want %q", c.vcm, c.control, c.value, err, c.want)
		}
	}
}

func TestQuotaIsExact(t *testing.T) {
	for kb, state := range map[string]string{"16MB": "active", "16384KB": "active", "16385KB": "inactive"} {
		b := simtest.New(t, "five-tenants")
		b.Must(sim.Set{Target: "ledger", Control: sim.DiskLoad, Value: kb})
		if v := b.Module().VCMs[1]; v.State != state || v.OverQuota != (state == "inactive") {
			t.Errorf("%s: got %s, over quota %v; want %s", kb, v.State, v.OverQuota, state)
		}
	}
}

// FuzzTenantLoad: whatever is set, the lab refuses it or stays within what there is.
func FuzzTenantLoad(f *testing.F) {
	for _, s := range []string{"disk 15MB", "mem 400MB", "cpu high", "cpu 40%", "disk 0.5KB", "mem 9999999GB", "disk 1e3MB"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, load string) {
		b := simtest.New(t, "five-tenants")
		control, value, _ := strings.Cut(load, " ")
		if control != sim.DiskLoad && control != sim.MemoryLoad && control != sim.CPULoad {
			return
		}
		_, err := b.Do(sim.Set{Target: "payments", Control: control, Value: value})
		m := b.Module()
		v := m.VCMs[0]
		if v.CPUPercent < 0 || v.CPUPercent > 100 || m.Sensors.MemUsedKB > m.Sensors.MemTotalKB || v.DiskKB < vcm.IdleDiskKB {
			t.Errorf("%q (%v) made %+v", load, err, v)
		}
		if v.State == "active" && v.DiskKB > vcm.DiskQuotaKB {
			t.Errorf("%q: active with %d KB", load, v.DiskKB)
		}
	})
}
