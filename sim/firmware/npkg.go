package firmware

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// MaxPackage is the largest npkg file that is read, in bytes; real ones are far larger, but hold code.
const MaxPackage = 64 << 10

// Product is the product that all packages of the lab are for.
const Product = "nShield5s"

// Package is an npkg file (guide 4.1.3.1). Its layout is simulated: a line that says what it is, a JSON head, an
// image that stands for code, and the vendor's signature over everything before it.
type Package struct {
	Head
	Image     []byte
	Signature []byte
}

// Head is the metadata of a package, which hsmadmin npkginfo shows.
type Head struct {
	Format  int    `json:"format"` // formatNumber
	Product string `json:"product"`
	Parts   []Part `json:"parts"`
	Signer  string `json:"signer"`       // name of the signing key: "firmware-1", "bootloader-2"
	Revokes int    `json:"revokes"`      // once installed, bootloader signing keys up to this number are refused
	Digest  string `json:"image_sha256"` // of Image, 64 hexadecimal digits
}

// Part is one component that a package updates.
type Part struct {
	Component Component `json:"component"`
	Version   string    `json:"version"`
	VSN       int       `json:"vsn"`      // 0 for a bootloader
	Internal  []string  `json:"internal"` // vendor's names of what is programmed, in that order
}

// SecurityProcessor is the internal name of the security processor's firmware: the LED shows that it is replaced
// (guide 4.4.1) [simulated name].
const SecurityProcessor = "cn-sp"

const (
	formatNumber = 1
	firstLine    = "nShield firmware package (simulated format of hsmlab)\n"
	imageBegin   = "-----BEGIN IMAGE-----\n"
	imageEnd     = "-----END IMAGE-----\n"
	sigBegin     = "-----BEGIN SIGNATURE-----\n"
	sigEnd       = "-----END SIGNATURE-----\n"
)

// Part returns what the package holds for a component; false if nothing.
func (h Head) Part(c Component) (Part, bool) {
	i := slices.IndexFunc(h.Parts, func(p Part) bool { return p.Component == c })
	if i < 0 {
		return Part{}, false
	}
	return h.Parts[i], true
}

// Encode writes the file.
func (p Package) Encode() []byte {
	return slices.Concat(p.signed(), []byte(sigBegin), lines(p.Signature), []byte(sigEnd))
}

// signed is what the signature covers.
func (p Package) signed() []byte {
	head, err := json.MarshalIndent(p.Head, "", "  ")
	if err != nil {
		panic("BUG: npkg head: " + err.Error())
	}
	return slices.Concat([]byte(firstLine), head, []byte("\n"+imageBegin), lines(p.Image), []byte(imageEnd))
}

// lines is base64 in lines of 64 characters.
func lines(data []byte) []byte {
	text := base64.StdEncoding.EncodeToString(data)
	var b bytes.Buffer
	for len(text) > 0 {
		n := min(64, len(text))
		b.WriteString(text[:n] + "\n")
		text = text[n:]
	}
	return b.Bytes()
}

// Parse reads an npkg file and checks its form and the digest of its image, but not the signature. It takes only
// what Encode writes, byte by byte.
func Parse(data []byte) (Package, error) {
	var p Package
	if len(data) > MaxPackage {
		return p, fmt.Errorf("not an npkg file: larger than %d bytes", MaxPackage)
	}
	rest, ok := strings.CutPrefix(string(data), firstLine)
	if !ok {
		return p, errors.New("not an npkg file")
	}
	head, rest, ok := strings.Cut(rest, imageBegin)
	if !ok {
		return p, errors.New("the package is cut off: it has no image")
	}
	image, signature, err := sections(rest)
	if err != nil {
		return p, err
	}
	if p.Head, err = parseHead(head); err != nil {
		return Package{}, err
	}
	p.Image, p.Signature = image, signature
	if sum := sha256.Sum256(image); hex.EncodeToString(sum[:]) != p.Digest {
		return Package{}, errors.New("the package is damaged: its image is not the one that its head describes")
	}
	if !bytes.Equal(p.Encode(), data) {
		return Package{}, errors.New("the package is damaged: it is not written as npkg files are")
	}
	return p, nil
}

// sections splits what follows the head into image and signature.
func sections(text string) (image, signature []byte, err error) {
	body, rest, ok := strings.Cut(text, imageEnd)
	rest, begun := strings.CutPrefix(rest, sigBegin)
	sig, after, ended := strings.Cut(rest, sigEnd)
	if !ok || !begun || !ended {
		return nil, nil, errors.New("the package is cut off: it has no signature")
	}
	if after != "" {
		return nil, nil, errors.New("the package is damaged: more text after its end")
	}
	image, err1 := base64.StdEncoding.DecodeString(body)
	signature, err2 := base64.StdEncoding.DecodeString(sig)
	if err1 != nil || err2 != nil {
		return nil, nil, errors.New("the package is damaged: image and signature are not in base64")
	}
	return image, signature, nil
}

func parseHead(text string) (Head, error) {
	var h Head
	dec := json.NewDecoder(strings.NewReader(text))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&h); err != nil {
		return Head{}, fmt.Errorf("the package is damaged: head: %.120s", err.Error())
	}
	if err := h.check(); err != nil {
		return Head{}, fmt.Errorf("the package is damaged: head: %w", err)
	}
	return h, nil
}

var (
	signerForm   = regexp.MustCompile(`^(firmware|bootloader)-[1-9]$`)
	internalForm = regexp.MustCompile(`^[a-z][a-z0-9-]{0,23}$`)
	productForm  = regexp.MustCompile(`^[A-Za-z0-9]{1,24}$`)
)

func (h Head) check() error {
	switch {
	case h.Format != formatNumber:
		return fmt.Errorf("format %d is not known, want %d", h.Format, formatNumber)
	case !productForm.MatchString(h.Product):
		return errors.New("product is missing or malformed")
	case !signerForm.MatchString(h.Signer):
		return errors.New("signer is missing or malformed")
	case h.Revokes < 0 || h.Revokes > 9:
		return errors.New("revokes is not a number from 0 to 9")
	case len(h.Parts) == 0:
		return errors.New("no component")
	}
	order := []Component{Primary, Recovery, Bootloader}
	last := -1
	for _, p := range h.Parts {
		i := slices.Index(order, p.Component)
		if i <= last {
			return fmt.Errorf("component %.20q is unknown, repeated or out of order", p.Component)
		}
		last = i
		if err := p.check(); err != nil {
			return err
		}
	}
	return nil
}

// MaxVSN is the highest version security number that a package can have [simulated].
const MaxVSN = 999

func (p Part) check() error {
	v, err := ParseVersion(p.Version)
	switch {
	case err != nil:
		return err
	case v.String() != p.Version:
		return fmt.Errorf("%.20q is not a firmware version such as 14.1.1", p.Version)
	case p.VSN < 0 || p.VSN > MaxVSN || (p.VSN == 0) != (p.Component == Bootloader):
		return fmt.Errorf("component %s cannot have VSN %d", p.Component, p.VSN)
	case len(p.Internal) == 0 || len(p.Internal) > 8:
		return fmt.Errorf("component %s: internal has 1 to 8 names", p.Component)
	}
	for _, name := range p.Internal {
		if !internalForm.MatchString(name) {
			return fmt.Errorf("component %s: internal name %.30q is malformed", p.Component, name)
		}
	}
	return nil
}
