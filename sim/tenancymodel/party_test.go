package tenancymodel_test

import (
	"fmt"
	"strings"
	"time"

	"pgregory.net/rapid"

	"hsmlab/sim"
	"hsmlab/sim/request"
)

// parties are a provider and tenants at work in one lab, and what is known of it before and after an action.
type parties struct {
	*rapid.T
	lab    *sim.Lab
	script []string
	acts   int               // how many were done
	papers []paper           // requests that lie at the provider's
	owners map[string]string // hosts of tenants by the fingerprints of their request keys

	before, after *sim.ModuleSnapshot
	did           deed
	status        int

	exited int
	text   strings.Builder
}

// paper is a request at the provider's.
type paper struct {
	path, from string
	request    request.Signed
	genuine    bool // as its tenant wrote it
}

// deed is the action that was taken last, as far as the rules ask about it.
type deed struct {
	name  string // "start", "set", …
	uuid  string
	paper *paper // nil: without a request
	word  string // property
	now   time.Time
}

func open(t *rapid.T, scenario string) *parties {
	lab, err := sim.New(sim.Options{Scenario: scenario, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	p := &parties{T: t, lab: lab, owners: map[string]string{}}
	lab.Observe(p)
	p.look()
	return p
}

// Output is called by the lab.
func (p *parties) Output(_ int, _ bool, data string) { p.text.WriteString(data) }

// Exited is called by the lab.
func (p *parties) Exited(pid, status int) { p.exited, p.status = pid, status }

// look makes what is there now the present, and the present the past.
func (p *parties) look() {
	p.before, p.after = p.after, &p.lab.Modules()[0]
}

func (p *parties) note(format string, a ...any) {
	p.script = append(p.script, fmt.Sprintf(format, a...))
}

// run runs a command of root on a host and waits for its end.
func (p *parties) run(host, line string) {
	if host == provider {
		p.note("%s", line)
	} else {
		p.note("lab on %s %s", host, line)
	}
	p.text.Reset()
	r, err := p.lab.Do(sim.Exec{Host: host, User: "root", Argv: strings.Fields(line), Dir: "/root"})
	if err != nil {
		p.fail("%s: %v", line, err)
	}
	for p.exited != r.PID {
		due, ok := p.lab.NextDue()
		if !ok {
			p.fail("%s does not end", line)
		}
		p.pass(max(due-p.lab.Now(), time.Microsecond))
	}
}

func (p *parties) pass(d time.Duration) { p.do(sim.Elapse{Micros: d.Microseconds()}) }

func (p *parties) do(e sim.Event) {
	if _, err := p.lab.Do(e); err != nil {
		p.fail("%T %+v: %v", e, e, err)
	}
}

// wait lets time pass, as lab wait does.
func (p *parties) wait(d time.Duration) {
	p.note("lab wait %s", d)
	p.pass(d)
}

// boot lets a boot finish.
func (p *parties) boot() {
	p.note("lab wait boot")
	for p.lab.Modules()[0].Boot == "booting" {
		p.pass(10 * time.Second)
	}
}

// hand gives the provider a request that a tenant wrote.
func (p *parties) hand(from, name string) {
	path := "/root/" + name
	p.note("lab on %s lab send %s provider:/root/", from, name)
	p.do(sim.Deliver{From: from, User: "root", Path: path, To: provider, ToUser: "root", ToPath: path})
	p.keep(paper{path: path, from: from, genuine: true})
}

// keep notes a request at the provider's.
func (p *parties) keep(s paper) {
	text, err := p.lab.ReadFile(provider, "root", s.path)
	if err != nil {
		p.fail("%s: %v", s.path, err)
	}
	if s.request, err = request.Parse(text); err != nil {
		p.fail("%s: %v", s.path, err)
	}
	p.papers = append(p.papers, s)
	if key := s.request.TenantReqKey; key != "" {
		p.owners[key.Fingerprint()] = s.from
	}
	if key := s.request.Properties.KTenantReq; key != nil {
		p.owners[key.Fingerprint()] = s.from
	}
}

// fail ends the run with the script that led to it.
func (p *parties) fail(format string, a ...any) {
	p.Helper()
	p.Fatalf("%s\nthe last command ended with status %d and printed:\n%s\nThis script shows it (hsmlab run --scenario %s --seed 1 FILE):\n\n%s\n",
		fmt.Sprintf(format, a...), p.status, p.text.String(), p.lab.Snapshot().Scenario, strings.Join(p.script, "\n"))
}
