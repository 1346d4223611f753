package module

import (
	"hsmlab/sim/firmware"
	"hsmlab/sim/refusal"
)

var (
	noCodeSafe = refusal.Rule{ID: "G-4.10.1.14-1", Guide: "4.10.1.14", Basis: refusal.Documented, Also: []string{"G-4.9.4.2-1"}}
	noMachine  = refusal.Rule{Guide: "4.10.1.14.1", Basis: refusal.Simulated}
)

// SEEMachines tells why there are no statistics of SEE machines: firmware 14.1 has none, and on older firmware
// none is loaded here (guide 4.10.1.14). uuid names one; "" means all that run.
func (m *Module) SEEMachines(uuid string) *refusal.Refusal {
	const service, method = "launcher", "stats"
	switch {
	case m.Version().Since(firmware.MultiTenancy):
		return noCodeSafe.New(service, method, "CodeSafe 5 is not supported by multi-tenant firmware")
	case uuid != "":
		return noMachine.New(service, method, "no SEE machine "+uuid+" is running")
	}
	return nil
}
