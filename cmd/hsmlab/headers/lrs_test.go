package headers_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"hsmlab/cmd/hsmlab/headers"
)

func TestParseLRS(t *testing.T) {
	for origin, want := range map[string]string{
		"https://lrs.example.com":      "",
		"https://lrs.example.com:8443": "",
		"http://localhost:9000":        "",
		"http://127.0.0.1:9000":        "",
		"http://[::1]:9000":            "",
		"http://lrs.example.com":       "localhost only",
		"http://localhost.example.com": "localhost only",
		"https://lrs.example.com/xapi": "no path: want https://lrs.example.com",
		"https://lrs.example.com/":     "no path",
		"https://*.example.com":        "host in lower case",
		"https://LRS.example.com":      "host in lower case",
		"https://me@lrs.example.com":   "host in lower case",
		"https://a.example; img-src *": "host in lower case",
		"https://a.example 'self'":     "host in lower case",
		"https://a.example:123456":     "host in lower case",
		"https://":                     "host in lower case",
		"lrs.example.com":              "want an origin",
		"ftp://lrs.example.com":        "want an origin",
		"*":                            "want an origin",
		"":                             "want an origin",
	} {
		_, err := headers.ParseLRS([]string{origin})
		switch {
		case want == "" && err != nil:
			t.Errorf("%q: %v", origin, err)
		case want != "" && (err == nil || !strings.Contains(err.Error(), want)):
			t.Errorf("%q: got error %v, want one with %q", origin, err, want)
		}
	}
}

func policyOf(lrs ...string) string {
	for _, h := range headers.For("/", lrs...) {
		if h.Name == "Content-Security-Policy" {
			return h.Value
		}
	}
	return ""
}

func TestOnlyNamedOriginsAreInThePolicy(t *testing.T) {
	if policy := policyOf(); !strings.Contains(policy, "; connect-src 'self'; ") {
		t.Errorf("policy: got %s", policy)
	}
	if policy := policyOf("https://a.example", "https://b.example"); !strings.Contains(policy, "; connect-src 'self' https://a.example https://b.example; ") {
		t.Errorf("policy with two origins: got %s", policy)
	}
}

func TestASiteRemembersItsLRS(t *testing.T) {
	origins, err := headers.ParseLRS([]string{"https://b.example", "https://a.example", "https://b.example"})
	if err != nil {
		t.Fatal(err)
	}
	site := fstest.MapFS{headers.LRSFile: {Data: headers.EncodeLRS(origins)}}
	got, err := headers.ReadLRS(site)
	if diff := cmp.Diff([]string{"https://a.example", "https://b.example"}, got); diff != "" || err != nil {
		t.Errorf("origins (-want +got): %v\n%s", err, diff)
	}
	if got, err := headers.ReadLRS(fstest.MapFS{}); got != nil || err != nil {
		t.Errorf("a site without the file: got %v, %v", got, err)
	}
	for _, bad := range []string{"{", `["https://a.example; script-src *"]`} {
		if _, err := headers.ReadLRS(fstest.MapFS{headers.LRSFile: {Data: []byte(bad)}}); err == nil {
			t.Errorf("%s is accepted", bad)
		}
	}
}

// FuzzParseLRS: whatever is accepted stays one source of one directive.
func FuzzParseLRS(f *testing.F) {
	f.Add("https://lrs.example.com:8443")
	f.Add("http://[::1]:1")
	f.Add("https://a; b")
	f.Fuzz(func(t *testing.T, origin string) {
		if _, err := headers.ParseLRS([]string{origin}); err == nil && strings.ContainsAny(origin, " \t\r\n;,'\"*@#?") {
			t.Errorf("%q is accepted", origin)
		}
	})
}
