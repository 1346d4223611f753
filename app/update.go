package app

import ui "github.com/maxence-charriere/go-app/v9/pkg/app"

// A new version of the lab waits until the learner takes it (web/update.js). It is announced everywhere, and offered
// everywhere but in the middle of a lesson.

// updateReady tells whether a new version waits.
func updateReady() bool {
	update := ui.Window().Get("hsmlabUpdate")
	return update.Truthy() && update.Call("ready").Bool()
}

// takeUpdate loads the page anew, in the new version.
func takeUpdate() {
	if update := ui.Window().Get("hsmlabUpdate"); update.Truthy() {
		update.Call("apply")
	}
}

// askUpdate tells of a new version if one has been waiting.
func (d *desk) askUpdate() {
	if updateReady() {
		d.offerUpdate()
	}
}

// offerUpdate tells of a new version. An exam is not disturbed at all.
func (d *desk) offerUpdate() {
	switch {
	case d.exam():
	case d.midway():
		d.say(notice{ID: "update", Text: "A new version of the lab is ready. It waits until this lesson is solved; the list of lessons offers it too.",
			Buttons: []noticeButton{d.dismiss("update")}})
	default:
		d.say(notice{ID: "update", Text: "A new version of the lab is ready. Your work is kept, and replayed by the new version.",
			Buttons: []noticeButton{
				{Label: "Update now", Main: true, Do: func() { d.keepNow(); takeUpdate() }},
				{Label: "Later", Do: func() { d.unsay("update") }},
			}})
	}
}

// midway tells whether something of a lesson was done, and not all.
func (d *desk) midway() bool {
	p := d.progress
	return p != nil && !p.Solved() && standingOf(p).done() > 0
}

// updateBanner offers a new version in the catalogue.
func (c *cataloguePage) updateBanner() ui.UI {
	return ui.Div().Class("banner").ID("banner-update").Role("status").Hidden(!c.update).Body(
		ui.P().Text("A new version of the lab is ready. Your work is kept."),
		ui.Button().Type("button").Class("btn").DataSet("kind", "primary").Text("Update now").
			OnClick(func(ui.Context, ui.Event) { takeUpdate() }),
	)
}
