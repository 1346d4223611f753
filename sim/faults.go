package sim

import (
	"fmt"
	"slices"
	"strings"

	"hsmlab/sim/host"
	"hsmlab/sim/led"
	"hsmlab/sim/module"
)

// FaultInfo describes a fault that Inject can make.
type FaultInfo struct {
	Name  string `json:"name"` // LED code of the nShield 5s, "1-1-1", or a word, "logs-safe"
	About string `json:"about"`
	Host  bool   `json:"host,omitempty"`  // a computer has it, not a module
	VCM   bool   `json:"vcm,omitempty"`   // one VCM has it: Inject's Value names it where several run
	Value string `json:"value,omitempty"` // Inject's Value for this one among faults of the same name: "tamper"
}

// info is what a list tells about a fault that has a name.
func (f namedFault) info(about string) FaultInfo {
	return FaultInfo{Name: f.name, About: about, Host: f.host != nil}
}

// namedFault is a fault that has a name instead of an LED code.
type namedFault struct {
	name, about string
	cure        string // how it ends, for those who would clear it

	module func(*module.Module) error
	host   func(*host.Host) error
}

// namedFaults lists them by name.
var namedFaults = slices.SortedFunc(slices.Values(slices.Concat(situations, disturbances)), func(a, b namedFault) int {
	return strings.Compare(a.name, b.name)
})

// situations are the faults that have a name and can be told from more than a counter.
var situations = []namedFault{
	{name: "battery-flat", about: "BT1 below its range, after a year without mains", module: fitBattery(2_400), cure: "a new battery ends it: lab battery new, with the host switched off"},
	{name: "battery-low", about: "BT1 so low that a new one should be asked for", module: fitBattery(2_650), cure: "a new battery ends it: lab battery new, with the host switched off"},
	{name: "clock-lost", about: "The module does not know the time any more", module: loseClock, cure: "hsmadmin settime ends it"},
	{name: module.BootloaderFault, about: "The bootloader of the security processor failed: red, flashing fast", module: signalled(module.BootloaderFault), cure: unrecoverable},
	{name: "hardserver-internal", about: "The hardserver ends with a fatal internal error", host: crash(false), cure: "starting the hardserver ends it: /opt/nfast/sbin/init.d-ncipher start"},
	{name: "hardserver-runtime", about: "The hardserver ends with a fatal runtime error", host: crash(true), cure: "starting the hardserver ends it: /opt/nfast/sbin/init.d-ncipher start"},
	{name: "logs-critical", about: "Log volume at its critical level, after long neglect", module: fillLogs(module.CriticalLogs), cure: "hsmadmin logs export, logs expire and a reset end it"},
	{name: "logs-nearly-safe", about: "Log volume just below its safe level", module: fillLogs(module.SafeLogs - nearly), cure: "hsmadmin logs export and logs expire end it"},
	{name: "logs-safe", about: "Log volume just above its safe level", module: fillLogs(module.SafeLogs + 1), cure: "hsmadmin logs export and logs expire end it"},
	{name: module.OddLightFault, about: "The lamp shows what no table has", module: signalled(module.OddLightFault), cure: unrecoverable},
	{name: "power-saving", about: "The computer sleeps to save power, and finds its HSMs no more until it is rebooted", host: doze, cure: "a reboot of the host ends it: lab power cycle"},
	{name: module.TamperFault, about: "The security processor detected a tamper condition: blue and red in turn", module: signalled(module.TamperFault), cure: unrecoverable},
	{name: "too-hot", about: "No air moves in a room of 45 degrees", module: overheat, cure: "cool air ends it: lab ambient, lab airflow"},
}

// nearly is how far below a level "just below" is, in bytes: a few commands' worth of entries.
const nearly = 500

// unrecoverable is how faults end that no reset clears.
const unrecoverable = "nothing ends it: call Entrust Support"

// signalled is a fault that the lamp shows by a signal of its own.
func signalled(fault string) func(*module.Module) error {
	return func(m *module.Module) error {
		m.Break(fault)
		return nil
	}
}

func crash(runtime bool) func(*host.Host) error {
	return func(h *host.Host) error {
		if on, _ := h.Hardserver.Running(); !on {
			return fmt.Errorf("no hardserver runs on %s", h.Name)
		}
		h.Hardserver.Crash(runtime)
		return nil
	}
}

