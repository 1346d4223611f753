package module_test

import (
	"testing"

	"hsmlab/sim/module"
)

// statistic is the value of one environment statistic.
func statistic(t *testing.T, m *module.Module, name string) string {
	t.Helper()
	for _, s := range m.Statistics() {
		if s.Name == name {
			return s.Value
		}
	}
	t.Fatalf("no statistic %s", name)
	return ""
}

func TestDisturbancesAreCounted(t *testing.T) {
	t.Parallel()
	tests := []struct {
		disturbance module.Disturbance
		statistic   string
		want, after string // twice disturbed; after factory state
	}{
		{module.BusErrors, "host_bus_exceptions", "8", "0"}, {module.BusErrors, "crypto_bus_exceptions", "4", "0"},
		{module.I2CFailures, "sp_i2c_total_failures", "14", "0"}, {module.I2CFailures, "sp_i2c_slave_failures", "6", "0"},
		{module.RNGAlarm, "ais31_preliminary_alarm_count", "2", "0"}, {module.SPIRetries, "spl_retries", "10", "0"},
		{module.SensorFailures, "sp_sensor_cmd_failures", "4", "0"},
		{module.NVMWorn, "nvm_worn_blocks", "12", "12"}, {module.NVMWorn, "nvm_wear_level", "61", "61"},
	}
	for _, tt := range tests {
		m, _ := oven(t)
		m.SetPower(true)
		if once, twice := m.Disturb(tt.disturbance), m.Disturb(tt.disturbance); !once || !twice {
			t.Fatalf("%s: not counted", tt.disturbance)
		}
		if got := statistic(t, m, tt.statistic); got != tt.want {
			t.Errorf("%s: %s got %s, want %s", tt.disturbance, tt.statistic, got, tt.want)
		}
		if m.Failed() {
			t.Errorf("%s: the module failed", tt.disturbance)
		}
		m.FactoryState()
		if got := statistic(t, m, tt.statistic); got != tt.after {
			t.Errorf("%s: %s after factory state got %s, want %s", tt.disturbance, tt.statistic, got, tt.after)
		}
		m.SetPower(false)
		if m.Disturb(tt.disturbance) {
			t.Errorf("%s: counted without power", tt.disturbance)
		}
	}
}
