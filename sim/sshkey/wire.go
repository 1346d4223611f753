package sshkey

import "encoding/binary"

// writer builds the SSH wire format: big-endian words, and byte strings that
// carry their length in front (RFC 4251, section 5).
type writer struct{ b []byte }

func (w *writer) word(v uint32) { w.b = binary.BigEndian.AppendUint32(w.b, v) }

func (w *writer) bytes(v []byte) {
	w.word(uint32(len(v)))
	w.b = append(w.b, v...)
}

func (w *writer) text(v string) { w.bytes([]byte(v)) }

// reader takes that format apart. The first value that does not fit sets
// failed; everything read from then on is empty.
type reader struct {
	b      []byte // what is left
	failed bool
}

func (r *reader) word() uint32 {
	if r.failed || len(r.b) < 4 {
		r.failed = true
		return 0
	}
	v := binary.BigEndian.Uint32(r.b)
	r.b = r.b[4:]
	return v
}

// bytes returns a slice of the input, not a copy.
func (r *reader) bytes() []byte {
	n := r.word()
	if r.failed || uint64(n) > uint64(len(r.b)) {
		r.failed = true
		return nil
	}
	v := r.b[:n]
	r.b = r.b[n:]
	return v
}
