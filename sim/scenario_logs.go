package sim

import (
	"hsmlab/sim/module"
	"hsmlab/sim/site"
)

// logScenarios are situations of neglected logs.
func logScenarios() []Scenario {
	return []Scenario{
		{"logs-nearly-full", "Logs nearly full", "The default room after long neglect: the logs of the HSM are just below their safe level, and a few more commands take them above it.", logsNearlyFull},
	}
}

func logsNearlyFull(r *site.Room) {
	defaultRoom(r)
	r.Hosts[0].Slots[0].FillLogs(module.SafeLogs - nearly)
}
