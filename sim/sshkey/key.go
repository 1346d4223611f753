package sshkey

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// keyType is the only key type of the simulator, by its OpenSSH name. Which
// types the real tools take is not public.
const keyType = "ssh-ed25519"

// maxLine bounds what ParsePublic looks at, in bytes. A real line has about 80.
const maxLine = 16 << 10

// Key is an ed25519 key pair. It is a comparable value; the zero Key is no key.
type Key struct {
	private [ed25519.PrivateKeySize]byte
}

// FromSeed returns the key pair that belongs to a seed. Equal seeds give equal
// keys, so a replayed lab gets its keys back.
func FromSeed(seed [32]byte) Key {
	var k Key
	copy(k.private[:], ed25519.NewKeyFromSeed(seed[:]))
	return k
}

// IsZero reports whether k is no key.
func (k Key) IsZero() bool { return k == Key{} }

// Public returns the public half, or "" for the zero Key.
func (k Key) Public() Public {
	if k.IsZero() {
		return ""
	}
	return publicFromRaw(k.public())
}

// Sign returns the 64-byte ed25519 signature of msg. It is deterministic.
// The zero Key cannot sign: asking it to is a bug in the caller.
func (k Key) Sign(msg []byte) []byte {
	if k.IsZero() {
		panic("BUG: sshkey: signing with no key")
	}
	return ed25519.Sign(k.private[:], msg)
}

func (k Key) public() []byte { return k.private[ed25519.SeedSize:] }

// Public is a public key as authorized_keys writes it, without options and
// comment: "ssh-ed25519 AAAA…". Two equal keys are equal strings. Values from
// untrusted places go through ParsePublic first; the methods treat a string
// that is no key as one that verifies nothing.
type Public string

// ParsePublic reads one public key line, as in a .pub file. A comment is
// accepted and dropped; options in front, other key types and text that is not
// written the way ssh-keygen writes it are errors.
func ParsePublic(line string) (Public, error) {
	if len(line) > maxLine {
		return "", fmt.Errorf("public key line of %d bytes is too long", len(line))
	}
	line = strings.TrimRight(line, "\r\n")
	if strings.ContainsAny(line, "\r\n") {
		return "", errors.New("more than one line where one public key is wanted")
	}
	words := strings.Fields(line)
	if len(words) < 2 {
		return "", errors.New("not a public key: want \"ssh-ed25519 AAAA… comment\"")
	}
	if words[0] != keyType {
		return "", fmt.Errorf("key type %.40q is not simulated: want %s", words[0], keyType)
	}
	p := Public(words[0] + " " + words[1])
	if !p.Valid() {
		return "", fmt.Errorf("damaged %s public key", keyType)
	}
	return p, nil
}

// Valid reports whether p is a well-formed public key line.
func (p Public) Valid() bool {
	_, ok := p.raw()
	return ok
}

// Verify reports whether sig is p's signature of msg.
func (p Public) Verify(msg, sig []byte) bool {
	raw, ok := p.raw()
	return ok && len(sig) == ed25519.SignatureSize && ed25519.Verify(raw, msg, sig)
}

// Fingerprint returns the key's name as ssh-keygen -l prints it, "SHA256:…",
// or "" if p is no key.
func (p Public) Fingerprint() string {
	blob, ok := p.blob()
	if !ok {
		return ""
	}
	sum := sha256.Sum256(blob)
	return "SHA256:" + base64.RawStdEncoding.EncodeToString(sum[:])
}

// blob is the wire form of a key that ParsePublic or ParseRemote accepts.
func (p Public) blob() ([]byte, bool) {
	if raw, ok := p.raw(); ok {
		return publicBlob(raw), true
	}
	kind, data, _ := strings.Cut(string(p), " ")
	if _, err := ParseRemote(kind, data); err != nil {
		return nil, false
	}
	blob, err := base64.StdEncoding.DecodeString(data)
	return blob, err == nil
}

// Line returns p as the one line of a .pub file, newline included. Control
// characters in the comment become blanks, so that it stays one line.
func (p Public) Line(comment string) string {
	comment = strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, comment))
	if comment == "" {
		return string(p) + "\n"
	}
	return string(p) + " " + comment + "\n"
}

// raw returns the 32 bytes of the ed25519 public key. Only the canonical
// spelling counts: base64 has several for some blobs, and a Public is compared
// as a string.
func (p Public) raw() (ed25519.PublicKey, bool) {
	text, ok := strings.CutPrefix(string(p), keyType+" ")
	if !ok {
		return nil, false
	}
	blob, err := base64.StdEncoding.Strict().DecodeString(text)
	if err != nil {
		return nil, false
	}
	raw, ok := rawFromBlob(blob)
	return raw, ok && publicFromRaw(raw) == p
}

func publicFromRaw(raw []byte) Public {
	return Public(keyType + " " + base64.StdEncoding.EncodeToString(publicBlob(raw)))
}

// publicBlob is the SSH wire form of a public key (RFC 8709, section 4).
func publicBlob(raw []byte) []byte {
	var w writer
	w.text(keyType)
	w.bytes(raw)
	return w.b
}

func rawFromBlob(blob []byte) (ed25519.PublicKey, bool) {
	r := reader{b: blob}
	kind, raw := r.bytes(), r.bytes()
	if r.failed || len(r.b) != 0 || string(kind) != keyType || len(raw) != ed25519.PublicKeySize {
		return nil, false
	}
	return bytes.Clone(raw), true
}

// remoteTypes are the types of keys, by their OpenSSH names, that the HSM stores for remote clients [simulated].
var remoteTypes = []string{keyType, "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521", "ssh-rsa"}

// ParseRemote reads a public key that is given as two words, its type and its base64 data. Keys of type ssh-ed25519
// are checked in full. Of the others only the frame is: they are not Valid, and nothing in the simulator can use
// them.
func ParseRemote(kind, data string) (Public, error) {
	if !slices.Contains(remoteTypes, kind) {
		return "", fmt.Errorf("key type %.40q is not known; there are %s", kind, strings.Join(remoteTypes, ", "))
	}
	if len(data) > maxLine {
		return "", fmt.Errorf("public key data of %d bytes is too long", len(data))
	}
	blob, err := base64.StdEncoding.Strict().DecodeString(data)
	if err != nil || strings.ContainsAny(data, "\r\n") {
		return "", errors.New("the public key data is not base64")
	}
	r := reader{b: blob}
	if inner := string(r.bytes()); r.failed || inner != kind || len(r.b) == 0 {
		return "", fmt.Errorf("the public key data is not of type %s, or is damaged", kind)
	}
	p := Public(kind + " " + data)
	if kind == keyType && !p.Valid() {
		return "", fmt.Errorf("damaged %s public key", keyType)
	}
	return p, nil
}
