package module

import (
	"time"

	"hsmlab/sim/clock"
	"hsmlab/sim/led"
)

// Times of a boot (D-140) [simulated].
const (
	GreenTime   = 10 * time.Second // power good, main processor not yet booting
	ChooseTime  = 60 * time.Second // the image is chosen, from the beginning of the reboot
	BootTime    = 90 * time.Second // until the services answer
	PressWithin = 5 * time.Second  // the button must be down by then
)

type phase string

const (
	phaseOff phase = "off"
	// The reboot has begun: green, then cyan.
	phaseGreen phase = "green"
	phaseCyan  phase = "cyan"
	phaseUp    phase = "up"
	// The image is invalid: cyan for ever, the module fails to boot (guide 4.5.4).
	phaseStuck phase = "stuck"
)

type boot struct {
	phase phase
	began time.Duration
	timer *clock.Timer

	unseen bool // the host's PCIe bus shows the module no more; a boot ends that
}

// SetPower gives power to the module or takes it away.
func (m *Module) SetPower(on bool) {
	if on == m.power {
		return
	}
	m.power, m.byReset, m.left = on, false, false
	if on {
		m.batteryRest()
		m.clearFaults()
		m.reboot()
		return
	}
	m.batteryCut()
	m.halt()
	m.boot.phase = phaseOff
	m.Relight()
}

// halt stops everything that runs in the module, as a reset or a loss of power does.
func (m *Module) halt() {
	m.time.Stop(m.boot.timer)
	m.abandon()
	m.interrupt()
	for _, v := range m.worlds() {
		v.Stop()
	}
	m.stopPolling()
}

// interrupt tells the hosts whose VCMs are in use that they stop answering.
func (m *Module) interrupt() {
	for _, v := range m.worlds() {
		if m.Busy(v) {
			m.Interrupted(v.UUID)
		}
	}
}

// reboot begins a boot. What was configured to act at the next reset acts now.
func (m *Module) reboot() {
	m.halt()
	m.rebootLogs()
	m.resets++
	m.acceleration.now = m.acceleration.next
	m.ActivateFeatures()
	m.AdoptNetwork()
	m.boot = boot{phase: phaseGreen, began: m.time.Now()}
	m.boot.timer = m.time.After(GreenTime, func() {
		m.boot.phase = phaseCyan
		m.Relight()
		m.boot.timer = m.time.After(ChooseTime-GreenTime, m.choose)
	})
	m.Relight()
}

// choose picks the image: recovery if the button has been down since at most PressWithin after the reboot
// began, without a break (guide 4.5.4.2, D-140). Going to recovery and coming back both erase the module.
func (m *Module) choose() {
	before, chosen, slot := m.image, Primary, m.Firmware.Primary
	if m.button.down && m.button.since <= m.boot.began+PressWithin {
		chosen, slot = Recovery, m.Firmware.Recovery
	}
	if slot.Broken {
		m.initNote("uboot " + m.Firmware.Bootloader.Version.String() + ": " + string(chosen) + " image: signature invalid, boot failed")
		m.boot.phase = phaseStuck
		m.Relight()
		return
	}
	m.image, m.running = chosen, slot.Version
	m.adapt()
	if m.image == Recovery || before == Recovery {
		m.erase()
		m.left = m.image == Primary && m.byReset
	}
	m.boot.timer = m.time.After(BootTime-ChooseTime, m.booted)
}

func (m *Module) booted() {
	m.boot.phase = phaseUp
	m.restartSingle()
	m.bootLogs()
	m.autostart()
	m.startPolling()
	m.Relight()
}

// Erase returns the module to factory state at the present moment, counting it.
func (m *Module) erase() {
	m.wipe()
	m.wipes++
	m.noteKey("setup factorystate")
}

// LeftRecovery tells whether recovery mode was left by a reset since the power came on, after which the
// hardserver of the host must be restarted once keys have been installed again (guide 4.5.4.3). It returns the
// virtual time of that installation; 0 while it has not been done.
func (m *Module) LeftRecovery() (enrolled time.Duration, byReset bool) {
	if m.factory {
		return 0, m.left
	}
	return m.enrolled, m.left
}

// Stuck reports whether the module fails to boot because the image that it was to run is invalid.
func (m *Module) Stuck() bool { return m.boot.phase == phaseStuck }

// Up reports whether the services answer.
func (m *Module) Up() bool { return m.boot.phase == phaseUp }

// Booting tells how long ago the reboot began; false when no boot is under way.
func (m *Module) Booting() (time.Duration, bool) {
	if m.boot.phase == phaseGreen || m.boot.phase == phaseCyan {
		return m.time.Now() - m.boot.began, true
	}
	return 0, false
}

// installedFor is how long a module has been up when a scenario starts [simulated].
const installedFor = 137 * time.Minute

// Install brings a new module to the state in which a scenario starts: powered and booted.
func (m *Module) Install() {
	m.power = true
	m.boot.phase, m.boot.began = phaseUp, -installedFor
	m.restartSingle()
	m.warmUp()
	m.noteKey("first power on")
	m.bootLogs()
	m.startPolling()
	m.Relight()
}

// lamp is the status LED: the present signal, since when it shows, and until when activity makes it flicker.
type lamp struct {
	signal led.Signal
	since  time.Duration
	until  time.Duration
	timer  *clock.Timer
}

// flickerTime is how long the LED flickers after a command [simulated].
const flickerTime = 3 * time.Second

// Touch notes that the module worked, which the LED shows for a while.
func (m *Module) Touch() {
	m.lamp.until = m.time.Now() + flickerTime
	m.time.Stop(m.lamp.timer)
	m.lamp.timer = m.time.After(flickerTime, m.Relight)
	m.Relight()
}

// LED is the signal of the status LED and since when it shows.
func (m *Module) LED() (led.Signal, time.Duration) { return m.lamp.signal, m.lamp.since }

// Relight updates the LED after a change.
func (m *Module) Relight() {
	s := m.signal()
	if s != m.lamp.signal {
		m.lamp.signal, m.lamp.since = s, m.time.Now()
	}
}

func (m *Module) signal() led.Signal {
	if code := m.errorCode(); code != "" && m.power {
		if s, ok := signals[code]; ok {
			return s
		}
		s, ok := led.Error(code)
		if !ok {
			panic("BUG: fault with unknown LED code " + code)
		}
		return s
	}
	switch m.boot.phase {
	case phaseGreen:
		return led.PowerGood
	case phaseCyan, phaseStuck:
		return led.Booting
	case phaseUp:
		if s, on := m.upgradeSignal(); on {
			return s
		}
		if m.time.Now() < m.lamp.until || m.working() {
			return led.Active
		}
		return led.Idle
	}
	return led.Off
}

// working reports whether a VCM serves a tenant.
func (m *Module) working() bool {
	for _, v := range m.worlds() {
		if m.Busy(v) {
			return true
		}
	}
	return false
}
