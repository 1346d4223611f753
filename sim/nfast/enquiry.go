// Package nfast is the utilities of the Security World software that a tenant meets: enquiry, nopclearfail,
// initunit, new-world, createocs, nfkminfo, slotinfo, stattree and the hardserver's start script.
//
// Modelled: the hardserver's view of the VCMs enrolled on a host, their modes and the changes between them,
// a module key set by initunit, a Security World made and loaded with administrator cards, operator cards, slots and readers.
// Not modelled: nCore commands, keys, the counters of stattree. The field list of enquiry is that of
// the guide; values it leaves out are simulated.
package nfast

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/pflag"

	"hsmlab/sim/cli"
	"hsmlab/sim/feature"
	"hsmlab/sim/host"
	"hsmlab/sim/refusal"
	"hsmlab/sim/site"
)

// Tool is a utility: its name, its command tree, and where it is installed.
type Tool struct {
	Path string
	Tree func(p *host.Process, room *site.Room) cli.Spec
}

// Tools lists the utilities by path.
func Tools() []Tool {
	return []Tool{
		{host.BinDir + "/cfg-pushnethsm", cfgPushTree},
		{host.BinDir + "/cfg-remoteslots", cfgRemoteslotsTree},
		{host.BinDir + "/cfg-reread", cfgRereadTree},
		{host.BinDir + "/createocs", createocsTree},
		{host.BinDir + "/enquiry", enquiryTree},
		{host.BinDir + "/generatekey", generatekeyTree},
		{host.BinDir + "/initunit", initunitTree},
		{host.BinDir + "/loadrom", loadromTree},
		{host.BinDir + "/ncdate", ncdateTree},
		{host.BinDir + "/new-world", newWorldTree},
		{host.BinDir + "/nfkminfo", nfkminfoTree},
		{host.BinDir + "/nopclearfail", nopclearfailTree},
		{host.BinDir + "/nvram-backup", nvramTree},
		{host.BinDir + "/preload", preloadTree},
		{host.BinDir + "/replaceocs", replaceocsTree},
		{host.BinDir + "/rtc", rtcTree},
		{host.BinDir + "/slotinfo", slotinfoTree},
		{host.BinDir + "/stattree", stattreeTree},
		{host.SbinDir + "/init.d-ncipher", initTree},
		{host.SbinDir + "/nshieldauditd", auditdTree},
	}
}

// Program makes the tool runnable on the hosts of a room.
func (t Tool) Program(room *site.Room) host.Program {
	return func(p *host.Process) int {
		defer p.Host.Hardserver.Leave(p)
		status, name := cli.Run(p, t.Tree(p, room))
		p.Name = name
		return status
	}
}

var (
	noServer = refusal.Rule{ID: "G-4.3.1.2-2", Guide: "4.3.1.2", Basis: refusal.Documented, Also: []string{"G-4.3.1.2-1"}}
	noModule = refusal.Rule{Guide: "4.3.1.1", Basis: refusal.Inferred}
)

// connect checks that the hardserver runs, printing the guide's message if it does not.
func connect(p *host.Process) bool {
	if on, _ := p.Host.Hardserver.Running(); on {
		p.Host.Hardserver.Join(p)
		return true
	}
	p.Refuse(noServer.New("hardserver", "connect", "ServerNotRunning"))
	p.Errorf("NFast_App_Connect failed: ServerNotRunning\n")
	return false
}

func enquiryTree(p *host.Process, _ *site.Room) cli.Spec {
	number := -1
	return cli.Spec{
		Name: "enquiry", Usage: "[-h] [-m MODULE]", Guide: "4.3.1.1", About: "Shows the hardserver and the modules it is connected to.",
		Flags: func(f *pflag.FlagSet) {
			f.IntVarP(&number, "module", "m", -1, "Shows only this module; 0 is the hardserver.")
		},
		Run: func([]string) int { return enquiry(p, number) },
	}
}

func enquiry(p *host.Process, number int) int {
	if !connect(p) {
		return cli.Failed
	}
	s := &p.Host.Hardserver
	list := s.Modules()
	if number > len(list) {
		return invalidModule(p, "enquiry", number)
	}
	if number <= 0 {
		server(p, list)
	}
	for i, a := range list {
		if number < 0 || number == i+1 {
			if number < 0 {
				p.Printf("\n")
			}
			p.Printf("Module #%d:\n", i+1)
			describe(p, a)
		}
	}
	return cli.OK
}

func invalidModule(p *host.Process, command string, number int) int {
	p.Refuse(noModule.New("hardserver", command, "InvalidModule"))
	p.Host.Hardserver.Complain(p, fmt.Sprintf("InvalidModule: there is no module %d", number))
	p.Errorf("%s: module %d: InvalidModule; this host has %d enrolled\n", command, number, len(p.Host.Hardserver.Modules()))
	return cli.Failed
}

func field(p *host.Process, name, value string) { p.Printf(" %-20s %s\n", name, value) }

