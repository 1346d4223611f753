package module_test

import (
	"strings"
	"testing"

	"hsmlab/sim/clock"
	"hsmlab/sim/entropy"
	"hsmlab/sim/feature"
	"hsmlab/sim/firmware"
	"hsmlab/sim/module"
	"hsmlab/sim/refusal"
)

// onFirmware is a module of Base speed whose primary image has the given version.
func onFirmware(version string) *module.Module {
	life := module.Lifetime{ESN: "8851-43DF-3795", Speed: feature.Base, Features: feature.HSMSpeed0, Made: clock.Epoch.AddDate(-2, 0, 0)}
	m := module.New(life, firmware.Delivered(version, "13.6.3", "1.1.0"), &clock.Clock{}, entropy.New(1))
	m.Install()
	return m
}

func TestLicense(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, version    string
		licence          feature.Licence
		refused          string
		inForce, waiting string
	}{
		{"VCMs", "14.1.1", feature.Licence{Active: 5}, "", "", ""},
		{"VCMs without any", "13.7.3", feature.Licence{Active: 5}, "has no VCMs", "", ""},
		{"other HSM", "14.1.1", feature.Licence{ESN: "0000-0000-0000", Active: 5}, "the licence is for HSM 0000-0000-0000", "", ""},
		{"at once", "14.1.1", feature.Licence{Feature: feature.HSMSpeed1}, "", "HSMSpeed1", ""},
		{"when cleared", "13.7.3", feature.Licence{Feature: feature.HSMSpeed1}, "", "HSMSpeed0", "HSMSpeed1"},
		{"there already", "13.7.3", feature.Licence{Feature: feature.ECCMQV}, "", "ECCMQV", ""},
		{"not there yet", "13.5.1", feature.Licence{Feature: feature.ECCMQV}, "", "AcceleratedECC", "ECCMQV"},
	}
	for _, tt := range tests {
		m := onFirmware(tt.version)
		if tt.licence.ESN == "" {
			tt.licence.ESN = m.ESN
		}
		r := m.License(tt.licence)
		if got := reason(r); tt.refused == "" && r != nil || !strings.Contains(got, tt.refused) {
			t.Errorf("%s: refused %q, want %q", tt.name, got, tt.refused)
		}
		if got := m.Features().Names(); !strings.Contains(got, tt.inForce) {
			t.Errorf("%s: features %s, want %s among them", tt.name, got, tt.inForce)
		}
		if got := m.WaitingFeatures().Names(); got != tt.waiting {
			t.Errorf("%s: waiting %q, want %q", tt.name, got, tt.waiting)
		}
	}
}

func reason(r *refusal.Refusal) string {
	if r == nil {
		return ""
	}
	return r.Reason
}
