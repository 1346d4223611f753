package hsmadmin

import (
	"slices"
	"time"

	"github.com/spf13/pflag"

	"hsmlab/sim/cli"
	"hsmlab/sim/feature"
	"hsmlab/sim/host"
	"hsmlab/sim/module"
	"hsmlab/sim/refusal"
	"hsmlab/sim/request"
	"hsmlab/sim/sshkey"
)

func (t *tool) vcm() cli.Spec {
	s := cli.Spec{
		Name: "vcm", Usage: "<subcommand>", Guide: "4.10.1.16",
		About: "Lets tenants manage their VCMs.",
		Group: []cli.Spec{
			t.vcmCreate(),
			t.vcmStart(),
			t.vcmEnroll(), t.vcmUnenroll(),
			t.vcmSetProperties(),
			t.vcmInspect(),
			t.vcmInfo(),
			t.vcmEnvstats(),
			t.singleSetup(),
			t.vcmLogs(),
		},
	}
	for i := range s.Group {
		t.needTenancy(&s.Group[i])
	}
	return s
}

// needTenancy lets a command that is about VCMs answer, on a host whose HSMs all have firmware without them, that
// there is no orchestrator (D-23). Reading a request file needs no HSM.
func (t *tool) needTenancy(s *cli.Spec) {
	for i := range s.Group {
		t.needTenancy(&s.Group[i])
	}
	if s.Run == nil || s.Name == "inspect-request" {
		return
	}
	name, run := s.Name, s.Run
	s.Run = func(args []string) int {
		slots := t.P.Host.Slots
		if len(slots) == 0 || slices.ContainsFunc(slots, (*module.Module).MultiTenant) {
			return run(args)
		}
		return t.Fail("run hsmadmin vcm "+name, slots[0].NoOrchestrator("orchestrator", name))
	}
}

// createOptions is what a tenant may ask for (guide 4.10.1.16.1).
type createOptions struct {
	file, name, features        string
	validity                    int
	restrict, autostart, serial bool
	given                       func(string) bool
}

var badRequest = refusal.Rule{ID: "G-4.10.1.16.1-3", Guide: "4.10.1.16.1", Basis: refusal.Inferred}

func (t *tool) vcmCreate() cli.Spec {
	var o createOptions
	return cli.Spec{
		Name: "create", Guide: "4.10.1.16.1",
		Usage: "[-h] [--verbose] --request-file <REQUEST_FILE> [--request-validity <REQUEST_VALIDITY>] [--restrict-startup | --autostart] [--serial-cardreader] [--features <FEATURES>] [--name <NAME>]",
		About: "Writes a request to create a VCM, for the service provider.",
		Flags: t.flags(t.verboseFlag, func(f *pflag.FlagSet) {
			o.given = f.Changed
			f.StringVar(&o.file, "request-file", "", "File to write the request to.")
			f.IntVar(&o.validity, "request-validity", 0, "Seconds for which the request is valid; without end when omitted.")
			f.BoolVar(&o.restrict, "restrict-startup", false, "The provider cannot start the VCM without a start request.")
			f.BoolVar(&o.autostart, "autostart", false, "The VCM starts after a reboot of its HSM, if the provider agrees.")
			f.BoolVar(&o.serial, "serial-cardreader", false, "The VCM uses the HSM's serial card reader, if the provider agrees.")
			f.StringVar(&o.features, "features", "", "Features as a 32-bit hexadecimal word.")
			f.StringVar(&o.name, "name", "", "Name of the VCM; only the provider sees it.")
		}),
		Required: []string{"request-file"}, Exclusive: [][]string{{"restrict-startup", "autostart"}},
		Run: func([]string) int { return t.runVCMCreate(o) },
	}
}

func (t *tool) runVCMCreate(o createOptions) int {
	const doing = "create VCM request"
	if r := t.needRoot(host.TenantReq, "create"); r != nil {
		return t.Fail(doing, r)
	}
	if r := t.mayWriteRequest("create", o.file); r != nil { // before a key is made that nobody will hear of
		return t.Fail(doing, r)
	}
	signer, r, admin := t.tenantKeys("create")
	if r != nil {
		return t.Fail(doing, r)
	}
	q, reason := t.buildRequest(o, signer.Public(), admin)
	if reason != "" {
		return t.Fail(doing, badRequest.New("vcm", "create", reason))
	}
	t.P.Sleep(quick)
	if r := t.write("create", o.file, request.Sign(q, signer)); r != nil {
		return t.Fail(doing, r)
	}
	t.P.Printf("Request to create a VCM written to %s; send it to your service provider\n", o.file)
	return cli.OK
}

// tenantKeys loads the keys that a request carries, making them for the first request (guide 4.10.1.16.1).
func (t *tool) tenantKeys(method string) (sshkey.Key, *refusal.Refusal, sshkey.Public) {
	if r := t.needRoot(host.TenantReq, method); r != nil {
		return sshkey.Key{}, r, ""
	}
	admin, r := t.clientKey(host.SSHAdmin, method)
	if r != nil {
		return sshkey.Key{}, r, ""
	}
	if _, r := t.clientKey(host.TenantReq, method); r != nil {
		return sshkey.Key{}, r, ""
	}
	signer, err := t.P.Host.LoadKey(t.P.User, host.TenantReq, t.P.Secrets())
	if err != nil {
		return sshkey.Key{}, lostKeys.New("tenantreq", method, err.Error()), ""
	}
	return signer, nil, admin
}

