package hsmadmin

import (
	"github.com/spf13/pflag"

	"hsmlab/sim/cli"
	"hsmlab/sim/client"
	"hsmlab/sim/host"
	"hsmlab/sim/module"
	"hsmlab/sim/refusal"
	"hsmlab/sim/sshkey"
)

func (t *tool) selection() cli.Spec {
	id, show := 0, false
	return cli.Spec{
		Name: "select", Usage: "<option> [--esn ESN] [--json] [--timeout TIMEOUT]", Guide: "4.10.1.15",
		About: "Selects options of the HSM that are not a matter of licences.",
		Group: []cli.Spec{{
			Name: "acceleration", Usage: "[-h] (--set ID | --show) [--esn ESN] [--json] [--timeout TIMEOUT]", Guide: "4.10.1.15.1",
			About: "Selects which algorithms are accelerated; it takes a reset of the HSM to act. The accelerators are simulated.",
			Flags: t.flags(t.esnFlag, t.verboseFlag, t.jsonFlag, func(f *pflag.FlagSet) {
				f.IntVar(&id, "set", 0, "Accelerator to use from the next reset on.")
				f.BoolVar(&show, "show", false, "Shows the accelerators and which one is selected.")
			}),
			Exclusive: [][]string{{"set", "show"}}, Timeout: "G-4.10.1.15-4", Seconds: &t.Seconds,
			Run: func([]string) int {
				if id == 0 && !show {
					t.P.Errorf("usage: hsmadmin select acceleration [-h] (--set ID | --show) [--esn ESN] [--json] [--timeout TIMEOUT]\n" +
						"hsmadmin select acceleration: error: one of the arguments --set --show is required, and an ID is a number from 1\n")
					return cli.Usage
				}
				return t.acceleration(id)
			},
		}},
	}
}

// acceleratorRow is the selection of one HSM.
type acceleratorRow struct {
	ESN       string           `json:"esn"`
	Available []acceleratorIDs `json:"available"`
	Selected  int              `json:"selected"`
	Next      int              `json:"selected_after_reset"`
}

type acceleratorIDs struct {
	ID    int    `json:"id"`
	About string `json:"description"`
}

// acceleration selects an accelerator, or shows them when id is 0.
func (t *tool) acceleration(id int) int {
	rows := []acceleratorRow{}
	doing := "select acceleration"
	a := client.Access{Service: host.Setup, Method: "select acceleration", Root: true, Cost: quick, Rule: rootOnly("G-4.10.1.15-2", "4.10.1.15")}
	status := t.each(doing, a, func(m *module.Module) *refusal.Refusal {
		r := m.MaySelect()
		if r == nil && id != 0 {
			r = m.SelectAcceleration(id)
		}
		if r != nil {
			return r
		}
		now, next := m.Acceleration()
		row := acceleratorRow{ESN: m.ESN, Selected: now, Next: next}
		for _, c := range module.Accelerators() {
			row.Available = append(row.Available, acceleratorIDs{c.ID, c.About})
		}
		rows = append(rows, row)
		return nil
	})
	t.showAccelerators(rows, id)
	return status
}

func (t *tool) showAccelerators(rows []acceleratorRow, set int) {
	if t.JSON {
		t.printJSON(rows)
		return
	}
	for i, r := range rows {
		if set != 0 {
			t.P.Printf("HSM %s: accelerator %d selected; reset the HSM with hsmadmin reset for it to take effect\n", r.ESN, set)
			continue
		}
		if i > 0 {
			t.P.Printf("\n")
		}
		t.field("esn", r.ESN)
		for _, a := range r.Available {
			note := ""
			switch a.ID {
			case r.Selected:
				note = "  (selected)"
			case r.Next:
				note = "  (selected from the next reset on)"
			}
			t.P.Printf("  %d  %s%s\n", a.ID, a.About, note)
		}
	}
}

func (t *tool) cs5() cli.Spec {
	uuid := ""
	s := cli.Spec{
		Name: "cs5", Usage: "<subcommand>", Guide: "4.10.1.14", About: "Manages CodeSafe 5, which multi-tenant firmware does not support.",
		Group: []cli.Spec{{
			Name: "stats", Usage: "[-h] [--timeout TIMEOUT] [-u UUID] [--esn ESN] [--json]", Guide: "4.10.1.14.1",
			About: "Shows statistics of running SEE machines.",
			Flags: t.flags(t.esnFlag, t.verboseFlag, t.jsonFlag, func(f *pflag.FlagSet) {
				f.StringVarP(&uuid, "uuid", "u", "", "SEE machine to show; all that run when omitted.")
				f.StringVar(&uuid, "u", "", "The same.")
			}),
			Timeout: "G-4.10.1.14.1-2", Seconds: &t.Seconds,
			Run: func([]string) int {
				a := client.Access{Service: sshkey.Launcher, Method: "stats", Cost: quick}
				status := t.each("get CodeSafe statistics", a, func(m *module.Module) *refusal.Refusal {
					r := m.SEEMachines(uuid)
					if r == nil && !t.JSON {
						t.P.Printf("HSM %s: no SEE machine is running\n", m.ESN)
					}
					return r
				})
				if t.JSON {
					t.printJSON([]string{})
				}
				return status
			},
		}},
	}
	for _, name := range []string{"clientinfo", "genclientinfo", "enroll", "unenroll", "list"} {
		s.Group = append(s.Group, t.onlyOnNetworkHSM(name))
	}
	return s
}

var only5c = refusal.Rule{ID: "G-4.10.1.14-2", Guide: "4.10.1.14", Basis: refusal.Documented}

// onlyOnNetworkHSM is a subcommand of cs5 that is relevant to the nShield 5c only, which this host does not hold. The
// guide tells nothing but the names.
func (t *tool) onlyOnNetworkHSM(name string) cli.Spec {
	return cli.Spec{
		Name: name, Usage: "[-h]", Guide: "4.10.1.14", About: "Only relevant to the nShield 5c.",
		Run: func([]string) int {
			r := t.P.Refuse(only5c.New("hsmadmin", "cs5 "+name, "only relevant to the nShield 5c; CodeSafe on an nShield 5s needs none of it"))
			t.P.Errorf("ERROR: Failed to run cs5 %s: %v\n", name, r)
			return cli.Failed
		},
	}
}
