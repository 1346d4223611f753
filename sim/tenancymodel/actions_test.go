package tenancymodel_test

import (
	"fmt"
	"strings"
	"time"

	"pgregory.net/rapid"

	"hsmlab/sim"
	"hsmlab/sim/feature"
)

const provider = "provider"

var tenants = []string{"tenant-a", "tenant-b"}

// actions are what people do. Those that have more than one name are done more often.
func (p *parties) actions() map[string]func(*rapid.T) {
	act := func(f func()) func(*rapid.T) {
		return func(t *rapid.T) {
			p.T = t
			p.did, p.status = deed{now: p.clock()}, 0
			f()
			p.acts++
			p.look()
		}
	}
	return map[string]func(*rapid.T){
		"":        func(t *rapid.T) { p.T = t; p.check() },
		"request": act(p.request), "create": act(p.create), "create again": act(p.create),
		"start": act(p.start), "start again": act(p.start), "stop": act(p.stop), "delete": act(p.delete),
		"ask to start": act(p.askStart), "ask to change": act(p.askChange), "ask to change again": act(p.askChange),
		"set": act(p.set), "set again": act(p.set), "set once more": act(p.set),
		"forge": act(p.forge), "license": act(p.license), "reset": act(p.reset), "load": act(p.load), "wait": act(p.idle),
		"clock": act(p.clocks), "enrol": act(p.enrol), "mode": act(p.mode), "read": act(p.read), "change key": act(p.changeKey),
	}
}

func (p *parties) clock() time.Time {
	t, err := time.Parse(time.RFC3339, p.after.Clock)
	if err != nil {
		panic("BUG: " + err.Error())
	}
	return t
}

func (p *parties) pick(label string, of ...string) string {
	return rapid.SampledFrom(of).Draw(p.T, label)
}

func (p *parties) chance(label string) bool { return rapid.Bool().Draw(p.T, label) }

// some joins those of the words that are drawn.
func (p *parties) some(words ...string) string {
	var list []string
	for _, w := range words {
		if p.chance(w) {
			list = append(list, w)
		}
	}
	return strings.Join(list, " ")
}

const nobody = "00000000-0000-4000-8000-000000000000"

// uuid draws a VCM, now and then one that is gone or never was.
func (p *parties) uuid() string {
	list := []string{}
	for _, v := range p.after.VCMs {
		list = append(list, v.UUID, v.UUID, v.UUID)
	}
	if n := len(p.after.Deleted); n > 0 {
		list = append(list, p.after.Deleted[n-1])
	}
	return p.pick("vcm", append(list, nobody)...)
}

// paper draws a request at the provider's; the newest are the likeliest.
func (p *parties) paper() *paper {
	recent := p.papers[max(0, len(p.papers)-8):]
	if len(recent) == 0 {
		p.Skip("no request")
	}
	return &recent[len(recent)-1-rapid.IntRange(0, len(recent)-1).Draw(p.T, "paper")]
}

// fitting is paper, but mostly one of the right kind, about a VCM that exists.
func (p *parties) fitting(kind string) *paper {
	if p.seldom("any request") {
		return p.paper()
	}
	for i := len(p.papers) - 1; i >= max(0, len(p.papers)-12); i-- {
		s := &p.papers[i]
		if string(s.request.Kind) == kind && (kind == "create" || p.vcm(s.request.UUID) != nil) && p.chance("take it") {
			return s
		}
	}
	return p.paper()
}

func (p *parties) seldom(label string) bool { return rapid.IntRange(0, 7).Draw(p.T, label) == 7 }

func (p *parties) vcm(uuid string) *sim.VCMSnapshot { return find(p.after, uuid) }

func find(m *sim.ModuleSnapshot, uuid string) *sim.VCMSnapshot {
	for i := range m.VCMs {
		if m.VCMs[i].UUID == uuid {
			return &m.VCMs[i]
		}
	}
	return nil
}

// name is a new file's.
func (p *parties) name() string { return fmt.Sprintf("r%d.req", len(p.papers)) }

func (p *parties) validity() string {
	return p.pick("validity", "", "", " --request-validity 20", " --request-validity 600", " --request-validity 86400")
}

func (p *parties) tenant() string { return p.pick("tenant", tenants...) }

var words = []string{"20", "9A23", "8000", "4002", "0", "ffffffff"}

