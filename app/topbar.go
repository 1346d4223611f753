package app

import (
	"fmt"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"
)

// speed is virtual time per real time; 0 is a pause.
type speed int

// speeds are what the dial offers, and their words.
var speeds = []struct {
	speed       speed
	text, label string
}{
	{0, "", "Pause: time stands still"},
	{1, "1×", "Real time"},
	{10, "10×", "Ten times as fast"},
	{60, "60×", "Sixty times as fast: a minute a second"},
}

// topBar names the lab and drives its time.
type topBar struct {
	ui.Compo
	Desk *desk
}

func (b *topBar) OnMount(ctx ui.Context) { b.Desk.watch(ctx, onDesk) }

func (b *topBar) Render() ui.UI {
	return ui.Header().Class("bar").Body(
		brand(),
		ui.H1().Class("bar-title").Text(b.Desk.title),
		ui.Div().Class("bar-group", "bar-time").Body(
			&clockFace{Desk: b.Desk},
			b.dial(),
			iconButton("Skip to what happens next", "skip-forward").ID("skip-time").DataSet("control", "time").OnClick(func(ui.Context, ui.Event) { b.Desk.skip() }),
		),
		ui.Div().Class("bar-group").Body(
			iconButton("Undo the last command or action", "undo-2").ID("undo").DataSet("control", "undo").OnClick(func(ui.Context, ui.Event) { b.Desk.undo() }),
			iconButton("Look back in time", "history").ID("look-back").Class("wide-only").Aria("expanded", yes(b.Desk.travel.open)).
				OnClick(func(ui.Context, ui.Event) { b.Desk.turnBack() }),
			iconButton("Bench", "cpu").Class("drawer-button").Aria("expanded", yes(b.Desk.drawer)).
				OnClick(func(ui.Context, ui.Event) { b.Desk.toggleDrawer() }),
			iconButton("Menu", "menu").Attr("popovertarget", "menu"),
		),
	)
}

// dial is a radio group, drawn as one control.
func (b *topBar) dial() ui.UI {
	return ui.FieldSet().Class("speeds").Body(
		ui.Legend().Class("sr").Text("Speed of the lab's time"),
		ui.Range(speeds).Slice(func(i int) ui.UI {
			s := speeds[i]
			face := ui.UI(ui.Span().Aria("hidden", "true").Text(s.text))
			if s.speed == 0 {
				face = icon("pause")
			}
			return ui.Label().Class("speed").Title(s.label).Body(
				ui.Input().Type("radio").Name("speed").Value(fmt.Sprint(int(s.speed))).Checked(b.Desk.speed == s.speed).
					Aria("label", s.label).OnChange(func(ui.Context, ui.Event) { b.Desk.setSpeed(s.speed) }, int(s.speed)+1),
				face,
			)
		}),
	)
}

// clockFace is the lab's true time.
type clockFace struct {
	ui.Compo
	Desk *desk
}

func (c *clockFace) OnMount(ctx ui.Context) { c.Desk.watch(ctx, onTime, onLab) }

func (c *clockFace) Render() ui.UI {
	at, date := "", "" // the places are kept by the style sheet
	if s := c.Desk.shown; s.snapshot != nil {
		if now, ok := s.clock(s.snapshot.Now); ok {
			at, date = now.Format("15:04:05"), now.Format("2006-01-02")
		}
	}
	return ui.Div().Class("clock").Title("Time in the lab (UTC)").Body(
		ui.Span().Class("clock-date").Text(date),
		ui.Time().Class("clock-time").ID("lab-time").Text(at),
	)
}

// menu holds what is wanted now and then.
type menu struct {
	ui.Compo
	Desk *desk
}

func (m *menu) OnMount(ctx ui.Context) { m.Desk.watch(ctx, onDesk) }

func (m *menu) Render() ui.UI {
	d := m.Desk
	terminal := "Plain-text terminal"
	if d.plain {
		terminal = "Full terminal"
	}
	return ui.Nav().ID("menu").Class("popover", "menu").Attr("popover", "auto").Aria("label", "Menu").Body(
		menuAct("Light or dark", "sun-moon", "theme"),
		ui.Button().Type("button").ID("terminal-kind").DataSet("act", "none").Body(icon("text-cursor-input"), ui.Text(terminal)).
			OnClick(func(ui.Context, ui.Event) { d.setPlain(!d.plain) }),
		ui.If(d.lab != FreeLab, menuAct("Show or hide the lesson", "panel-left", "hide:lesson")),
		menuAct("Show or hide the bench", "panel-right", "hide:bench").Class("menu-bench"),
		menuButton("Look back in time", "history", "menu-look-back", d.lookBack),
		menuAct("Keys", "keyboard", "open:shortcuts"),
		ui.Hr(),
		ui.If(!portable(), ui.A().ID("menu-second").Href(href(secondPath)+"?lab="+d.lab).Target("_blank").Body(icon("hand"), ui.Text("Second window: hands, faults"))),
		menuButton("Share this lab", "share", "menu-share", d.openShare),
		menuButton("Save the terminal’s recording", "film", "save-cast", d.saveCast),
		menuButton("Save the journal to a file", "download", "save-journal", d.saveJournal),
		menuButton("Report a wrong answer", "flag", "report-wrong", func() { d.openReport() }),
		menuAct("Start over", "rotate-ccw", "open:start-over"),
		ui.If(d.lab == FreeLab, menuButton("Begin with another situation", "layers", "pick-scenario", d.openScenarios)),
		ui.If(!portable(),
			ui.Hr(),
			menuLink("All lessons", "book-open", "/"),
			menuLink("Commands", "square-terminal", commandsPath),
			menuLink("What is simulated", "circle-help", "/simulated/"),
		),
	)
}

// startOver asks before a lab is thrown away.
func (d *desk) startOverDialog() ui.UI {
	words := "The lab goes back to its beginning. Its journal, and with it undo, is gone; lessons that you have finished stay finished."
	if d.sitting != nil {
		words = "The attempt ends here, and nothing of it can be saved any more: save its transcript first if you need it. " +
			"The form for a new one comes next."
	}
	return ui.Dialog().ID("start-over").Aria("labelledby", "start-over-title").Body(
		ui.H2().ID("start-over-title").Text("Start over?"),
		ui.P().Text(words),
		ui.Div().Class("dialog-end").Body(
			ui.Button().Type("button").Class("btn").DataSet("act", "close").Text("Keep the lab"),
			ui.Button().Type("button").Class("btn").DataSet("kind", "primary").ID("start-over-yes").Text("Start over").
				OnClick(func(ui.Context, ui.Event) { d.startOver() }),
		),
	)
}

func menuAct(label, iconName, act string) ui.HTMLButton {
	return ui.Button().Type("button").DataSet("act", act).Body(icon(iconName), ui.Text(label))
}

func menuButton(label, iconName, id string, do func()) ui.UI {
	return ui.Button().Type("button").ID(id).DataSet("act", "none").Body(icon(iconName), ui.Text(label)).
		OnClick(func(ui.Context, ui.Event) { do() }, id)
}

func menuLink(label, iconName, path string) ui.UI {
	return ui.A().Href(href(path)).Body(icon(iconName), ui.Text(label))
}
