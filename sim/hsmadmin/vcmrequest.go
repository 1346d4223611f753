package hsmadmin

import (
	"strings"
	"time"

	"github.com/spf13/pflag"

	"hsmlab/sim/cli"
	"hsmlab/sim/feature"
	"hsmlab/sim/host"
	"hsmlab/sim/refusal"
	"hsmlab/sim/request"
	"hsmlab/sim/vcm"
)

// ask is what is common to requests about a VCM that exists.
type ask struct {
	file, uuid string
	validity   int
	given      func(string) bool
}

// MaxValidity is the longest validity of a request, in seconds: a leap year [simulated].
const MaxValidity = 366 * 24 * 3600

func (a *ask) declare(f *pflag.FlagSet) {
	a.given = f.Changed
	f.StringVar(&a.file, "request-file", "", "File to write the request to.")
	f.IntVar(&a.validity, "request-validity", 0, "Seconds for which the request is valid; without end when omitted.")
	f.StringVar(&a.uuid, "uuid", "", "VCM that the request is for; the one enrolled on this host when omitted.")
}

// expiry is the end of a request's validity, the zero time for none; reason tells what is wrong with the seconds.
func expiry(given bool, seconds int, now time.Time) (end time.Time, reason string) {
	switch {
	case !given:
		return time.Time{}, ""
	case seconds <= 0 || seconds > MaxValidity:
		return time.Time{}, "--request-validity is a number of seconds from 1 to one year"
	}
	return now.Add(time.Duration(seconds) * time.Second), ""
}

var (
	whichVCM = refusal.Rule{Guide: "4.10.1.16.2", Basis: refusal.Inferred}
	noSigner = refusal.Rule{ID: "G-3.1.2.3.7-1", Guide: "3.1.2.3.7", Basis: refusal.Inferred}
	badAsk   = refusal.Rule{Guide: "4.10.1.16.5", Basis: refusal.Inferred}
)

// subject is the VCM that a request is for (D-98).
func (t *tool) subject(method, uuid string) (string, *refusal.Refusal) {
	if uuid != "" {
		return uuid, nil
	}
	list := t.P.Host.EnrolledVCMs()
	switch len(list) {
	case 1:
		return list[0].UUID, nil
	case 0:
		return "", whichVCM.New("vcm", method, "no VCM is enrolled on this host; name the VCM with --uuid")
	}
	var names []string
	for _, c := range list {
		names = append(names, c.UUID)
	}
	return "", whichVCM.New("vcm", method, "several VCMs are enrolled on this host; choose one with --uuid: "+strings.Join(names, ", "))
}

// draft begins a request about a VCM, and finds the key that it must be signed with.
func (t *tool) draft(kind request.Kind, a ask) (request.Request, signing, *refusal.Refusal) {
	method := string(kind)
	q := request.Request{Kind: kind, Created: t.P.Now().UTC().Truncate(time.Second)}
	if r := t.needRoot(host.TenantReq, method); r != nil {
		return q, signing{}, r
	}
	uuid, r := t.subject(method, a.uuid)
	if r != nil {
		return q, signing{}, r
	}
	q.UUID = uuid
	var reason string
	if q.Expires, reason = expiry(a.given("request-validity"), a.validity, q.Created); reason != "" {
		return q, signing{}, badAsk.New("vcm", method, reason)
	}
	s, r := t.signing(method, uuid)
	return q, s, r
}

// finish signs a request and writes it.
func (t *tool) finish(q request.Request, s signing, file string) *refusal.Refusal {
	if err := q.Check(); err != nil {
		return badAsk.New("vcm", string(q.Kind), err.Error())
	}
	t.P.Sleep(quick)
	return t.write(string(q.Kind), file, request.Sign(q, s.key))
}

func (t *tool) vcmStart() cli.Spec {
	var a ask
	return cli.Spec{
		Name: "start", Guide: "4.10.1.16.2",
		Usage: "[-h] [--verbose] --request-file <REQUEST_FILE> [--request-validity <REQUEST_VALIDITY>] [--uuid <UUID>]",
		About: "Writes an authorisation to start a VCM, for the service provider.",
		Flags: t.flags(t.verboseFlag, a.declare), Required: []string{"request-file"},
		Run: func([]string) int {
			const doing = "create VCM start authorisation"
			q, s, r := t.draft(request.Start, a)
			if r == nil {
				r = t.finish(q, s, a.file)
			}
			if r != nil {
				return t.Fail(doing, r)
			}
			t.P.Printf("Authorisation to start VCM %s written to %s; send it to your service provider\n", q.UUID, a.file)
			return cli.OK
		},
	}
}

