package tty_test

import (
	"testing"

	"hsmlab/sim/shell/tty"
)

func TestType(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, in, echo, line string
		interrupt            bool
	}{
		{"line", "yes\r", "yes\r\n", "yes\n", false},
		{"backspace", "yex\x7fs\r", "yex\b \bs\r\n", "yes\n", false},
		{"umlaut", "ü\x7fa\r", "ü\b \ba\r\n", "a\n", false},
		{"kill", "abc\x15d\r", "abc\b \b\b \b\b \bd\r\n", "d\n", false},
		{"word", "a bc \x17d\r", "a bc \b \b\b \b\b \bd\r\n", "a d\n", false},
		{"interrupt", "abc\x03d\r", "abc^C\r\nd\r\n", "d\n", true},
		{"arrows", "a\x1b[Ab\x1b[1;5Cc\r", "abc\r\n", "abc\n", false},
		{"cut", "abc\x04", "abc", "abc", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			var d tty.Discipline
			echo, interrupt := d.Type([]byte(tt.in))
			if string(echo) != tt.echo || interrupt != tt.interrupt {
				t.Errorf("got echo %q, interrupt %v; want %q, %v", echo, interrupt, tt.echo, tt.interrupt)
			}
			if line, eof, ok := d.Read(); line != tt.line || eof || !ok {
				t.Errorf("got line %q, %v, %v; want %q", line, eof, ok, tt.line)
			}
		})
	}
}

func TestSilent(t *testing.T) {
	t.Parallel()
	var d tty.Discipline
	d.SetEcho(false)
	if echo, _ := d.Type([]byte("secret\x7f\r")); len(echo) > 0 {
		t.Errorf("got echo %q, want none", echo)
	}
	if line, _, _ := d.Read(); line != "secre\n" {
		t.Errorf("got %q", line)
	}
}

func TestEnd(t *testing.T) {
	t.Parallel()
	var d tty.Discipline
	d.Type([]byte{4})
	if _, eof, ok := d.Read(); !eof || !ok {
		t.Errorf("got eof %v, ok %v, want both", eof, ok)
	}
	if _, _, ok := d.Read(); ok {
		t.Error("read from nothing")
	}
}

func TestTake(t *testing.T) {
	t.Parallel()
	var d tty.Discipline
	d.Type([]byte("gone\r"))
	d.Read()
	const keys = "one\x7f\x1b[A\rtw\t"
	d.Type([]byte("x\x03" + keys + "\x04"))
	if got := string(d.Take()); got != keys {
		t.Errorf("got %q", got)
	}
	if d.Waiting() {
		t.Error("something is left")
	}
}

func FuzzType(f *testing.F) {
	f.Add([]byte("a\x7f\r\x04\x1b[A\x03ü\x17"), true)
	f.Fuzz(func(t *testing.T, b []byte, echo bool) {
		var d tty.Discipline
		d.SetEcho(echo)
		d.Type(b)
		for range b {
			d.Read()
		}
		if d.Waiting() {
			t.Errorf("more lines than bytes in %q", b)
		}
	})
}
