// Package headers says which HTTP headers the lab's pages are served with.
//
// [Rules] is the one table. hsmlab serve sends it, so the browser tests run under it, and a test holds
// netlify.toml to it line by line. A site that reports to learning record stores elsewhere (LRS, see [ParseLRS]) has
// their origins in its policy. Not here: headers that follow from a file's bytes (Content-Type,
// Content-Encoding, ETag), which every static host makes for itself.
package headers

import "strings"

// Header is one header line.
type Header struct {
	Name  string
	Value string
}

// Rule gives headers to every path that matches For.
type Rule struct {
	// For is a path from the site's root. A trailing "*" matches any rest; without it the path must be
	// equal. Other wildcards are not used, since hosts disagree about them.
	For     string
	Headers []Header
}

// Immutable is the folder of the site whose file names carry a hash of their bytes.
const Immutable = "/immutable/"

// Default is the Cache-Control of a path that no rule gives one: keep it, but ask before each use.
// It is what Netlify sends when nothing is said.
const Default = "public, max-age=0, must-revalidate"

// ThemeHash is the hash of web/theme.js, the one script that stands in the pages themselves, as a policy
// names it. A test compares it with the file.
const ThemeHash = "sha256-psYRgDYOcHyY4BgT/Yu475Rwno56Fl28zcl3WtzcPLQ="

// contentSecurityPolicy lets the site load from its own origin only, and talk to the LRSs besides. WebAssembly needs
// 'wasm-unsafe-eval' (which does not allow eval); xterm.js writes <style> elements, hence the one
// 'unsafe-inline', for styles. Scripts have neither 'unsafe-inline' nor 'unsafe-eval'.
func contentSecurityPolicy(lrs []string) string {
	return strings.Join([]string{
		"default-src 'none'",
		"script-src 'self' 'wasm-unsafe-eval' '" + ThemeHash + "'",
		"style-src 'self' 'unsafe-inline'",
		"img-src 'self'",
		"font-src 'self'",
		strings.Join(append([]string{"connect-src 'self'"}, lrs...), " "),
		"manifest-src 'self'",
		"worker-src 'self'",
		"base-uri 'none'",
		"form-action 'none'",
		"frame-ancestors 'none'",
	}, "; ")
}

// Rules returns the table for a site that may talk to the LRSs at these origins. No two rules give the same header to one path, because hosts differ in which
// of the two wins.
func Rules(lrs ...string) []Rule {
	return []Rule{
		{For: "/*", Headers: []Header{
			{"Content-Security-Policy", contentSecurityPolicy(lrs)},
			{"Cross-Origin-Opener-Policy", "same-origin"},
			{"Referrer-Policy", "no-referrer"},
			{"X-Content-Type-Options", "nosniff"},
		}},
		{For: Immutable + "*", Headers: []Header{
			{"Cache-Control", "public, max-age=31536000, immutable"},
		}},
		// A browser that kept an old worker would keep the whole old lab with it.
		{For: "/app-worker.js", Headers: []Header{
			{"Cache-Control", "no-cache"},
		}},
	}
}

// For returns the headers of path, which starts with a slash and is relative to the site's root (a base
// such as /lab is taken off before), for a site that may talk to the LRSs at these origins. It always contains a
// Cache-Control.
func For(path string, lrs ...string) []Header {
	var found []Header
	cached := false
	for _, rule := range Rules(lrs...) {
		if !rule.matches(path) {
			continue
		}
		for _, h := range rule.Headers {
			found = append(found, h)
			cached = cached || h.Name == "Cache-Control"
		}
	}
	if !cached {
		found = append(found, Header{"Cache-Control", Default})
	}
	return found
}

func (r Rule) matches(path string) bool {
	if prefix, ok := strings.CutSuffix(r.For, "*"); ok {
		return strings.HasPrefix(path, prefix)
	}
	return path == r.For
}
