// Package entropy is the lab's only source of chance: a stream of bytes that follows from the seed, so
// that the same journal makes the same keys, serial numbers and identifiers everywhere.
//
// It is not secret and must never be used for anything real.
package entropy

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"strings"
)

// Source yields reproducible bytes. Copying a Source forks the stream; share it by pointer.
type Source struct {
	seed  uint64
	count uint64
}

// New starts the stream that belongs to seed.
func New(seed uint64) *Source { return &Source{seed: seed} }

// Bytes returns the next 32 bytes of the stream. The label keeps streams of different purpose apart.
func (s *Source) Bytes(label string) [32]byte {
	s.count++
	var b [16]byte
	binary.BigEndian.PutUint64(b[:8], s.seed)
	binary.BigEndian.PutUint64(b[8:], s.count)
	return sha256.Sum256(append(b[:], label...))
}

// Uint64 returns the next number of the stream.
func (s *Source) Uint64(label string) uint64 {
	b := s.Bytes(label)
	return binary.BigEndian.Uint64(b[:8])
}

// UUID returns a version 4 identifier in RFC 4122 text.
func (s *Source) UUID(label string) string {
	b := s.Bytes(label)
	b[6] = b[6]&0x0f | 0x40
	b[8] = b[8]&0x3f | 0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[0:4], b[4:6], b[6:8], b[8:10], b[10:16])
}

// ESN returns an electronic serial number: three groups of four upper-case hexadecimal digits.
func (s *Source) ESN(label string) string {
	b := s.Bytes(label)
	h := strings.ToUpper(hex.EncodeToString(b[:6]))
	return h[0:4] + "-" + h[4:8] + "-" + h[8:12]
}
