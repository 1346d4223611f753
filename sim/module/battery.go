package module

import (
	"fmt"
	"time"
)

// Voltages of the backup battery, in millivolts (guide 4.13.1).
const (
	BatteryNew    = 3_160
	BatteryMax    = 3_550 // highest that is acceptable
	BatteryAdvice = 2_700 // below it, ask Support for a new one
	BatteryClock  = 2_600 // below it, the clock is lost [simulated]
	BatteryError  = 2_460 // below it, the module goes into an error state
)

// BatteryCode is the LED code of a battery that is out of its range (guide 4.4.2.1).
const BatteryCode = "1-1-1"

const day = 24 * time.Hour

// discharge is how the voltage falls while the battery alone powers the module [simulated].
var discharge = []struct {
	after      time.Duration
	millivolts int
}{{0, BatteryNew}, {30 * day, 3_050}, {180 * day, 2_900}, {300 * day, BatteryAdvice}, {330 * day, BatteryClock}, {360 * day, BatteryError}, {400 * day, 1_800}, {500 * day, 0}}

// battery is the replaceable cell. It drains only while the module has no other power.
type battery struct {
	in      bool
	drained time.Duration // time for which it has powered the module, until since
	since   time.Duration // when the mains went; meaningless while they are on
	above   int           // millivolts that a measured voltage differs from the table: a cell that was put in used
}

func freshBattery() battery { return battery{in: true} }

// at is the time for which the battery has powered the module.
func (b battery) at(now time.Duration, mains bool) time.Duration {
	if mains {
		return b.drained
	}
	return b.drained + now - b.since
}

func voltageAfter(drained time.Duration) int {
	for i := 1; i < len(discharge); i++ {
		if a, b := discharge[i-1], discharge[i]; drained < b.after {
			return a.millivolts - int(time.Duration(a.millivolts-b.millivolts)*((drained-a.after)/time.Second)/((b.after-a.after)/time.Second))
		}
	}
	return 0
}

// drainedTo is the time after which the voltage is what it says, 0 for a full battery.
func drainedTo(millivolts int) time.Duration {
	for i := 1; i < len(discharge); i++ {
		if a, b := discharge[i-1], discharge[i]; millivolts > b.millivolts {
			lost := time.Duration(max(a.millivolts-millivolts, 0))
			return a.after + (b.after-a.after)/time.Duration(a.millivolts-b.millivolts)*lost + min(lost, 1)*time.Second
		}
	}
	return discharge[len(discharge)-1].after
}

// Battery is the voltage of the battery in millivolts, 0 when none is fitted.
func (m *Module) Battery() int {
	if !m.battery.in {
		return 0
	}
	return max(voltageAfter(m.battery.at(m.time.Now(), m.power))+m.battery.above, 0)
}

// SetBattery puts a battery of the given voltage in place of the one before; 0 millivolts takes it out. A module
// without any power forgets the time when the battery is taken out.
func (m *Module) SetBattery(millivolts int) {
	m.battery = battery{in: millivolts > 0, drained: drainedTo(millivolts), since: m.time.Now(), above: max(millivolts-BatteryNew, 0)}
	if !m.battery.in && !m.power {
		m.loseClock()
	}
	if m.power {
		m.checkBattery()
	}
}

// batteryCut is called when the mains go.
func (m *Module) batteryCut() {
	m.battery.since = m.time.Now()
	if !m.battery.in {
		m.loseClock()
	}
}

// batteryRest is called when the mains come back: the battery has lost what it lost.
func (m *Module) batteryRest() {
	m.battery.drained = m.battery.at(m.time.Now(), false)
	if m.Battery() < BatteryClock {
		m.loseClock()
	}
	m.checkBattery()
}

// Store ages the module by a time that it spent on its battery before the scenario began.
func (m *Module) Store(d time.Duration) {
	m.battery.drained += d
	if m.Battery() < BatteryClock {
		m.loseClock()
	}
}

// checkBattery puts the module in the error state, or takes the cause away, by the voltage (guide 4.13.1).
func (m *Module) checkBattery() {
	if v := m.Battery(); v < BatteryError || v > BatteryMax {
		m.Break(BatteryCode)
		return
	}
	m.Mend(BatteryCode)
}

// BatteryState tells in a word how the battery is: "good", "low", "out of range" or "missing".
func (m *Module) BatteryState() string {
	switch v := m.Battery(); {
	case !m.battery.in:
		return "missing"
	case v < BatteryError || v > BatteryMax:
		return "out of range"
	case v < BatteryAdvice:
		return "low"
	}
	return "good"
}

// volts writes millivolts as volts.
func volts(millivolts, digits int) string {
	text := fmt.Sprintf("%d.%03d", millivolts/1000, millivolts%1000)
	return text[:len(text)-3+digits]
}
