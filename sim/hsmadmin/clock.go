package hsmadmin

import (
	"time"

	"github.com/spf13/pflag"

	"hsmlab/sim/cli"
	"hsmlab/sim/client"
	"hsmlab/sim/host"
	"hsmlab/sim/module"
	"hsmlab/sim/refusal"
)

func (t *tool) settime() cli.Spec {
	adjust := false
	return cli.Spec{
		Name: "settime", Usage: "[-h] [--adjust] [--timeout <TIMEOUT>] [--esn <ESN>] [--verbose]", Guide: "4.10.1.10",
		About: "Sets the clock of the HSM from the clock of this host, in UTC, and resets the HSM.",
		Flags: t.flags(t.esnFlag, t.verboseFlag, func(f *pflag.FlagSet) {
			f.BoolVar(&adjust, "adjust", false, "Lets the clocks converge by a few seconds a day, without a reset.")
		}),
		Timeout: "G-4.10.1.10-6", Seconds: &t.Seconds,
		Run: func([]string) int {
			rule := rootOnly("G-4.10.1.10-2", "4.10.1.10")
			rule.Also = []string{"G-4.2.1-1"}
			a := client.Access{Service: host.Setup, Method: "settime", Root: true, Cost: change, Rule: rule}
			if adjust {
				a.Method = "settime --adjust"
				return t.each("adjust time", a, t.adjustTime)
			}
			return t.each("set time", a, t.setTime)
		},
	}
}

func (t *tool) setTime(m *module.Module) *refusal.Refusal {
	if r := m.SetTime(t.P.Host.Now()); r != nil {
		return r
	}
	t.P.Printf("HSM %s: system time set to %s\n", m.ESN, m.Now().UTC().Format(timeLayout))
	t.restart(m)
	return nil
}

func (t *tool) adjustTime(m *module.Module) *refusal.Refusal {
	m.AdjustTime(t.P.Host.Now())
	name := "HSM" // the guide's words, where there is no doubt which one
	if len(t.ESNs) > 1 || len(t.ESNs) == 0 && len(t.P.Host.Slots) > 1 {
		name = "HSM " + m.ESN + ":"
	}
	t.P.Printf("%s system time calibration in progress\n", name)
	return nil
}

type timeRow struct {
	ESN  string `json:"esn"`
	Time string `json:"time"`
}

func (t *tool) gettime() cli.Spec {
	return cli.Spec{
		Name: "gettime", Usage: "[-h] [--timeout <TIMEOUT>] [--esn <ESN>] [--verbose] [--json]", Guide: "4.10.1.11",
		About: "Shows the date and time of the HSM.",
		Flags: t.flags(t.esnFlag, t.verboseFlag, t.jsonFlag), Timeout: "G-4.10.1.11-3", Seconds: &t.Seconds,
		Run: func([]string) int {
			rows := []timeRow{}
			a := client.Access{Service: host.Setup, Method: "gettime", Root: true, Cost: quick, Rule: rootOnly("G-4.10.1.11-1", "4.10.1.11")}
			status := t.each("get time", a, func(m *module.Module) *refusal.Refusal {
				if t.JSON {
					rows = append(rows, timeRow{m.ESN, m.Now().UTC().Format(time.RFC3339)})
					return nil
				}
				t.field("esn", m.ESN)
				t.field("time", m.Now().UTC().Format(timeLayout))
				return nil
			})
			if t.JSON {
				t.printJSON(rows)
			}
			return status
		},
	}
}
