package headers_test

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"
	"github.com/google/go-cmp/cmp"

	"hsmlab/cmd/hsmlab/headers"
)

type netlify struct {
	Build struct {
		Command     string
		Publish     string
		Environment map[string]string
	}
	Headers []struct {
		For    string
		Values map[string]string
	}
}

func readNetlify(t *testing.T) netlify {
	t.Helper()
	var n netlify
	meta, err := toml.DecodeFile("../../../netlify.toml", &n)
	if err != nil {
		t.Fatal(err)
	}
	if extra := meta.Undecoded(); len(extra) != 0 {
		t.Errorf("netlify.toml has keys that this test does not know: %v", extra)
	}
	return n
}

func TestNetlifySendsTheSameHeaders(t *testing.T) {
	n := readNetlify(t)
	got := map[string]map[string]string{}
	for _, h := range n.Headers {
		got[h.For] = h.Values
	}
	want := map[string]map[string]string{}
	for _, rule := range headers.Rules() {
		want[rule.For] = map[string]string{}
		for _, h := range rule.Headers {
			want[rule.For][h.Name] = h.Value
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("netlify.toml differs from headers.Rules (-rules +netlify):\n%s\nWrite this to netlify.toml:\n%s", diff, asTOML())
	}
}

func asTOML() string {
	var b strings.Builder
	for _, rule := range headers.Rules() {
		fmt.Fprintf(&b, "\n[[headers]]\n  for = %q\n  [headers.values]\n", rule.For)
		for _, h := range rule.Headers {
			fmt.Fprintf(&b, "    %s = %q\n", h.Name, h.Value)
		}
	}
	return b.String()
}

func TestNetlifyBuildsWithOurGo(t *testing.T) {
	mod, err := os.ReadFile("../../../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	toolchain := regexp.MustCompile(`(?m)^toolchain go(\S+)$`).FindSubmatch(mod)
	if toolchain == nil {
		t.Fatal("go.mod has no toolchain line")
	}
	n := readNetlify(t)
	if got, want := n.Build.Environment["GO_VERSION"], string(toolchain[1]); got != want {
		t.Errorf("netlify.toml builds with Go %s, go.mod's toolchain is %s", got, want)
	}
	if got, want := n.Build.Command, "make site"; got != want {
		t.Errorf("netlify.toml's build command is %q, want %q", got, want)
	}
	if got, want := n.Build.Publish, "dist"; got != want {
		t.Errorf("netlify.toml publishes %q, want %q", got, want)
	}
}

func TestFor(t *testing.T) {
	cacheControl := func(path string) (values []string) {
		for _, h := range headers.For(path) {
			if h.Name == "Cache-Control" {
				values = append(values, h.Value)
			}
		}
		return values
	}
	for path, want := range map[string]string{
		"/":                            headers.Default,
		"/lessons/recovery-mode/":      headers.Default,
		"/web/css/app.css":             headers.Default,
		"/app-worker.js":               "no-cache",
		"/immutable/app.0123abcd.wasm": "public, max-age=31536000, immutable",
	} {
		if diff := cmp.Diff([]string{want}, cacheControl(path)); diff != "" {
			t.Errorf("Cache-Control of %s (-want +got):\n%s", path, diff)
		}
	}
}

func TestScriptsNeedNoUnsafeSource(t *testing.T) {
	policy := ""
	for _, h := range headers.For("/") {
		if h.Name == "Content-Security-Policy" {
			policy = h.Value
		}
	}
	var scripts string
	for _, directive := range strings.Split(policy, "; ") {
		if strings.HasPrefix(directive, "script-src ") {
			scripts = directive
		}
	}
	if want := "script-src 'self' 'wasm-unsafe-eval' '" + headers.ThemeHash + "'"; scripts != want {
		t.Errorf("script policy: got %q, want %q", scripts, want)
	}
}

func TestThePolicyAllowsTheThemeScript(t *testing.T) {
	script, err := os.ReadFile("../../../web/theme.js")
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(script)
	if want := "sha256-" + base64.StdEncoding.EncodeToString(sum[:]); headers.ThemeHash != want {
		t.Errorf("web/theme.js has changed: set ThemeHash in headers.go, and in netlify.toml, to %s", want)
	}
}

func TestNoTwoRulesGiveOnePathTheSameHeader(t *testing.T) {
	for _, path := range []string{"/", "/app-worker.js", "/immutable/x.wasm", "/web/data/x.json"} {
		seen := map[string]bool{}
		for _, h := range headers.For(path) {
			if seen[h.Name] {
				t.Errorf("%s is sent twice for %s", h.Name, path)
			}
			seen[h.Name] = true
		}
	}
}
