package module

import "strings"

// counters are the failures that the module has counted since factory state; worn blocks of memory stay worn.
type counters struct{ temperature, voltage, spi, rng, i2c, i2cSlave, hostBus, cryptoBus, sensor, worn int }

// Disturbance is something that makes counters of the environment statistics go up while the module goes on working.
type Disturbance string

// The disturbances. The guide names the counters and gives no numbers (4.10.1.13): how far each goes is simulated.
const (
	BusErrors      Disturbance = "bus-errors"      // on the buses to the host and to the crypto processor
	I2CFailures    Disturbance = "i2c-failures"    // of the security processor's I2C bus
	NVMWorn        Disturbance = "nvm-worn"        // blocks of the user NVRAM have reached the end of their life
	RNGAlarm       Disturbance = "rng-alarm"       // AIS31 preliminary alarm
	SensorFailures Disturbance = "sensor-failures" // the security processor's sensors answered late
	SPIRetries     Disturbance = "spi-retries"     // transfers had to be repeated
)

// Disturb makes the counters of d go up. It reports whether it did: a module without power counts nothing.
func (m *Module) Disturb(d Disturbance) bool {
	if !m.power {
		return false
	}
	c := &m.counters
	switch d {
	case BusErrors:
		c.hostBus, c.cryptoBus = c.hostBus+4, c.cryptoBus+2
	case I2CFailures:
		c.i2c, c.i2cSlave = c.i2c+7, c.i2cSlave+3
	case NVMWorn:
		c.worn += 6
	case RNGAlarm:
		c.rng++
	case SensorFailures:
		c.sensor += 2
	case SPIRetries:
		c.spi += 5
	default:
		panic("BUG: unknown disturbance " + string(d))
	}
	return true
}

// nvmWear is the wear level of the user NVRAM in percent [simulated]: factory states and worn blocks add to it.
func (m *Module) nvmWear() int { return min(1+m.wipes/20+5*m.counters.worn, 100) }

// count adds a fault to the counters that it belongs to.
func (c *counters) count(code string) {
	switch {
	case strings.HasPrefix(code, "1-5-"):
		c.temperature++
	case strings.HasPrefix(code, "1-"):
		c.voltage++
	case code == "2-5-3":
		c.spi += 15
	case code == "2-2-3":
		c.rng++
	}
}
