package app

import (
	"fmt"
	"slices"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"
)

// notice is a banner: one sentence and at most two buttons.
type notice struct {
	ID      string // one banner per id
	Kind    string // "", "warn" or "danger"
	Text    string
	Buttons []noticeButton
}

type noticeButton struct {
	Label string
	Main  bool
	Do    func()
}

// say puts a banner up, in place of one with the same id.
func (d *desk) say(n notice) {
	d.unsay(n.ID)
	d.notes = append(d.notes, n)
	d.tell(onDesk)
}

// unsay takes a banner down.
func (d *desk) unsay(id string) {
	d.notes = slices.DeleteFunc(d.notes, func(n notice) bool { return n.ID == id })
	d.tell(onDesk)
}

// dismiss is the button of a banner that only informs.
func (d *desk) dismiss(id string) noticeButton {
	return noticeButton{Label: "Close", Do: func() { d.unsay(id) }}
}

// bannerBox shows the banners.
type bannerBox struct {
	ui.Compo
	Desk *desk
}

func (b *bannerBox) OnMount(ctx ui.Context) { b.Desk.watch(ctx, onDesk) }

func (b *bannerBox) Render() ui.UI {
	d := b.Desk
	return ui.Div().Class("banners").Role("status").Body(
		ui.Div().Class("banner").ID("replaying").Hidden(d.stage != loading).Body(
			ui.P().Text(fmt.Sprintf("Bringing the lab back as it was: %d %%", d.replay)),
			ui.Progress().Max(100).Value(d.replay).Aria("label", "Replay of the journal"),
		),
		ui.Range(d.notes).Slice(func(i int) ui.UI { return bannerOf(d.notes[i]) }),
	)
}

func bannerOf(n notice) ui.UI {
	return ui.Div().Class("banner").ID("banner-"+n.ID).DataSet("kind", n.Kind).Body(
		ui.P().Text(n.Text),
		ui.Range(n.Buttons).Slice(func(i int) ui.UI {
			b := n.Buttons[i]
			kind := ""
			if b.Main {
				kind = "primary"
			}
			return ui.Button().Type("button").Class("btn").DataSet("kind", kind).Text(b.Label).
				OnClick(func(ui.Context, ui.Event) { b.Do() }, n.ID, b.Label, n.Text)
		}),
	)
}