func (p *parties) request() {
	host, file := p.tenant(), p.name()
	line := "hsmadmin vcm create --request-file " + file + p.validity() + p.pick("startup", "", " --autostart", " --restrict-startup") +
		p.pick("reader", "", " --serial-cardreader") + p.pick("name", "", " --name alpha")
	if p.chance("features") {
		line += " --features " + p.pick("word", words...)
	}
	p.did.name = "ask"
	p.run(host, line)
	p.hand(host, file)
}

func (p *parties) askStart() { p.ask("start", p.uuid(), "") }

func (p *parties) askChange() {
	options := p.some("--no-autostart", "--restrict-startup", "--serial-cardreader", "--name beta", "--features "+p.pick("word", words...))
	if p.chance("other way") {
		options = strings.NewReplacer("--no-autostart", "--autostart", "--restrict-startup", "--no-restrict-startup").Replace(options)
	}
	if options == "" {
		options = "--no-serial-cardreader"
	}
	p.ask("setproperties", p.uuid(), options)
}

// ask lets a tenant write a request about a VCM: mostly the one whose it is.
func (p *parties) ask(command, uuid, options string) {
	host, file := p.tenant(), p.name()
	if v := p.vcm(uuid); v != nil && p.owners[v.TenantKey] != "" && !p.seldom("somebody else") {
		host = p.owners[v.TenantKey]
	}
	p.did.name = "ask"
	p.run(host, strings.TrimSpace("hsmadmin vcm "+command+" --request-file "+file+p.validity()+" --uuid "+uuid+" "+options))
	if p.status == 0 {
		p.hand(host, file)
	}
}

func (p *parties) changeKey() {
	if !p.seldom("change keys") {
		p.Skip("keys change rarely")
	}
	p.ask("setproperties", p.uuid(), "--new-request-key")
}

// forge changes a request on its way.
func (p *parties) forge() {
	s := p.paper()
	to := p.pick("to", "2027", "2025")
	file := p.name()
	line := fmt.Sprintf("sed 's/2026-/%s-/' %s >%s", to, s.path[len("/root/"):], file)
	text, err := p.lab.ReadFile(provider, "root", s.path)
	if err != nil {
		p.fail("%v", err)
	}
	lines := strings.SplitAfter(string(text), "\n")
	for i := range lines {
		lines[i] = strings.Replace(lines[i], "2026-", to+"-", 1)
	}
	changed := strings.Join(lines, "")
	p.note("%s", line)
	p.do(sim.File{Host: provider, User: "root", Op: "put", Path: "/root/" + file, Data: []byte(changed)})
	p.did.name = "forge"
	p.keep(paper{path: "/root/" + file, from: s.from})
}

func (p *parties) create() {
	s := p.fitting("create")
	p.did = deed{name: "create", paper: s, now: p.clock()}
	line := "vcmadmin create --request " + s.path + " " + p.some("--autostart", "--serial-cardreader")
	if p.seldom("features") {
		line += " --features " + p.pick("word", words...)
	}
	p.run(provider, line+" "+p.pick("name", "one", "two"))
}

func (p *parties) start() {
	p.did = deed{name: "start", uuid: p.uuid(), now: p.clock()}
	line := "vcmadmin start "
	if len(p.papers) > 0 && p.chance("with a request") {
		p.did.paper = p.fitting("start")
		line += "--request " + p.did.paper.path + " "
		if p.chance("for its own") && p.did.paper.request.UUID != "" {
			p.did.uuid = p.did.paper.request.UUID
		}
	}
	p.run(provider, line+p.did.uuid)
}

func (p *parties) stop() {
	p.did = deed{name: "stop", uuid: p.uuid(), now: p.clock()}
	p.run(provider, "vcmadmin stop "+p.pick("force", "--force ", "")+p.did.uuid)
}

func (p *parties) delete() {
	if p.chance("keep") {
		p.Skip("more are made than deleted")
	}
	p.did = deed{name: "delete", uuid: p.uuid(), now: p.clock()}
	p.run(provider, "vcmadmin delete "+p.pick("force", "", "--force ")+p.did.uuid)
}

func (p *parties) set() {
	s := p.fitting("setproperties")
	property := p.pick("property", append(append([]string{}, s.request.Properties.Names()...), "restrict-startup")...)
	value := p.rightValue(s, property)
	if p.seldom("any value") {
		value = p.pick("value", "true", "false", "True", "beta")
	}
	p.did = deed{name: "set", uuid: s.request.UUID, paper: s, word: strings.ReplaceAll(property, "-", "_"), now: p.clock()}
	if p.did.uuid == "" || p.seldom("another") {
		p.did.uuid = p.uuid()
	}
	p.run(provider, fmt.Sprintf("vcmadmin properties set --request %s %s %s %s", s.path, p.did.uuid, property, value))
}

