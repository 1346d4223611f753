package app

import (
	"fmt"
	"slices"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"hsmlab/sim/host"
)

// filesDialog copies files between the learner's computer and the host whose terminal is in front.
type filesDialog struct {
	ui.Compo
	Desk *desk
}

func (f *filesDialog) OnMount(ctx ui.Context) { f.Desk.watch(ctx, onDesk) }

func (f *filesDialog) Render() ui.UI {
	return ui.Div().Body(f.files(), f.replace())
}

func (f *filesDialog) files() ui.UI {
	d := f.Desk
	t := d.transfer
	return ui.Dialog().ID("files").Aria("labelledby", "files-title").Body(
		ui.H2().ID("files-title").Text("Files of "+t.place.Host),
		ui.Div().Class("files-part").Body(
			ui.Label().For("files-put").Text("Copy files of your computer to "+t.place.Dir),
			ui.Input().Type("file").ID("files-put").Multiple(true).DataSet("max", host.MaxFile).Aria("describedby", "files-limit"),
			ui.P().ID("files-limit").Class("small", "muted").Text(fmt.Sprintf("Up to %d MB each. You can also drop them on the terminal. They stay in this browser.", maxMB)),
		),
		ui.Form().Class("files-part").OnSubmit(func(_ ui.Context, e ui.Event) { e.PreventDefault(); d.saveFile() }).Body(
			ui.Label().For("files-path").Text("Save a file of "+t.place.Host+" to your computer"),
			ui.Input().Type("text").ID("files-path").Class("field", "mono").Attr("list", "files-list").AutoComplete(false).
				Attr("spellcheck", "false").Attr("autocapitalize", "off").Aria("describedby", "files-fault").Value(t.path).
				OnInput(func(ctx ui.Context, _ ui.Event) { d.beginPath(ctx.JSSrc().Get("value").String()) }),
			ui.DataList().ID("files-list").Body(ui.Range(t.names).Slice(func(i int) ui.UI { return ui.Option().Value(t.names[i]) })),
			ui.P().ID("files-fault").Class("small", "fault").Role("alert").Text(t.fault),
			ui.Div().Class("dialog-end").Body(
				ui.Button().Type("submit").Class("btn").DataSet("kind", "primary").ID("files-save").Text("Save the file"),
			),
		),
		f.give(),
		ui.Div().Class("dialog-end").Body(
			ui.Button().Type("button").Class("btn").DataSet("act", "close").Text("Close")),
	)
}

// give hands a file of the host to another party, as lab send does.
func (f *filesDialog) give() ui.UI {
	d := f.Desk
	h := d.transfer.handing
	others := slices.DeleteFunc(slices.Clone(d.hosts), func(host string) bool { return host == d.transfer.place.Host })
	return ui.Form().Class("files-part").ID("files-give").OnSubmit(func(_ ui.Context, e ui.Event) { e.PreventDefault(); d.handOver() }).Body(
		ui.Label().For("give-path").Text("Hand a file of "+d.transfer.place.Host+" to another party"),
		ui.Input().Type("text").ID("give-path").Class("field", "mono").Attr("list", "files-list").AutoComplete(false).
			Attr("spellcheck", "false").Attr("autocapitalize", "off").Aria("describedby", "give-fault").Value(h.path).
			OnInput(func(ctx ui.Context, _ ui.Event) {
				d.transfer.handing.path = ctx.JSSrc().Get("value").String()
				d.complete(d.transfer.handing.path)
			}),
		ui.Div().Class("give-to").Body(
			ui.Label().For("give-to").Text("to"),
			ui.Select().ID("give-to").Class("field").OnChange(func(ctx ui.Context, _ ui.Event) {
				d.transfer.handing.to = ctx.JSSrc().Get("value").String()
			}).Body(ui.Range(others).Slice(func(i int) ui.UI {
				return ui.Option().Value(others[i]).Selected(others[i] == h.to).Text(others[i])
			})),
			ui.Label().For("give-target").Text("into"),
			ui.Input().Type("text").ID("give-target").Class("field", "mono").AutoComplete(false).Attr("spellcheck", "false").
				Attr("autocapitalize", "off").Value(h.target).
				OnInput(func(ctx ui.Context, _ ui.Event) { d.transfer.handing.target = ctx.JSSrc().Get("value").String() }),
		),
		ui.P().ID("give-fault").Class("small", "fault").Role("alert").Text(h.fault),
		ui.Div().Class("dialog-end").Body(
			ui.Button().Type("submit").Class("btn").DataSet("kind", "primary").ID("give-send").DataSet("control", "handing over").
				Disabled(len(others) == 0).Text("Hand it over")),
	)
}

// replace asks before a file of the host is overwritten. Escape, too, keeps it.
func (f *filesDialog) replace() ui.UI {
	d := f.Desk
	var first incoming
	if len(d.transfer.incoming) > 0 {
		first = d.transfer.incoming[0]
	}
	return ui.Dialog().ID("replace").Aria("labelledby", "replace-title").
		On("cancel", func(ui.Context, ui.Event) { d.decide(false) }).Body(
		ui.H2().ID("replace-title").Text("Replace "+first.name+"?"),
		ui.P().Text(first.at.Host+" has something of this name in "+first.at.Dir+" already. Undo brings the old file back."),
		ui.Div().Class("dialog-end").Body(
			ui.Button().Type("button").Class("btn").DataSet("act", "close").ID("replace-no").Text("Keep the old one").
				OnClick(func(ui.Context, ui.Event) { d.decide(false) }),
			ui.Button().Type("button").Class("btn").DataSet("kind", "primary").DataSet("act", "close").ID("replace-yes").Text("Replace").
				OnClick(func(ui.Context, ui.Event) { d.decide(true) }),
		),
	)
}

// filesButton opens the dialog for the terminal in front.
func (t *terminalPane) filesButton() ui.UI {
	return ui.Button().Type("button").ID("open-files").Class("btn").DataSet("kind", "quiet").Title("Copy files to and from this host").
		Disabled(t.Desk.stage != alive || t.Desk.travel.open).Body(icon("folder"), ui.Text("Files")).
		OnClick(func(ui.Context, ui.Event) { t.Desk.openFiles() })
}
