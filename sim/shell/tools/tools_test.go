package tools_test

import (
	"slices"
	"strings"
	"testing"

	"hsmlab/sim/shell/tools"
)

func TestManual(t *testing.T) {
	t.Parallel()
	pages := tools.Pages()
	for _, name := range tools.Names() {
		if !slices.Contains(pages, name) {
			t.Errorf("no manual page for %s", name)
		}
	}
	for _, name := range pages {
		text, ok := tools.Manual(name)
		if !ok || !strings.Contains(text, "DESCRIPTION") {
			t.Errorf("page %s: %q", name, text)
		}
		for line := range strings.Lines(text) {
			if n := len([]rune(line)); n > 100 {
				t.Errorf("page %s has a line of %d characters: %q", name, n, line)
			}
		}
	}
}

func TestDuration(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{"5": "5s", "1.5": "1.5s", "90s": "1m30s", "2m": "2m0s", "1h": "1h0m0s", "0.000001": "1µs", ".5m": "30s"} {
		if got, ok := tools.Duration(in); !ok || got.String() != want {
			t.Errorf("%q: got %v, %v; want %s", in, got, ok, want)
		}
	}
	for _, in := range []string{"", "x", "5x", "-1", "1e9", "9999999999", "400d", ".", "s"} {
		if got, ok := tools.Duration(in); ok {
			t.Errorf("%q: got %v, want none", in, got)
		}
	}
}

func TestPrintf(t *testing.T) {
	t.Parallel()
	tests := []struct {
		format string
		args   []string
		want   string
	}{
		{"%s\n", []string{"a", "b"}, "a\nb\n"}, {"%5d|", []string{"42"}, "   42|"}, {"%-5s|%05.1f", []string{"a", "2.25"}, "a    |002.2"},
		{`\x41\u00fc\101\e`, nil, "AüA\x1b"}, {"%%", nil, "%"}, {"%*d", []string{"4", "7"}, "   7"}, {"%c", []string{"hello"}, "h"},
		{"%d", []string{"'A"}, "65"}, {"%x", []string{"-1"}, "ffffffffffffffff"}, {"a\\cb", nil, "a"}, {"%s", nil, ""},
	}
	for _, tt := range tests {
		if got, err := tools.Printf(tt.format, tt.args); got != tt.want || err != nil {
			t.Errorf("%q %q: got %q, %v; want %q", tt.format, tt.args, got, err, tt.want)
		}
	}
	if _, err := tools.Printf("%d", []string{"x"}); err == nil {
		t.Error("x is no number, but was taken")
	}
}

func FuzzPrintf(f *testing.F) {
	f.Add("%-5s %03d %*.*f %b %q \\x4", "a\\c", "'")
	f.Fuzz(func(t *testing.T, format, a, b string) {
		out, _ := tools.Printf(format, []string{a, b})
		if len(out) > 1<<20+(len(format)+len(a)+len(b)+64)*20_000 {
			t.Errorf("%d bytes", len(out))
		}
	})
}
