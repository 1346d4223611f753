package request

import (
	"errors"
	"fmt"
	"time"

	"hsmlab/sim/sshkey"
)

// maxAhead is how far the tenant's clock may run ahead of the module's
// (ruling D-78).
const maxAhead = 60 * time.Second

// timeLayout is how times are shown to people.
const timeLayout = "2006-01-02 15:04:05 MST"

// ErrSignature says that a request was changed since it was signed.
var ErrSignature = errors.New("the signature does not match")

// ErrForeign says that a request was signed with another key than the given
// one.
var ErrForeign = errors.New("signed with another key")

// Verify checks the signature against the signer's public key: for a create
// request the TenantReqKey inside it, for others the key that the VCM knows as
// k_tenant_req. A request says who signed it, and the signature covers that: so
// one from somebody else is told from one that was changed. The error is
// ErrForeign or ErrSignature by errors.Is.
func (s Signed) Verify(signer sshkey.Public) error {
	if !signer.Valid() {
		return fmt.Errorf("%w: there is no key to check it with", ErrSignature)
	}
	if want := signer.Fingerprint(); s.Signer != want {
		return fmt.Errorf("%w: %s, not %s", ErrForeign, s.Signer, want)
	}
	if !signer.Verify(s.canonical(), s.Signature) {
		return fmt.Errorf("%w key %s", ErrSignature, s.Signer)
	}
	return nil
}

// The kinds of TimeError.
const (
	Expired = "expired" // the request's validity has ended
	Future  = "future"  // it was created too far ahead of the module's clock
)

// TimeError says that a request does not suit the module's clock.
type TimeError struct {
	Kind      string        // Expired or Future
	At        time.Time     // when the request expired, or says it was created
	ModuleNow time.Time     // the module's time, which decides
	By        time.Duration // distance of the two, never negative
}

// Error quotes the module's time, as the guide says of the real messages
// (guide 3.1.3.1).
func (e *TimeError) Error() string {
	at, now := e.At.UTC().Format(timeLayout), e.ModuleNow.UTC().Format(timeLayout)
	by := e.By.Truncate(time.Second)
	if e.Kind == Expired {
		return fmt.Sprintf("the request expired at %s, and the module's time is %s (%s later)", at, now, by)
	}
	return fmt.Sprintf("the request was created at %s, and the module's time is only %s (%s earlier)", at, now, by)
}

// CheckTime judges the request by the module's clock (ruling D-78). It returns
// a *TimeError if the validity has ended, at Expires sharp, or if Created lies
// more than 60 seconds ahead.
func (s Signed) CheckTime(moduleNow time.Time) error {
	if !s.Expires.IsZero() && !moduleNow.Before(s.Expires) {
		return &TimeError{Expired, s.Expires, moduleNow, moduleNow.Sub(s.Expires)}
	}
	if by := s.Created.Sub(moduleNow); by > maxAhead {
		return &TimeError{Future, s.Created, moduleNow, by}
	}
	return nil
}
