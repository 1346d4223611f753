//go:build js

package app

import (
	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"hsmlab/lessons"
)

// The browser has no lesson and no text of the pages around the lab linked in: it keeps what was prerendered and
// fetches the rest.

func catalogOf() *lessons.Catalog { return nil }

func textOf(path string) ui.UI { return frame(path) }

func deskForPage(string) *desk { return newDesk(FreeLab) }

// deskFromPage sets a desk up from the document that it takes over. The second value is the lesson's text.
func deskFromPage() (*desk, ui.UI) {
	id := lessonOf(ui.Window().URL().Path)
	if id == "" {
		return newDesk(FreeLab), nil
	}
	d := newDesk(id)
	d.view = "lesson"
	document := ui.Window().Get("document")
	if title := document.Call("querySelector", ".bar-title"); title.Truthy() {
		d.title = title.Get("textContent").String()
	}
	var hosts []string
	tabs := document.Call("querySelectorAll", "[data-term-tab]")
	for i := range tabs.Length() {
		hosts = append(hosts, tabs.Index(i).Get("dataset").Get("termTab").String())
	}
	if len(hosts) > 0 {
		d.sitAt(hosts)
	}
	d.picks = document.Call("querySelector", ".module-pick").Truthy()
	d.rack = document.Call("querySelector", "#rack-soon").Truthy()
	if rear := document.Call("querySelector", `.rear[data-product="solo"]`); rear.Truthy() {
		card := rear.Get("dataset")
		d.cold = coldCard{stringIn(card, "card"), stringIn(card, "switch")}
	}
	if text := ui.Window().GetElementByID("lesson-text"); text.Truthy() {
		return d, ui.Raw(text.Get("outerHTML").String())
	}
	return d, nil
}
