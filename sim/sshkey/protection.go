package sshkey

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"strings"
)

// options are the protection letters in canonical order, each with what it
// brings into the passphrase (guide 4.8.2.1).
const options = "KFSBGP"

// fixedNonce stands for the nonce inside the vendor's client software (option
// F). The real one is not public; this one is ours.
const fixedNonce = "hsmlab fixed nonce: it ties a key to this simulator, and to nothing else"

// Protection is a set of protection options for a client key: letters of
// KFSBGP in this order, each at most once. Empty means an unencrypted key.
type Protection string

// ParseProtection reads what a KEYPROT variable holds: the letters in any
// order, none twice (guide 4.8.2.1). The empty string is the empty set.
func ParseProtection(s string) (Protection, error) {
	for i, r := range s {
		if !strings.ContainsRune(options, r) {
			return "", fmt.Errorf("unknown key protection option %q in %.40q: want letters of "+
				"K (per-key nonce), F (fixed nonce), S (system UUID), B (baseboard UUID), G (global nonce), P (user passphrase)", r, s)
		}
		if strings.ContainsRune(s[:i], r) {
			return "", fmt.Errorf("key protection option %q occurs twice in %.40q", r, s)
		}
	}
	canonical := strings.Map(func(r rune) rune {
		if strings.ContainsRune(s, r) {
			return r
		}
		return -1
	}, options)
	return Protection(canonical), nil
}

// Has reports whether the option of that letter is set.
func (p Protection) Has(letter byte) bool { return strings.IndexByte(string(p), letter) >= 0 }

// Inputs are the values that protection options draw on. Those whose option is
// not set are not looked at.
type Inputs struct {
	KeyNonce    string // K: unique to the key
	SystemUUID  string // S: of the computer; only root reads it
	BoardUUID   string // B: of its motherboard; only root reads it, and not every computer has one
	GlobalNonce string // G: of the operating system's installation; only root reads it
	User        string // P: typed, or from NFAST_KEYPROT_PASS
}

// Passphrase derives the passphrase of a key file: 64 hexadecimal digits, or
// nil for the empty protection. It changes with each input whose option is set
// and with no other. The derivation is simulated: the vendor's is not public.
func (p Protection) Passphrase(in Inputs) []byte {
	if p == "" {
		return nil
	}
	b := []byte("hsmlab client key passphrase 1")
	for i := range len(options) {
		if letter := options[i]; p.Has(letter) {
			value := in.of(letter)
			b = append(b, letter)
			b = binary.BigEndian.AppendUint64(b, uint64(len(value)))
			b = append(b, value...)
		}
	}
	sum := sha256.Sum256(b)
	return hex.AppendEncode(nil, sum[:])
}

func (in Inputs) of(letter byte) string {
	switch letter {
	case 'K':
		return in.KeyNonce
	case 'F':
		return fixedNonce
	case 'S':
		return in.SystemUUID
	case 'B':
		return in.BoardUUID
	case 'G':
		return in.GlobalNonce
	case 'P':
		return in.User
	}
	panic("BUG: sshkey: protection option " + string(letter))
}
