package fileserver_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"

	"hsmlab/cmd/hsmlab/fileserver"
)

func newSite(scope string) fstest.MapFS {
	site := fstest.MapFS{}
	for name, text := range map[string]string{
		"manifest.webmanifest":     `{"scope": "` + scope + `"}`,
		"index.html":               "home",
		"404.html":                 "nothing here",
		"lessons/a/index.html":     "lesson a",
		"app-worker.js":            "worker",
		"immutable/app.01.wasm":    "plain",
		"immutable/app.01.wasm.br": "brotli",
		"immutable/app.01.wasm.gz": "gzip",
		".placeholder":             "not for browsers",
		"web/data/lessons/a.json":  "{}",
		"web/vendor/thing.unknown": "?",
	} {
		site[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return site
}

func newServer(t *testing.T, scope string) *fileserver.Server {
	t.Helper()
	server, err := fileserver.New(newSite(scope))
	if err != nil {
		t.Fatal(err)
	}
	return server
}

func ask(server http.Handler, method, target string, header ...string) *http.Response {
	request := httptest.NewRequest(method, target, nil)
	for i := 0; i < len(header); i += 2 {
		request.Header.Set(header[i], header[i+1])
	}
	recorder := httptest.NewRecorder()
	server.ServeHTTP(recorder, request)
	return recorder.Result()
}

func bodyOf(t *testing.T, response *http.Response) string {
	t.Helper()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

func TestAddresses(t *testing.T) {
	for _, test := range []struct {
		scope, target string
		status        int
		body          string // or the Location of a redirect
	}{
		{"/", "/", 200, "home"},
		{"/", "/?seed=3", 200, "home"},
		{"/", "/lessons/a/", 200, "lesson a"},
		{"/", "/lessons/a", 301, "/lessons/a/"},
		{"/", "/lessons/a?seed=3", 301, "/lessons/a/?seed=3"},
		{"/", "/lessons/a/index.html", 200, "lesson a"},
		{"/", "/lessons/b/", 404, "nothing here"},
		{"/", "/lessons/", 404, "nothing here"},
		{"/", "/.placeholder", 404, "nothing here"},
		{"/", "/index.html/", 404, "nothing here"},
		{"/", "/../go.mod", 404, "nothing here"},
		{"/lab/", "/lab/", 200, "home"},
		{"/lab/", "/lab", 301, "/lab/"},
		{"/lab/", "/lab/lessons/a/", 200, "lesson a"},
		{"/lab/", "/lab/lessons/a", 301, "/lab/lessons/a/"},
		{"/lab/", "/lab/x/", 404, "nothing here"},
		{"/lab/", "/", 302, "/lab/"},
		{"/lab/", "/laboratory/", 302, "/lab/"},
	} {
		t.Run(test.scope+" "+test.target, func(t *testing.T) {
			response := ask(newServer(t, test.scope), "GET", test.target)
			got := bodyOf(t, response)
			if location := response.Header.Get("Location"); location != "" {
				got = location
			}
			if response.StatusCode != test.status || got != test.body {
				t.Errorf("got %d %q, want %d %q", response.StatusCode, got, test.status, test.body)
			}
		})
	}
}

func TestHeadersDoNotDependOnTheBase(t *testing.T) {
	for scope, prefix := range map[string]string{"/": "", "/lab/": "/lab"} {
		server := newServer(t, scope)
		for _, test := range []struct{ path, name, want string }{
			{"/app-worker.js", "Cache-Control", "no-cache"},
			{"/immutable/app.01.wasm", "Cache-Control", "public, max-age=31536000, immutable"},
			{"/", "Cache-Control", "public, max-age=0, must-revalidate"},
			{"/nowhere", "X-Content-Type-Options", "nosniff"},
			{"/", "Referrer-Policy", "no-referrer"},
			{"/immutable/app.01.wasm", "Content-Type", "application/wasm"},
			{"/web/data/lessons/a.json", "Content-Type", "application/json"},
			{"/web/vendor/thing.unknown", "Content-Type", "application/octet-stream"},
			{"/nowhere", "Content-Type", "text/html; charset=utf-8"},
		} {
			response := ask(server, "GET", prefix+test.path)
			if got := response.Header.Get(test.name); got != test.want {
				t.Errorf("%s%s: %s is %q, want %q", prefix, test.path, test.name, got, test.want)
			}
		}
	}
}

func TestCompressedTwins(t *testing.T) {
	server := newServer(t, "/")
	for accept, want := range map[string]string{
		"":                  "plain",
		"gzip, deflate, br": "brotli",
		"gzip, deflate":     "gzip",
		"br;q=0, gzip":      "gzip",
		"br; q=1.0":         "brotli",
		"zstd":              "plain",
	} {
		response := ask(server, "GET", "/immutable/app.01.wasm", "Accept-Encoding", accept)
		if got := bodyOf(t, response); got != want {
			t.Errorf("Accept-Encoding %q: got %q, want %q", accept, got, want)
		}
		wantEncoding := map[string]string{"brotli": "br", "gzip": "gzip"}[want]
		if got := response.Header.Get("Content-Encoding"); got != wantEncoding {
			t.Errorf("Accept-Encoding %q: got encoding %q, want %q", accept, got, wantEncoding)
		}
		if got := response.Header.Get("Vary"); got != "Accept-Encoding" {
			t.Errorf("Accept-Encoding %q: got Vary %q", accept, got)
		}
	}
}

func TestUnchangedFilesAreNotSentAgain(t *testing.T) {
	server := newServer(t, "/")
	const wasm = "/immutable/app.01.wasm"
	plain := ask(server, "GET", wasm).Header.Get("ETag")
	packed := ask(server, "GET", wasm, "Accept-Encoding", "br").Header.Get("ETag")
	if plain == packed {
		t.Errorf("plain and compressed file have the same ETag %s", plain)
	}
	for _, test := range []struct {
		tag  string
		want int
	}{{plain, 304}, {"W/" + plain, 304}, {`"x", ` + plain, 304}, {packed, 200}, {"", 200}} {
		if got := ask(server, "GET", wasm, "If-None-Match", test.tag).StatusCode; got != test.want {
			t.Errorf("If-None-Match %s: got %d, want %d", test.tag, got, test.want)
		}
	}
	if got := ask(server, "GET", "/nowhere", "If-None-Match", "*").StatusCode; got != 404 {
		t.Errorf("a missing page with If-None-Match: got %d, want 404", got)
	}
}

func TestMethods(t *testing.T) {
	server := newServer(t, "/")
	head := ask(server, "HEAD", "/")
	if got, want := head.Header.Get("Content-Length"), "4"; head.StatusCode != 200 || got != want {
		t.Errorf("HEAD: got %d and length %s, want 200 and %s", head.StatusCode, got, want)
	}
	if body := bodyOf(t, head); body != "" {
		t.Errorf("HEAD: got a body %q", body)
	}
	post := ask(server, "POST", "/")
	if post.StatusCode != 405 || post.Header.Get("Allow") != "GET, HEAD" {
		t.Errorf("POST: got %d, Allow %q", post.StatusCode, post.Header.Get("Allow"))
	}
}

func TestNewRefusesWhatIsNoSite(t *testing.T) {
	for name, test := range map[string]struct{ manifest, want string }{
		"no manifest":    {"", "no site there"},
		"broken":         {"{", "manifest.webmanifest: "},
		"relative scope": {`{"scope": "lab"}`, "does not start and end with a slash"},
	} {
		t.Run(name, func(t *testing.T) {
			site := fstest.MapFS{}
			if test.manifest != "" {
				site["manifest.webmanifest"] = &fstest.MapFile{Data: []byte(test.manifest)}
			}
			_, err := fileserver.New(site)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got error %v, want one with %q", err, test.want)
			}
		})
	}
}
