package app

import (
	"fmt"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"hsmlab/sim"
	"hsmlab/sim/module"
)

// tenantPane shows an HSM with its VCMs: what runs, what it may, what it takes, and who has it enrolled.
type tenantPane struct {
	ui.Compo
	Desk *desk
}

// OnMount redraws it with the lab.
func (p *tenantPane) OnMount(ctx ui.Context) { p.Desk.watch(ctx, onLab, onDesk) }

func (p *tenantPane) Render() ui.UI {
	d := p.Desk
	m, ok := d.hosting()
	if !ok {
		return ui.Div().ID("tenants").Class("tenants").Body(
			ui.P().Class("muted").Text("No HSM in this lab can hold virtual crypto modules."))
	}
	return ui.Div().ID("tenants").Class("tenants").Body(
		p.modules(m),
		ui.Div().Class("hsm").DataSet("power", yes(m.Power)).Body(
			p.head(m),
			p.gauges(m),
			p.filters(m),
			p.vcms(m),
		),
		p.particulars(m),
		p.parties(),
	)
}

// modules chooses among the HSMs of the lab.
func (p *tenantPane) modules(shown sim.ModuleSnapshot) ui.UI {
	d := p.Desk
	fitted := d.hsms()
	return ui.FieldSet().Class("speeds", "tenant-pick").Hidden(len(fitted) < 2).Body(
		ui.Legend().Class("sr").Text("HSM whose VCMs are shown"),
		ui.Range(fitted).Slice(func(i int) ui.UI {
			esn := fitted[i].ESN
			return ui.Label().Class("speed").Body(
				ui.Input().Type("radio").Name("tenant-module").Value(esn).Checked(esn == shown.ESN).
					OnChange(func(ui.Context, ui.Event) { d.tenants = tenancy{esn: esn, list: d.tenants.list}; d.tell(onDesk) }, esn),
				ui.Text(esn),
			)
		}),
	)
}

func (p *tenantPane) head(m sim.ModuleSnapshot) ui.UI {
	d := p.Desk
	where := "in " + m.Host
	if m.Slot == 0 {
		where = "on the shelf"
	}
	label := "VCMs as list"
	return ui.Div().Class("hsm-head").Body(
		ui.Div().Body(
			ui.H3().Text(m.Product+" "+m.ESN),
			ui.P().Class("small", "muted").Text(where+", "+bootWords(m)+", "+speedWords(m.Features)),
		),
		iconButton(label, "list").ID("tenants-list").Aria("pressed", yes(d.tenants.list)).
			OnClick(func(ui.Context, ui.Event) { d.tenants.list = !d.tenants.list; d.tenants.page = 0; d.tell(onDesk) }),
	)
}

func bootWords(m sim.ModuleSnapshot) string {
	switch {
	case m.Boot == "up" && m.Image == "recovery":
		return "recovery image"
	case m.Boot == "up":
		return "up"
	case m.Boot == "error":
		return "in error state"
	}
	return m.Boot
}

// gauges are the limits and what is in use of them.
func (p *tenantPane) gauges(m sim.ModuleSnapshot) ui.UI {
	l := m.Licence
	return ui.Dl().Class("gauges").Body(
		gauge("active", "Active", fmt.Sprintf("%d of %d licensed", l.Active, l.MaxActive), l.Active > l.MaxActive, places(l.Active, l.MaxActive)),
		gauge("created", "Created", fmt.Sprintf("%d of %d", l.Created, l.MaxCreatable), false,
			bar([]piece{{l.Created, "used"}}, max(l.MaxCreatable, l.Created))),
		gauge("memory", "Memory", amount(m.Sensors.MemUsedKB)+" of "+amount(m.Sensors.MemTotalKB), false, bar(memoryPieces(m), m.Sensors.MemTotalKB)),
		gauge("speed", "Speed shares", shareWords(m), false, bar(sharePieces(m), 100)),
	)
}

