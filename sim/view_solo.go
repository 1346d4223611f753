package sim

import (
	"hsmlab/sim/host"
	"hsmlab/sim/solo"
)

// viewCard shows an HSM that is no nShield 5s.
func viewCard(c host.Card, hostName string, slot int) ModuleSnapshot {
	s, ok := c.(*solo.Card)
	if !ok {
		panic("BUG: snapshot: unknown product " + c.Kind())
	}
	return viewSolo(s, hostName, slot)
}

func viewSolo(c *solo.Card, hostName string, slot int) ModuleSnapshot {
	ambient, rise := c.Air()
	v := ModuleSnapshot{
		ESN: c.ESN, Host: hostName, Slot: slot, Product: c.Kind(), Power: c.Powered(), Boot: "up", Clock: stamp(c.Now()),
		Firmware: FirmwareSnapshot{Primary: c.Firmware().String(), Running: c.Firmware().String()},
		Keys:     map[string]string{}, Remote: map[string]string{}, Servers: map[string]string{}, Resets: c.Resets(),
		VCMs: []VCMSnapshot{}, Deleted: []string{}, Faults: []string{}, ClockLost: c.ClockLost(),
		Controls:   []string{ClearButton, SwitchControl, PhysicalJumper, RemoteJumper},
		ModeSwitch: string(c.Position()), Jumpers: &JumperSnapshot{Physical: c.Jumpers().Physical, Remote: c.Jumpers().Remote},
		Solo:    &SoloSnapshot{Mode: c.Mode(), Status: c.Status(), World: c.World(), Charge: c.Charge(), Tampered: c.Tampered()},
		Sensors: SensorSnapshot{AmbientMilliC: ambient, Airflow: airflowOf(rise), CPUMilliC: c.Temperature(), Millivolts: map[string]int{}}, Limits: LimitSnapshot{NominalMillivolts: map[string]int{}},
	}
	switch {
	case !c.Powered():
		v.Boot = "off"
	case c.Failed():
		v.Boot = "error"
	}
	signal, since := c.LED()
	v.LED, v.LEDSince = signal, since.Microseconds()
	for _, f := range c.Faults() {
		v.Faults = append(v.Faults, f.Code.Letters)
	}
	return v
}
