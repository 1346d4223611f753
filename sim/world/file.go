package world

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"
)

// MaxFile is the largest world file that is read, in bytes.
const MaxFile = 8 << 10

const (
	fileType = "nshield-security-world"
	fileNote = "simulated format of hsmlab; the real layout is not public"
)

// file is a World as a host keeps it in kmdata/local/world [simulated].
type file struct {
	Type    string `json:"type"`
	Note    string `json:"note"`
	KNSO    string `json:"hknso"`
	Quorum  string `json:"acs_quorum"`
	Cipher  string `json:"ciphersuite"`
	Mode    string `json:"mode"`
	Audit   bool   `json:"audit_logging"`
	Created string `json:"created"` // RFC 3339, UTC, to the second
}

// Encode writes the world file.
func (w World) Encode() []byte {
	b, err := json.MarshalIndent(file{fileType, fileNote, w.KNSO, w.Quorum.String(), w.Cipher, w.Mode, w.AuditLogging, w.Created.UTC().Format(time.RFC3339)}, "", "  ")
	if err != nil {
		panic("BUG: world file: " + err.Error())
	}
	return append(b, '\n')
}

var errFile = errors.New("not a Security World file")

// Parse reads what Encode wrote, and nothing else: unknown fields and damaged values are errors.
func Parse(data []byte) (World, error) {
	if len(data) > MaxFile {
		return World{}, fmt.Errorf("%w: larger than %d bytes", errFile, MaxFile)
	}
	var f file
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&f); err != nil {
		return World{}, fmt.Errorf("%w: %w", errFile, err)
	}
	if _, err := dec.Token(); err != io.EOF {
		return World{}, fmt.Errorf("%w: more text after its end", errFile)
	}
	q, err := ParseQuorum(f.Quorum)
	created, errTime := time.Parse(time.RFC3339, f.Created)
	switch {
	case f.Type != fileType || f.Note != fileNote:
		return World{}, fmt.Errorf("%w: type is %.40q, want %q", errFile, f.Type, fileType)
	case err != nil:
		return World{}, fmt.Errorf("%w: %w", errFile, err)
	case !IsHash(f.KNSO):
		return World{}, fmt.Errorf("%w: hknso is not 40 hexadecimal digits", errFile)
	case !slices.Contains(Ciphers, f.Cipher):
		return World{}, fmt.Errorf("%w: unknown cipher suite %.40q", errFile, f.Cipher)
	case !slices.Contains(Modes, f.Mode):
		return World{}, fmt.Errorf("%w: unknown mode %.40q", errFile, f.Mode)
	case errTime != nil || created.UTC().Format(time.RFC3339) != f.Created:
		return World{}, fmt.Errorf("%w: %.40q is not a time such as 2026-06-15T08:00:00Z", errFile, f.Created)
	}
	return World{KNSO: f.KNSO, Quorum: q, Cipher: f.Cipher, Mode: f.Mode, AuditLogging: f.Audit, Created: created.UTC()}, nil
}

// IsHash reports whether the text is the hash of a key.
func IsHash(text string) bool {
	b, err := hex.DecodeString(text)
	return err == nil && len(b) == 20 && hex.EncodeToString(b) == text
}
