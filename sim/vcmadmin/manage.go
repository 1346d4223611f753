package vcmadmin

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/pflag"

	"hsmlab/sim/cli"
	"hsmlab/sim/module"
	"hsmlab/sim/refusal"
	"hsmlab/sim/request"
	"hsmlab/sim/vcm"
)

func (t *tool) start() cli.Spec {
	return cli.Spec{
		Name: "start", Guide: "3.4.1.2", About: "Starts a VCM.",
		Usage: "[-h] [--esn <ESN>] [--timeout <TIMEOUT>] [--verbose] [--json] [--request <REQUESTFILE>] UUID",
		Flags: t.common(t.requestFlag), Operands: []string{"UUID"}, Timeout: "G-3.4.1.2-3", Seconds: &t.Seconds,
		Run: func(args []string) int { return t.runStart(args[0]) },
	}
}

func (t *tool) runStart(uuid string) int {
	const doing = "start VCM"
	var start *request.Signed
	if t.request != "" {
		s, r := t.readRequest("start")
		if r != nil {
			return t.Fail(doing, r)
		}
		start = &s
	}
	a := access("start", false)
	a.Works = true
	m, r := t.owner(a, uuid)
	if r != nil {
		return t.Fail(doing, r)
	}
	r = t.Call(m, a, func() *refusal.Refusal {
		if _, r := m.CheckStart(uuid, start); r != nil {
			return r
		}
		if r := t.Work(m, a, module.StartTime); r != nil {
			return r
		}
		v, r := m.CheckStart(uuid, start)
		if r == nil {
			v.Start()
		}
		return r
	})
	if r != nil {
		return t.Fail(doing, r)
	}
	return t.done(m, uuid, "started")
}

// done reports that a VCM was started, stopped or deleted.
func (t *tool) done(m *module.Module, uuid, what string) int {
	if !t.JSON {
		t.P.Printf("VCM %s: %s\n", uuid, what)
		return cli.OK
	}
	if v := m.VCM(uuid); v != nil {
		what = state(v)
	}
	t.printJSON([]map[string]string{{"esn": m.ESN, "uuid": uuid, "state": what}})
	return cli.OK
}

func (t *tool) stop() cli.Spec {
	return cli.Spec{
		Name: "stop", Guide: "3.4.1.3", About: "Stops a VCM; it keeps what it stores.",
		Usage: "[-h] [--esn <ESN>] [--timeout <TIMEOUT>] [--force] [--verbose] [--json] UUID",
		Flags: t.common(t.forceFlag), Operands: []string{"UUID"}, Timeout: "G-3.4.1.3-6", Seconds: &t.Seconds,
		Run: func(args []string) int { return t.runStop(args[0]) },
	}
}

func (t *tool) runStop(uuid string) int {
	const doing = "stop VCM"
	a := access("stop", false)
	a.Works = true
	m, r := t.owner(a, uuid)
	if r != nil {
		return t.Fail(doing, r)
	}
	r = t.Call(m, a, func() *refusal.Refusal {
		if _, r := m.CheckStop(uuid, t.force); r != nil {
			return r
		}
		if r := t.Work(m, a, module.StopTime); r != nil {
			return r
		}
		v, r := m.CheckStop(uuid, t.force)
		if r == nil {
			m.Stop(v, t.force)
		}
		return r
	})
	if r != nil {
		return t.Fail(doing, r)
	}
	return t.done(m, uuid, "stopped")
}

func (t *tool) delete() cli.Spec {
	return cli.Spec{
		Name: "delete", Guide: "3.4.1.6", About: "Deletes an inactive VCM with everything in it, for good.",
		Usage: "[-h] [--esn <ESN>] [--timeout <TIMEOUT>] [--verbose] [--json] [--force] UUID",
		Flags: t.common(t.forceFlag), Operands: []string{"UUID"}, Timeout: "G-3.4.1.6-6", Seconds: &t.Seconds,
		Run: func(args []string) int {
			const doing = "delete VCM"
			a := access("delete", true)
			a.Cost = module.DeleteTime
			m, r := t.owner(a, args[0])
			if r != nil {
				return t.Fail(doing, r)
			}
			if r := t.Call(m, a, func() *refusal.Refusal { return m.Delete(args[0], t.force) }); r != nil {
				return t.Fail(doing, r)
			}
			return t.done(m, args[0], "deleted")
		},
	}
}

func (t *tool) list() cli.Spec {
	active := false
	return cli.Spec{
		Name: "list", Usage: "[-h] [--esn <ESN>] [--timeout <TIMEOUT>] [--verbose] [--json] [--active]", Guide: "3.4.1.4",
		About:   "Lists the VCMs that have been created.",
		Flags:   t.common(func(f *pflag.FlagSet) { f.BoolVar(&active, "active", false, "Lists only VCMs that run.") }),
		Timeout: "G-3.4.1.4-5", Seconds: &t.Seconds,
		Run: func([]string) int {
			rows, status := t.collect("list VCMs", "list", func(v *vcm.VCM) bool { return v.Active() || !active })
			if t.JSON {
				t.printJSON(rows)
			} else if status == cli.OK {
				t.table(rows)
			}
			return status
		},
	}
}

// collect describes the VCMs of the chosen HSMs that pass the filter.
func (t *tool) collect(doing, method string, want func(*vcm.VCM) bool) ([]row, int) {
	rows := []row{}
	t.choose()
	list, r := t.Modules("orchestrator", method)
	if r != nil {
		return rows, t.Fail(doing, r)
	}
	status := cli.OK
	for _, m := range list {
		r := t.Call(m, access(method, false), func() *refusal.Refusal {
			for _, v := range m.VCMs() {
				if want(v) {
					rows = append(rows, describe(m, v))
				}
			}
			return nil
		})
		if r != nil {
			status = t.Fail(doing, r)
		}
	}
	return rows, status
}

func (t *tool) table(rows []row) {
	wide := 4
	for _, r := range rows {
		wide = max(wide, len(r.Name))
	}
	form := "%-14s  %-36s  %-" + strconv.Itoa(wide) + "s  %-8s  %s\n"
	var b strings.Builder
	fmt.Fprintf(&b, form, "ESN", "UUID", "NAME", "STATE", "IP_ADDRESS")
	for _, r := range rows {
		fmt.Fprintf(&b, form, r.ESN, r.UUID, r.Name, r.State, r.Address)
	}
	t.P.Printf("%s", b.String())
}
