package sim

import (
	"bytes"
	"errors"
	"fmt"
	"time"

	"hsmlab/sim/feature"
	"hsmlab/sim/request"
	"hsmlab/sim/signedlog"
	"hsmlab/sim/site"
	"hsmlab/sim/sshkey"
	"hsmlab/sim/vcm"
)

// States of a signature.
const (
	signatureValid   = "valid"
	signatureInvalid = "invalid"
	signatureUnknown = "unknown"
	signatureNone    = "none"
)

// handedOver notes a file that one party handed to another.
func (l *Lab) handedOver(m site.Message, data []byte) {
	m.At, m.Size, m.Digest, m.Content = l.Wall(), len(data), fingerprint(data), l.content(data)
	l.room.Messages = append(l.room.Messages, m)
}

// content tells what a file is, and whether its signature holds by what everybody in the lab together knows.
func (l *Lab) content(data []byte) site.Content {
	if q, err := request.Parse(data); err == nil {
		return l.requestContent(q)
	}
	if c, err := vcm.ParseConfig(data); err == nil {
		return site.Content{Kind: "vcm-config", Signature: signatureNone, UUID: c.UUID, About: "VCM " + c.UUID + " of HSM " + c.ESN + " at " + c.Address}
	}
	if licence, err := feature.ParseLicence(data); err == nil {
		return site.Content{Kind: "licence", Signature: signatureValid, About: grantText(licence)}
	} else if errors.Is(err, feature.ErrSignature) {
		return site.Content{Kind: "licence", Signature: signatureInvalid, About: "a licence that was changed"}
	}
	if s, err := signedlog.Parse(data); err == nil {
		return l.logContent(s)
	}
	if _, err := sshkey.ParsePublic(string(data)); err == nil {
		return site.Content{Kind: "key", Signature: signatureNone, About: "an SSH public key"}
	}
	if bytes.HasPrefix(data, []byte("-----BEGIN OPENSSH PRIVATE KEY-----")) {
		return site.Content{Kind: "key", Signature: signatureNone, About: "an SSH private key"}
	}
	return site.Content{Kind: "other", Signature: signatureNone, About: fmt.Sprintf("%d bytes", len(data))}
}

func (l *Lab) requestContent(q request.Signed) site.Content {
	c := site.Content{Kind: "request", UUID: q.UUID}
	signer := q.TenantReqKey
	switch q.Kind {
	case request.Create:
		c.About = "asks for a VCM"
		if q.Properties.Name != nil {
			c.About += " named " + *q.Properties.Name
		}
	case request.Start:
		c.Kind, c.About = "start-authorisation", "lets the provider start VCM "+q.UUID
	default:
		c.About = "asks to change properties of VCM " + q.UUID
	}
	if !q.Expires.IsZero() {
		c.About += ", until " + q.Expires.UTC().Format(time.RFC3339)
	}
	if q.Kind != request.Create {
		v := l.vcm(q.UUID)
		if v == nil {
			c.Signature = signatureUnknown
			return c
		}
		signer = v.TenantReqKey
	}
	c.Signature = held(q.Verify(signer))
	return c
}

func (l *Lab) logContent(s signedlog.Signed) site.Content {
	c := site.Content{Kind: "log", UUID: s.VCM, Signature: held(s.Verify(s.Key)), About: fmt.Sprintf("system log %d of HSM %s", s.Seq, s.ESN)}
	if c.Signature == signatureValid && !l.signsLogs(s.Key) {
		c.Signature = signatureUnknown
	}
	if s.VCM != "" {
		c.About = fmt.Sprintf("system log %d of VCM %s", s.Seq, s.VCM)
	}
	return c
}

// signsLogs reports whether a key is the log key of a module or a VCM now. The keys of erased ones are forgotten.
func (l *Lab) signsLogs(key sshkey.Public) bool {
	for _, m := range l.room.Modules() {
		if m.LogStatus().Key == key {
			return true
		}
		for _, v := range m.VCMs() {
			if k, _ := v.LogKey(); k == key {
				return true
			}
		}
	}
	return false
}

func held(err error) string {
	if err != nil {
		return signatureInvalid
	}
	return signatureValid
}

func grantText(l feature.Licence) string {
	if l.Active > 0 {
		return fmt.Sprintf("licence of HSM %s for %d active VCMs", l.ESN, l.Active)
	}
	return "licence of HSM " + l.ESN + " for " + l.Feature.Names()
}

// vcm finds a VCM in any module, nil when there is none.
func (l *Lab) vcm(uuid string) *vcm.VCM {
	for _, m := range l.room.Modules() {
		if v := m.VCM(uuid); v != nil {
			return v
		}
	}
	return nil
}