func (t *tool) needRoot(s sshkey.Service, method string) *refusal.Refusal {
	if t.P.User.UID == 0 {
		return nil
	}
	return configures.New(string(s), method, "root privileges are required; user "+t.P.User.Name+
		" may not use the SSH key "+host.KeyFile(s)+" (group "+t.P.Host.KeyGroup(s)+")")
}

func (t *tool) buildRequest(o createOptions, signer, admin sshkey.Public) (request.Request, string) {
	now := t.P.Now().UTC().Truncate(time.Second)
	q := request.Request{Kind: request.Create, Created: now, SSHAdminKey: admin, TenantReqKey: signer}
	var reason string
	if q.Expires, reason = expiry(o.given("request-validity"), o.validity, now); reason != "" {
		return q, reason
	}
	p := &q.Properties
	for _, b := range []struct {
		asked bool
		value **bool
	}{{o.restrict, &p.RestrictStartup}, {o.autostart, &p.Autostart}, {o.serial, &p.SerialCardreader}} {
		if b.asked {
			yes := true
			*b.value = &yes
		}
	}
	if o.given("name") {
		p.Name = &o.name
	}
	if o.given("features") {
		w, err := feature.ParseHex(o.features)
		if err != nil {
			return q, "--features: " + err.Error()
		}
		p.Features = (*uint32)(&w)
	}
	if err := q.Check(); err != nil {
		return q, err.Error()
	}
	return q, ""
}

var fileTrouble = refusal.Rule{Guide: "4.10.1.16", Basis: refusal.Inferred}

// write puts a file where the user asked for it, with the user's permissions.
func (t *tool) write(method, name string, data []byte) *refusal.Refusal {
	if err := t.P.Host.FS.Write(t.P.User, t.P.Path(name), data, 0o644); err != nil {
		return fileTrouble.New("vcm", method, err.Error())
	}
	return nil
}

// mayWriteRequest tells why write would fail.
func (t *tool) mayWriteRequest(method, name string) *refusal.Refusal {
	if err := t.P.Host.FS.MayWrite(t.P.User, t.P.Path(name)); err != nil {
		return fileTrouble.New("vcm", method, err.Error())
	}
	return nil
}

var (
	badFile      = refusal.Rule{ID: "G-4.10.1.16.6-1", Guide: "4.10.1.16.6", Basis: refusal.Inferred}
	badSignature = refusal.Rule{ID: "G-4.10.1.16.6-2", Guide: "4.10.1.16.6", Basis: refusal.Documented}
)

func (t *tool) vcmInspect() cli.Spec {
	verify, keyFile := false, ""
	return cli.Spec{
		Name: "inspect-request", Usage: "[-h] [--verify] [--key-file <KEY_FILE>] <REQUEST_FILE>", Guide: "4.10.1.16.6",
		About: "Shows what a request or authorisation file says.",
		Flags: func(f *pflag.FlagSet) {
			f.BoolVar(&verify, "verify", false, "Verifies the signature.")
			f.StringVar(&keyFile, "key-file", "", "Public key to verify with; without it, the key in a creation request.")
		},
		Operands: []string{"REQUEST_FILE"},
		Run:      func(args []string) int { return t.runInspect(args[0], verify || keyFile != "", keyFile) },
	}
}

func (t *tool) runInspect(name string, verify bool, keyFile string) int {
	const doing = "inspect request"
	s, r := t.readRequest(name)
	if r != nil {
		return t.Fail(doing, r)
	}
	t.P.Printf("%s", s.Text())
	if !verify {
		return cli.OK
	}
	signer := s.TenantReqKey
	if keyFile != "" {
		line, err := t.P.Host.FS.Read(t.P.User, t.P.Path(keyFile))
		if err == nil {
			signer, err = sshkey.ParsePublic(string(line))
		}
		if err != nil {
			return t.Fail(doing, badSignature.New("vcm", "inspect-request", "key file "+keyFile+": "+err.Error()))
		}
	}
	if signer == "" {
		return t.Fail(doing, badSignature.New("vcm", "inspect-request", "this request does not hold the key that signed it; give the tenant's public key with --key-file"))
	}
	if err := s.Verify(signer); err != nil {
		return t.Fail(doing, badSignature.New("vcm", "inspect-request", err.Error()))
	}
	t.field("signature", "valid, made by "+signer.Fingerprint())
	return cli.OK
}

// readRequest reads and parses a request file with the user's permissions.
func (t *tool) readRequest(name string) (request.Signed, *refusal.Refusal) {
	data, err := t.P.Host.FS.Read(t.P.User, t.P.Path(name))
	if err != nil {
		return request.Signed{}, badFile.New("vcm", "inspect-request", err.Error())
	}
	s, err := request.Parse(data)
	if err != nil {
		return request.Signed{}, badFile.New("vcm", "inspect-request", name+": "+err.Error())
	}
	return s, nil
}
