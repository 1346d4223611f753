package hsmadmin

import (
	"github.com/spf13/pflag"

	"hsmlab/sim/cli"
	"hsmlab/sim/client"
	"hsmlab/sim/host"
	"hsmlab/sim/module"
	"hsmlab/sim/refusal"
	"hsmlab/sim/request"
	"hsmlab/sim/sshkey"
	"hsmlab/sim/vcm"
)

func (t *tool) singleSetup() cli.Spec {
	name := ""
	return cli.Spec{
		Name: "single-setup", Usage: "[-h] [--verbose] [--timeout <TIMEOUT>] [--esn <ESN>] [--json] [--name <NAME>]", Guide: "4.10.1.16.9",
		About: "Creates, starts and enrolls one VCM on the HSM's own host.",
		Flags: t.flags(t.verboseFlag, t.esnFlag, t.jsonFlag, func(f *pflag.FlagSet) {
			f.StringVar(&name, "name", "autocreated-vcm", "Name of the VCM.")
		}),
		Timeout: "G-4.10.1.16.9-3", Seconds: &t.Seconds,
		Run: func([]string) int { return t.runSingleSetup(name) },
	}
}

// runSingleSetup plays both parties on one host: the request, the VCM, and its enrolment.
func (t *tool) runSingleSetup(name string) int {
	const doing = "set up a single VCM"
	signer, r, admin := t.tenantKeys("single-setup")
	if r != nil {
		return t.Fail(doing, r)
	}
	m, r := t.One("orchestrator", "create")
	if r != nil {
		return t.Fail(doing, r)
	}
	if r := t.onlyOne(vcm.Config{ESN: m.ESN}); r != nil { // before a VCM is made that could not be enrolled
		return t.Fail(doing, r)
	}
	signed, r := t.ownWish(name, signer, admin)
	if r != nil {
		return t.Fail(doing, r)
	}
	v, r := t.createOne(m, signed, name)
	if r != nil {
		return t.Fail(doing, r)
	}
	c := v.Config(m.ESN)
	if r := t.startOne(m, v, c); r != nil {
		status := t.Fail(doing, r)
		t.leftOver(v)
		return status
	}
	t.noteEnrolled(c)
	t.showSingle(c, name)
	t.restartQuietly()
	return cli.OK
}

// ownWish is the request that the host makes to itself.
func (t *tool) ownWish(name string, signer sshkey.Key, admin sshkey.Public) (request.Signed, *refusal.Refusal) {
	q, reason := t.buildRequest(createOptions{name: name, autostart: true, given: func(f string) bool { return f == "name" }}, signer.Public(), admin)
	if reason != "" {
		return request.Signed{}, badRequest.New("vcm", "single-setup", reason)
	}
	signed, err := request.Parse(request.Sign(q, signer))
	if err != nil {
		panic("BUG: own request: " + err.Error())
	}
	return signed, nil
}

// createOne makes the VCM, unless it could not be started then.
func (t *tool) createOne(m *module.Module, signed request.Signed, name string) (v *vcm.VCM, r *refusal.Refusal) {
	a := client.Access{Service: host.Orchestrator, Method: "create", Root: true, Rule: configures, Cost: module.CreateTime}
	r = t.Call(m, a, func() (r *refusal.Refusal) {
		if r = m.RoomToRun(); r == nil {
			v, r = m.Create(module.CreateOptions{Request: signed, Name: name, Autostart: true})
		}
		return r
	})
	return v, r
}

// startOne starts the VCM and takes it into this host.
func (t *tool) startOne(m *module.Module, v *vcm.VCM, c vcm.Config) *refusal.Refusal {
	a := client.Access{Service: host.Orchestrator, Method: "start", Rule: configures, Cost: module.StartTime}
	r := t.Call(m, a, func() *refusal.Refusal {
		started, r := m.CheckStart(v.UUID, nil)
		if r == nil {
			started.Start()
		}
		return r
	})
	if r == nil {
		r = t.connect(c)
	}
	if r == nil {
		r = t.installEndUserKeys(c)
	}
	return r
}

// leftOver tells of a VCM that was made and could not be enrolled: no file has its configuration, and no output its
// UUID.
func (t *tool) leftOver(v *vcm.VCM) {
	t.P.Errorf("NOTICE: VCM %s was created and is not enrolled; stop it if it runs (vcmadmin stop), and delete it (vcmadmin delete) before you try again\n", v.UUID)
}

// restartQuietly is restartServices without a word where JSON is printed.
func (t *tool) restartQuietly() {
	if !t.JSON {
		t.restartServices(false)
		return
	}
	s := &t.P.Host.Hardserver
	s.Stop()
	t.P.Sleep(restartTime)
	s.StartWith(t.P.Getenv)
}

func (t *tool) showSingle(c vcm.Config, name string) {
	if t.JSON {
		t.printJSON([]map[string]string{{"esn": c.ESN, "uuid": c.UUID, "name": name, "ip_address": c.Address, "state": "active"}})
		return
	}
	t.field("UUID", c.UUID)
	t.field("NAME", name)
	t.field("ESN", c.ESN)
	t.field("IP_ADDRESS", c.Address)
	t.field("STATE", "active")
}
