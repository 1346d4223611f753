package app

import (
	"fmt"
	"strconv"
	"strings"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"hsmlab/sim"
)

// fewVCMs is how many VCMs are drawn as tiles with everything on them; more are drawn as cells.
const fewVCMs = 16

// grid is many VCMs as cells. Cells of one state are one path, so that a thousand VCMs are a handful of elements and a
// change redraws in a moment.
type grid struct {
	columns, rows int
	paths         map[string]string // by state; "faint" are those that are not sought
	ring          string            // around the chosen one
}

// cellSize is the side of a cell with its gap, in units of the drawing.
const cellSize = 10

// columnsFor keeps the cells of a hundred VCMs as easy to hit as there is room for.
func columnsFor(n int) int {
	switch {
	case n <= 64:
		return 10
	case n <= 256:
		return 20
	}
	return 40
}

// drawGrid draws the VCMs in their order, from left to right and from top to bottom.
func drawGrid(list []sim.VCMSnapshot, t tenancy) grid {
	g := grid{columns: columnsFor(len(list)), paths: map[string]string{}}
	g.rows = (len(list) + g.columns - 1) / g.columns
	paths := map[string]*strings.Builder{}
	for i, v := range list {
		state := stateOf(v)
		if !t.fits(v) {
			state = "faint"
		}
		b := paths[state]
		if b == nil {
			b = &strings.Builder{}
			paths[state] = b
		}
		x, y := g.at(i)
		b.WriteString(cellOf(state, x, y))
		if v.UUID == t.chosen {
			g.ring = fmt.Sprintf("M%d %dh10v10h-10z", x, y)
		}
	}
	for state, b := range paths {
		g.paths[state] = b.String()
	}
	return g
}

func (g grid) at(place int) (x, y int) {
	return place % g.columns * cellSize, place / g.columns * cellSize
}

// cellShapes tell the states apart where colours do not: full, hollow, half, barred, crossed, a slot.
var cellShapes = map[string]string{
	"operational":   "h7v7h-7z",
	"uninitialized": "h7v7h-7zm1.800 1.800v3.400h3.400v-3.400z",
	"setup":         "h7l-7 7z",
	"maintenance":   "h7v2.600h-7zm0 4.400h7v2.600h-7z",
	"error":         "l3.500 2.500l3.500-2.500l-2.500 3.500l2.500 3.500l-3.500-2.500l-3.500 2.500l2.500-3.500z",
	"disk":          "h7v7h-7zm1.200 2.600v1.800h4.600v-1.800z",
	"inactive":      "h7v7h-7zm1 1v5h5v-5z",
	"faint":         "m2.500 2.500h2v2h-2z",
}

func cellOf(state string, x, y int) string {
	return "M" + strconv.Itoa(x+1) + ".500 " + strconv.Itoa(y+1) + ".500" + cellShapes[state]
}

// step is where a key leads from a place, among so many cells; false when the key leads nowhere.
func (g grid) step(key string, from, count int) (int, bool) {
	steps := map[string]int{"ArrowRight": 1, "ArrowLeft": -1, "ArrowDown": g.columns, "ArrowUp": -g.columns,
		"PageDown": 5 * g.columns, "PageUp": -5 * g.columns, "Home": -count, "End": count}
	by, ok := steps[key]
	if !ok || count == 0 {
		return from, false
	}
	return min(max(from+by, 0), count-1), true
}

// cells shows the grid: one list box with one option, the chosen VCM, which is read out as it changes.
func (p *tenantPane) cells(m sim.ModuleSnapshot) ui.UI {
	d := p.Desk
	g := drawGrid(m.VCMs, d.tenants)
	at, chosen := d.chosenVCM(m)
	option := ui.UI(ui.Div().Role("option").ID("vcm-option").Class("sr").Aria("selected", "false").Text("none chosen"))
	if chosen {
		v := m.VCMs[at]
		option = ui.Div().Role("option").ID("vcm-option").Class("sr").Aria("selected", "true").
			Aria("setsize", len(m.VCMs)).Aria("posinset", at+1).Text(nameOf(v) + ", " + stateWords(v))
	}
	var parts []ui.UI
	for _, s := range append(vcmStates[:len(vcmStates):len(vcmStates)], vcmState{"faint", ""}) {
		parts = append(parts, svg("path").DataSet("state", s.id).Attr("d", g.paths[s.id]).Attr("fill-rule", "evenodd"))
	}
	parts = append(parts, svg("path").DataSet("part", "ring").Attr("d", g.ring))
	return ui.Div().Class("cells").ID("vcm-cells").Role("listbox").TabIndex(0).Aria("label", "VCMs of "+m.ESN+"; arrow keys choose one").
		Aria("activedescendant", "vcm-option").
		OnKeyDown(func(_ ui.Context, e ui.Event) { d.walkCells(e) }).
		OnClick(func(_ ui.Context, e ui.Event) { d.hitCell(e) }).
		Body(
			svg("svg").Attr("viewBox", fmt.Sprintf("0 0 %d %d", g.columns*cellSize, max(1, g.rows)*cellSize)).Aria("hidden", "true").
				DataSet("cells", len(m.VCMs)).Body(parts...),
			option,
		)
}

// walkCells moves the choice by keys.
func (d *desk) walkCells(e ui.Event) {
	m, ok := d.hosting()
	if !ok {
		return
	}
	at, chosen := d.chosenVCM(m)
	to, moves := drawGrid(m.VCMs, d.tenants).step(e.Get("key").String(), at, len(m.VCMs))
	if !moves {
		return
	}
	e.PreventDefault()
	if !chosen {
		to = 0
	}
	d.chooseVCM(m.VCMs[to].UUID)
}

// hitCell chooses the VCM under the mouse.
func (d *desk) hitCell(e ui.Event) {
	m, ok := d.hosting()
	if !ok || len(m.VCMs) == 0 {
		return
	}
	box := e.Get("currentTarget").Call("querySelector", "svg").Call("getBoundingClientRect")
	columns := columnsFor(len(m.VCMs))
	size := box.Get("width").Float() / float64(columns)
	x := int((e.Get("clientX").Float() - box.Get("left").Float()) / size)
	y := int((e.Get("clientY").Float() - box.Get("top").Float()) / size)
	if at := y*columns + x; x >= 0 && x < columns && y >= 0 && at < len(m.VCMs) {
		d.chooseVCM(m.VCMs[at].UUID)
	}
}

// chooseVCM shows the particulars of a VCM, or hides them when they are shown.
func (d *desk) chooseVCM(uuid string) {
	d.tenants.chosen = uuid
	d.tell(onDesk)
}
