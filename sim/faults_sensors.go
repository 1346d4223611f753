package sim

import (
	"fmt"

	"hsmlab/sim/module"
)

// disturbances are the faults that only show in hsmadmin getenvstats: the module goes on working.
var disturbances = []namedFault{
	{name: string(module.BusErrors), about: "Errors counted on the buses to the host and to the crypto processor", cure: counted, module: disturb(module.BusErrors)},
	{name: string(module.I2CFailures), about: "Failures counted on the I2C bus of the security processor", cure: counted, module: disturb(module.I2CFailures)},
	{name: string(module.NVMWorn), about: "Worn blocks in the user NVRAM", cure: "worn blocks stay worn", module: disturb(module.NVMWorn)},
	{name: string(module.RNGAlarm), about: "A preliminary alarm of the random number generator", cure: counted, module: disturb(module.RNGAlarm)},
	{name: string(module.SensorFailures), about: "Sensors of the security processor answered late", cure: counted, module: disturb(module.SensorFailures)},
	{name: string(module.SPIRetries), about: "Transfers to the security processor had to be repeated", cure: counted, module: disturb(module.SPIRetries)},
}

// counted is how disturbances end.
const counted = "the counters go back to 0 at factory state"

func disturb(d module.Disturbance) func(*module.Module) error {
	return func(m *module.Module) error {
		if !m.Disturb(d) {
			return fmt.Errorf("module %s has no power, so it counts nothing", m.ESN)
		}
		return nil
	}
}
