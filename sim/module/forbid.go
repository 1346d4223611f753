package module

import (
	"hsmlab/sim/firmware"
	"hsmlab/sim/refusal"
)

// Version is the firmware that runs, or ran last.
func (m *Module) Version() firmware.Version {
	return m.running
}

// conditions are the states of a module in which it refuses certain actions whatever service they go to: each
// knows its own list (D-39). A condition returns nil when it does not hold or does not mind the action.
var conditions = []func(m *Module, service, method string) *refusal.Refusal{tenancyCondition, clockLost, logsForbid, upgradeCondition}

// Forbids tells why the module refuses an action in its present condition; nil if it does not. method is the
// service's method: "settime", "upgrade", "logs expire".
func (m *Module) Forbids(service, method string) *refusal.Refusal {
	for _, c := range conditions {
		if r := c(m, service, method); r != nil {
			return r
		}
	}
	return nil
}
