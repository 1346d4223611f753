package nfast

import (
	"strings"

	"hsmlab/sim/cli"
	"hsmlab/sim/host"
	"hsmlab/sim/refusal"
	"hsmlab/sim/site"
)

var notConfigured = refusal.Rule{Guide: "4.12.4.2.2", Basis: refusal.Simulated}

// auditdTree is the control program of the nShield Audit Log Service [simulated]: the guide names the service
// only.
func auditdTree(p *host.Process, _ *site.Room) cli.Spec {
	const guide = "4.12.4.2.2"
	command := func(name, about string, run func(*host.Process) int) cli.Spec {
		return cli.Spec{Name: name, Usage: "[-h]", Guide: guide, About: about, Run: func([]string) int { return run(p) }}
	}
	return cli.Spec{
		Name: "nshieldauditd", Usage: "start|stop|status", Guide: guide,
		About: "Audit Log Service: exports and expires the signed system logs once a day. It serves the HSMs that section [" +
			host.AuditSection + "] of " + host.ConfigFile + " names, an entry esn=ESN for each.",
		Group: []cli.Spec{
			command("start", "Starts the service; it starts by itself when the host boots.", auditdStart),
			command("stop", "Stops it until it is started or the host boots.", auditdStop),
			command("status", "Tells whether it runs, for which HSMs, and when it last fetched logs.", auditdStatus),
		},
	}
}

func auditdStart(p *host.Process) int {
	if !elevated(p, "nshieldauditd", privilege.Guide) {
		return cli.Failed
	}
	if err := p.Host.Auditd.Start(); err != nil {
		p.Refuse(notConfigured.New("nshieldauditd", "start", err.Error()))
		p.Errorf("nshieldauditd: %v\n", err)
		return cli.Failed
	}
	p.Printf("nshieldauditd: running\n")
	return cli.OK
}

func auditdStop(p *host.Process) int {
	if !elevated(p, "nshieldauditd", privilege.Guide) {
		return cli.Failed
	}
	p.Host.Auditd.Stop()
	p.Printf("nshieldauditd: stopped\n")
	return cli.OK
}

func auditdStatus(p *host.Process) int {
	d := &p.Host.Auditd
	state := "stopped"
	if d.Running() {
		state = "running"
	}
	list, err := d.Configured()
	esns := strings.Join(list, ", ")
	switch {
	case err != nil:
		esns = err.Error()
	case len(list) == 0:
		esns = "none configured"
	}
	p.Printf("%-15s: %s\n%-15s: %s\n", "service", state, "hsms", esns)
	if last, rounds := d.Last(); rounds > 0 {
		p.Printf("%-15s: %s\n", "last round", last.UTC().Format("2006-01-02 15:04:05 MST"))
	}
	return cli.OK
}

// elevated lets only root through.
func elevated(p *host.Process, command, guide string) bool {
	if p.User.UID == 0 {
		return true
	}
	r := privilege.New(command, "run", "root privileges are required")
	r.Guide = guide
	p.Refuse(r)
	p.Errorf("%s: root privileges are required\n", command)
	return false
}