func doze(h *host.Host) error {
	switch {
	case h.Phase() != host.On:
		return fmt.Errorf("host %s is %s", h.Name, h.Phase())
	case len(h.Slots)+len(h.Cards) == 0:
		return fmt.Errorf("host %s holds no module that could vanish", h.Name)
	}
	h.Doze()
	return nil
}

func fitBattery(millivolts int) func(*module.Module) error {
	return func(m *module.Module) error {
		m.SetBattery(millivolts)
		return nil
	}
}

func loseClock(m *module.Module) error {
	m.LoseClock()
	return nil
}

// overheat stops the air in a room that is too warm.
func overheat(m *module.Module) error {
	m.SetAir(45_000, module.AirflowNone)
	return nil
}

func fillLogs(volume int) func(*module.Module) error {
	return func(m *module.Module) error {
		if !m.Up() {
			return fmt.Errorf("module %s does not run, so it logs nothing", m.ESN)
		}
		m.FillLogs(volume)
		return nil
	}
}

// Faults lists the faults that Inject knows for an nShield 5s and for hosts: error codes of the LED, remote error
// codes in letters, then those with names.
func (l *Lab) Faults() []FaultInfo {
	var list []FaultInfo
	for _, c := range led.Codes() {
		list = append(list, FaultInfo{Name: c.Digits, About: c.Meaning})
	}
	for _, c := range led.RemoteCodes() {
		list = append(list, FaultInfo{Name: c.Letters, About: c.Meaning, VCM: c.Lamp == ""})
	}
	for _, f := range namedFaults {
		list = append(list, f.info(f.about))
	}
	return append(list, randomInfo)
}

// inject makes a fault. The product in the slot decides which codes there are.
func (l *Lab) inject(e Inject) error {
	if u := l.chassis(e.Target); u != nil {
		return l.injectUnit(u, e)
	}
	if c := l.solo(e.Target); c != nil {
		return l.injectSolo(c, e)
	}
	if i := slices.IndexFunc(namedFaults, func(f namedFault) bool { return f.name == e.Fault }); i >= 0 {
		return l.injectNamed(namedFaults[i], e)
	}
	m, err := l.module(e.Target)
	if err != nil {
		return err
	}
	if e.Fault == RandomFault {
		e.Fault = l.mishap(lampCodes(led.Shield5s))
	}
	if c, ok := led.Remote(e.Fault); ok {
		return l.injectRemote(m, c, e.Value)
	}
	if _, ok := led.Lookup(e.Fault); !ok {
		return l.noFault(e)
	}
	switch e.Value {
	case "":
		return breakModule(m, e.Fault)
	case "clear":
		return mendModule(m, e.Fault)
	}
	return fmt.Errorf("fault %s takes no value but clear", e.Fault)
}

func (l *Lab) injectNamed(f namedFault, e Inject) error {
	switch e.Value {
	case "":
	case "clear":
		return fmt.Errorf("fault %s is not cleared by itself; %s", e.Fault, f.cure)
	default:
		return fmt.Errorf("fault %s takes no value", e.Fault)
	}
	if f.host != nil {
		h := l.room.Host(e.Target)
		if h == nil {
			return fmt.Errorf("no host %q in the lab", e.Target)
		}
		return f.host(h)
	}
	m, err := l.module(e.Target)
	if err != nil {
		return err
	}
	return f.module(m)
}

func breakModule(m *module.Module, code string) error {
	if code == module.LogsCode { // its cause is a volume that can be measured
		return fillLogs(module.CriticalLogs)(m)
	}
	if code == module.BatteryCode { // its cause is a voltage that can be measured
		return fitBattery(2_400)(m)
	}
	m.Break(code)
	return nil
}

func mendModule(m *module.Module, code string) error {
	remote := m.LettersOf(code)
	switch {
	case !slices.Contains(m.Faults(), code):
		return fmt.Errorf("module %s does not have fault %s", m.ESN, code)
	case code == module.LogsCode:
		return fmt.Errorf("the cause of %s is the volume of the logs: export and expire them", code)
	case m.TooHot(code):
		return fmt.Errorf("the cause of %s is the heat: let the module cool down", code)
	case !m.Mend(code):
		return fmt.Errorf("module %s shows %s for %s: clear that", m.ESN, code, strings.Join(remote, " and "))
	case code == module.BatteryCode:
		return fitBattery(module.BatteryNew)(m)
	}
	return nil
}
