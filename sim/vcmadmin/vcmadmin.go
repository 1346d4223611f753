// Package vcmadmin is the provider's tool for VCMs (guide 3.4).
//
// Modelled here: all its commands with all their options. Output layouts are simulated: no public source shows
// them, but for a few fragments in the guide.
package vcmadmin

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/spf13/pflag"

	"hsmlab/sim/cli"
	"hsmlab/sim/client"
	"hsmlab/sim/host"
	"hsmlab/sim/module"
	"hsmlab/sim/refusal"
	"hsmlab/sim/request"
	"hsmlab/sim/site"
	"hsmlab/sim/vcm"
)

// Program is the tool, for the hosts of a room.
func Program(room *site.Room) host.Program {
	return func(p *host.Process) int {
		status, name := cli.Run(p, Tree(p, room))
		p.Name = name
		return status
	}
}

type tool struct {
	client.Client
	esn     string
	request string
	force   bool
}

// Tree is vcmadmin's command tree. p and room may be nil when only its shape is wanted.
func Tree(p *host.Process, room *site.Room) cli.Spec {
	t := &tool{Client: client.Client{P: p, Room: room, Seconds: cli.DefaultTimeout}}
	return cli.Spec{
		Name: "vcmadmin", Usage: "<subcommand> [-h] [-v]", Guide: "3.4.1", About: "Manages the virtual crypto modules of an HSM.",
		Version: "vcmadmin " + host.SoftwareVersion + " (simulated)",
		Group: []cli.Spec{
			t.create(), t.start(), t.stop(), t.list(), t.show(), t.delete(),
			t.stats(), t.properties(),
		},
	}
}

// common declares the options that every command has.
func (t *tool) common(more ...func(*pflag.FlagSet)) func(*pflag.FlagSet) {
	return func(f *pflag.FlagSet) {
		f.StringVar(&t.esn, "esn", "", "HSM to act on.")
		f.BoolVar(&t.Verbose, "verbose", false, "Tells on the standard error what is asked of which service.")
		f.BoolVar(&t.JSON, "json", false, "Prints JSON.")
		for _, declare := range more {
			declare(f)
		}
	}
}

func (t *tool) requestFlag(f *pflag.FlagSet) {
	f.StringVar(&t.request, "request", "", "File with the signed tenant request.")
}

func (t *tool) forceFlag(f *pflag.FlagSet) {
	f.BoolVar(&t.force, "force", false, "Goes on in spite of warnings.")
}

// choose applies --esn.
func (t *tool) choose() {
	if t.esn != "" {
		t.ESNs = []string{t.esn}
	}
}

func access(method string, root bool) client.Access {
	a := client.Access{Service: host.Orchestrator, Method: method, Root: root, Cost: module.ListTime}
	a.Rule = refusal.Rule{ID: "G-3.4-2", Guide: "3.4", Basis: refusal.Documented}
	if !root {
		a.Rule = refusal.Rule{ID: "G-3.4-3", Guide: "3.4", Basis: refusal.Documented}
	}
	return a
}

// owner finds the HSM that has the VCM; the only one if it has not, so that its service can say so.
func (t *tool) owner(a client.Access, uuid string) (*module.Module, *refusal.Refusal) {
	t.choose()
	list, r := t.Modules("orchestrator", a.Method)
	if r != nil {
		return nil, r
	}
	for _, m := range list {
		if m.VCM(uuid) != nil {
			return m, nil
		}
	}
	if len(list) == 1 {
		return list[0], nil
	}
	return nil, t.nowhere(list, a, uuid)
}

// nowhere asks each of several HSMs for a VCM that none of them has.
func (t *tool) nowhere(list []*module.Module, a client.Access, uuid string) *refusal.Refusal {
	a.Cost, a.Works = module.ListTime, false
	absent := t.absent(a.Method, uuid)
	for _, m := range list {
		if r := t.Call(m, a, func() *refusal.Refusal { return absent }); r != absent {
			return r
		}
	}
	return absent
}

// absent tells that the HSMs that were asked, those of the host or those chosen with --esn, do not have a VCM.
func (t *tool) absent(method, uuid string) *refusal.Refusal {
	where := "the HSMs of this host"
	if t.esn != "" {
		where = "HSM " + t.esn
	}
	return unknownVCM.New("orchestrator", method, "no VCM "+uuid+" on "+where)
}

// readRequest reads a tenant's file with the user's permissions.
func (t *tool) readRequest(method string) (request.Signed, *refusal.Refusal) {
	data, err := t.P.Host.FS.Read(t.P.User, t.P.Path(t.request))
	if err == nil {
		var s request.Signed
		if s, err = request.Parse(data); err == nil {
			return s, nil
		}
		err = fmt.Errorf("%s: %w", t.request, err)
	}
	return request.Signed{}, badFile.New("orchestrator", method, err.Error())
}

var badFile = refusal.Rule{ID: "G-3.1.2.2-1", Guide: "3.1.2.2", Basis: refusal.Inferred}

// row is a VCM in JSON output; keys follow the guide's fragment.
type row struct {
	ESN              string `json:"esn"`
	UUID             string `json:"uuid"`
	Name             string `json:"name"`
	State            string `json:"state"`
	Address          string `json:"ip_address"`
	Autostart        bool   `json:"autostart"`
	RestrictStartup  bool   `json:"restrict_startup"`
	SerialCardreader bool   `json:"serial_cardreader"`
	Features         uint32 `json:"features"`
	TenantKey        string `json:"k_tenant_req"`
}

func describe(m *module.Module, v *vcm.VCM) row {
	return row{
		ESN: m.ESN, UUID: v.UUID, Name: v.Name, State: state(v), Address: v.Address, Autostart: v.Autostart,
		RestrictStartup: v.RestrictStartup, SerialCardreader: v.SerialCardreader, Features: uint32(v.Features),
		TenantKey: string(v.TenantReqKey),
	}
}

func state(v *vcm.VCM) string {
	if v.Active() {
		return "active"
	}
	return "inactive"
}

func (t *tool) printJSON(v any) {
	b, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		panic("BUG: JSON output: " + err.Error())
	}
	t.P.Printf("%s\n", b)
}

func (t *tool) field(key string, value any) { t.P.Printf("%s", line(key, fmt.Sprint(value))) }

// line is a key and its value.
func line(key, value string) string {
	const width = 15
	return key + strings.Repeat(" ", max(width-len(key), 0)) + ": " + value + "\n"
}