// rightValue is what the request asks for.
func (p *parties) rightValue(s *paper, property string) string {
	q := s.request.Properties
	switch {
	case property == "features" && q.Features != nil:
		return feature.Word(*q.Features).String()
	case property == "name" && q.Name != nil:
		return *q.Name
	case property == "k_tenant_req" && q.KTenantReq != nil:
		return q.KTenantReq.Fingerprint()
	}
	for name, b := range map[string]*bool{"autostart": q.Autostart, "restrict-startup": q.RestrictStartup, "restrict_startup": q.RestrictStartup, "serial_cardreader": q.SerialCardreader} {
		if name == property && b != nil {
			return fmt.Sprint(*b)
		}
	}
	return "true"
}

func (p *parties) license() {
	if p.acts > sim.MaxMessages*3/4 {
		p.Skip("the post would be full")
	}
	licence := p.pick("licence", "mt-1", "mt-2", "mt-3", "mt-5")
	p.did.name = "license"
	p.note("lab buy %s", licence)
	p.do(sim.Order{Target: p.after.ESN, Licence: licence})
	p.run(provider, "hsmadmin fet "+sim.LicenceDir+"/"+p.after.ESN+"-"+licence+".txt")
}

func (p *parties) reset() {
	p.did.name = "reset"
	p.run(provider, "hsmadmin reset")
	p.boot()
}

// load lets a tenant's applications use a VCM.
func (p *parties) load() {
	uuid := p.uuid()
	v := p.vcm(uuid)
	if v == nil || v.State != "active" {
		p.Skip("does not run")
	}
	loads := []string{"cpu high", "cpu idle", "mem 300MB", "mem 180MB", "disk 2MB", "disk 15MB"}
	what := p.pick("load", append(loads, "disk 17MB")...)
	control, value, _ := strings.Cut(what, " ")
	p.did = deed{name: "load", uuid: uuid, word: control, now: p.clock()}
	p.note("lab tenant-load %s %s", uuid, what)
	p.do(sim.Set{Target: uuid, Control: control, Value: value})
}

func (p *parties) idle() {
	p.did.name = "wait"
	p.wait(rapid.SampledFrom([]time.Duration{time.Second, 30 * time.Second, 2 * time.Minute, time.Hour}).Draw(p.T, "how long"))
}

func (p *parties) clocks() {
	host, by := p.tenant(), p.pick("by", "+2m", "-2m", "+50s", "-50s")
	p.did.name = "clock"
	p.note("lab clock %s %s", host, by)
	p.do(sim.Set{Target: host, Control: sim.ClockControl, Value: by})
}

// enrol brings the newest configuration file to a tenant, who enrols or unenrols.
func (p *parties) enrol() {
	v := p.vcm(p.uuid())
	if v == nil {
		p.Skip("no VCM")
	}
	host := p.tenant()
	p.did.name = "enrol"
	if p.chance("unenrol") {
		p.run(host, "hsmadmin vcm unenroll "+v.UUID)
		return
	}
	file := "vcm-" + v.UUID + ".json"
	p.note("lab send %s %s:/root/", file, host)
	p.do(sim.Deliver{From: provider, User: "root", Path: "/root/" + file, To: host, ToUser: "root", ToPath: "/root/" + file})
	p.run(host, "hsmadmin vcm enroll --config "+file)
}

// mode is what tenants do with their VCM.
func (p *parties) mode() {
	host := p.tenant()
	p.did.name = "mode"
	switch p.pick("what", "initialise", "maintenance", "operational", "restart") {
	case "initialise":
		p.did.name = "initialise"
		p.run(host, "nopclearfail -I -m 1")
		p.run(host, "initunit -m 1")
		p.run(host, "nopclearfail -O -m 1")
	case "maintenance":
		p.run(host, "nopclearfail -M -m 1")
	case "operational":
		p.run(host, "nopclearfail -O -m 1")
	case "restart":
		p.run(host, "/opt/nfast/sbin/init.d-ncipher restart")
	}
}

// read does what must not change anything.
func (p *parties) read() {
	p.did.name = "read"
	p.run(provider, p.pick("what", "vcmadmin list", "vcmadmin show", "vcmadmin stats --json", "vcmadmin properties list", "hsmadmin getenvstats"))
}
