package module

import (
	"hsmlab/sim/feature"
	"hsmlab/sim/vcm"
)

// What exists when a scenario begins. Nobody asked for it in the lab, so nothing is checked but what would be a
// mistake in the scenario.

// Place adds an inactive VCM that was created before the scenario begins. Its name, tenant keys and properties are
// the caller's; without an address it gets the next free one, without features those of the platform.
func (m *Module) Place(v *vcm.VCM) *vcm.VCM {
	v.UUID = m.chance.UUID("vcm")
	if v.Address == "" {
		address, reason := m.allocate("", v.UUID)
		if reason != "" {
			panic("BUG: scenario VCM " + v.Name + ": " + reason)
		}
		v.Address = address
	}
	if v.Features == 0 {
		v.Features = feature.ConvertForPlatform(m.Features(), m.Features())
	}
	m.admit(v)
	return v
}

// Settled lets what Place added be measured as on a module that has been at work: a round is over, and half of the
// pause before the next one.
func (m *Module) Settled() {
	m.Sense()
	m.startPolling()
	m.poller.began -= m.poller.lasts + PollPause/2
	m.poll()
}
