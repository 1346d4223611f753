package firmware

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"hsmlab/sim/sshkey"
)

// vendorKeys is how many bootloader signing keys the vendor of the lab has, by generation.
const vendorKeys = 2

// vendorKey is a signing key of the lab's vendor. It follows from its name, so it protects nothing: it lets the
// lab tell good packages from bad ones.
func vendorKey(name string) sshkey.Key {
	return sshkey.FromSeed(sha256.Sum256([]byte("hsmlab firmware vendor, key " + name)))
}

// Sign completes a package: the digest of its image and the vendor's signature.
func Sign(h Head, image []byte) Package { return sign(h, image, vendorKey(h.Signer)) }

func sign(h Head, image []byte, key sshkey.Key) Package {
	h.Format = formatNumber
	sum := sha256.Sum256(image)
	h.Digest = hex.EncodeToString(sum[:])
	p := Package{Head: h, Image: image}
	p.Signature = key.Sign(p.signed())
	return p
}

// Verify tells why the signature of a package is not good; nil if it is. A package with a bootloader must be
// signed by a bootloader key.
func (p Package) Verify() error {
	_, boot := p.Part(Bootloader)
	n := p.bootKey()
	switch {
	case boot && n == 0:
		return errors.New("a bootloader is not signed by a bootloader signing key")
	case !boot && p.Signer != "firmware-1" || n > vendorKeys:
		return fmt.Errorf("the vendor has no signing key %s for this component", p.Signer)
	case !vendorKey(p.Signer).Public().Verify(p.signed(), p.Signature):
		return errors.New("the signature was not made by the vendor")
	}
	return nil
}

// bootKey is the generation of the bootloader signing key, 0 for another key.
func (p Package) bootKey() int {
	digits, ok := strings.CutPrefix(p.Signer, "bootloader-")
	if !ok {
		return 0
	}
	n, _ := strconv.Atoi(digits)
	return n
}

// RevokedBy reports whether a bootloader no longer accepts the key that signed the package (guide 4.1.2.2).
func (p Package) RevokedBy(b Boot) bool { return p.bootKey() > 0 && p.bootKey() <= b.Revoked }
