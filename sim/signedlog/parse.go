package signedlog

import (
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"hsmlab/sim/sshkey"
)

var esnForm = regexp.MustCompile(`^[0-9A-Z]{4}(-[0-9A-Z]{4}){2}$`)

var uuidForm = regexp.MustCompile(`^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`)

var errForm = errors.New("not a signed system log")

// Parse reads a signed log file. It accepts only what Encode writes, byte for byte, and checks no signature:
// that is Verify's work.
func Parse(file []byte) (Signed, error) {
	if len(file) > MaxFile {
		return Signed{}, fmt.Errorf("%w: larger than %d bytes", errForm, MaxFile)
	}
	text, ok := strings.CutSuffix(string(file), "\n")
	if !ok || !strings.HasPrefix(text, seqField) {
		return Signed{}, errForm
	}
	r := &lines{left: strings.Split(text, "\n")}
	s := Signed{}
	s.Seq = r.number(seqField)
	s.Preceding, s.Link = r.preceding()
	s.Entries = r.entries()
	r.want(blockBegin)
	r.want("format: " + format)
	s.ESN = r.field("esn: ")
	if len(r.left) > 0 && strings.HasPrefix(r.left[0], vcmField) {
		s.VCM = r.field(vcmField)
	}
	count := r.number("entries: ")
	s.Key = sshkey.Public(r.field("key: "))
	signature := r.field(signatureField)
	r.want(blockEnd)
	if r.err != nil {
		return Signed{}, r.err
	}
	var err error
	if s.Signature, err = base64.StdEncoding.Strict().DecodeString(signature); err != nil {
		return Signed{}, fmt.Errorf("%w: damaged signature", errForm)
	}
	return s, s.check(count, len(r.left), string(file))
}

// check refuses what the grammar lets through.
func (s Signed) check(count, left int, file string) error {
	switch {
	case left > 0:
		return fmt.Errorf("%w: more text after its end", errForm)
	case !esnForm.MatchString(s.ESN):
		return fmt.Errorf("%w: %.40q is not an ESN", errForm, s.ESN)
	case s.VCM != "" && !uuidForm.MatchString(s.VCM):
		return fmt.Errorf("%w: %.40q is not the UUID of a VCM", errForm, s.VCM)
	case !s.Key.Valid():
		return fmt.Errorf("%w: damaged key", errForm)
	case count != len(s.Entries):
		return fmt.Errorf("%w: it says that it has %d entries, and has %d", errForm, count, len(s.Entries))
	case s.Preceding >= s.Seq:
		return fmt.Errorf("%w: log %d cannot follow log %d", errForm, s.Seq, s.Preceding)
	case string(s.Encode()) != file:
		return fmt.Errorf("%w: not written the way an HSM writes it", errForm)
	}
	return nil
}

// lines reads a file line by line and keeps the first error.
type lines struct {
	left []string
	at   int
	err  error
}

func (r *lines) fail(format string, a ...any) {
	if r.err == nil {
		r.err = fmt.Errorf("%w: line %d: %s", errForm, r.at, fmt.Sprintf(format, a...))
	}
}

func (r *lines) next() string {
	r.at++
	if r.err != nil || len(r.left) == 0 {
		r.fail("the file ends here")
		return ""
	}
	line := r.left[0]
	r.left = r.left[1:]
	return line
}

func (r *lines) want(line string) {
	if got := r.next(); got != line {
		r.fail("want %q", line)
	}
}

func (r *lines) field(name string) string {
	value, ok := strings.CutPrefix(r.next(), name)
	if !ok {
		r.fail("want %q", strings.TrimSpace(name))
	}
	return value
}

func (r *lines) number(name string) int {
	n, err := strconv.Atoi(r.field(name))
	if err != nil || n < 0 || n > 1_000_000_000 {
		r.fail("%sis not followed by a number", name)
	}
	return n
}

func (r *lines) preceding() (number int, link string) {
	words := strings.Split(r.field(precedingField), " ")
	if len(words) == 1 && words[0] == "none" {
		return 0, ""
	}
	n, err := strconv.Atoi(words[0])
	switch {
	case err != nil || n < 1:
		r.fail("want the number of the preceding log")
	case len(words) == 2 && words[1] == "cleared":
	case len(words) == 3 && words[1] == "sha256" && isDigest(words[2]):
		link = words[2]
	default:
		r.fail("want the digest of the preceding log")
	}
	return n, link
}

func isDigest(s string) bool {
	b, err := hex.DecodeString(s)
	return err == nil && len(b) == 32
}

func (r *lines) entries() []Entry {
	var list []Entry
	for r.err == nil && len(r.left) > 0 && r.left[0] != blockBegin {
		if len(list) >= MaxEntries {
			r.fail("more than %d entries", MaxEntries)
			break
		}
		list = append(list, r.entry(len(list)+1))
	}
	return list
}

func (r *lines) entry(number int) Entry {
	line := r.next()
	rest, ok := strings.CutPrefix(line, strconv.Itoa(number)+" ")
	if !ok {
		r.fail("want entry %d", number)
		return Entry{}
	}
	stamp, text, _ := strings.Cut(rest, " ")
	at, err := time.Parse(timeLayout, stamp)
	if err != nil {
		r.fail("want a date and time such as 2026-06-15T08:00:00Z")
	}
	e := NewEntry(at, text)
	if e.Text != text || text == "" {
		r.fail("want a text of 1 to %d printable bytes", MaxText)
	}
	return e
}
