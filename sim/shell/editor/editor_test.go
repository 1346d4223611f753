package editor_test

import (
	"errors"
	"strings"
	"testing"

	"hsmlab/sim/shell/editor"
)

func TestKeys(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, text, keys, want string }{
		{"type at start", "b\n", "a", "ab\n"},
		{"type at end", "a\n", "\x1b[Fb\rc", "ab\nc\n"},
		{"join lines", "a\nb\n", "\x1b[B\x7f", "ab\n"},
		{"delete joins", "a\nb\n", "\x05\x04", "ab\n"},
		{"cut and paste two lines", "a\nb\nc\nd\n", "\x0b\x0b\x1b[B\x15", "c\na\nb\nd\n"},
		{"cut everything", "a\n", "\x0b\x0b\x0b", ""},
		{"search", "one\ntwo\nthree\n", "\x17two\rX", "one\nXtwo\nthree\n"},
		{"search again wraps", "x\ny\nx\n", "\x17x\r\x17\rZ", "Zx\ny\nx\n"},
		{"split sequence", "ab\n", "\x1b|[|CX", "aXb\n"},
		{"wide character", "\n", "é", "é\n"},
		{"last line without newline", "a", "\x1b[4~b", "ab\n"},
		{"unknown key", "a\n", "\x1b[99~\x1bzb", "ba\n"},
		{"cancel the question", "a\n", "b\x18\x03c", "bca\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := editor.New("f", []byte(c.text), 40, 10)
			for _, part := range strings.Split(c.keys, "|") {
				e.Input([]byte(part))
			}
			if got := string(e.Text()); got != c.want {
				t.Errorf("text is %q, want %q", got, c.want)
			}
		})
	}
}

func TestSave(t *testing.T) {
	t.Parallel()
	saved := map[string]string{}
	e := editor.New("notes", nil, 40, 10)
	e.Save = func(name string, text []byte) error {
		if name == "locked" {
			return errors.New("Permission denied")
		}
		saved[name] = string(text)
		return nil
	}
	e.Input([]byte("hi\x0f\x7f\x7f\x7f\x7f\x7flocked\r"))
	if !strings.Contains(string(e.Screen()), "Error writing locked: Permission denied") {
		t.Errorf("the refusal is not shown: %q", e.Screen())
	}
	e.Input([]byte("\x18y\r"))
	if !e.Done() || saved["notes"] != "hi\n" {
		t.Errorf("done %v, saved %v", e.Done(), saved)
	}
}

func FuzzInput(f *testing.F) {
	f.Add([]byte("a\x1b[B\x0b\x15\x17x\r\x18y\r"), 40, 10)
	f.Fuzz(func(t *testing.T, keys []byte, cols, rows int) {
		e := editor.New("f", []byte("one\n\ttwo\nthree"), cols%200, rows%60)
		for _, k := range keys {
			e.Input([]byte{k})
			e.Screen()
		}
	})
}