func server(p *host.Process, list []*host.Attachment) {
	serials := ""
	for _, a := range list {
		serials += " " + a.ESN
	}
	if serials == "" {
		serials = " unavailable"
	}
	p.Printf("Server:\n")
	for _, f := range [][2]string{
		{"enquiry reply flags", "none"}, {"enquiry reply level", "Six"}, {"serial number", serials[1:]},
		{"mode", "operational"}, {"version", p.Host.Software}, {"speed index", "0"}, {"rec. queue", "0..0"},
		{"module type code", "0"}, {"product name", "nFast server"}, {"version serial", "1"},
		{remotePort(p.Host), strconv.Itoa(p.Host.Hardserver.Slots().Port)}, {"kneti hash", "0000000000000000000000000000000000000000"},
	} {
		field(p, f[0], f[1])
	}
}

// remotePort is the name of that field: the one that older software prints is left to hosts that hold older products
// only (D-16).
func remotePort(h *host.Host) string {
	if len(h.Cards) > 0 && len(h.Slots) == 0 {
		return "remote server port"
	}
	return "remote port (IPv4)"
}

// productName of the nShield 5s [simulated]: the guide hides it and shows two parts.
const productName = "nC5000E/nC5001E"

func describe(p *host.Process, a *host.Attachment) {
	s := &p.Host.Hardserver
	if a.Card != nil {
		describeCard(p, a)
		return
	}
	m, _, _ := p.Host.Reach(a.Config)
	mode := s.Mode(a)
	for _, f := range [][2]string{
		{"enquiry reply flags", "none"}, {"enquiry reply level", "Six"}, {"serial number", a.ESN}, {"mode", mode},
	} {
		field(p, f[0], f[1])
	}
	if mode == "failed" || m == nil {
		field(p, "module type code", "14")
		field(p, "device name", deviceName(a))
		field(p, "hardware status", silent(p, a))
		return
	}
	speed, _ := m.Features().Speed()
	for _, f := range [][2]string{
		{"version", m.Version().String()}, {"speed index", speedIndex(speed)}, {"rec. queue", "120..250"},
		{"module type code", "14"}, {"product name", productName}, {"device name", deviceName(a)},
		{"rec. LongJobs queue", "36"}, {"SEE machine type", "None"},
	} {
		field(p, f[0], f[1])
	}
	if a.Platform() {
		showFeatures(p, m.Features())
	}
	for _, f := range [][2]string{
		{"supported KML types", "DSAp1024s160 DSAp3072s256"}, {"active modes", "none"},
		{"physical serial", m.PSN}, {"hardware part no", m.PartNo}, {"hardware status", "OK"},
	} {
		field(p, f[0], f[1])
	}
}

// showFeatures prints the features that matter to Remote Operator (guide 4.11.2.2). That one is spelt as the guide has
// it; the others as hsmadmin has them. Those of VCMs are the provider's matter: vcmadmin tells them.
func showFeatures(p *host.Process, w feature.Word) {
	field(p, "features enabled", strings.ReplaceAll(strings.ReplaceAll(w.Names(), "|", ", "), "RemoteShare", "Remote Share"))
}

var logsFull = refusal.Rule{ID: "G-4.17.1-1", Guide: "4.17.1", Basis: refusal.Documented}

// silent is the hardware status of a module that does not answer, noted for lab explain if the guide has a rule.
func silent(p *host.Process, a *host.Attachment) string {
	text, r := silence(p, a, "enquiry")
	if r != nil {
		p.Refuse(r)
	}
	return text
}

// silence tells why a module does not answer a tool, and by which rule of the guide; nil when it has none. That the
// HSM's logs killed ncoreapi is known until the HSM was reset and the hardserver restarted (guide 4.17.1, D-38).
func silence(p *host.Process, a *host.Attachment, method string) (string, *refusal.Refusal) {
	m, _, _ := p.Host.Reach(a.Config)
	at, killed := a.Killed()
	if m != nil && m.LogsCritical() {
		at, killed = m.LogsCriticalSince(), true
	}
	why := p.Host.Silence(a.Config)
	switch {
	case !killed && why != "":
		return misled(p, a, why, method)
	case !killed && p.Host.Hardserver.HardwareStatus(a) != "":
		return failing(p, a, method)
	case !killed && a.Forced():
		r := forced(a, method)
		return r.Reason, r
	case !killed && a.Platform():
		return "unknown; the HSM does not answer", nil
	case !killed:
		return "unknown; the VCM does not answer", nil
	}
	return "ncoreapi service terminated unexpectedly; last log entry was: " + at.UTC().Format("2006-01-02 15:04:05") + " Process exited with status 137 from signal KILL",
		logsFull.New("hardserver", method, "the log volume of the HSM reached its critical limit: export and expire the logs, reset the HSM, restart the hardserver")
}

// deviceName contains the UUID of a VCM; firmware without VCMs has the plain device.
func deviceName(a *host.Attachment) string {
	if a.Platform() {
		return "nshield0"
	}
	return "nshield0-" + a.UUID
}

func speedIndex(s feature.Speed) string { return [...]string{"4100", "9300", "20000"}[s] }
