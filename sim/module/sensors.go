package module

import (
	"fmt"
	"hash/fnv"
	"strconv"
	"time"

	"hsmlab/sim/firmware"
	"hsmlab/sim/refusal"
)

// rail is a supply voltage that the module watches.
type rail struct {
	name    string // of the statistic
	nominal int    // millivolts [simulated where the vendor's sample shows none]
	code    string // LED code when it is out of its range; "" = it has none
	tree    int    // number of CPUVoltage in stattree; 0 = not shown there
}

// rails are in the order of the statistics (guide 4.10.1.13), the battery aside.
var rails = []rail{
	{"voltage_t1022_core", 1_000, "1-2-3", 1}, {"voltage_t1022_ifc_io", 1_800, "1-3-1", 2},
	{"voltage_t1022_serdes", 990, "1-2-2", 3}, {"voltage_t1022_serdes_io", 1_350, "1-2-4", 4},
	{"voltage_c292_serdes", 1_000, "1-2-1", 5}, {"voltage_fpga_serdes", 1_000, "", 0},
	{"voltage_c292_serdes_io", 1_510, "1-2-5", 6}, {"voltage_fpga_serdes_io", 1_500, "", 0},
	{"voltage_msp_avcc", 3_350, "1-3-5", 7}, {"voltage_ddr4_io_access", 2_500, "1-3-2", 8},
	{"voltage_ddr4_io", 1_200, "1-3-3", 9}, {"voltage_battery", 0, BatteryCode, batteryTree}, {"voltage_pci_bus", 12_050, "1-3-4", 11},
}

// batteryTree is the number of the battery among the voltages of stattree (guide 4.13.1).
const batteryTree = 10

// Memory of the module in kilobytes [simulated]: what the platform leaves is just enough for MaxResident VCMs.
const (
	MemTotalKB    = 8_148_352
	MemPlatformKB = 4_300_000
)

// nvmKB is the user NVRAM [simulated].
const nvmKB = 1_048_576

// rippleEvery is how often a measured value moves by itself.
const rippleEvery = 15 * time.Second

// ripple is a small number between -most and +most that belongs to a sensor and a moment: measured values are
// never quite still. It is a function of both, so that looking does not change anything.
func (m *Module) ripple(sensor string, most int) int {
	h := fnv.New32a()
	fmt.Fprintf(h, "%s %s %d", m.ESN, sensor, m.time.Now()/rippleEvery)
	return int(h.Sum32()>>8)%(2*most+1) - most
}

// grain is the resolution of the temperature sensors, in thousandths of a degree.
const grain = 250

// temperature is what a sensor shows, in thousandths of a degree.
func (m *Module) temperature(p int) int {
	t := m.heat.curves[p].at(m.time.Now())/grain + m.ripple(parts[p].code, 1)
	return t * grain
}

// Voltage is what a rail has now, in millivolts. A fault on the rail takes it out of its range.
func (m *Module) voltage(r rail) int {
	switch {
	case r.code == BatteryCode:
		return m.Battery()
	case !m.power:
		return 0
	}
	v := r.nominal - r.nominal*m.heat.around.load/20_000
	for _, f := range m.faults {
		if f.Code == r.code {
			v = r.nominal * 86 / 100
		}
	}
	return v + m.ripple(r.name, r.nominal/500)
}

// MemUsedKB is the memory in use, in kilobytes: the platform's and that of the active VCMs.
func (m *Module) MemUsedKB() int {
	used := MemPlatformKB
	for _, v := range m.worlds() {
		used += v.MemoryKB()
	}
	return used
}

func (m *Module) nvmFreeKB() int {
	free := nvmKB
	for _, v := range m.worlds() {
		free -= v.DiskKB
	}
	return max(free, 0)
}

// Uptime is how long ago the module was rebooted.
func (m *Module) Uptime() time.Duration {
	if !m.power {
		return 0
	}
	return m.time.Now() - m.boot.began
}

// Statistic is one measured value.
type Statistic struct {
	Name  string
	Value string // as printed
	Text  bool   // a word, not a number
}

// Statistics are the environment statistics in the order of guide 4.10.1.13; mem_used since there are VCMs
// (guide 3.1.3.5, D-55).
func (m *Module) Statistics() []Statistic {
	list := []Statistic{
		number("uptime", int(m.Uptime()/time.Second)), number("current_time", int(m.Now().Unix())), number("mem_total", MemTotalKB),
	}
	if m.Version().Since(firmware.MultiTenancy) {
		list = append(list, number("mem_used", m.MemUsedKB()))
	}
	list = append(list, Statistic{Name: "mcp_temp", Value: degrees(m.temperature(mcp))},
		Statistic{Name: "cpu_temp", Value: degrees(m.temperature(cpu))},
		Statistic{Name: "crypto_co_proc_temp", Value: degrees(m.temperature(crypto))})
	for _, r := range rails {
		list = append(list, Statistic{Name: r.name, Value: volts(m.voltage(r), 3)})
	}
	low, high := m.Extremes()
	list = append(list, Statistic{Name: "max_temp", Value: degrees(high)}, Statistic{Name: "min_temp", Value: degrees(low)})
	c := m.counters
	return append(list, number("ais31_preliminary_alarm_count", c.rng), number("spl_retries", c.spi),
		number("sp_i2c_total_failures", c.i2c), number("sp_i2c_slave_failures", c.i2cSlave), number("sp_temp_failures", c.temperature),
		number("sp_voltage_failures", c.voltage), number("host_bus_exceptions", c.hostBus), number("crypto_bus_exceptions", c.cryptoBus),
		number("sp_sensor_cmd_failures", c.sensor), number("nvm_free_space", m.nvmFreeKB()), number("nvm_wear_level", m.nvmWear()),
		number("nvm_worn_blocks", c.worn), Statistic{"bios_code", "None", true}, Statistic{"dfs_throttling", yes(m.Throttled()), true})
}

