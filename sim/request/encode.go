package request

import (
	"bytes"
	"encoding/json"
	"time"

	"hsmlab/sim/sshkey"
)

const (
	// note opens each file and is part of the format.
	note = "tenant request in a format of the hsmlab simulator; real HSMs use another"

	version = 2

	// domain separates these signatures from all others made by the same key.
	domain = "hsmlab tenant request\n"
)

// envelope is the file; the fields of the request stand between version and
// signature.
type envelope struct {
	Simulated string `json:"simulated"`
	Version   int    `json:"version"`
	Request
	Signer    string `json:"signed_by"`
	Signature []byte `json:"signature,omitempty"`
}

// Sign returns the file of r, signed by the tenant's request key. The times go
// in as UTC, cut to the second. Call Check first: Sign signs nonsense too, and
// leaves it to Parse to refuse it. Only a time that cannot be written at all is
// a bug.
func Sign(r Request, k sshkey.Key) []byte {
	r.Created, r.Expires = whole(r.Created), whole(r.Expires)
	s := Signed{Request: r, Signer: k.Public().Fingerprint()}
	e := envelope{note, version, r, s.Signer, k.Sign(s.canonical())}
	compact, err := marshal(e)
	if err != nil {
		panic("BUG: request: " + err.Error())
	}
	var out bytes.Buffer
	if err := json.Indent(&out, compact, "", "  "); err != nil {
		panic("BUG: request: " + err.Error())
	}
	out.WriteByte('\n')
	return out.Bytes()
}

// canonical returns the bytes that are signed. They follow from the content
// alone: the layout of the file does not matter.
func (s Signed) canonical() []byte {
	text, err := marshal(envelope{Simulated: note, Version: version, Request: s.Request, Signer: s.Signer})
	if err != nil {
		panic("BUG: request: " + err.Error())
	}
	return append([]byte(domain), text...)
}

// marshal is json.Marshal without the escapes that protect HTML.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}

// whole returns t in UTC, cut to the second; the zero time stays zero.
func whole(t time.Time) time.Time { return t.UTC().Truncate(time.Second) }
