package lineedit

import (
	"bytes"
	"io"
)

// filter stands between the keyboard and the terminal. It reports Ctrl-C as an error, once; gives word keys
// the one form that the terminal knows; and ends a search at the keys that have other meanings.
type filter struct {
	src     io.Reader
	e       *Editor
	pending []byte // not yet handed on
	err     error
}

// words are the ways in which terminals say "a word to the left" and "to the right".
var words = []struct{ from, to string }{
	{"\x1b[1;5D", "\x1b[1;3D"}, {"\x1b[1;5C", "\x1b[1;3C"}, {"\x1b[5D", "\x1b[1;3D"}, {"\x1b[5C", "\x1b[1;3C"},
	{"\x1bb", "\x1b[1;3D"}, {"\x1bf", "\x1b[1;3C"},
}

func (f *filter) Read(p []byte) (int, error) {
	if len(f.pending) == 0 && f.err == nil {
		buf := make([]byte, 256)
		n, err := f.src.Read(buf)
		f.pending, f.err = f.translate(buf[:n]), err
	}
	if i := bytes.IndexByte(f.pending, 3); i == 0 {
		f.pending = f.pending[1:]
		f.e.search = search{}
		return 0, ErrInterrupt
	} else if i > 0 {
		n := copy(p, f.pending[:i])
		f.pending = f.pending[n:]
		return n, nil
	}
	n := copy(p, f.pending)
	f.pending = f.pending[n:]
	if n == 0 {
		err := f.err
		f.err = nil
		return 0, err
	}
	return n, nil
}

// Interrupted reports whether Ctrl-C was typed behind the line that was read last, and forgets it with what
// was typed before it. It must not be called while ReadLine waits.
func (e *Editor) Interrupted() bool {
	i := bytes.IndexByte(e.in.pending, 3)
	if i < 0 {
		return false
	}
	e.in.pending = e.in.pending[i+1:]
	return true
}

// translate looks at keys as they come. One that a search does not know ends it before it takes effect.
func (f *filter) translate(b []byte) []byte {
	for _, w := range words {
		b = bytes.ReplaceAll(b, []byte(w.from), []byte(w.to))
	}
	if !f.e.search.active || len(b) == 0 {
		return b
	}
	switch c := b[0]; {
	case c == 127 || c == 8:
		b[0] = keyErase
	case c == keyReverse || c == keyBell || c >= ' ':
	case c == 27 && len(b) == 1:
		b[0] = keyBell // Esc alone gives up
	default:
		f.e.endSearch()
	}
	return b
}
