// Command bare is the smallest go-app client that can be clicked: make bench measures the lab against it. Run natively, it
// writes the web site that go-app makes for it to the folder it is given.
package main

import "github.com/maxence-charriere/go-app/v9/pkg/app"

type page struct {
	app.Compo
	clicks int
}

func (p *page) Render() app.UI {
	return app.Main().Body(app.H1().Text("Bare"), app.Button().Text(p.clicks).OnClick(p.click))
}

func (p *page) click(app.Context, app.Event) { p.clicks++ }
