package hsmadmin

import (
	"fmt"

	"github.com/spf13/pflag"

	"hsmlab/sim/cli"
	"hsmlab/sim/client"
	"hsmlab/sim/feature"
	"hsmlab/sim/host"
	"hsmlab/sim/module"
	"hsmlab/sim/refusal"
)

// licenceRow is what a licence brought to an HSM.
type licenceRow struct {
	ESN       string `json:"esn"`
	Type      string `json:"licence_type"`
	Feature   string `json:"feature,omitempty"`
	Creatable int    `json:"max_creatable_vcms"`
	Active    int    `json:"max_active_vcms"`
	Features  string `json:"features"`
}

var badLicence = refusal.Rule{Guide: "4.10.1.17", Basis: refusal.Inferred}

func (t *tool) fet() cli.Spec {
	return cli.Spec{
		Name: "fet", Usage: "[-h] [--timeout TIMEOUT] [--verbose] [--esn ESN] [--json] <FILENAME>", Guide: "4.10.1.17",
		About: "Applies the licence in a file to the HSM whose ESN it names.",
		Flags: t.flags(t.licenceFlag, t.verboseFlag, t.jsonFlag), Timeout: "G-4.10.1.17-3", Seconds: &t.Seconds,
		Operands: []string{"FILENAME"},
		Run:      func(args []string) int { return t.runFet(args[0]) },
	}
}

func (t *tool) licenceFlag(f *pflag.FlagSet) {
	f.StringArrayVar(&t.ESNs, "esn", nil, "HSM that the licence is for, one only. The ESN in the licence says it when omitted.")
}

func (t *tool) runFet(file string) int {
	const doing = "apply licence"
	a := client.Access{Service: host.Setup, Method: "fet", Root: true, Rule: configures, Cost: change}
	if r := t.Privileged(a); r != nil {
		return t.Fail(doing, r)
	}
	l, r := t.readLicence(file)
	if r != nil {
		return t.Fail(doing, r)
	}
	m, r := t.licensed(l)
	if r != nil {
		return t.Fail(doing, r)
	}
	had := m.Features()
	if r := t.Call(m, a, func() *refusal.Refusal { return m.License(l) }); r != nil {
		return t.Fail(doing, r)
	}
	t.licenceApplied(m, l, had)
	return cli.OK
}

func (t *tool) readLicence(file string) (feature.Licence, *refusal.Refusal) {
	data, err := t.P.Host.FS.Read(t.P.User, t.P.Path(file))
	if err != nil {
		return feature.Licence{}, badLicence.New("setup", "fet", err.Error())
	}
	l, err := feature.ParseLicence(data)
	if err != nil {
		return l, badLicence.New("setup", "fet", file+": "+err.Error())
	}
	return l, nil
}

// licensed is the HSM that the licence is meant for: that of --esn, or the one with the licence's own ESN when
// the host has several.
func (t *tool) licensed(l feature.Licence) (*module.Module, *refusal.Refusal) {
	if len(t.ESNs) == 0 && len(t.P.Host.Slots) > 1 {
		t.ESNs = []string{l.ESN}
	}
	return t.One("setup", "fet")
}

func (t *tool) licenceApplied(m *module.Module, l feature.Licence, had feature.Word) {
	t.licenceNotices(m, l, had)
	creatable, active := m.Limits()
	row := licenceRow{m.ESN, l.Kind(), l.Feature.Names(), creatable, active, m.Features().Names()}
	if t.JSON {
		t.printJSON([]licenceRow{row})
		return
	}
	t.limit("esn", row.ESN)
	t.limit("licence_type", row.Type)
	if l.Active > 0 {
		t.limit("max_creatable_vcms", row.Creatable)
		t.limit("max_active_vcms", row.Active)
		return
	}
	t.limit("feature", row.Feature)
	t.limit("features", row.Features)
}

// licenceNotices tells what the licence does not do by itself, on the standard error (D-65, D-76).
func (t *tool) licenceNotices(m *module.Module, l feature.Licence, had feature.Word) {
	notice := func(format string, a ...any) { t.P.Errorf("NOTICE: "+format+"\n", a...) }
	created, running := len(m.VCMs()), m.Active()
	_, most := m.Limits()
	switch {
	case l.Active == 0 && had&l.Feature == l.Feature:
		notice("the HSM had %s already, built into its firmware, from the factory or by a licence; nothing changes", l.Feature.Names())
	case l.Active > 0 && running > most:
		notice("%d VCMs are running, the licence allows %d; they go on, and none can be started until fewer run than it allows", running, most)
	case created > 0 && l.Active > 0:
		notice("%s on this HSM already; this licence is best applied before the first VCM is created", exist(created))
	case created > 0:
		notice("%s on this HSM; a VCM gets the new feature with vcmadmin properties set", exist(created))
	}
	if m.WaitingFeatures() != 0 {
		notice("clear the module for the feature to take effect: nopclearfail --clear --all")
	}
}

func exist(n int) string {
	if n == 1 {
		return "1 VCM exists"
	}
	return fmt.Sprintf("%d VCMs exist", n)
}
