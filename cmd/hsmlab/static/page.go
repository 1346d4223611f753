package static

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"net/http"
	"path"
	"strings"
	"sync"

	_ "embed"

	goapp "github.com/maxence-charriere/go-app/v9/pkg/app"

	"hsmlab/app"
)

// lightColor and darkColor tint the browser's own frame around the page: --surface in web/css/tokens.css,
// the colour of the bar at the top.
const (
	lightColor = "#ffffff"
	darkColor  = "#181e25"
)

//go:embed page.html
var pageSource string

var pageTemplate = template.Must(template.New("page.html").Parse(pageSource))

// pageData is what page.html shows.
type pageData struct {
	Page       app.Page
	Prefix     string       // the base without its trailing slash; in a package the way up from the page
	Below      string       // in a package, the way up from the page to where it lies; else ""
	Canonical  string       // the page's address; without a host, which the generator cannot know
	Wasm       string       // address of the client below Prefix; none: a page that stays as it is
	Env        string       // JSON object, read by web/boot.js for go-app's Getenv
	Theme      template.JS  // what runs before the first paint
	Style      template.CSS // all style sheets
	Modules    []string
	Body       template.HTML
	LightColor string
	DarkColor  string
}

// registerRoutes fills go-app's router, which is global.
var registerRoutes = sync.OnceFunc(app.Routes)

// renderer prerenders pages. go-app keeps the base in the process's environment, so that only one
// renderer may be at work at a time.
type renderer struct {
	handler *goapp.Handler
	data    pageData
}

func newRenderer(b *builder, version string) *renderer {
	registerRoutes()
	prefix := strings.TrimSuffix(b.base, "/")
	values := map[string]string{
		"GOAPP_VERSION":              version,
		"GOAPP_ROOT_PREFIX":          prefix,
		"GOAPP_STATIC_RESOURCES_URL": prefix,
		"GOAPP_INTERNAL_URLS":        "[]",
	}
	if b.Portable {
		values[portableEnv] = "1"
	}
	env, err := json.Marshal(values)
	if err != nil {
		panic("BUG: a map of strings has no JSON: " + err.Error())
	}
	r := &renderer{
		handler: &goapp.Handler{
			Version:   version,
			Resources: resources{prefix: prefix, wasm: b.wasm},
			Icon:      goapp.Icon{Default: "/web/icons/icon-192.png", Large: "/web/icons/icon-512.png", SVG: "/web/icons/icon.svg"},
		},
		data: pageData{
			Prefix:     prefix,
			Wasm:       b.wasm,
			Env:        string(env),
			Theme:      template.JS(b.theme),
			Style:      template.CSS(b.style),
			Modules:    b.modules(),
			LightColor: lightColor,
			DarkColor:  darkColor,
		},
	}
	if b.Portable {
		r.data.Prefix, r.data.Below = wayUp, wayUp+"/"
	}
	return r
}

// portableEnv tells package app, when pages are prerendered and in the browser, that the page lies in a package.
const portableEnv = "HSMLAB_PORTABLE"

// wayUp leads from a lesson's page to the root of its package.
const wayUp = "../.."

// page returns the HTML of one page.
func (r *renderer) page(p app.Page) ([]byte, error) {
	body, err := r.body(p.Path)
	if err != nil {
		return nil, fmt.Errorf("page %s: %w", p.Path, err)
	}
	data := r.data
	data.Page = p
	if data.Below == "" {
		data.Canonical = data.Prefix + p.Path
	}
	data.Body = template.HTML(body)
	return execute(data)
}

// notFound returns the page for unknown addresses. It is plain: it can stand at any address, and the
// client would look for a component there.
func (r *renderer) notFound() ([]byte, error) {
	data := r.data
	data.Page = app.Page{Title: "Not found — hsmlab", Description: "There is no page at this address."}
	data.Canonical = data.Prefix + "/"
	data.Wasm = ""
	link := template.HTMLEscapeString(data.Prefix + "/")
	data.Body = template.HTML(`<main class="not-found"><h1>There is no page here</h1>` +
		`<p>The address may be misspelt, or the lesson may have moved.</p>` +
		`<p><a href="` + link + `">Go to the list of lessons</a></p></main>`)
	return execute(data)
}

func execute(data pageData) ([]byte, error) {
	var out bytes.Buffer
	if err := pageTemplate.Execute(&out, data); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// body prerenders the component at path and returns its element, normalised.
func (r *renderer) body(path string) (string, error) {
	request, err := http.NewRequest(http.MethodGet, path, nil)
	if err != nil {
		return "", err
	}
	request.Host = "hsmlab.example"
	response := &recorder{header: http.Header{}, status: http.StatusOK}
	r.handler.ServeHTTP(response, request)
	if response.status != http.StatusOK {
		return "", fmt.Errorf("go-app answered %d: is the route registered?", response.status)
	}
	document, err := parseHTML(response.body.String())
	if err != nil {
		return "", fmt.Errorf("prerendered HTML: %w", err)
	}
	content := document.find("body").firstElement()
	if content == nil {
		return "", errors.New("the component rendered nothing")
	}
	return content.String(), nil
}

// resources tells go-app where the site lies.
type resources struct{ prefix, wasm string }

func (r resources) Package() string { return r.prefix }
func (r resources) Static() string  { return r.prefix }
func (r resources) AppWASM() string { return r.prefix + r.wasm }

// recorder is a ResponseWriter that keeps the answer.
type recorder struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (r *recorder) Header() http.Header         { return r.header }
func (r *recorder) WriteHeader(status int)      { r.status = status }
func (r *recorder) Write(b []byte) (int, error) { return r.body.Write(b) }

// pageFile is the file of the page at address, which ends in a slash: hosts serve it without knowing
// about extensions.
func pageFile(address string) string {
	return path.Join(strings.TrimPrefix(address, "/"), "index.html")
}
