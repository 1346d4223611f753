package request

import (
	"fmt"
	"strconv"
	"strings"

	"hsmlab/sim/feature"
)

// Text returns what inspect-request prints: a line "key : value" for each thing
// in the request, the key padded to 15 columns, properties sorted by name. Keys
// are shown as fingerprints, features as a word and as names. Nothing in it
// says whether the signature is good.
func (s Signed) Text() string {
	var b strings.Builder
	line := func(key, value string) { fmt.Fprintf(&b, "%-15s: %s\n", key, value) }
	line("type", string(s.Kind))
	line("created", s.Created.UTC().Format(timeLayout))
	if s.Expires.IsZero() {
		line("expires", "never")
	} else {
		line("expires", s.Expires.UTC().Format(timeLayout))
	}
	if s.UUID != "" {
		line("uuid", s.UUID)
	}
	for _, name := range s.Properties.Names() {
		line(name, s.Properties.text(name))
	}
	if s.SSHAdminKey != "" {
		line("sshadmin_key", s.SSHAdminKey.Fingerprint())
	}
	if s.TenantReqKey != "" {
		line("tenantreq_key", s.TenantReqKey.Fingerprint())
	}
	line("signed_by", s.Signer)
	return b.String()
}

// text returns the value of a property that is asked for.
func (p Properties) text(name string) string {
	switch name {
	case "autostart":
		return strconv.FormatBool(*p.Autostart)
	case "features":
		word := feature.Word(*p.Features)
		return strings.TrimSpace(word.String() + " " + word.Names())
	case "ip_address":
		return *p.IPAddress
	case "k_tenant_req":
		return p.KTenantReq.Fingerprint()
	case "name":
		return *p.Name
	case "restrict_startup":
		return strconv.FormatBool(*p.RestrictStartup)
	case "serial_cardreader":
		return strconv.FormatBool(*p.SerialCardreader)
	}
	panic("BUG: request: property " + name)
}
