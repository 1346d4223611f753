package request

import (
	"bytes"
	"crypto/ed25519"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"
)

// maxFile bounds a request file, in bytes. A real one of ours has under 1 KB.
const maxFile = 64 << 10

// Parse reads a request file. It is strict: an unknown, repeated or missing
// field, a value of the wrong type, text behind the end, or content that Check
// refuses is an error of one line, which names the line where it can. The
// signature is not verified.
func Parse(data []byte) (Signed, error) {
	if len(data) > maxFile {
		return Signed{}, fmt.Errorf("not a tenant request: %d bytes are too many", len(data))
	}
	if !utf8.Valid(data) || bytes.IndexByte(data, 0) >= 0 {
		return Signed{}, errors.New("not a tenant request: the file is not text")
	}
	dec := json.NewDecoder(bytes.NewReader(data))
	e, err := decodeEnvelope(dec)
	if err != nil {
		line := 1 + bytes.Count(data[:min(int(dec.InputOffset()), len(data))], []byte("\n"))
		return Signed{}, fmt.Errorf("not a tenant request: line %d: %w", line, err)
	}
	s := Signed{e.Request, e.Signer, e.Signature}
	if err := s.Check(); err != nil {
		return Signed{}, fmt.Errorf("bad tenant request: %w", err)
	}
	return s, nil
}

var fingerprintForm = regexp.MustCompile(`^SHA256:[0-9A-Za-z+/]{43}$`)

func decodeEnvelope(dec *json.Decoder) (envelope, error) {
	var e envelope
	var created, expires wireTime
	err := decodeObject(dec, "field", map[string]any{
		"simulated":        &e.Simulated,
		"version":          &e.Version,
		"type":             &e.Kind,
		"created":          &created,
		"expires":          &expires,
		"uuid":             &e.UUID,
		"properties":       &e.Properties,
		"sshadmin_pubkey":  &e.SSHAdminKey,
		"tenantreq_pubkey": &e.TenantReqKey,
		"signed_by":        &e.Signer,
		"signature":        &e.Signature,
	})
	if err != nil {
		return e, err
	}
	if _, err := dec.Token(); err != io.EOF {
		return e, errors.New("text behind the end of the request")
	}
	e.Created, e.Expires = time.Time(created), time.Time(expires)
	switch {
	case e.Version != version:
		return e, fmt.Errorf("format version %d: only %d is known", e.Version, version)
	case e.Simulated != note:
		return e, errors.New("the field \"simulated\" is missing or changed")
	case !fingerprintForm.MatchString(e.Signer):
		return e, errors.New("the field \"signed_by\" is missing or not the fingerprint of a key")
	case len(e.Signature) != ed25519.SignatureSize:
		return e, errors.New("the signature is missing or damaged")
	}
	return e, nil
}

// decodeObject reads one JSON object whose names all stand in fields, each at
// most once, into the pointers there. encoding/json alone would ignore the
// case of names, let a later value win, and skip null. kind is what the error
// calls a name.
func decodeObject(dec *json.Decoder, kind string, fields map[string]any) error {
	if start, err := dec.Token(); err != nil || start != json.Delim('{') {
		return fmt.Errorf("no JSON object with a %s in it", kind)
	}
	seen := make(map[string]bool, len(fields))
	for dec.More() {
		token, err := dec.Token()
		if err != nil {
			return errJSON(err)
		}
		name := token.(string) // a name always is
		target, known := fields[name]
		if !known {
			return fmt.Errorf("unknown %s %.40q", kind, name)
		}
		if seen[name] {
			return fmt.Errorf("%s %q occurs twice", kind, name)
		}
		seen[name] = true
		if err := decodeValue(dec, kind+" "+name, target); err != nil {
			return err
		}
	}
	if _, err := dec.Token(); err != nil {
		return errJSON(err)
	}
	return nil
}

func decodeValue(dec *json.Decoder, what string, target any) error {
	if p, ok := target.(*Properties); ok {
		return p.decode(dec) // by the same decoder, which knows the line
	}
	var raw json.RawMessage
	if err := dec.Decode(&raw); err != nil {
		return errJSON(err)
	}
	if string(raw) == "null" {
		return fmt.Errorf("%s has no value", what)
	}
	err := json.Unmarshal(raw, target)
	var mismatch *json.UnmarshalTypeError
	if errors.As(err, &mismatch) {
		return fmt.Errorf("%s has the wrong type: %.20s", what, mismatch.Value)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	return nil
}

func errJSON(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return errors.New("the file ends too early")
	}
	var form *json.SyntaxError
	if errors.As(err, &form) {
		return errors.New("it is not JSON")
	}
	return errors.New(strings.TrimPrefix(err.Error(), "json: "))
}

// wireTime reads a time only if it is spelt as Sign spells it: any other
// spelling would verify all the same, and confuse whoever compares files.
type wireTime time.Time

func (t *wireTime) UnmarshalJSON(data []byte) error {
	var text string
	if err := json.Unmarshal(data, &text); err != nil {
		return err
	}
	parsed, err := time.Parse(time.RFC3339, text)
	if err != nil || whole(parsed).Format(time.RFC3339) != text {
		return fmt.Errorf("%.40q is not a time like 2026-06-15T08:00:00Z", text)
	}
	*t = wireTime(parsed.UTC())
	return nil
}
