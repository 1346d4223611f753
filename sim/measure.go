package sim

import "hsmlab/sim/module"

// Measured is what one module's sensors show at a moment, and how full its logs are.
type Measured struct {
	ESN     string
	Sensors SensorSnapshot
	Logs    LogsSnapshot
}

// Measure reads the sensors of every module that is fitted in a host, in the order of Snapshot.Modules. It is for
// whoever draws them over time: temperatures move while nothing happens, and a whole Snapshot for each point would
// cost too much. Reading changes nothing.
func (l *Lab) Measure() []Measured {
	var list []Measured
	for _, h := range l.room.Hosts {
		for _, m := range h.Slots {
			list = append(list, Measured{m.ESN, viewSensors(m), viewLogs(m)})
		}
	}
	return list
}

// limits are those of the one product that is simulated here; every snapshot shares them.
var limits = func() LimitSnapshot {
	t := module.TemperatureLimits()
	return LimitSnapshot{
		MCPMilliC: t.MCP, CPUMilliC: t.CPU, CryptoMilliC: t.Crypto, ThrottleMilliC: t.Throttle,
		CoolCPUMilliC: module.CoolCPU, CoolCryptoMilliC: module.CoolCrypto,
		BatteryMin: module.BatteryError, BatteryAdvice: module.BatteryAdvice, BatteryMax: module.BatteryMax,
		NominalMillivolts: module.NominalMillivolts(), TolerancePercent: module.RailTolerance,
	}
}()
