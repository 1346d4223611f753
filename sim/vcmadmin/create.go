package vcmadmin

import (
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"hsmlab/sim/cli"
	"hsmlab/sim/feature"
	"hsmlab/sim/module"
	"hsmlab/sim/refusal"
	"hsmlab/sim/request"
	"hsmlab/sim/vcm"
)

type createOptions struct {
	features, address, outdir string
	autostart, serial         bool
}

func (t *tool) create() cli.Spec {
	var o createOptions
	return cli.Spec{
		Name: "create", Guide: "3.4.1.1", About: "Creates a VCM from a tenant's request.",
		Usage: "--request REQUESTFILE [-h] [--timeout <TIMEOUT>] [--esn <ESN>] [--verbose] [--json] [--serial-cardreader] [--autostart] [--ip-address IP_ADDRESS] [--features FEATURES] [--outdir DIR] NAME",
		Flags: t.common(t.requestFlag, func(f *pflag.FlagSet) {
			f.StringVar(&o.features, "features", "", "Features of the VCM: names joined by |, or a hexadecimal word.")
			f.BoolVar(&o.serial, "serial-cardreader", false, "The VCM uses the HSM's serial card reader.")
			f.BoolVar(&o.autostart, "autostart", false, "The VCM starts after a reboot of the HSM.")
			f.StringVar(&o.address, "ip-address", "", "IP address of the VCM.")
			f.StringVar(&o.outdir, "outdir", ".", "Directory for the VCM configuration file.")
		}),
		Required: []string{"request"}, Operands: []string{"NAME"},
		Timeout: "G-3.4.1.1-4", Seconds: &t.Seconds,
		Run: func(args []string) int { return t.runCreate(o, args[0]) },
	}
}

func (t *tool) runCreate(o createOptions, name string) int {
	const doing = "create VCM"
	a := access("create", true)
	a.Cost = module.CreateTime
	if r := t.Privileged(a); r != nil {
		return t.Fail(doing, r)
	}
	t.choose()
	m, r := t.One("orchestrator", "create")
	if r != nil {
		return t.Fail(doing, r)
	}
	opts := module.CreateOptions{Name: name, Autostart: o.autostart, SerialCardreader: o.serial, Address: o.address}
	if opts.Features, r = parseFeatures(o.features); r != nil {
		return t.Fail(doing, r)
	}
	if opts.Request, r = t.readRequest("create"); r != nil {
		return t.Fail(doing, r)
	}
	if r := t.outdir(o.outdir); r != nil {
		return t.Fail(doing, r)
	}
	var v *vcm.VCM
	r = t.Call(m, a, func() (r *refusal.Refusal) {
		v, r = m.Create(opts)
		return r
	})
	if r != nil {
		return t.Fail(doing, r)
	}
	return t.created(m, v, opts.Request, o.outdir)
}

var (
	badFeatures = refusal.Rule{ID: "G-3.3.3.1-1", Guide: "3.3.3", Basis: refusal.Documented}
	noSpeed3    = refusal.Rule{ID: "G-3.3.4-4", Guide: "3.3.4", Basis: refusal.Documented}
)

func parseFeatures(text string) (*feature.Word, *refusal.Refusal) {
	if text == "" {
		return nil, nil
	}
	w, err := feature.Parse(text)
	if err != nil && slices.Contains(strings.Split(text, "|"), "HSMSpeed3") {
		return nil, noSpeed3.New("orchestrator", "create", err.Error())
	}
	if err != nil {
		return nil, badFeatures.New("orchestrator", "create", err.Error())
	}
	return &w, nil
}

var badOutdir = refusal.Rule{Guide: "3.4.1.1", Basis: refusal.Inferred}

// outdir makes sure, before anything is created, that the configuration file has a place.
func (t *tool) outdir(dir string) *refusal.Refusal {
	if err := t.mayWrite(dir, "vcm"); err != nil {
		return badOutdir.New("orchestrator", "create", "--outdir: "+err.Error())
	}
	return nil
}

// mayWrite tells why the user may not write a file into a directory, nil if nothing is known against it.
func (t *tool) mayWrite(dir, name string) error {
	i, err := t.P.Host.FS.Stat(t.P.User, t.P.Path(dir))
	switch {
	case err != nil:
		return err
	case !i.Dir:
		return errors.New(dir + " is not a directory")
	}
	return t.P.Host.FS.MayWrite(t.P.User, path.Join(t.P.Path(dir), name))
}

// configName is the name of a VCM's configuration file.
func configName(uuid string) string { return "vcm-" + uuid + ".json" }

// writeConfig writes the configuration file of a VCM and returns its path.
func (t *tool) writeConfig(m *module.Module, v *vcm.VCM, dir string) string {
	file := path.Join(dir, configName(v.UUID))
	if err := t.P.Host.FS.Write(t.P.User, t.P.Path(file), v.Config(m.ESN).Encode(), 0o644); err != nil {
		t.P.Errorf("WARNING: VCM configuration file: %s\n", err)
	}
	return file
}

// filed is a VCM in JSON output, with the configuration file that was written for it.
type filed struct {
	row
	File string `json:"config_file,omitempty"`
}

// created writes the configuration file and tells what was made.
func (t *tool) created(m *module.Module, v *vcm.VCM, s request.Signed, dir string) int {
	file := t.writeConfig(m, v, dir)
	t.notices(m, v, s)
	if t.JSON {
		t.printJSON([]filed{{describe(m, v), t.P.Path(file)}})
		return cli.OK
	}
	t.field("UUID", v.UUID)
	t.field("IP_ADDRESS", v.Address)
	t.field("CONFIG_FILE", file)
	return cli.OK
}

// notices tells the provider where the VCM differs from the request (D-43, D-45, D-75), on the standard error.
func (t *tool) notices(m *module.Module, v *vcm.VCM, s request.Signed) {
	p := s.Properties
	if p.Name != nil && *p.Name != v.Name {
		t.P.Errorf("NOTICE: the request asks for the name %s; the VCM is called %s\n", *p.Name, v.Name)
	}
	if p.Autostart != nil && *p.Autostart && !v.Autostart {
		t.P.Errorf("NOTICE: the request asks for autostart, which was not given (--autostart); tell the tenant\n")
	}
	if p.SerialCardreader != nil && *p.SerialCardreader && !v.SerialCardreader {
		t.P.Errorf("NOTICE: the request asks for serial_cardreader, which was not given (--serial-cardreader); tell the tenant\n")
	}
	if p.Features != nil {
		t.featureNotice(m, v, feature.Word(*p.Features))
	}
}

// featureNotice tells how a VCM could have got the features that its tenant asked for, if it could.
func (t *tool) featureNotice(m *module.Module, v *vcm.VCM, asked feature.Word) {
	if feature.ConvertForPlatform(asked, m.Features()).Known() == v.Features.Known() {
		return // a Mid-speed HSM converts HSMSpeed1 without a word (D-46)
	}
	remedy := fmt.Sprintf("--features %x would match", uint32(asked))
	if over := feature.Exceeds(asked, m.Features()); over != 0 {
		remedy = "the HSM cannot give " + over.Names()
	}
	t.P.Errorf("NOTICE: the request asks for features %x (%s); the VCM has %s; %s\n", uint32(asked), asked.Names(), v.Features.Names(), remedy)
}