func gauge(id, name, value string, over bool, picture ui.UI) ui.UI {
	kind := ""
	if over {
		kind = "over"
		value += ", more than the licence allows"
	}
	return ui.Div().Class("gauge").ID("gauge-"+id).DataSet("kind", kind).Body(
		ui.Dt().Text(name), ui.Dd().Body(ui.Span().Class("gauge-value").Text(value), picture))
}

// piece is a part of a bar.
type piece struct {
	size int
	kind string
}

// barWidth is the length of a bar, in units of the drawing.
const barWidth = 400

// bar draws pieces beside each other against a whole.
func bar(pieces []piece, whole int) ui.UI {
	parts := []ui.UI{svg("rect").DataSet("part", "whole").Attr("width", barWidth).Attr("height", 8)}
	at := 0
	for _, p := range pieces {
		if whole <= 0 || p.size <= 0 {
			continue
		}
		from, to := at*barWidth/whole, min(at+p.size, whole)*barWidth/whole
		at += p.size
		gap := 0
		if to-from > 4 {
			gap = 1
		}
		parts = append(parts, svg("rect").DataSet("part", p.kind).Attr("x", from).Attr("width", max(1, to-from-gap)).Attr("height", 8))
	}
	return svg("svg").Attr("viewBox", "0 0 400 8").Attr("preserveAspectRatio", "none").Aria("hidden", "true").DataSet("bar", "").Body(parts...)
}

// places draws active VCMs in the places of the licence; those beyond it are marked.
func places(active, licensed int) ui.UI {
	n := max(active, licensed, 1)
	if n > 32 {
		return bar([]piece{{min(active, licensed), "used"}, {max(0, active-licensed), "over"}}, n)
	}
	var pieces []piece
	for i := range n {
		kind := "free"
		switch {
		case i < active && i < licensed:
			kind = "used"
		case i < active:
			kind = "over"
		}
		pieces = append(pieces, piece{1, kind})
	}
	return bar(pieces, n)
}

// memoryPieces are the platform and the VCMs that run, in their order.
func memoryPieces(m sim.ModuleSnapshot) []piece {
	pieces := []piece{{0, "platform"}}
	taken := 0
	for _, v := range m.VCMs {
		if v.MemoryKB > 0 && v.State == "active" {
			pieces = append(pieces, piece{v.MemoryKB, "used"})
			taken += v.MemoryKB
		}
	}
	pieces[0].size = max(0, m.Sensors.MemUsedKB-taken)
	return pieces
}

func sharePieces(m sim.ModuleSnapshot) []piece {
	var pieces []piece
	for _, v := range m.VCMs {
		if v.SharePercent > 0 {
			pieces = append(pieces, piece{v.SharePercent, "used"})
		}
	}
	return pieces
}

func shareWords(m sim.ModuleSnapshot) string {
	low, high := 101, 0
	for _, v := range m.VCMs {
		if v.State == "active" {
			low, high = min(low, v.SharePercent), max(high, v.SharePercent)
		}
	}
	switch {
	case high == 0 && low > 100:
		return "no VCM runs"
	case low == high:
		return fmt.Sprintf("%d %% each", low)
	}
	return fmt.Sprintf("%d to %d %% each", low, high)
}

// filters narrow the view down; they count, too.
func (p *tenantPane) filters(m sim.ModuleSnapshot) ui.UI {
	d := p.Desk
	n := census(m.VCMs)
	return ui.Div().Class("vcm-filters").Body(
		ui.Div().Class("vcm-chips").Role("group").Aria("label", "VCMs by state").Body(
			ui.Range(vcmStates).Slice(func(i int) ui.UI {
				s := vcmStates[i]
				return ui.Button().Type("button").Class("vcm-chip").DataSet("only", s.id).Hidden(n[s.id] == 0 && d.tenants.only != s.id).
					Aria("pressed", yes(d.tenants.only == s.id)).
					OnClick(func(ui.Context, ui.Event) { d.limitTo(s.id) }, s.id).
					Body(stateMark(s.id), ui.Span().Text(s.words), ui.B().Text(n[s.id]))
			})),
		ui.Div().Class("vcm-find").Hidden(len(m.VCMs) <= fewVCMs && d.tenants.find == "").Body(
			ui.Label().For("vcm-find").Class("sr").Text("Find VCMs by name, UUID, address or host"),
			ui.Input().Type("search").ID("vcm-find").Class("field").Placeholder("Name, UUID, address, host").AutoComplete(false).
				Attr("spellcheck", "false").Value(d.tenants.find).
				OnInput(func(ctx ui.Context, _ ui.Event) { d.findVCMs(ctx.JSSrc().Get("value").String()) }),
			ui.Span().Class("small", "muted").ID("vcm-count").Role("status").Text(p.found(m)),
		),
	)
}

