package vcmadmin

import (
	"fmt"

	"github.com/spf13/pflag"

	"hsmlab/sim/cli"
	"hsmlab/sim/module"
	"hsmlab/sim/refusal"
	"hsmlab/sim/vcm"
)

// statRow is what the background process last found out about a VCM.
type statRow struct {
	ESN      string `json:"esn"`
	UUID     string `json:"uuid"`
	Name     string `json:"name"`
	MemoryKB *int   `json:"memory_use_kb"` // null until it came by
	DiskKB   *int   `json:"disk_use_kb"`
	CPU      *int   `json:"cpu_use_percent"` // of the VCM's share
	Polled   string `json:"polled,omitempty"`
}

func (t *tool) stats() cli.Spec {
	uuid := ""
	return cli.Spec{
		Name: "stats", Usage: "[-h] [--timeout <TIMEOUT>] [--esn <ESN>] [--verbose] [--uuid <UUID>] [--json] [UUID]", Guide: "3.4.1.7",
		About:    "Shows the resources that VCMs use, as measured up to 90 s ago.",
		Flags:    t.common(func(f *pflag.FlagSet) { f.StringVar(&uuid, "uuid", "", "VCM to show; all when omitted.") }),
		Operands: []string{"[UUID]"}, Timeout: "G-3.4.1.7-4", Seconds: &t.Seconds,
		Wrong: func(args []string) string { return twice(uuid, args) },
		Run: func(args []string) int {
			if len(args) > 0 {
				uuid = args[0]
			}
			return t.runStats(uuid)
		},
	}
}

func (t *tool) runStats(uuid string) int {
	const doing, method = "show VCM statistics", "stats"
	t.choose()
	list, r := t.Modules("orchestrator", method)
	if r != nil {
		return t.Fail(doing, r)
	}
	rows, status := []statRow{}, cli.OK
	for _, m := range list {
		r := t.Call(m, access(method, false), func() *refusal.Refusal {
			rows = append(rows, measured(m, uuid)...)
			return nil
		})
		if r != nil {
			status = t.Fail(doing, r)
		}
	}
	if uuid != "" && len(rows) == 0 && status == cli.OK {
		return t.Fail(doing, t.absent(method, uuid))
	}
	if t.JSON {
		t.printJSON(rows)
		return status
	}
	t.P.Printf("%s", blocks(rows, statRow.block))
	return status
}

// measured tells of the VCMs of an HSM, or of one.
func measured(m *module.Module, uuid string) []statRow {
	var rows []statRow
	for _, v := range m.VCMs() {
		if uuid == "" || v.UUID == uuid {
			rows = append(rows, statOf(m, v))
		}
	}
	return rows
}

func statOf(m *module.Module, v *vcm.VCM) statRow {
	r := statRow{ESN: m.ESN, UUID: v.UUID, Name: v.Name}
	if s, ok := m.Sampled(v); ok {
		r.MemoryKB, r.DiskKB, r.CPU = &s.MemoryKB, &s.DiskKB, &s.CPU
		r.Polled = m.SampledAt(s).UTC().Format("2006-01-02 15:04:05 MST")
	}
	return r
}

func (r statRow) block() string {
	head := line("UUID", r.UUID) + line("Name", r.Name)
	if r.MemoryKB == nil {
		return head + line("Polled", "not yet")
	}
	return head + line("Memory use", vcm.Megabytes(*r.MemoryKB)) + line("Disk use", vcm.Megabytes(*r.DiskKB)) +
		line("CPU use", fmt.Sprintf("%d %% of its share", *r.CPU)) + line("Polled", r.Polled)
}
