package request

import (
	"errors"
	"fmt"
	"net/netip"
	"strings"
)

// MaxName is the longest name of a VCM, in bytes [simulated].
const MaxName = 64

// maxYear is the last year that RFC 3339 can write.
const maxYear = 9999

// ErrExclusive says that a request wants autostart and restrict_startup, of
// which a VCM can have only one (guide 3.1.2.3.1).
var ErrExclusive = errors.New("autostart and restrict_startup are mutually exclusive")

// Check reports the first thing that makes r no sensible request: a time out of
// range, an expiry that is not after the creation, a UUID, key or property that
// this kind needs and lacks or must not have, a value out of range, or
// ErrExclusive. Parse applies it too. Who wrote r is not checked here.
func (r Request) Check() error {
	if err := r.checkTimes(); err != nil {
		return err
	}
	if err := r.checkKind(); err != nil {
		return err
	}
	return r.Properties.check()
}

func (r Request) checkTimes() error {
	created, expires := whole(r.Created), whole(r.Expires)
	if created.IsZero() || created.Year() < 1 || created.Year() > maxYear {
		return errors.New("created is missing or out of range")
	}
	if r.Expires.IsZero() {
		return nil
	}
	if !expires.After(created) || expires.Year() > maxYear {
		return errors.New("expires is not after created, or out of range")
	}
	return nil
}

func (r Request) checkKind() error {
	switch r.Kind {
	case Create:
		return r.checkCreate()
	case Start:
		if !r.Properties.IsZero() {
			return errors.New("a start request cannot ask for properties")
		}
	case SetProperties:
		if r.Properties.IsZero() {
			return errors.New("no property is asked for")
		}
	default:
		return fmt.Errorf("unknown request type %.40q", r.Kind)
	}
	if !isUUID(r.UUID) {
		return fmt.Errorf("uuid %.40q is not the UUID of a VCM", r.UUID)
	}
	if r.SSHAdminKey != "" || r.TenantReqKey != "" {
		return fmt.Errorf("a %s request carries no keys", r.Kind)
	}
	return nil
}

func (r Request) checkCreate() error {
	switch {
	case r.UUID != "":
		return errors.New("a create request has no uuid: the VCM gets it when it is created")
	case !r.SSHAdminKey.Valid():
		return errors.New("sshadmin_pubkey is missing or not a public key")
	case !r.TenantReqKey.Valid():
		return errors.New("tenantreq_pubkey is missing or not a public key")
	case r.Properties.KTenantReq != nil:
		return errors.New("a create request carries its key as tenantreq_pubkey, not as property k_tenant_req")
	case r.Properties.IPAddress != nil:
		return errors.New("a create request has no ip_address: the VCM gets it when it is created")
	}
	return nil
}

func (p Properties) check() error {
	if p.Autostart != nil && *p.Autostart && p.RestrictStartup != nil && *p.RestrictStartup {
		return ErrExclusive
	}
	if p.Name != nil {
		if err := CheckName(*p.Name); err != nil {
			return fmt.Errorf("name %.80q: %w", *p.Name, err)
		}
	}
	if p.IPAddress != nil {
		// A zone names an interface of one host: it means nothing to another.
		if addr, err := netip.ParseAddr(*p.IPAddress); err != nil || addr.Zone() != "" {
			return fmt.Errorf("ip_address %.60q is not an IP address", *p.IPAddress)
		}
	}
	if p.KTenantReq != nil && !p.KTenantReq.Valid() {
		return errors.New("k_tenant_req is not a public key")
	}
	return nil
}

// CheckName tells what is wrong with a name for a VCM, nil if nothing is. Tenant and provider are held to the same
// rule, so that what a tenant asks for can be given (guide 3.1.3.4, D-75).
func CheckName(name string) error {
	if name == "" || len(name) > MaxName {
		return fmt.Errorf("a name has 1 to %d characters", MaxName)
	}
	for _, c := range name {
		if c <= ' ' || c > '~' {
			return errors.New("a name has no blanks and only printable ASCII characters")
		}
	}
	return nil
}

// isUUID reports whether s is a UUID in the lower-case text form of RFC 4122.
func isUUID(s string) bool {
	if len(s) != 36 {
		return false
	}
	for i, c := range []byte(s) {
		if i == 8 || i == 13 || i == 18 || i == 23 {
			if c != '-' {
				return false
			}
		} else if !strings.ContainsRune("0123456789abcdef", rune(c)) {
			return false
		}
	}
	return true
}
