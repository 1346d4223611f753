package hsmadmin

import (
	"encoding/json"
	"strconv"
	"time"

	"github.com/spf13/pflag"

	"hsmlab/sim/cli"
	"hsmlab/sim/client"
	"hsmlab/sim/host"
	"hsmlab/sim/module"
	"hsmlab/sim/refusal"
	"hsmlab/sim/vcm"
)

// uuidFlag declares --uuid.
func uuidFlag(value *string, about string) func(*pflag.FlagSet) {
	return textFlag(value, "uuid", about)
}

// pair is a named figure of a VCM or its HSM. Numbers are printed without quotes in JSON.
type pair struct {
	name, value string
	number      bool
}

func (t *tool) vcmInfo() cli.Spec {
	uuid := ""
	return cli.Spec{
		Name: "info", Usage: "[-h] [--timeout <TIMEOUT>] [--uuid <UUID>] [--json]", Guide: "4.10.1.16.7",
		About:   "Shows information about the HSM that hosts a VCM.",
		Flags:   t.flags(t.verboseFlag, uuidFlag(&uuid, "VCM to ask about; all that are enrolled on this host when omitted."), t.jsonFlag),
		Timeout: "G-4.10.1.16.7-2", Seconds: &t.Seconds,
		Run: func([]string) int { return t.askVCMs("get VCM information", "info", uuid, hostingHSM) },
	}
}

// hostingHSM is what a tenant learns of the HSM [simulated]. Its limits are the provider's business.
func hostingHSM(m *module.Module, v *vcm.VCM) []pair {
	i := m.Info()
	return []pair{
		{"uuid", v.UUID, false}, {"esn", m.ESN, false}, {"version", m.Version().String(), false}, {"image", string(m.Image()), false},
		{"dbid", i.DBID, false}, {"psn", i.PSN, false}, {"mfgtime", i.Made.UTC().Format(timeLayout), false},
	}
}

func (t *tool) vcmEnvstats() cli.Spec {
	uuid := ""
	return cli.Spec{
		Name: "getenvstats", Usage: "[-h] [--verbose] [--timeout <TIMEOUT>] [--uuid <UUID>] [--json]", Guide: "4.10.1.16.8",
		About:   "Shows statistics of a VCM, the system time among them. Times are seconds since 1970-01-01 00:00 UTC.",
		Flags:   t.flags(t.verboseFlag, uuidFlag(&uuid, "VCM to ask; all that are enrolled on this host when omitted."), t.jsonFlag),
		Timeout: "G-4.10.1.16.8-3", Seconds: &t.Seconds,
		Run: func([]string) int { return t.askVCMs("get VCM statistics", "getenvstats", uuid, vcmStatistics) },
	}
}

// vcmStatistics are a VCM's own figures [simulated]: sizes in KB as in the platform's getenvstats, times in epoch
// seconds by the HSM's clock (guide 4.10.1.16.8).
func vcmStatistics(m *module.Module, v *vcm.VCM) []pair {
	number := func(name string, n int64) pair { return pair{name, strconv.FormatInt(n, 10), true} }
	return []pair{
		{"uuid", v.UUID, false},
		number("system_time", m.Now().Unix()), number("start_time", v.Started().Unix()),
		number("uptime", int64(m.Now().Sub(v.Started())/time.Second)),
		number("mem_used", int64(v.MemoryKB())), number("disk_total", vcm.DiskQuotaKB), number("disk_used", int64(v.DiskKB)),
		number("cpu_load_percent", int64(v.CPU())),
	}
}

// askVCMs asks the monitor service of each VCM and shows what it answers.
func (t *tool) askVCMs(doing, method, uuid string, figures func(*module.Module, *vcm.VCM) []pair) int {
	list, r := t.Enrolled(uuid, string(host.Monitor), method)
	if r != nil {
		return t.Fail(doing, r)
	}
	status, rows := cli.OK, []json.RawMessage{}
	a := client.Access{Service: host.Monitor, Method: method, Cost: quick}
	for _, c := range list {
		var answer []pair
		r := t.CallVCM(c, a, func(m *module.Module, v *vcm.VCM) *refusal.Refusal {
			answer = figures(m, v)
			return nil
		})
		if r != nil {
			status = t.Fail(doing, r)
			continue
		}
		rows = append(rows, pairsJSON(answer))
		if !t.JSON {
			t.showPairs(answer, len(rows) == 1)
		}
	}
	if t.JSON {
		t.printJSON(rows)
	}
	return status
}

func (t *tool) showPairs(list []pair, first bool) {
	if !first {
		t.P.Printf("\n")
	}
	for _, p := range list {
		t.field(p.name, p.value)
	}
}

// pairsJSON keeps the order.
func pairsJSON(list []pair) json.RawMessage {
	text := "{"
	for i, p := range list {
		if i > 0 {
			text += ","
		}
		value := p.value
		if !p.number {
			value = strconv.Quote(value)
		}
		text += strconv.Quote(p.name) + ":" + value
	}
	return json.RawMessage(text + "}")
}
