package app

import (
	"encoding/json"
	"fmt"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"
)

// aside is what the store keeps of labs that could not be used: damaged ones, and those of an older simulator.
type aside struct {
	text string // JSON, as it goes into a file; "" when there are none
	n    int
}

// lookAside asks the store what is kept aside.
func (c *cataloguePage) lookAside() {
	js().Get("store").Call("aside").Then(func(v ui.Value) {
		a := aside{text: textIn(v)}
		var all []json.RawMessage
		if json.Unmarshal([]byte(a.text), &all) == nil { // "" is none
			a.n = len(all)
		}
		c.ctx.Dispatch(func(ui.Context) { c.aside = a })
	})
}

// asideBox offers what is kept aside, as a file or to be deleted.
func (c *cataloguePage) asideBox() ui.UI {
	words := "One lab that could not be used, or not whole, is kept aside."
	if c.aside.n != 1 {
		words = fmt.Sprintf("%d labs that could not be used, or not whole, are kept aside.", c.aside.n)
	}
	return ui.Div().ID("aside").Hidden(c.aside.n == 0).Body(
		ui.P().Class("small").Text(words),
		ui.Div().Class("yours-verbs").Body(
			ui.Button().Type("button").Class("btn").ID("aside-save").Body(icon("download"), ui.Text("Save them to a file")).
				OnClick(func(ui.Context, ui.Event) {
					js().Call("download", "hsmlab-aside.json", c.aside.text, "application/json")
				}),
			ui.Button().Type("button").Class("btn").ID("aside-drop").Text("Delete them").
				OnClick(func(ui.Context, ui.Event) { js().Get("store").Call("dropAside").Then(func(ui.Value) { c.lookAside() }) }),
		),
	)
}
