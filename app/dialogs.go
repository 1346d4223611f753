package app

import ui "github.com/maxence-charriere/go-app/v9/pkg/app"

// keyTable is what the page does with keys.
var keyTable = []struct{ keys, does string }{
	{"F6", "go to the next pane; with Shift, to the one before"},
	{"Ctrl Shift 1 … 9", "go to a terminal"},
	{"Esc Esc", "leave the terminal for its tab"},
	{"Tab", "in a terminal: complete what is being typed"},
	{"Ctrl C", "in a terminal: interrupt"},
	{"Ctrl Shift C, Ctrl Shift V", "in a terminal: copy and paste"},
	{"Space or Enter, held", "on the recovery mode button: hold it down"},
	{"?", "this list, when no terminal has the focus"},
}

func shortcuts() ui.UI {
	return ui.Dialog().ID("shortcuts").Aria("labelledby", "shortcuts-title").Body(
		ui.H2().ID("shortcuts-title").Text("Keys"),
		ui.Table().Class("table").Body(ui.TBody().Body(
			ui.Range(keyTable).Slice(func(i int) ui.UI {
				return ui.Tr().Body(ui.Th().Scope("row").Body(ui.Kbd().Text(keyTable[i].keys)), ui.Td().Text(keyTable[i].does))
			}),
		)),
		ui.Div().Class("dialog-end").Body(
			ui.Button().Type("button").Class("btn").DataSet("act", "close").DataSet("kind", "primary").Text("Close")),
	)
}

// reportDialog makes a file about an answer that the learner thinks wrong.
type reportDialog struct {
	ui.Compo
	Desk *desk

	words string
}

func (r *reportDialog) OnMount(ctx ui.Context) { r.Desk.watch(ctx, onDesk) }

func (r *reportDialog) Render() ui.UI {
	return ui.Dialog().ID("report").Aria("labelledby", "report-title").Body(
		ui.H2().ID("report-title").Text("Report a wrong answer"),
		ui.P().Class("prose").Text("The lab writes one file: the journal, why the last command answered as it did, and the versions. "+
			"Everything that you typed is in it, passphrases too. Nothing is sent; attach the file to your report."),
		ui.P().Body(ui.Label().For("report-words").Text("What did you expect?")),
		ui.Textarea().ID("report-words").Class("report-words").Rows(4).OnInput(r.ValueTo(&r.words)),
		ui.Div().Class("dialog-end").Body(
			ui.Button().Type("button").Class("btn").DataSet("act", "close").Text("Cancel"),
			ui.Button().Type("button").Class("btn").DataSet("kind", "primary").ID("report-save").DataSet("act", "close").Text("Save the file").
				OnClick(func(ui.Context, ui.Event) { r.Desk.saveReport(r.words) }),
		),
	)
}
