package feature

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// Licence is a feature certificate: the right of one HSM to a feature, to a speed rating or to a number of
// active VCMs (guide 3.2, 4.9). Exactly one of Active and Feature is set.
type Licence struct {
	ESN     string
	Active  int  // most VCMs that may run at once; 0 = the licence is for something else
	Feature Word // one feature bit; 0 = the licence is for active VCMs
	Issued  time.Time
}

// Limits of a licence file.
const (
	MaxLicence     = 4 << 10 // bytes
	MaxLicensedVCM = 1000    // active VCMs
)

// What stands in the file. The layout is simulated: the guide says that the head can be read and names the
// licence type, the ESN and the number of active VCMs.
const (
	licenceTitle = "nShield feature licence"
	licenceNote  = "Format: simulated by hsmlab; the real layout is not public"
	typeActive   = "Multi-tenancy"
	typeSpeed    = "Speed rating"
	typeFeature  = "Feature"
	licenceBegin = "-----BEGIN NSHIELD LICENCE SIGNATURE-----"
	licenceEnd   = "-----END NSHIELD LICENCE SIGNATURE-----"
	dateForm     = "2006-01-02"
)

var esnForm = regexp.MustCompile(`^[0-9A-Z]{4}(-[0-9A-Z]{4}){2}$`)

// issuer is the key that signs licences in the simulated world. It protects nothing: everybody can read it here.
func issuer() ed25519.PrivateKey {
	seed := sha256.Sum256([]byte("hsmlab licence issuer"))
	return ed25519.NewKeyFromSeed(seed[:])
}

// Kind is what the licence is for, as its head says it.
func (l Licence) Kind() string {
	switch {
	case l.Active > 0:
		return typeActive
	case l.Feature&speedBits != 0:
		return typeSpeed
	}
	return typeFeature
}

// head is the part that people read and that is signed.
func (l Licence) head() string {
	what := "Feature: " + l.Feature.Names()
	if l.Active > 0 {
		what = "Max active VCMs: " + strconv.Itoa(l.Active)
	}
	return fmt.Sprintf("%s\nLicence type: %s\nESN: %s\n%s\nIssued: %s\n%s\n",
		licenceTitle, l.Kind(), l.ESN, what, l.Issued.UTC().Format(dateForm), licenceNote)
}

// Encode writes the licence file.
func (l Licence) Encode() []byte {
	head := l.head()
	signature := base64.StdEncoding.EncodeToString(ed25519.Sign(issuer(), []byte(head)))
	return fmt.Appendf(nil, "%s\n%s\n%s\n%s\n%s\n", head, licenceBegin, signature[:64], signature[64:], licenceEnd)
}

// ErrSignature is why a licence that somebody changed is refused.
var ErrSignature = errors.New("the signature does not match: the licence was changed, or Entrust did not issue it")

// ParseLicence reads a licence file and verifies its signature. Lines may end in CR LF, as mail programs make
// them. Errors say what is wrong in the file.
func ParseLicence(data []byte) (Licence, error) {
	var l Licence
	if len(data) > MaxLicence {
		return l, fmt.Errorf("not a licence file: larger than %d bytes", MaxLicence)
	}
	text := strings.ReplaceAll(string(data), "\r\n", "\n")
	head, block, ok := strings.Cut(text, "\n\n")
	if !ok || !strings.HasPrefix(text, licenceTitle+"\n") {
		return l, errors.New("not a licence file: it does not begin with the line \"" + licenceTitle + "\" and a head that a blank line ends")
	}
	head += "\n"
	signature, err := licenceBlock(block)
	if err != nil {
		return l, err
	}
	if l, err = parseHead(head); err != nil {
		return Licence{}, err
	}
	if !ed25519.Verify(issuer().Public().(ed25519.PublicKey), []byte(head), signature) {
		return Licence{}, fmt.Errorf("licence file: %w", ErrSignature)
	}
	return l, nil
}

func licenceBlock(block string) ([]byte, error) {
	body, ok := strings.CutPrefix(block, licenceBegin+"\n")
	body, ended := strings.CutSuffix(strings.TrimRight(body, "\n"), "\n"+licenceEnd)
	if ok && !ended && strings.Contains(body, "\n"+licenceEnd+"\n") {
		return nil, errors.New("licence file: there is text after the signature block")
	}
	if !ok || !ended {
		return nil, errors.New("licence file: the signature block is missing or cut off")
	}
	signature, err := base64.StdEncoding.Strict().DecodeString(strings.ReplaceAll(body, "\n", ""))
	if err != nil || len(signature) != ed25519.SignatureSize {
		return nil, errors.New("licence file: the signature block is damaged")
	}
	return signature, nil
}

// parseHead reads the head line by line; it must be what head would write.
func parseHead(head string) (Licence, error) {
	var l Licence
	lines := strings.Split(head, "\n")
	if len(lines) != 7 {
		return l, fmt.Errorf("licence file: the head has %d lines, want 6", len(lines)-1)
	}
	var ok bool
	if l.ESN, ok = strings.CutPrefix(lines[2], "ESN: "); !ok || !esnForm.MatchString(l.ESN) {
		return l, errors.New("licence file, line 3: want \"ESN: \" and an ESN such as 8851-43DF-3795")
	}
	if err := l.parseGrant(lines[3]); err != nil {
		return l, err
	}
	issued, ok := strings.CutPrefix(lines[4], "Issued: ")
	date, err := time.Parse(dateForm, issued)
	if !ok || err != nil || date.Year() < 1 {
		return l, errors.New("licence file, line 5: want \"Issued: \" and a date such as 2026-06-15")
	}
	l.Issued = date
	if kind := "Licence type: " + l.Kind(); lines[1] != kind {
		return l, fmt.Errorf("licence file, line 2: want %q for what the licence grants", kind)
	}
	if !bytes.Equal([]byte(head), []byte(l.head())) {
		return l, errors.New("licence file: the head is damaged")
	}
	return l, nil
}

func (l *Licence) parseGrant(line string) error {
	if n, ok := strings.CutPrefix(line, "Max active VCMs: "); ok {
		active, err := strconv.ParseUint(n, 10, 16)
		if err != nil || active < 1 || active > MaxLicensedVCM {
			return fmt.Errorf("licence file, line 4: %.20q is not a number of VCMs between 1 and %d", n, MaxLicensedVCM)
		}
		l.Active = int(active)
		return nil
	}
	name, ok := strings.CutPrefix(line, "Feature: ")
	if !ok {
		return errors.New("licence file, line 4: want \"Max active VCMs: \" or \"Feature: \"")
	}
	for _, f := range table {
		if f.Name == name {
			l.Feature = f.Word
			return nil
		}
	}
	return fmt.Errorf("licence file, line 4: no feature %.40q", name)
}
