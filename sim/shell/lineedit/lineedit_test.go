package lineedit_test

import (
	"errors"
	"io"
	"strings"
	"testing"

	"hsmlab/sim/shell/lineedit"
)

// keys gives the editor one chunk of typed bytes after the other.
type keys struct{ chunks []string }

func (k *keys) Read(p []byte) (int, error) {
	if len(k.chunks) == 0 {
		return 0, io.ErrUnexpectedEOF
	}
	n := copy(p, k.chunks[0])
	k.chunks = k.chunks[1:]
	return n, nil
}

var past = []string{"hsmadmin status", "ls -l", "hsmadmin reset"}

func complete(line string, pos int) lineedit.Completion {
	start := strings.LastIndexByte(line[:pos], ' ') + 1
	c := lineedit.Completion{Start: start}
	for _, w := range []string{"hsmadmin", "status", "stop", "start", "dir/"} {
		if strings.HasPrefix(w, line[start:pos]) {
			c.Words = append(c.Words, w)
		}
	}
	return c
}

func read(chunks ...string) (string, string, error) {
	var out strings.Builder
	e := lineedit.New(&keys{chunks}, &out)
	e.Complete = complete
	line, err := e.ReadLine("$ ", past)
	return line, out.String(), err
}

func TestReadLine(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		keys []string
		want string
	}{
		{"plain", []string{"ls\r"}, "ls"},
		{"backspace", []string{"lx\x7fs\r"}, "ls"},
		{"home and end", []string{"b\x01a\x05c\r"}, "abc"},
		{"kill", []string{"abc\x15d\r"}, "d"},
		{"word back", []string{"a b\x1bbX\r"}, "a Xb"},
		{"control arrows", []string{"a b\x1b[1;5DX\r"}, "a Xb"},
		{"history", []string{"\x1b[A\x1b[A\r"}, "ls -l"},
		{"tab", []string{"hs\t", "x\r"}, "hsmadmin x"},
		{"tab in common", []string{"st\tart\r"}, "start"},
		{"tab to a directory", []string{"di\tx\r"}, "dir/x"},
		{"search", []string{"\x12", "s", "t", "\r"}, "hsmadmin status"},
		{"search again", []string{"\x12", "h", "\x12", "\r"}, "hsmadmin status"},
		{"search and edit", []string{"\x12", "l", "s", "\x1b[F", "a\r"}, "ls -la"},
		{"search erased", []string{"\x12", "l", "s", "\x7f", "\x7f", "r", "e", "\r"}, "hsmadmin reset"},
		{"search given up", []string{"ab", "\x12", "l", "\x07", "c\r"}, "abc"},
		{"paste", []string{"\x1b[200~ls\x1b[201~", "\r"}, "ls"},
		{"umlaut", []string{"\xc3", "\xbc\r"}, "ü"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got, _, err := read(tt.keys...)
			if err != nil || got != tt.want {
				t.Errorf("got %q, %v; want %q", got, err, tt.want)
			}
		})
	}
}

func TestInterrupt(t *testing.T) {
	t.Parallel()
	var out strings.Builder
	e := lineedit.New(&keys{[]string{"abc\x03", "ls\r", "\x04", "x\r"}}, &out)
	if _, err := e.ReadLine("$ ", nil); !errors.Is(err, lineedit.ErrInterrupt) {
		t.Errorf("got %v, want an interrupt", err)
	}
	if line, err := e.ReadLine("$ ", nil); line != "ls" || err != nil {
		t.Errorf("after it: %q, %v", line, err)
	}
	if _, err := e.ReadLine("$ ", nil); !errors.Is(err, io.EOF) {
		t.Errorf("got %v, want the end", err)
	}
	if line, err := e.ReadLine("$ ", nil); line != "x" || err != nil {
		t.Errorf("after it: %q, %v", line, err)
	}
}

func TestInterruptTypedAhead(t *testing.T) {
	t.Parallel()
	e := lineedit.New(&keys{[]string{"one\rtwo\x03", "three\r"}}, io.Discard)
	e.ReadLine("$ ", nil)
	if !e.Interrupted() || e.Interrupted() {
		t.Error("Ctrl-C behind the line was lost, or found twice")
	}
}

func TestList(t *testing.T) {
	t.Parallel()
	_, out, _ := read("st", "\t", "\t", "\r")
	for _, want := range []string{"status", "stop", "start"} {
		if !strings.Contains(out, want) {
			t.Errorf("the list lacks %q: %q", want, out)
		}
	}
}

func TestTypedAhead(t *testing.T) {
	t.Parallel()
	e := lineedit.New(&keys{[]string{"one\rtwo\r"}}, io.Discard)
	for _, want := range []string{"one", "two"} {
		if got, err := e.ReadLine("$ ", nil); got != want || err != nil {
			t.Errorf("got %q, %v; want %q", got, err, want)
		}
	}
}

func FuzzReadLine(f *testing.F) {
	f.Add("ls\t\t\x12a\x1b[A\x03\x04\r", "x\x7f")
	f.Fuzz(func(t *testing.T, a, b string) {
		e := lineedit.New(&keys{[]string{a, b, "\r"}}, io.Discard)
		e.Complete = complete
		for range 5 {
			e.ReadLine("$ ", past)
		}
	})
}