func (p *tenantPane) found(m sim.ModuleSnapshot) string {
	t := p.Desk.tenants
	if t.find == "" && t.only == "" {
		return fmt.Sprintf("%d VCMs", len(m.VCMs))
	}
	return fmt.Sprintf("%d of %d VCMs", len(t.sought(m.VCMs)), len(m.VCMs))
}

func (d *desk) limitTo(state string) {
	if d.tenants.only == state {
		state = ""
	}
	d.tenants.only, d.tenants.page = state, 0
	d.tell(onDesk)
}

func (d *desk) findVCMs(text string) {
	d.tenants.find, d.tenants.page = text, 0
	d.tell(onDesk)
}

// stateMark is the cell of a state.
func stateMark(state string) ui.UI {
	return svg("svg").Attr("viewBox", "0 0 10 10").Aria("hidden", "true").DataSet("mark", state).Body(
		svg("path").DataSet("state", state).Attr("fill-rule", "evenodd").Attr("d", cellOf(state, 0, 0)))
}

// vcms are the VCMs themselves: as a table, as tiles, or as cells.
func (p *tenantPane) vcms(m sim.ModuleSnapshot) ui.UI {
	d := p.Desk
	switch {
	case len(m.VCMs) == 0:
		return ui.P().Class("vcm-none", "muted", "small").Text(noneWords(m))
	case d.tenants.list:
		return p.table(m)
	case len(m.VCMs) <= fewVCMs:
		return p.tiles(m)
	}
	return p.cells(m)
}

func noneWords(m sim.ModuleSnapshot) string {
	if m.Factory {
		return "No VCM. The HSM is in factory state: nobody is enrolled."
	}
	return fmt.Sprintf("No VCM yet. A tenant asks for one by a request, and the provider makes it; as many as %d fit the memory at work.", module.MaxResident)
}

// parties are the hosts of the lab, and which VCMs each has enrolled.
func (p *tenantPane) parties() ui.UI {
	d := p.Desk
	return ui.Div().Class("parties").Body(
		ui.H3().Text("Enrolled where"),
		ui.Ul().Body(ui.Range(d.hosts).Slice(func(i int) ui.UI { return p.party(d.hosts[i]) })),
	)
}

func (p *tenantPane) party(host string) ui.UI {
	d := p.Desk
	h := d.shown.snapshot.Hosts[host]
	names := map[string]string{}
	for _, m := range d.hsms() {
		for _, v := range m.VCMs {
			if len(v.EnrolledOn) > 0 {
				names[v.UUID] = nameOf(v)
			}
		}
	}
	var links []ui.UI
	for _, a := range h.Enrolled {
		words, kind := "connected, "+a.Mode, "connected"
		switch {
		case !a.Reachable:
			words, kind = "not reachable", "cut"
		case !a.Connected:
			words, kind = "not connected", "cut"
		}
		name := names[a.UUID]
		if name == "" {
			name, words, kind = shortUUID(a.UUID), "no such VCM any more", "cut"
		}
		links = append(links, ui.Span().Class("link").DataSet("kind", kind).Body(ui.B().Text(name), ui.Text(" "+words)))
	}
	if len(links) == 0 {
		links = append(links, ui.Span().Class("muted").Text("nothing enrolled"))
	}
	return ui.Li().DataSet("party", host).Body(ui.Span().Class("party-name").Text(host), ui.Div().Body(links...))
}
