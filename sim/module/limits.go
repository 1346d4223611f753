package module

// Temperatures that a well cooled module in a room of 20 to 30 degrees stays between (guide 4.13.2), in
// thousandths of a degree Celsius.
const (
	CoolCPU    = 75_000
	CoolCrypto = 78_000
	coolMin    = 10_000
)

// RailTolerance is how far a supply voltage may be from its nominal value before the module enters an error state,
// in percent [simulated: the vendor publishes the codes, not the ranges].
const RailTolerance = 10

// Limits are what a module's temperatures are held against, in thousandths of a degree Celsius. From MCP, CPU and
// Crypto on the module is in an error state (LED codes 1-5-1 to 1-5-3), from Throttle on its main processor runs
// slower [simulated].
type Limits struct{ MCP, CPU, Crypto, Throttle int }

// TemperatureLimits are the limits of an nShield 5s.
func TemperatureLimits() Limits {
	return Limits{parts[mcp].limit, parts[cpu].limit, parts[crypto].limit, throttleAt}
}

// NominalMillivolts are the supply voltages as they should be, by the name of the statistic; the battery is not one
// of them.
func NominalMillivolts() map[string]int {
	nominal := map[string]int{}
	for _, r := range rails {
		if r.nominal > 0 {
			nominal[r.name] = r.nominal
		}
	}
	return nominal
}
