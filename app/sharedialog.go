package app

import (
	"fmt"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"hsmlab/lessons"
	"hsmlab/sim"
)

// shareDialog gives a lab on as a link or a file, opens those of others, and asks before one's own is replaced.
type shareDialog struct {
	ui.Compo
	Desk *desk
}

// OnMount redraws it with the page.
func (s *shareDialog) OnMount(ctx ui.Context) { s.Desk.watch(ctx, onDesk) }

func (s *shareDialog) Render() ui.UI { return ui.Div().Body(s.give(), s.take()) }

func (s *shareDialog) give() ui.UI {
	d := s.Desk
	h := d.sharing
	long := ""
	if h.long > 0 {
		long = fmt.Sprintf("So much was done in this lab that its link would have %d characters, and many programs cut links after %d. Save it to a file instead.", h.long, lessons.MaxShare)
	}
	return ui.Dialog().ID("share").Aria("labelledby", "share-title").Body(
		ui.H2().ID("share-title").Text("Share this lab"),
		ui.P().Text("Who opens the link or the file gets the lab as it is now, with all that was done in it. Nothing is sent anywhere: the lab is in the link itself."),
		ui.P().Class("share-warn").Body(ui.B().Text("Everything that you typed is in it"), ui.Text(", passphrases and names too.")),
		ui.P().ID("share-long").Hidden(long == "").Text(long),
		ui.Div().Class("share-link").Hidden(long != "" || h.fault != "").Body(
			ui.Label().For("share-text").Text("Link"),
			ui.Input().Type("text").ID("share-text").Class("field", "mono").ReadOnly(true).Value(h.link),
			ui.Button().Type("button").Class("btn").DataSet("kind", "primary").ID("share-copy").Disabled(h.link == "").Text("Copy").
				OnClick(func(ui.Context, ui.Event) { s.copy() }),
		),
		ui.P().Class("small").Role("status").Text(h.said),
		ui.Div().Class("files-part").Body(
			ui.Label().For("share-file").Text("Open a lab that somebody saved to a file"),
			ui.Input().Type("file").ID("share-file").Accept(".jsonl").OnChange(func(ctx ui.Context, _ ui.Event) {
				if files := ctx.JSSrc().Get("files"); files.Length() > 0 {
					d.openFile(files.Index(0))
				}
				ctx.JSSrc().Set("value", "")
			}),
			ui.P().ID("share-fault").Class("small", "fault").Role("alert").Text(h.fault),
		),
		ui.Div().Class("dialog-end").Body(
			ui.Button().Type("button").Class("btn").DataSet("act", "close").Text("Close"),
			ui.Button().Type("button").Class("btn").ID("share-save").Text("Save the lab to a file").
				OnClick(func(ui.Context, ui.Event) { d.saveJournal() }),
		),
	)
}

func (s *shareDialog) copy() {
	d := s.Desk
	js().Get("share").Call("copy", "share-text").Then(func(v ui.Value) {
		said := textIn(v)
		d.rig.ctx.Dispatch(func(ui.Context) { d.sharing.said = said; d.tell(onDesk) })
	})
}

// take asks whether somebody's lab may take the place of this one. Escape, too, keeps it.
func (s *shareDialog) take() ui.UI {
	d := s.Desk
	h := d.sharing
	theirs, version := "", ""
	if h.offered != nil {
		theirs = actsWords(lessons.Acts(lessons.Moments(h.offered, 0)))
		if v := h.offered.Header.Version; v != sim.Version {
			version = fmt.Sprintf("It was made with version %.20s of the simulator, and this is %s: it comes back as far as both agree.", v, sim.Version)
		}
	}
	return ui.Dialog().ID("open-link").Aria("labelledby", "open-link-title").
		On("cancel", func(ui.Context, ui.Event) { d.keepOwn() }).Body(
		ui.H2().ID("open-link-title").Text("Open the lab that you were given?"),
		ui.P().Text("It holds "+theirs+". "+version),
		ui.P().ID("open-link-loss").Text("It takes the place of your own lab here, with "+actsWords(h.mine)+
			", which undo cannot bring back. Lessons that you have finished stay finished."),
		ui.Div().Class("dialog-end").Body(
			ui.Button().Type("button").Class("btn").DataSet("act", "close").ID("open-link-no").Text("Keep my lab").
				OnClick(func(ui.Context, ui.Event) { d.keepOwn() }),
			ui.Button().Type("button").Class("btn").Text("Save my lab to a file").
				OnClick(func(ui.Context, ui.Event) { d.saveJournal() }),
			ui.Button().Type("button").Class("btn").DataSet("kind", "primary").DataSet("act", "close").ID("open-link-yes").Text("Replace my lab").
				OnClick(func(ui.Context, ui.Event) { d.adopt() }),
		),
	)
}
