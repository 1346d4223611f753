package app

import ui "github.com/maxence-charriere/go-app/v9/pkg/app"

// Page is a page of the site: a document of its own, prerendered.
type Page struct {
	Path        string // starts and ends with a slash
	Title       string
	Description string
}

// commandsPath is the page of all commands; those of single commands lie below it.
const commandsPath = "/commands/"

// Routes registers the pages with go-app, each with and without its trailing slash.
func Routes() {
	ui.RouteFunc("/", func() ui.Composer { return &cataloguePage{} })
	for _, path := range []string{"/lab", "/lab/"} {
		ui.RouteFunc(path, func() ui.Composer { return &labPage{} })
	}
	ui.RouteWithRegexpFunc(`^/lessons/[a-z0-9-]+/?(index\.html)?$`, func() ui.Composer { return &labPage{} })
	for _, path := range []string{"/simulated", "/simulated/", "/facts", "/facts/", "/second", "/second/", "/about", "/about/"} {
		ui.RouteFunc(path, func() ui.Composer { return &textPage{} })
	}
	for _, path := range []string{"/morse", morsePath} {
		ui.RouteFunc(path, func() ui.Composer { return &morsePage{} })
	}
	ui.RouteWithRegexpFunc(`^/commands(/[a-z0-9.-]+)?/?$`, func() ui.Composer { return &textPage{} })
}

// frame is a page that is not a lab: header, content, foot. current is the path of the page.
func frame(current string, content ...ui.UI) ui.UI {
	return ui.Div().ID("app").Class("site").Body(
		ui.A().Class("skip").Href("#content").Text("Skip to the content"),
		ui.Header().Class("bar").Body(
			brand(),
			ui.Nav().Class("site-nav").Aria("label", "Site").Body(
				navLink(current, "/", "Lessons"),
				navLink(current, "/lab/", "Free lab"),
				navLink(current, morsePath, "Morse"),
				navLink(current, commandsPath, "Commands"),
				navLink(current, "/simulated/", "Simulated"),
				navLink(current, "/about/", "About"),
			),
			iconButton("Light or dark", "sun-moon").DataSet("act", "theme"),
		),
		ui.Main().ID("content").TabIndex(-1).Body(content...),
		ui.Footer().Class("site-foot").Text("An independent training lab. Not a product of Entrust; everything here is simulated, and nothing leaves your browser."),
	)
}

func navLink(current, path, label string) ui.UI {
	link := ui.A().Href(href(path)).Text(label)
	if current == path {
		link = link.Aria("current", "page")
	}
	return link
}

// textPage is a page that only wants to be read. In the browser it keeps the document as it was prerendered.
type textPage struct {
	ui.Compo
	path string
	kept ui.UI
}

// OnInit keeps what the document shows already.
func (p *textPage) OnInit() {
	if ui.IsClient {
		p.kept = keptPage()
	}
}

// OnPreRender notes which page is wanted.
func (p *textPage) OnPreRender(ctx ui.Context) { p.path = ctx.Page().URL().Path }

// OnMount tells tests that the page is alive.
func (p *textPage) OnMount(ui.Context) { markReady() }

func (p *textPage) Render() ui.UI {
	if p.kept != nil {
		return p.kept
	}
	return textOf(p.path)
}

// keptPage is the prerendered page as an element.
func keptPage() ui.UI {
	return ui.Raw(ui.Window().Get("document").Get("body").Get("firstElementChild").Get("outerHTML").String())
}

// markReady sets data-ready on the document's root: the page answers from now on.
func markReady() {
	if ui.IsClient {
		root().Call("setAttribute", "data-ready", "true")
	}
}

// root is the document's root element.
func root() ui.Value { return ui.Window().Get("document").Get("documentElement") }
