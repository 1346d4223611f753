package client

import (
	"fmt"
	"slices"

	"hsmlab/sim/module"
	"hsmlab/sim/refusal"
)

// silence tells that a service did not answer until the timeout.
func (c *Client) silence(m *module.Module, a Access) *refusal.Refusal {
	return mute(m).New(string(a.Service), a.Method, fmt.Sprintf("no answer from the service within %d s; is the HSM booting or in an error state?", c.Seconds))
}

// brokenOff tells that a service that had taken a call did not finish it: nobody waited for the timeout.
func brokenOff(m *module.Module, a Access) *refusal.Refusal {
	return mute(m).New(string(a.Service), a.Method, "the service stopped answering while it worked; was the HSM reset, or is it in an error state?")
}

// mute is the rule by which a module does not answer.
func mute(m *module.Module) refusal.Rule {
	if slices.Contains(m.Faults(), module.BatteryCode) {
		return deadBattery
	}
	return noAnswer
}
