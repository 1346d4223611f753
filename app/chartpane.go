package app

import (
	"time"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"hsmlab/sim"
)

// redrawEvery is how often the charts are drawn at most, in milliseconds.
const redrawEvery = 500

// chartPane shows what a module measures over time. Its plots are drawn by uPlot (web/lazy/charts.js), which the
// browser loads when the pane is opened for the first time.
type chartPane struct {
	ui.Compo
	Desk *desk
}

// OnMount loads the drawing code and draws what there is.
func (p *chartPane) OnMount(ctx ui.Context) {
	p.Desk.watch(ctx, onChart, onDesk)
	if !ui.IsClient {
		return
	}
	box := ctx.JSSrc()
	js().Call("lazy", "charts").Then(func(v ui.Value) {
		ctx.Dispatch(func(ui.Context) {
			if ctx.Err() == nil && v.Truthy() {
				p.Desk.plots = js().Get("charts").Call("open", box)
				p.Desk.drawCharts()
			}
		})
	})
}

// OnDismount gives the plots back.
func (p *chartPane) OnDismount() {
	if plots := p.Desk.plots; plots != nil {
		p.Desk.plots = nil
		plots.Call("close")
	}
}

func (p *chartPane) Render() ui.UI {
	d := p.Desk
	m, r := d.measured()
	if r == nil {
		return ui.Div().ID("charts").Class("charts").Body(
			ui.P().Class("muted").Text("Nothing on the bench keeps a record of measurements. An nShield 5s does."))
	}
	list := charts(m, r.rails)
	return ui.Div().ID("charts").Class("charts").Body(
		p.spanPicker(),
		ui.Div().Class("chart-grid").Body(
			ui.Range(list).Slice(func(i int) ui.UI { return figure(list[i], r) })),
		ui.P().Class("chart-note", "small", "muted").Text("Left: value; below: time in the lab (UTC). Limits of "+
			"temperatures and supply voltages are simulated; those of the battery are the guide’s."),
		chartTable(list, r, d.span),
	)
}

// spanPicker chooses how much time is shown.
func (p *chartPane) spanPicker() ui.UI {
	d := p.Desk
	return ui.FieldSet().Class("speeds", "span-pick").Body(
		ui.Legend().Class("sr").Text("Time that the charts show"),
		ui.Range(spans[:]).Slice(func(i int) ui.UI {
			return ui.Label().Class("speed").Body(
				ui.Input().Type("radio").Name("chart-span").Value(spans[i].label).Checked(d.span == i).
					OnChange(func(ui.Context, ui.Event) { d.span = i; d.tell(onDesk); d.drawCharts() }, i+1),
				ui.Text(spans[i].label),
			)
		}),
	)
}

// figure is one small multiple. What it says is text; the plot is decoration.
func figure(c chart, r *record) ui.UI {
	value, words, kind := c.reading(r.now, r.rails)
	return ui.Figure().Class("chart").ID("chart-"+c.id).DataSet("kind", kind).Body(
		ui.FigCaption().Body(
			ui.Span().Class("chart-title").Text(c.title),
			ui.Span().Class("chart-value").Text(value),
			ui.Span().Class("chart-words").Hidden(words == "").Text(words),
		),
		ui.Div().Class("chart-plot").DataSet("chart", c.id).Aria("hidden", "true"),
	)
}

// chartTable has every value in words and numbers.
func chartTable(list []chart, r *record, span int) ui.UI {
	rows := tableOf(list, r, span)
	var heads []ui.UI
	for _, head := range []string{"Value", "Now", "Lowest", "Highest", "Limits", "State"} {
		heads = append(heads, ui.Th().Scope("col").Text(head))
	}
	return ui.Details().Class("chart-table").Body(
		ui.Summary().Text("All values as a table"),
		ui.Div().Class("table-scroll").TabIndex(0).Role("region").Aria("label", "Measured values").Body(
			ui.Table().Class("bench-table").Body(
				ui.Caption().Text("Now, and the extremes of the time shown"),
				ui.THead().Body(ui.Tr().Body(heads...)),
				ui.TBody().Body(ui.Range(rows).Slice(func(i int) ui.UI { return chartRow(rows[i]) })),
			)),
	)
}

func chartRow(cells []string) ui.UI {
	row := []ui.UI{ui.Th().Scope("row").Text(cells[0])}
	for _, cell := range cells[1:] {
		row = append(row, ui.Td().Text(cell))
	}
	return ui.Tr().Body(row...)
}

// measured is the module on the bench and what is known of its past; nil when there is none.
func (d *desk) measured() (sim.ModuleSnapshot, *record) {
	m, ok := d.shown.module()
	if !ok {
		return m, nil
	}
	return m, d.past.modules[m.ESN]
}

// remember takes a measurement up and redraws the charts, if they are open, at most every redrawEvery.
func (d *desk) remember(ctx ui.Context, now time.Duration, list []sim.Measured) {
	if list == nil {
		return
	}
	d.past.add(now, list)
	if d.bench != benchCharts || d.drawing {
		return
	}
	d.drawing = true
	wait := max(0, redrawEvery-(nowMS()-d.drawnAt))
	ctx.After(time.Duration(wait)*time.Millisecond, func(ui.Context) {
		d.drawing, d.drawnAt = false, nowMS()
		d.tell(onChart)
		d.drawCharts()
	})
}

// drawCharts draws the plots as things stand.
func (d *desk) drawCharts() {
	m, r := d.measured()
	if d.plots == nil || r == nil {
		return
	}
	now, err := time.Parse(time.RFC3339, d.shown.snapshot.Now)
	if err != nil {
		panic("BUG: the snapshot's time: " + err.Error())
	}
	begin := now.Add(-microseconds(d.shown.snapshot.Elapsed))
	d.plots.Call("draw", draw(charts(m, r.rails), r, d.span, begin, d.past.last).encode())
}
