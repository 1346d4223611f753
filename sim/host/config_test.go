package host_test

import (
	"strings"
	"testing"

	"hsmlab/sim/host"
)

func TestParseConfig(t *testing.T) {
	c, err := host.ParseConfig([]byte("# ours\nsyntax-version=1\n\n[auditlog_settings]\nesn = 8851-43DF-3795 \n-----\nesn=363B-481D-F3BD\n[empty]\n"))
	if err != nil {
		t.Fatal(err)
	}
	if got := c["auditlog_settings"]; len(got) != 2 || got[0]["esn"] != "8851-43DF-3795" || got[1]["esn"] != "363B-481D-F3BD" {
		t.Errorf("got %v", got)
	}
	for _, tt := range []struct{ name, text, want string }{
		{"empty", "", "no syntax-version"},
		{"no version", "[a]\nb=c\n", "must begin with syntax-version"},
		{"a newer version", "syntax-version=99\n", "newer than 1"},
		{"a broken section", "syntax-version=1\n[a\n", "is no section"},
		{"a field without a section", "syntax-version=1\na=b\n", "in a section"},
		{"no field", "syntax-version=1\n[a]\nhello\n", "no field=value"},
		{"binary", "syntax-version=1\n[a]\nb=\x00\n", "not ASCII"},
		{"huge", strings.Repeat("#\n", 200_000), "larger than"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := host.ParseConfig([]byte(tt.text)); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want %s", err, tt.want)
			}
		})
	}
}

func FuzzParseConfig(f *testing.F) {
	f.Add([]byte("syntax-version=1\n[a]\nb=c\n---\nb=d\n"))
	f.Add([]byte("syntax-version=2\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := host.ParseConfig(data)
		if (c == nil) == (err == nil) {
			t.Errorf("got %v and %v", c, err)
		}
	})
}
