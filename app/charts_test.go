package app_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"hsmlab/app"
	"hsmlab/sim"
)

// measuredAt is what one module shows with its main processor at so many degrees.
func measuredAt(celsius int) []sim.Measured {
	return []sim.Measured{{ESN: "A", Sensors: sim.SensorSnapshot{
		CPUMilliC: celsius * 1000, BatteryMillivolt: 3160,
		Millivolts: map[string]int{"voltage_battery": 3160, "voltage_pci_bus": 12_050, "voltage_ddr4_io": 1_200}}}}
}

func TestThePastIsBoundedAndKeepsItsExtremes(t *testing.T) {
	past := app.NewPast()
	const hours = 30
	for s := range hours * 3600 {
		celsius := 50
		if s == 7_205 { // one second, two hours after the beginning
			celsius = 93
		}
		past.Add(time.Duration(s)*time.Second, measuredAt(celsius))
	}
	for _, test := range []struct {
		span    int
		highest string
		from    time.Duration // of the axis, before now
	}{{0, "50.0 °C", 10 * time.Minute}, {1, "50.0 °C", time.Hour}, {2, "93.0 °C", hours*time.Hour - time.Second}} {
		points, from := past.Points("A", test.span)
		if points < 100 || points > 245 {
			t.Errorf("span %d: %d points, want 100 to 245", test.span, points)
		}
		if d := from - test.from; d < -time.Second || d > 10*time.Minute && test.span < 2 {
			t.Errorf("span %d: the axis begins %v ago, want %v", test.span, from, test.from)
		}
		if row := past.Row("A", test.span, "Main processor"); row[1] != "50.0 °C" || row[3] != test.highest {
			t.Errorf("span %d: now %s, highest %s; want 50.0 °C, %s", test.span, row[1], row[3], test.highest)
		}
	}
}

func TestThePastBeginsAnewWhenTimeGoesBack(t *testing.T) {
	past := app.NewPast()
	for s := range 100 {
		past.Add(time.Duration(s)*time.Second, measuredAt(90))
	}
	past.Add(40*time.Second, measuredAt(50)) // undone
	if row := past.Row("A", 2, "Main processor"); row[3] != "50.0 °C" {
		t.Errorf("highest after an undo: got %s, want 50.0 °C", row[3])
	}
	if points, _ := past.Points("A", 2); points != 1 {
		t.Errorf("points after an undo: got %d, want 1", points)
	}
}

func TestWhatChartsSay(t *testing.T) {
	for _, test := range []struct {
		reason             string
		id                 string
		change             func(*sim.SensorSnapshot, *sim.LogsSnapshot)
		value, words, kind string
	}{
		{"cool", "cpu", nil, "51.2 °C", "", ""},
		{"warm", "cpu", func(s *sim.SensorSnapshot, _ *sim.LogsSnapshot) { s.CPUMilliC = 75_000 }, "75.0 °C", "warmer than a well cooled module", "warn"},
		{"throttled", "cpu", func(s *sim.SensorSnapshot, _ *sim.LogsSnapshot) { s.CPUMilliC = 85_250 }, "85.2 °C", "so warm that it runs slower", "warn"},
		{"hot", "cpu", func(s *sim.SensorSnapshot, _ *sim.LogsSnapshot) { s.CPUMilliC = 116_750 }, "116.7 °C", "too hot: error 1-5-2", "danger"},
		{"frost", "mcp", func(s *sim.SensorSnapshot, _ *sim.LogsSnapshot) { s.MCPMilliC = -5_250 }, "−5.2 °C", "", ""},
		{"new battery", "battery", nil, "3.16 V", "", ""},
		{"at the advice", "battery", func(s *sim.SensorSnapshot, _ *sim.LogsSnapshot) { s.BatteryMillivolt = 2_700 }, "2.70 V", "", ""},
		{"old battery", "battery", func(s *sim.SensorSnapshot, _ *sim.LogsSnapshot) { s.BatteryMillivolt = 2_699 }, "2.69 V", "low: ask Support for a new one", "warn"},
		{"flat battery", "battery", func(s *sim.SensorSnapshot, _ *sim.LogsSnapshot) { s.BatteryMillivolt = 2_459 }, "2.45 V", "too low: error 1-1-1", "danger"},
		{"all rails", "voltages", nil, "ddr4_io +0.4 %", "", ""},
		{"one rail fails", "voltages", func(s *sim.SensorSnapshot, _ *sim.LogsSnapshot) { s.Millivolts["voltage_pci_bus"] = 10_363 }, "pci_bus −14.0 %", "out of range", "danger"},
		{"no power", "voltages", func(s *sim.SensorSnapshot, _ *sim.LogsSnapshot) {
			s.Millivolts = map[string]int{"voltage_pci_bus": 0, "voltage_ddr4_io": 0}
		}, "no power", "", ""},
		{"few logs", "logs", nil, "0.2 KiB", "", ""},
		{"many logs", "logs", func(_ *sim.SensorSnapshot, l *sim.LogsSnapshot) { l.Bytes = l.Safe }, "640.0 KiB", "above the safe level", "warn"},
		{"too many logs", "logs", func(_ *sim.SensorSnapshot, l *sim.LogsSnapshot) { l.Bytes = l.Critical }, "960.0 KiB", "critical: only the logs can be had", "danger"},
	} {
		s := sim.SensorSnapshot{CPUMilliC: 51_250, BatteryMillivolt: 3160,
			Millivolts: map[string]int{"voltage_battery": 3160, "voltage_pci_bus": 12_062, "voltage_ddr4_io": 1_205}}
		l := sim.LogsSnapshot{Bytes: 254, Safe: 640 << 10, Critical: 960 << 10, Capacity: 1 << 20}
		if test.change != nil {
			test.change(&s, &l)
		}
		value, words, kind := app.Reading(t, test.id, sim.Measured{ESN: "A", Sensors: s, Logs: l})
		if value != test.value || words != test.words || kind != test.kind {
			t.Errorf("%s: got %q, %q, %q; want %q, %q, %q", test.reason, value, words, kind, test.value, test.words, test.kind)
		}
	}
}

// TestTheTableHasEveryValue compares the charts of a real lab with their twin in words.
func TestTheTableHasEveryValue(t *testing.T) {
	lab, err := sim.New(sim.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer lab.Close()
	past := app.NewPast()
	past.Add(lab.Now(), lab.Measure())
	m := lab.Snapshot().Modules[0]
	past.Of(m)
	for name := range m.Limits.NominalMillivolts {
		if row := past.Row(m.ESN, 2, name); !strings.HasSuffix(row[1], " V") || !strings.Contains(row[4], "±") {
			t.Errorf("%s: got %q, want a voltage and its range", name, row)
		}
	}
	for _, title := range []string{"Main processor", "Crypto co-processor", "Security processor", "Battery", "Logs stored", "Memory in use", "Load"} {
		if row := past.Row(m.ESN, 2, title); slices.Contains(row[:4], "") || row[5] != "" {
			t.Errorf("%s: got %q, want values, and nothing wrong with them", title, row)
		}
	}
}
