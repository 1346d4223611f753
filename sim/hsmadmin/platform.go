package hsmadmin

import (
	"strings"
	"time"

	"hsmlab/sim/cli"
	"hsmlab/sim/client"
	"hsmlab/sim/host"
	"hsmlab/sim/module"
	"hsmlab/sim/refusal"

	"github.com/spf13/pflag"
)

// How long the services take [simulated].
const (
	quick  = 60 * time.Millisecond
	change = 900 * time.Millisecond
)

const timeLayout = "2006-01-02 15:04:05 MST"

type statusRow struct {
	ESN      string `json:"esn"`
	Image    string `json:"image"`
	Primary  string `json:"primary_version"`
	Recovery string `json:"recovery_version"`
	Uboot    string `json:"uboot_version"`
	Enrolled bool   `json:"enrolled"`

	running string
}

func (t *tool) status() cli.Spec {
	return cli.Spec{
		Name: "status", Usage: "[-h] [--esn <ESN>] [--timeout <TIMEOUT>] [--verbose] [--json]", Guide: "4.10.1.2",
		About: "Shows the HSMs found, their firmware and whether the primary or the recovery image runs.",
		Flags: t.flags(t.esnFlag, t.verboseFlag, t.jsonFlag), Timeout: "G-4.10.1.2-4", Seconds: &t.Seconds,
		Run: func([]string) int {
			rows := []statusRow{}
			a := client.Access{Service: host.Setup, Method: "status", Cost: quick, Open: true}
			status := t.each("get status", a, func(m *module.Module) *refusal.Refusal {
				rows = append(rows, statusRow{m.ESN, string(m.Image()), m.Firmware.Primary.String(), m.Firmware.Recovery.String(), m.Firmware.Bootloader.Version.String(), !m.Factory(), m.Version().String()})
				return nil
			})
			t.showStatus(rows)
			return status
		},
	}
}

func (t *tool) showStatus(rows []statusRow) {
	if t.JSON {
		t.printJSON(rows)
		return
	}
	for i, r := range rows {
		if i > 0 {
			t.P.Printf("\n")
		}
		t.field("esn", r.ESN)
		t.field("version", r.running)
		t.field("image", r.Image)
		if r.Enrolled {
			t.field("enrolled", "yes")
		} else {
			t.field("enrolled", "no, in factory state; run hsmadmin enroll")
		}
	}
}

type infoRow struct {
	ESN       string `json:"esn"`
	DBID      string `json:"dbid"`
	PSN       string `json:"psn"`
	Made      string `json:"mfgtime"`
	Creatable int    `json:"max_creatable_vcms"`
	Active    int    `json:"max_active_vcms"`
}

func (t *tool) info() cli.Spec {
	return cli.Spec{
		Name: "info", Usage: "[-h] [--timeout <TIMEOUT>] [--esn <ESN>] [--verbose] [--json]", Guide: "4.10.1.9",
		About: "Shows what was stored in the HSM at manufacture, and how many VCMs it may hold.",
		Flags: t.flags(t.esnFlag, t.verboseFlag, t.jsonFlag), Timeout: "G-4.10.1.9-4", Seconds: &t.Seconds,
		Run: func([]string) int {
			rows := []infoRow{}
			a := client.Access{Service: host.Setup, Method: "info", Root: true, Cost: quick, Rule: rootOnly("G-4.10.1.9-1", "4.10.1.9")}
			status := t.each("get information", a, func(m *module.Module) *refusal.Refusal {
				i := m.Info()
				rows = append(rows, infoRow{m.ESN, i.DBID, i.PSN, i.Made.Format(timeLayout), i.MaxCreatable, i.MaxActive})
				return nil
			})
			t.showInfo(rows)
			return status
		},
	}
}

func (t *tool) showInfo(rows []infoRow) {
	if t.JSON {
		t.printJSON(rows)
		return
	}
	for i, r := range rows {
		if i > 0 {
			t.P.Printf("\n")
		}
		t.limit("esn", r.ESN)
		t.limit("dbid", r.DBID)
		t.limit("psn", r.PSN)
		t.limit("mfgtime", r.Made)
		if r.Creatable == 0 {
			continue // firmware without VCMs
		}
		t.limit("max_creatable_vcms", r.Creatable)
		t.limit("max_active_vcms", r.Active)
	}
}

func rootOnly(id, guide string) refusal.Rule {
	return refusal.Rule{ID: id, Guide: guide, Basis: refusal.Documented}
}

// configures is the rule for commands that change configuration without saying so themselves (D-51).
var configures = rootOnly("G-4.10-2", "4.10")

func (t *tool) reset() cli.Spec {
	return cli.Spec{
		Name: "reset", Usage: "[-h] [--esn <ESN>]", Guide: "4.10.1.5",
		About: "Resets HSMs. A VCM that is in use then needs nopclearfail -r on its tenant's host.",
		Flags: t.flags(t.esnFlag, t.verboseFlag), // --verbose is taken everywhere (D-101)
		Run: func([]string) int {
			a := client.Access{Service: host.Setup, Method: "reset", Root: true, Rule: configures, Cost: change, Revives: true}
			return t.each("reset HSM", a, func(m *module.Module) *refusal.Refusal {
				t.restart(m)
				return nil
			})
		},
	}
}

// restart resets a module, or says that it was not done because of --no-reset (guide 4.10.1).
func (t *tool) restart(m *module.Module) {
	if t.noReset {
		t.P.Printf("HSM %s: not reset (--no-reset); reboot the host to reset it\n", m.ESN)
		return
	}
	m.Reset()
	t.P.Printf("HSM %s: reset started\n", m.ESN)
}

func (t *tool) factorystate() cli.Spec {
	all := false
	return cli.Spec{
		Name: "factorystate", Usage: "[-h] [--timeout <TIMEOUT>] [--all] [--esn <ESN>] [--verbose]", Guide: "4.10.1.1",
		About: "Returns HSMs to factory state, erasing all user credentials and information.",
		Flags: t.flags(t.esnFlag, t.verboseFlag, func(f *pflag.FlagSet) {
			f.BoolVar(&all, "all", false, "Resets all HSMs without asking.")
		}),
		Timeout: "G-4.10.1.1-5", Seconds: &t.Seconds,
		Run: func([]string) int {
			if len(t.ESNs) == 0 && !all && !t.confirmAll() {
				t.P.Errorf("Nothing was done.\n")
				return cli.Failed
			}
			a := client.Access{Service: host.Setup, Method: "factorystate", Root: true, Cost: change, Rule: rootOnly("G-4.10.1.1-1", "4.10.1.1")}
			return t.each("return HSM to factory state", a, func(m *module.Module) *refusal.Refusal {
				if r := m.FactoryState(); r != nil {
					return r
				}
				t.P.Printf("HSM %s: in factory state\n", m.ESN)
				t.restart(m)
				return nil
			})
		},
	}
}

// confirmAll asks before every HSM of the host is erased. Only root comes so far as to be asked.
func (t *tool) confirmAll() bool {
	if t.P.User.UID != 0 {
		return true // refused later, with the reason
	}
	modules, r := t.Modules("setup", "factorystate")
	if r != nil {
		return true
	}
	names := make([]string, len(modules))
	for i, m := range modules {
		names[i] = m.ESN
	}
	answer, ok := t.P.ReadLine("This erases all user credentials and information on HSM " + strings.Join(names, ", ") + ". Continue? (yes/no): ")
	return ok && strings.EqualFold(strings.TrimSpace(answer), "yes")
}