func number(name string, n int) Statistic { return Statistic{Name: name, Value: strconv.Itoa(n)} }

func yes(b bool) string {
	if b {
		return "True"
	}
	return "False"
}

// degrees writes thousandths of a degree with two decimals.
func degrees(t int) string {
	sign := ""
	if t < 0 {
		sign, t = "-", -t
	}
	return fmt.Sprintf("%s%d.%02d", sign, t/1000, t%1000/10)
}

// Extremes are the lowest and the highest temperature of any sensor since the statistics were reset, which
// factory state does (guide 4.10.1.13, D-54), in thousandths of a degree.
func (m *Module) Extremes() (low, high int) {
	return widened(m.heat.platform, m.power, m.heat.temperatures(m.time.Now()))
}

// widened adds what is measured now, and what the ripple of the sensors adds.
func widened(s span, power bool, t []int) (low, high int) {
	if power {
		s = s.with(t...)
	}
	return s.low/grain*grain - grain, s.high/grain*grain + grain
}

// Environment is what a VCM's ncoreapi tells about the module it runs on, for stattree (guide 4.13).
type Environment struct {
	Serial              string
	Uptime, CurrentTime int    // seconds; seconds since 1970
	MemTotal, MemKernel int    // bytes
	MemUser             int    // bytes
	TempSP              string // degrees Celsius
	CPUTemp1, CPUTemp2  string
	MinTemp, MaxTemp    string         // of the processors, since the VCM was initialised
	Voltages            map[int]string // by number, from 1
	Load                int            // percent

	cpu1, cpu2, low, high int // thousandths of a degree
}

// Environment measures for the VCM with the given identifier.
func (m *Module) Environment(uuid string) Environment {
	t := m.heat.temperatures(m.time.Now())
	low, high := widened(m.heat.worlds[uuid], m.power, []int{t[cpu], t[crypto]})
	e := Environment{
		Serial: m.ESN, Uptime: int(m.Uptime() / time.Second), CurrentTime: int(m.Now().Unix()),
		MemTotal: MemTotalKB << 10, MemKernel: MemPlatformKB << 10, MemUser: (m.MemUsedKB() - MemPlatformKB) << 10,
		TempSP: degrees(m.temperature(mcp)), CPUTemp1: degrees(m.temperature(cpu)), CPUTemp2: degrees(m.temperature(crypto)),
		MinTemp: degrees(low), MaxTemp: degrees(high), Voltages: map[int]string{}, Load: m.heat.around.load,
		cpu1: m.temperature(cpu), cpu2: m.temperature(crypto), low: low, high: high,
	}
	for _, r := range rails {
		if r.tree > 0 {
			e.Voltages[r.tree] = volts(m.voltage(r), 2)
		}
	}
	return e
}

// expected are the ranges of a well cooled module (guide 4.13.2).
var expected = []struct {
	name  string
	value func(Environment) int
	limit int // thousandths of a degree
	below bool
	id    string
}{
	{"CurrentCPUTemp1", func(e Environment) int { return e.cpu1 }, CoolCPU, false, "G-4.13.2-6"},
	{"CurrentCPUTemp2", func(e Environment) int { return e.cpu2 }, CoolCrypto, false, "G-4.13.2-7"},
	{"MaxTempC", func(e Environment) int { return e.high }, CoolCrypto, false, "G-4.13.2-8"},
	{"MinTempC", func(e Environment) int { return e.low }, coolMin, true, "G-4.13.2-9"},
}

// Findings are the values that are not as they should be, as rules that the measurement breaks.
func (e Environment) Findings() []*refusal.Refusal {
	var list []*refusal.Refusal
	for _, x := range expected {
		v := x.value(e)
		if x.below == (v < x.limit) && v != x.limit {
			rule := refusal.Rule{ID: x.id, Guide: "4.13.2", Basis: refusal.Documented}
			side := "above"
			if x.below {
				side = "below"
			}
			list = append(list, rule.New("monitor", "ModuleEnvStats", x.name+" is "+degrees(v)+", "+side+" the "+degrees(x.limit)+" expected of a module with enough cooling in a room of 20 to 30 degrees"))
		}
	}
	return list
}

// Readings are the measured values as whole numbers, for charts.
type Readings struct {
	MCP, CPU, Crypto int // thousandths of a degree Celsius
	Lowest, Highest  int
	Voltages         map[string]int // millivolts, by the name of the statistic
}

// Readings measures everything now.
func (m *Module) Readings() Readings {
	r := Readings{MCP: m.temperature(mcp), CPU: m.temperature(cpu), Crypto: m.temperature(crypto), Voltages: map[string]int{}}
	r.Lowest, r.Highest = m.Extremes()
	for _, l := range rails {
		r.Voltages[l.name] = m.voltage(l)
	}
	return r
}

// Air is the temperature of the air around the module, in thousandths of a degree Celsius, and how it moves.
func (m *Module) Air() (ambient int, a Airflow) { return m.room.ambient, m.room.airflow }
