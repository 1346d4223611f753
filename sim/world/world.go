package world

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// World is a Security World. The zero World is none.
type World struct {
	KNSO         string    // hash of the Security Officer's key, 40 hexadecimal digits
	Quorum       Quorum    // of the Administrator Card Set
	Cipher       string    // cipher suite, one of Ciphers
	Mode         string    // "unrestricted" or "fips-140-level-3"
	AuditLogging bool      // modules in it keep an audit log
	Created      time.Time // by the clock of the host that made it, UTC, whole seconds
}

// Dummy is what initunit leaves in a module: a Security Officer's key that belongs to no card and no world.
func Dummy(knso string) World { return World{KNSO: knso} }

// Real reports whether cards belong to the world: it was made by new-world, not by initunit.
func (w World) Real() bool { return w.Quorum.N > 0 }

// Modes of a world; the first is the default.
var Modes = []string{"unrestricted", "fips-140-level-3"}

// Ciphers are the cipher suites that new-world takes; the first is the default (facts: modern worlds use it).
var Ciphers = []string{"DLf3072s256mAEScSP800131Ar1", "ECp521mAES", "DLf1024s160mRijndael"}

// Well-known keys, the same in every world.
const (
	WellKnownKey = "1d572201be533ebc89f30fdd8f3fac6ca3395bf0" // hkmwk
	NullKey      = "0100000000000000000000000000000000000000" // hkmnull
)

// Key is the hash of one of the world's keys: "km", "kre", "kra", "kmc", "kp", "krtc", "knv", "kdsee", "kfto".
// It follows from the Security Officer's key, so that no draw is spent on it.
func (w World) Key(name string) string { return Hash(w.KNSO, name) }

// ModuleKey is the hash of the key that makes a module's own (hkml).
func ModuleKey(esn, uuid string) string { return Hash(esn, uuid, "kml") }

// Hash is the form in which this software shows keys, 40 hexadecimal digits; it follows from the words.
func Hash(words ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(words, " ")))
	return hex.EncodeToString(sum[:20])
}

// Quorum is how many cards of a set are needed and how many there are.
type Quorum struct{ K, N int }

// MaxCards is the largest set of cards.
const MaxCards = 64

// String is "1/2".
func (q Quorum) String() string { return fmt.Sprintf("%d/%d", q.K, q.N) }

var errQuorum = errors.New("a quorum is K/N: K of the N cards are needed, 1 to 64, such as 1/2")

// ParseQuorum reads "K/N", with 1 ≤ K ≤ N ≤ MaxCards.
func ParseQuorum(text string) (Quorum, error) {
	k, n, ok := strings.Cut(text, "/")
	var q Quorum
	var err1, err2 error
	q.K, err1 = strconv.Atoi(k)
	q.N, err2 = strconv.Atoi(n)
	if !ok || err1 != nil || err2 != nil || q.K < 1 || q.K > q.N || q.N > MaxCards || q.String() != text {
		return Quorum{}, errQuorum
	}
	return q, nil
}
