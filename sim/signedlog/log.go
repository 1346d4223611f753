package signedlog

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"hsmlab/sim/sshkey"
)

// Limits of a log file that is read or written.
const (
	MaxFile    = 4 << 20 // bytes
	MaxEntries = 50_000
	MaxText    = 400 // bytes in the text of one entry
)

// Entry is one line of a log.
type Entry struct {
	At   time.Time // by the HSM's clock, whole seconds
	Text string    // "setup reset: done"
}

// NewEntry makes an entry whose text fits one line: control characters become blanks, what is longer than
// MaxText is cut.
func NewEntry(at time.Time, text string) Entry {
	text = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == utf8.RuneError {
			return ' '
		}
		return r
	}, text)
	if len(text) > MaxText {
		cut := MaxText
		for !utf8.RuneStart(text[cut]) {
			cut--
		}
		text = text[:cut]
	}
	return Entry{At: at.UTC().Truncate(time.Second), Text: strings.TrimSpace(text)}
}

// String is the entry without its number, as unsigned logs show it.
func (e Entry) String() string { return e.At.Format(timeLayout) + " " + e.Text }

const timeLayout = "2006-01-02T15:04:05Z"

// Log is a system log before it is signed.
type Log struct {
	ESN       string
	VCM       string // UUID of the VCM whose log it is; "" for the log of the platform
	Seq       int    // number of this log, from 1
	Preceding int    // number of the log before it; 0 for the first log of an HSM
	// Link is the digest of the preceding log's file; "" when that log was cleared and never exported.
	Link    string
	Entries []Entry
}

// Signed is a log with its signature.
type Signed struct {
	Log
	Key       sshkey.Public // that the signer claims; Verify takes the one to believe
	Signature []byte
}

// Errors that Verify returns, by errors.Is.
var (
	ErrKey       = errors.New("signed with another key")
	ErrSignature = errors.New("the signature does not match: the log was changed after it was signed")
)

// Sign signs a log with the HSM's log key.
func (l Log) Sign(key sshkey.Key) Signed {
	s := Signed{Log: l, Key: key.Public()}
	s.Signature = key.Sign([]byte(s.body()))
	return s
}

// Verify checks the signature with a verification key that the reader trusts. It needs no HSM (guide 4.12.4.4).
func (s Signed) Verify(key sshkey.Public) error {
	switch {
	case key != s.Key:
		return fmt.Errorf("%w: %s, not %s", ErrKey, s.Key.Fingerprint(), key.Fingerprint())
	case !key.Verify([]byte(s.body()), s.Signature):
		return ErrSignature
	}
	return nil
}

// Encode writes the file.
func (s Signed) Encode() []byte {
	return []byte(s.body() + signatureField + base64.StdEncoding.EncodeToString(s.Signature) + "\n" + blockEnd + "\n")
}

const (
	blockBegin = "-----BEGIN LOG SIGNATURE-----"
	blockEnd   = "-----END LOG SIGNATURE-----"
	format     = "hsmlab-signed-log-1 (simulated)"

	seqField       = "log_sequence_number: "
	precedingField = "preceding_log_sequence_number: "
	signatureField = "signature: "
	vcmField       = "vcm: "
)

// body is what is signed: everything above the signature line.
func (s Signed) body() string {
	var b strings.Builder
	b.WriteString(s.Heading())
	for i, e := range s.Entries {
		fmt.Fprintf(&b, "%d %s\n", i+1, e)
	}
	fmt.Fprintf(&b, "%s\nformat: %s\nesn: %s\n", blockBegin, format, s.ESN)
	if s.VCM != "" {
		fmt.Fprintf(&b, "%s%s\n", vcmField, s.VCM)
	}
	fmt.Fprintf(&b, "entries: %d\nkey: %s\n", len(s.Entries), s.Key)
	return b.String()
}

// Heading is the first two lines of the log: its own number and that of the preceding log (D-35).
func (l Log) Heading() string {
	preceding := "none"
	switch {
	case l.Preceding > 0 && l.Link != "":
		preceding = fmt.Sprintf("%d sha256 %s", l.Preceding, l.Link)
	case l.Preceding > 0:
		preceding = fmt.Sprintf("%d cleared", l.Preceding)
	}
	return fmt.Sprintf("%s%d\n%s%s\n", seqField, l.Seq, precedingField, preceding)
}

// Digest names a log file: the SHA-256 of its bytes, 64 hexadecimal digits. The next log links to it.
func Digest(file []byte) string {
	sum := sha256.Sum256(file)
	return hex.EncodeToString(sum[:])
}

// FileName is what an exported log is called [simulated]; of is the HSM's ESN or the VCM's UUID.
func FileName(of string, seq int) string { return fmt.Sprintf("system-log-%s-%06d.log", of, seq) }
