package hsmadmin

import (
	"encoding/json"
	"strings"

	"hsmlab/sim/cli"
	"hsmlab/sim/client"
	"hsmlab/sim/host"
	"hsmlab/sim/module"
	"hsmlab/sim/refusal"
)

func (t *tool) getenvstats() cli.Spec {
	return cli.Spec{
		Name: "getenvstats", Usage: "[-h] [--timeout <TIMEOUT>] [--esn <ESN>] [--verbose] [--json]", Guide: "4.10.1.13",
		About: "Shows the environment statistics of the HSM: temperatures, voltages, memory, counters.",
		Flags: t.flags(t.esnFlag, t.verboseFlag, t.jsonFlag), Timeout: "G-4.10.1.13-38", Seconds: &t.Seconds,
		Run: func([]string) int {
			rows := []json.RawMessage{}
			a := client.Access{Service: host.Monitor, Method: "getenvstats", Cost: quick}
			first := true
			status := t.each("get environment statistics", a, func(m *module.Module) *refusal.Refusal {
				list := m.Statistics()
				rows = append(rows, statisticsJSON(m.ESN, list))
				if !t.JSON {
					t.showStatistics(m.ESN, list, first)
				}
				first = false
				return nil
			})
			if t.JSON {
				t.printJSON(rows)
			}
			return status
		},
	}
}

func (t *tool) showStatistics(esn string, list []module.Statistic, first bool) {
	if !first {
		t.P.Printf("\n")
	}
	const line = "%-30s: %s\n" // the longest name has 29 letters
	t.P.Printf(line, "esn", esn)
	for _, s := range list {
		t.P.Printf(line, s.Name, s.Value)
	}
}

// statisticsJSON keeps the order of the statistics, and numbers as they are printed.
func statisticsJSON(esn string, list []module.Statistic) json.RawMessage {
	var b strings.Builder
	b.WriteString(`{"esn":"` + esn + `"`)
	for _, s := range list {
		value := s.Value
		switch {
		case s.Value == "True" || s.Value == "False":
			value = strings.ToLower(value)
		case s.Text:
			value = `"` + value + `"`
		}
		b.WriteString(`,"` + s.Name + `":` + value)
	}
	return json.RawMessage(b.String() + "}")
}
