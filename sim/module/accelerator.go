package module

import (
	"fmt"

	"hsmlab/sim/refusal"
)

// Accelerator is a set of algorithms that the hardware can be made to speed up (guide 4.10.1.15.1).
type Accelerator struct {
	ID    int
	About string
}

// Accelerators lists what can be selected [simulated: the guide names none].
func Accelerators() []Accelerator {
	return []Accelerator{{1, "Elliptic curves"}, {2, "Post-quantum signatures (ML-DSA)"}}
}

// acceleration is the selected accelerator and the one that the next reset brings.
type acceleration struct{ now, next int }

var noAccelerator = refusal.Rule{ID: "G-4.10.1.15.1-1", Guide: "4.10.1.15.1", Basis: refusal.Inferred}

// Acceleration is the selected accelerator, and the one selected from the next reset on.
func (m *Module) Acceleration() (now, next int) { return m.acceleration.now, m.acceleration.next }

// MaySelect tells why options may not be selected or looked at now; nil if they may (guide 4.10.1.15).
func (m *Module) MaySelect() *refusal.Refusal { return m.interlocked("setup", "select acceleration") }

// SelectAcceleration selects an accelerator. It acts after a reset.
func (m *Module) SelectAcceleration(id int) *refusal.Refusal {
	const service, method = "setup", "select acceleration"
	if r := m.MaySelect(); r != nil {
		return r
	}
	for _, a := range Accelerators() {
		if a.ID == id {
			m.acceleration.next = id
			return nil
		}
	}
	return noAccelerator.New(service, method, fmt.Sprintf("no accelerator %d; --show lists them", id))
}
