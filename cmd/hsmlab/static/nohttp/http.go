// Package http stands in for net/http when the browser client is compiled, and is used nowhere else.
//
// go-app keeps its page and its web server in one package, and merely importing net/http links TLS,
// certificates and their ciphers: a quarter of a megabyte, compressed, that every learner would download
// and that no page can run. This package has what go-app's server code needs to compile, so that the linker finds the
// rest dead. Nothing here works, and nothing here is ever called: a client that calls it does not get what
// it asked for but a panic.
package http

import (
	"io"
	"net/url"
)

// Status codes that go-app names.
const (
	StatusOK                  = 200
	StatusNotModified         = 304
	StatusNotFound            = 404
	StatusInternalServerError = 500
)

const bug = "BUG: the browser client has no HTTP server or client; use the browser's fetch"

// Header is a set of header lines.
type Header map[string][]string

// Set panics.
func (Header) Set(string, string) { panic(bug) }

// Get panics.
func (Header) Get(string) string { panic(bug) }

// Handler answers requests.
type Handler interface {
	ServeHTTP(ResponseWriter, *Request)
}

// ResponseWriter takes an answer.
type ResponseWriter interface {
	Header() Header
	Write([]byte) (int, error)
	WriteHeader(int)
}

// Request is a request to a server.
type Request struct {
	Method string
	URL    *url.URL
	Host   string
	Header Header
	TLS    *struct{}
}

// Response is a server's answer.
type Response struct {
	StatusCode int
	Header     Header
	Body       io.ReadCloser
}

// Dir is a folder of files.
type Dir string

// FileServer panics.
func FileServer(Dir) Handler { panic(bug) }

// Get panics.
func Get(string) (*Response, error) { panic(bug) }

// NotFound panics.
func NotFound(ResponseWriter, *Request) { panic(bug) }
