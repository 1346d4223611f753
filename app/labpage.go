package app

import ui "github.com/maxence-charriere/go-app/v9/pkg/app"

// labPage is a lab with a lesson beside it, or the free lab.
type labPage struct {
	ui.Compo

	desk   *desk
	lesson ui.UI // the lesson's text as prerendered, until its data have come
}

// OnInit sets the desk up as it was prerendered.
func (p *labPage) OnInit() {
	if ui.IsClient {
		p.desk, p.lesson = deskFromPage()
	}
}

// OnPreRender fills the page with its lesson.
func (p *labPage) OnPreRender(ctx ui.Context) {
	p.desk = deskForPage(ctx.Page().URL().Path)
}

// OnMount brings the desk to life.
func (p *labPage) OnMount(ctx ui.Context) {
	p.desk.watch(ctx, onDesk)
	p.desk.start(ctx)
}

// OnDismount stops the lab; its journal is kept.
func (p *labPage) OnDismount() { p.desk.stop() }

func (p *labPage) Render() ui.UI {
	d := p.desk
	if d == nil {
		d = newDesk(FreeLab)
	}
	lesson := "none"
	if d.lab != FreeLab {
		lesson = d.lab
	}
	drawer := "closed"
	if d.drawer {
		drawer = "open"
	}
	panes := []ui.UI{}
	if d.lab != FreeLab {
		panes = append(panes, &lessonPane{Desk: d, Static: p.lesson}, split("lesson", "Width of the lesson"))
	}
	panes = append(panes, &terminalPane{Desk: d}, split("bench", "Width of the bench"), &benchPane{Desk: d})
	return ui.Div().ID("app").Class("lab").DataSet("lab", d.lab).DataSet("lesson", lesson).
		DataSet("view", d.view).DataSet("drawer", drawer).DataSet("past", yes(d.travel.open)).DataSet("bench", benchNames[d.bench]).Body(
		skipTo("Skip to the terminal", "focus:terminal"),
		skipTo("Skip to the bench", `focus:[data-pane="bench"]`),
		&topBar{Desk: d},
		&bannerBox{Desk: d},
		&travelBar{Desk: d},
		ui.Main().Class("panes").Body(panes...),
		&viewTabs{Desk: d},
		&menu{Desk: d},
		shortcuts(),
		d.startOverDialog(),
		&goOnDialog{Desk: d},
		ui.If(d.sitting != nil, handInDialog(d)),
		&shareDialog{Desk: d},
		&reportDialog{Desk: d},
		&filesDialog{Desk: d},
		ui.If(d.lab == FreeLab, &scenarioDialog{Desk: d}),
	)
}

func skipTo(label, act string) ui.UI {
	return ui.Button().Type("button").Class("skip").DataSet("act", act).Text(label)
}

func split(pane, label string) ui.UI {
	return ui.Div().Class("split", "split-"+pane).DataSet("split", pane).Role("separator").TabIndex(0).
		Aria("orientation", "vertical").Aria("label", label).
		Aria("valuenow", 320).Aria("valuemin", 240).Aria("valuemax", 800)
}

// viewTabs choose the pane on a phone.
type viewTabs struct {
	ui.Compo
	Desk *desk
}

func (v *viewTabs) OnMount(ctx ui.Context) { v.Desk.watch(ctx, onDesk) }

func (v *viewTabs) Render() ui.UI {
	names := []string{"lesson", "terminal", "bench"}
	icons := map[string]string{"lesson": "book-open", "terminal": "square-terminal", "bench": "cpu"}
	words := map[string]string{"lesson": "Lesson", "terminal": "Terminal", "bench": "Bench"}
	if v.Desk.lab == FreeLab {
		names = names[1:]
	}
	return ui.Nav().Class("views").Aria("label", "Panes").Body(
		ui.Range(names).Slice(func(i int) ui.UI {
			name := names[i]
			return ui.Button().Type("button").Class("view").DataSet("view", name).
				Aria("pressed", yes(v.Desk.view == name)).
				OnClick(v.show(name), name).
				Body(icon(icons[name]), ui.Span().Text(words[name]), v.badge(name))
		}),
	)
}

func (v *viewTabs) badge(name string) ui.UI {
	return ui.Span().Class("dot").Hidden(!v.Desk.fresh[name] || v.Desk.view == name).Body(ui.Span().Class("sr").Text("changed"))
}

func (v *viewTabs) show(name string) ui.EventHandler {
	return func(ui.Context, ui.Event) {
		v.Desk.view = name
		delete(v.Desk.fresh, name)
		v.Desk.tell(onDesk)
	}
}
