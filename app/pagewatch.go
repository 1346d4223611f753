package app

import (
	"time"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"
)

func microseconds(us int64) time.Duration { return time.Duration(us) * time.Microsecond }

// watchPage keeps time when the page is left, and listens for new versions of it.
func (d *desk) watchPage(ctx ui.Context) {
	on := func(event string, f func()) {
		d.release = append(d.release, ui.Window().AddEventListener(event, func(ui.Context, ui.Event) { f() }))
	}
	on("pagehide", d.keepNow)
	on("hsmlab-hidden", d.keepNow)
	on("hashchange", d.openLink)
	on("hsmlab-lms", d.hearLMS)
	on("hsmlab-update-ready", d.offerUpdate)
	on("hsmlab-update-taken", func() {
		d.say(notice{ID: "update", Text: "Another tab has taken a new version of the lab; this one goes on with the old one until you reload it.",
			Buttons: []noticeButton{
				{Label: "Reload", Main: true, Do: func() { d.keepNow(); reload() }},
				d.dismiss("update"),
			}})
	})
	d.askUpdate()
	if ui.Window().URL().Query().Get("test") != "" {
		d.offerPanic()
	}
}

// keepNow keeps the time that has passed, and what stands on the screens.
func (d *desk) keepNow() {
	r := d.rig
	if r == nil || d.stage != alive {
		return
	}
	d.keepScreens(r.keeper)
	r.do(func() { r.keeper.hurry = true }) // the look that follows keeps it
}

// offerPanic lets a test see what a fault of ours looks like.
func (d *desk) offerPanic() {
	trip := ui.FuncOf(func(ui.Value, []ui.Value) any {
		go func() { panic("BUG: tripped by a test") }()
		return nil
	})
	hooks := ui.Window().Get("Object").New()
	hooks.Set("panic", trip)
	ui.Window().Set("hsmlabTest", hooks)
}