// changes are the properties that a tenant wants changed.
type changes struct {
	ask
	features, name, address string
	newKey                  bool
}

// switches are the properties that are on or off: each has an option and its opposite.
var switches = []string{"restrict-startup", "autostart", "serial-cardreader"}

func (t *tool) vcmSetProperties() cli.Spec {
	var c changes
	pairs := [][]string{}
	for _, s := range switches {
		pairs = append(pairs, []string{s, "no-" + s})
	}
	return cli.Spec{
		Name: "setproperties", Guide: "4.10.1.16.5",
		Usage: "[-h] [--verbose] --request-file <REQUEST_FILE> [--request-validity <REQUEST_VALIDITY>] [--uuid <UUID>] [--restrict-startup | --no-restrict-startup] [--autostart | --no-autostart] [--serial-cardreader | --no-serial-cardreader] [--features <FEATURES>] [--name <NAME>] [--ip-address <IP_ADDRESS>] [--new-request-key]",
		About: "Writes a request to change properties of a VCM, for the service provider.",
		Flags: t.flags(t.verboseFlag, c.declare, func(f *pflag.FlagSet) {
			for _, s := range switches {
				property := strings.ReplaceAll(s, "-", "_")
				f.Bool(s, false, "Asks for "+property+" to be true.")
				f.Bool("no-"+s, false, "Asks for "+property+" to be false.")
			}
			f.StringVar(&c.features, "features", "", "Features as a 32-bit hexadecimal word.")
			f.StringVar(&c.name, "name", "", "Name of the VCM; only the provider sees it.")
			f.StringVar(&c.address, "ip-address", "", "IP address of the VCM. Simulated: the guide names no option for it.")
			f.BoolVar(&c.newKey, "new-request-key", false, "Makes a new key to sign requests with; the old one signs this request. Simulated: the guide names no option for it.")
		}),
		Required: []string{"request-file"}, Exclusive: pairs,
		Run: func([]string) int { return t.runSetProperties(c) },
	}
}

func (t *tool) runSetProperties(c changes) int {
	const doing = "create VCM properties request"
	q, s, r := t.draft(request.SetProperties, c.ask)
	if r != nil {
		return t.Fail(doing, r)
	}
	var reason string
	if q.Properties, reason = c.properties(); reason != "" {
		return t.Fail(doing, badAsk.New("vcm", string(q.Kind), reason))
	}
	if !c.newKey {
		r = t.finish(q, s, c.file)
	} else {
		r = t.changeKey(&q, s, c.file)
	}
	if r != nil {
		return t.Fail(doing, r)
	}
	t.P.Printf("Request to change %s of VCM %s written to %s; send it to your service provider\n",
		strings.Join(q.Properties.Names(), ", "), q.UUID, c.file)
	return cli.OK
}

// properties reads the options.
func (c changes) properties() (p request.Properties, reason string) {
	for i, target := range []**bool{&p.RestrictStartup, &p.Autostart, &p.SerialCardreader} {
		yes := c.given(switches[i])
		if yes || c.given("no-"+switches[i]) {
			*target = &yes
		}
	}
	if c.given("features") {
		w, err := feature.ParseHex(c.features)
		if err != nil {
			return p, "--features: " + err.Error()
		}
		p.Features = (*uint32)(&w)
	}
	if c.given("name") {
		p.Name = &c.name
	}
	if c.given("ip-address") {
		p.IPAddress = &c.address
	}
	if p.IsZero() && !c.newKey {
		return p, "no property is asked for; name at least one, such as --no-autostart or --name"
	}
	return p, ""
}

// enrolledVCM is the configuration of a VCM enrolled on this host.
func (t *tool) enrolledVCM(uuid string) (vcm.Config, bool) {
	for _, c := range t.P.Host.EnrolledVCMs() {
		if c.UUID == uuid {
			return c, true
		}
	}
	return vcm.Config{}, false
}
