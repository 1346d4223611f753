package module

import (
	"slices"

	"hsmlab/sim/led"
)

// Fault is a cause that puts the module in an error state. The LED shows the code of the oldest one. Several can have
// the same code: what is measured, such as the voltage of the battery, and remote errors, each by its letters.
type Fault struct {
	Code  string // digits of the LED code, "1-2-3"
	Cause bool   // the cause is still there: a reset does not help

	Letters string // of the remote error code that enquiry tells, "HV"; "" when there is none
}

// Faults that have a signal of their own on the lamp instead of a code (guide 4.4.1). A reset does not end them.
const (
	TamperFault     = "tamper"     // the security processor detected a tamper condition
	BootloaderFault = "bootloader" // the security processor's bootloader failed
	OddLightFault   = "odd-light"  // something that no table has: Support must tell what it is
)

var signals = map[string]led.Signal{TamperFault: led.Tamper, BootloaderFault: led.BootloaderFailure, OddLightFault: {Pattern: led.FastFlash, Colour: led.Green}}

// meanings of these faults in enquiry [simulated].
var meanings = map[string]string{TamperFault: "Tamper condition detected", BootloaderFault: "Security processor bootloader failure", OddLightFault: "Unknown error"}

// Break makes the fault with an LED code happen. The module stops answering (guide 4.4.2). It reports
// whether there is such a code.
func (m *Module) Break(code string) bool {
	if _, ok := signals[code]; !ok {
		if _, ok = led.Lookup(code); !ok {
			return false
		}
	}
	m.happen(Fault{Code: code, Cause: true})
	return true
}

// happen adds a fault, or gives the one that it is its cause back.
func (m *Module) happen(f Fault) {
	if i := slices.IndexFunc(m.faults, f.is); i >= 0 {
		m.faults[i].Cause = true
		return
	}
	m.abandon()
	m.interrupt()
	m.counters.count(f.Code)
	m.faults = append(m.faults, f)
	m.Relight()
}

func (f Fault) is(o Fault) bool { return f.Code == o.Code && f.Letters == o.Letters }

// BreakRemote makes an error happen that the lamp shows by digits and enquiry tells by letters (guide 4.4.3, D-77). It
// reports whether there is such a code of the whole HSM: those of a VCM are the VCM's (see vcm.VCM.Fail).
func (m *Module) BreakRemote(letters string) bool {
	c, ok := led.Remote(letters)
	if !ok || c.Lamp == "" {
		return false
	}
	m.happen(Fault{Code: c.Lamp, Cause: true, Letters: letters})
	return true
}

// LettersOf are the letters of the remote errors that show a code on the lamp.
func (m *Module) LettersOf(code string) []string {
	var list []string
	for _, f := range m.faults {
		if f.Code == code && f.Letters != "" {
			list = append(list, f.Letters)
		}
	}
	return list
}

// MendRemote removes the cause of an error that BreakRemote made. It reports whether the module has it.
func (m *Module) MendRemote(letters string) bool {
	i := slices.IndexFunc(m.faults, func(f Fault) bool { return f.Letters == letters })
	if i < 0 {
		return false
	}
	m.faults[i].Cause = false
	return true
}

// Trouble is what enquiry tells of the error state: the meaning of the code on the lamp, or the letters of a remote
// error code and what they mean. It is "" without an error state.
func (m *Module) Trouble() string {
	f, _ := m.failing()
	if c, ok := led.Remote(f.Letters); ok {
		return c.Letters + ": " + c.Meaning
	}
	if text, ok := meanings[f.Code]; ok {
		return text
	}
	c, _ := led.Lookup(f.Code)
	return c.Meaning
}

// ErrorID is the behaviour id of the guide's row for what Trouble tells, "" without an error state.
func (m *Module) ErrorID() string {
	f, _ := m.failing()
	if c, ok := led.Remote(f.Letters); ok {
		return c.ID
	}
	c, _ := led.Lookup(f.Code)
	return c.ID()
}

// Mend removes the cause of a fault; the error state itself stays until a reset, if one can clear it (D-37). The
// causes of remote errors with the same code are others: they stay until MendRemote. It reports whether the module has
// the fault.
func (m *Module) Mend(code string) bool {
	i := slices.IndexFunc(m.faults, Fault{Code: code}.is)
	if i < 0 {
		return false
	}
	m.faults[i].Cause = false
	return true
}

// Faults lists the LED codes of the module's faults, oldest first, each once.
func (m *Module) Faults() []string {
	var codes []string
	for _, f := range m.faults {
		if !slices.Contains(codes, f.Code) {
			codes = append(codes, f.Code)
		}
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
	if f, ok := m.failing(); ok {
		return f.Code
	}
	return ""
}

// failing is the oldest fault that stops the image that runs.
func (m *Module) failing() (Fault, bool) {
	i := slices.IndexFunc(m.faults, m.acts)
	if i < 0 {
		return Fault{}, false
	}
	return m.faults[i], true
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
