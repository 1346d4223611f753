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
	m.At, m.Size, m.Digest, m.Content = l.Wall(), len(data), fingerprint(data), content(data)
	l.room.Messages = append(l.room.Messages, m)
}

// content tells what a file is. Whether a signature holds is told here where no later event changes that.
func content(data []byte) site.Content {
	if q, err := request.Parse(data); err == nil {
		return requestContent(q)
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
		return logContent(s)
	}
	if _, err := sshkey.ParsePublic(string(data)); err == nil {
		return site.Content{Kind: "key", Signature: signatureNone, About: "an SSH public key"}
	}
	if bytes.HasPrefix(data, []byte("-----BEGIN OPENSSH PRIVATE KEY-----")) {
		return site.Content{Kind: "key", Signature: signatureNone, About: "an SSH private key"}
	}
	return site.Content{Kind: "other", Signature: signatureNone, About: fmt.Sprintf("%d bytes", len(data))}
}

func requestContent(q request.Signed) site.Content {
	c := site.Content{Kind: "request", UUID: q.UUID}
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
	if q.Kind == request.Create {
		c.Signature = held(q.Verify(q.TenantReqKey))
	} else {
		c.Request = &q
	}
	return c
}

func logContent(s signedlog.Signed) site.Content {
	c := site.Content{Kind: "log", UUID: s.VCM, About: fmt.Sprintf("system log %d of HSM %s", s.Seq, s.ESN), ESN: s.ESN}
	if s.VCM != "" {
		c.About = fmt.Sprintf("system log %d of VCM %s", s.Seq, s.VCM)
	}
	if s.Verify(s.Key) != nil {
		c.Signature = signatureInvalid
	} else {
		c.Key = s.Key
	}
	return c
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
