// Package fileserver serves a built site over HTTP as a careful static host would: with the headers of
// package headers, compressed twins, entity tags, pages at addresses that end in a slash, and 404.html.
//
// It reads the whole site once, some tens of megabytes, and never looks at the disk again. It does not
// serve ranges, lists no folders and speaks no TLS: it is for a room and for tests, behind nothing.
package fileserver

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"strconv"
	"strings"

	"hsmlab/cmd/hsmlab/headers"
)

// Server serves one site. It is safe for concurrent use.
type Server struct {
	base  string
	lrs   []string // origins of learning record stores that pages may talk to
	files map[string]file
}

// file is a file of the site with its compressed twins by Content-Encoding; "" is the file itself.
type file struct {
	contentType string
	variants    map[string]variant
}

type variant struct {
	data []byte
	etag string
}

// twins are the compressed forms, best first: Content-Encoding and the extension of the twin.
var twins = []struct{ encoding, ext string }{{"br", ".br"}, {"gzip", ".gz"}}

// contentTypes are the types of what a site contains. The table is ours, because the operating system's
// differs from machine to machine.
var contentTypes = map[string]string{
	".css":         "text/css; charset=utf-8",
	".html":        "text/html; charset=utf-8",
	".js":          "text/javascript; charset=utf-8",
	".json":        "application/json",
	".png":         "image/png",
	".svg":         "image/svg+xml",
	".txt":         "text/plain; charset=utf-8",
	".wasm":        "application/wasm",
	".webmanifest": "application/manifest+json",
	".woff2":       "font/woff2",
}

// ContentType is the type of a file of the site, by its name.
func ContentType(name string) string {
	if t, ok := contentTypes[path.Ext(name)]; ok {
		return t
	}
	return "application/octet-stream"
}

// New reads the site. Its base comes from its manifest, so a folder without one is an error.
func New(site fs.FS) (*Server, error) {
	base, err := baseOf(site)
	if err != nil {
		return nil, err
	}
	lrs, err := headers.ReadLRS(site)
	if err != nil {
		return nil, err
	}
	s := &Server{base: base, lrs: lrs, files: map[string]file{}}
	err = fs.WalkDir(site, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || strings.HasPrefix(entry.Name(), ".") {
			return err
		}
		return s.read(site, name)
	})
	return s, err
}

// baseOf returns the path that the site was built for.
func baseOf(site fs.FS) (string, error) {
	data, err := fs.ReadFile(site, "manifest.webmanifest")
	if err != nil {
		return "", fmt.Errorf("no site there: %w", err)
	}
	var manifest struct{ Scope string }
	if err := json.Unmarshal(data, &manifest); err != nil {
		return "", fmt.Errorf("manifest.webmanifest: %w", err)
	}
	if !strings.HasPrefix(manifest.Scope, "/") || !strings.HasSuffix(manifest.Scope, "/") {
		return "", fmt.Errorf("manifest.webmanifest: scope %q does not start and end with a slash", manifest.Scope)
	}
	return manifest.Scope, nil
}

// Base is the path at which the site stands, such as / or /lab/.
func (s *Server) Base() string { return s.base }

func (s *Server) read(site fs.FS, name string) error {
	data, err := fs.ReadFile(site, name)
	if err != nil {
		return err
	}
	encoding := ""
	for _, twin := range twins {
		if original, ok := strings.CutSuffix(name, twin.ext); ok {
			name, encoding = original, twin.encoding
		}
	}
	f, ok := s.files[name]
	if !ok {
		f = file{contentType: ContentType(name), variants: map[string]variant{}}
	}
	f.variants[encoding] = variant{data, fmt.Sprintf(`"%x"`, sha256.Sum256(data))}
	s.files[name] = f
	return nil
}

// ServeHTTP answers GET and HEAD.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "this server only answers GET and HEAD", http.StatusMethodNotAllowed)
		return
	}
	address, below := strings.CutPrefix(r.URL.Path, strings.TrimSuffix(s.base, "/"))
	if !below || address != "" && address[0] != '/' {
		http.Redirect(w, r, s.base, http.StatusFound) // outside the site: show where it is
		return
	}
	for _, h := range headers.For(address, s.lrs...) {
		w.Header().Set(h.Name, h.Value)
	}
	name := strings.TrimPrefix(address, "/")
	switch {
	case s.has(name):
		s.send(w, r, name, http.StatusOK)
	case s.has(path.Join(name, "index.html")) && strings.HasSuffix(r.URL.Path, "/"):
		s.send(w, r, path.Join(name, "index.html"), http.StatusOK)
	case s.has(path.Join(name, "index.html")):
		target := *r.URL
		target.Path += "/"
		http.Redirect(w, r, target.RequestURI(), http.StatusMovedPermanently)
	case s.has("404.html"):
		s.send(w, r, "404.html", http.StatusNotFound)
	default:
		http.NotFound(w, r)
	}
}

func (s *Server) has(name string) bool {
	_, ok := s.files[name]
	return ok
}

func (s *Server) send(w http.ResponseWriter, r *http.Request, name string, status int) {
	f := s.files[name]
	encoding := f.choose(r.Header.Get("Accept-Encoding"))
	chosen := f.variants[encoding]
	header := w.Header()
	header.Set("Content-Type", f.contentType)
	header.Set("ETag", chosen.etag)
	if len(f.variants) > 1 {
		header.Set("Vary", "Accept-Encoding")
	}
	if status == http.StatusOK && matches(r.Header.Get("If-None-Match"), chosen.etag) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	if encoding != "" {
		header.Set("Content-Encoding", encoding)
	}
	header.Set("Content-Length", strconv.Itoa(len(chosen.data)))
	w.WriteHeader(status)
	if r.Method == http.MethodGet {
		w.Write(chosen.data) // an error here is a browser that went away
	}
}

// choose returns the best encoding that the file has and the browser accepts. Weights other than a
// plain refusal are not looked at: no browser sends any.
func (f file) choose(accept string) string {
	for _, twin := range twins {
		if _, ok := f.variants[twin.encoding]; ok && accepts(accept, twin.encoding) {
			return twin.encoding
		}
	}
	return ""
}

func accepts(header, encoding string) bool {
	for _, part := range strings.Split(header, ",") {
		name, weight, _ := strings.Cut(part, ";")
		if strings.TrimSpace(name) == encoding {
			return strings.ReplaceAll(weight, " ", "") != "q=0"
		}
	}
	return false
}

func matches(header, etag string) bool {
	for _, tag := range strings.Split(header, ",") {
		if tag = strings.TrimPrefix(strings.TrimSpace(tag), "W/"); tag == etag || tag == "*" {
			return true
		}
	}
	return false
}
