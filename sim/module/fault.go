package module

import (
	"slices"

	"hsmlab/sim/led"
)

// Fault is a cause that puts the module in an error state. The LED shows the code of the oldest one.
type Fault struct {
	Code  string // digits of the LED code, "1-2-3"
	Cause bool   // the cause is still there: a reset does not help
}

// Break makes the fault with an LED code happen. The module stops answering (guide 4.4.2). It reports
// whether there is such a code.
func (m *Module) Break(code string) bool {
	if _, ok := led.Lookup(code); !ok {
		return false
	}
	if i := slices.IndexFunc(m.faults, func(f Fault) bool { return f.Code == code }); i >= 0 {
		m.faults[i].Cause = true
		return true
	}
	m.abandon()
	m.interrupt()
	m.counters.count(code)
	m.faults = append(m.faults, Fault{Code: code, Cause: true})
	m.Relight()
	return true
}

// Mend removes the cause of a fault; the error state itself stays until a reset, if one can clear it (D-37).
func (m *Module) Mend(code string) {
	for i := range m.faults {
		if m.faults[i].Code == code {
			m.faults[i].Cause = false
		}
	}
}

// Faults lists the LED codes of the module's faults, oldest first.
func (m *Module) Faults() []string {
	var codes []string
	for _, f := range m.faults {
		codes = append(codes, f.Code)
	}
	return codes
}

// clearFaults forgets, at a reset, the faults whose cause is gone and whose code a reset can clear.
func (m *Module) clearFaults() {
	m.faults = slices.DeleteFunc(m.faults, func(f Fault) bool {
		code, _ := led.Lookup(f.Code)
		return code.Clears && !f.Cause
	})
}

func (m *Module) errorCode() string {
	for _, f := range m.faults {
		if m.acts(f) {
			return f.Code
		}
	}
	return ""
}

// acts reports whether a fault stops the image that runs. The init script is the primary image's own: when it
// fails, the recovery image still boots, and the init log can be read there (guide 4.5.4) [simulated].
func (m *Module) acts(f Fault) bool {
	return f.Code != initScriptCode || m.image == Primary && m.boot.phase == phaseUp
}

// initScriptCode is the LED code of an init script that fails (guide 4.4.2.1).
const initScriptCode = "2-3-4"

// Failed reports whether the module is in an error state, in which it answers nothing.
func (m *Module) Failed() bool { return m.power && m.errorCode() != "" }
