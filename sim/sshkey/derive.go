package sshkey

import (
	"crypto/aes"
	"crypto/sha256"
	"encoding/binary"
	"sync"

	"github.com/dchest/bcrypt_pbkdf"
)

const (
	cipherName = "aes256-ctr"
	kdfName    = "bcrypt"
	rounds     = 1  // what Encode uses: see there
	maxRounds  = 32 // what Decode accepts

	aesKeySize   = 32
	materialSize = aesKeySize + aes.BlockSize

	// maxDerived bounds the memory of past derivations: about 15 KB.
	maxDerived = 128
)

// derived remembers the latest derivations, since one costs milliseconds and a
// tool opens the same key files again and again. The result depends on nothing
// but the arguments, so sharing it between labs cannot be seen.
var derived struct {
	sync.Mutex
	material map[[sha256.Size]byte][materialSize]byte
	order    [maxDerived][sha256.Size]byte // a ring: the oldest gives way
	next     int
}

// derive returns cipher key and initial counter for a passphrase.
func derive(passphrase, salt []byte, n uint32) []byte {
	id := derivationID(passphrase, salt, n)
	derived.Lock()
	defer derived.Unlock()
	if m, ok := derived.material[id]; ok {
		return m[:]
	}
	key, err := bcrypt_pbkdf.Key(passphrase, salt, int(n), materialSize)
	if err != nil {
		panic("BUG: sshkey: " + err.Error())
	}
	remember(id, [materialSize]byte(key))
	return key
}

func remember(id [sha256.Size]byte, m [materialSize]byte) {
	if derived.material == nil {
		derived.material = make(map[[sha256.Size]byte][materialSize]byte, maxDerived)
	}
	if len(derived.material) == maxDerived {
		delete(derived.material, derived.order[derived.next])
	}
	derived.material[id] = m
	derived.order[derived.next] = id
	derived.next = (derived.next + 1) % maxDerived
}

func derivationID(passphrase, salt []byte, n uint32) [sha256.Size]byte {
	var b []byte
	b = binary.BigEndian.AppendUint32(b, n)
	b = binary.BigEndian.AppendUint64(b, uint64(len(salt)))
	b = append(b, salt...)
	return sha256.Sum256(append(b, passphrase...))
}
