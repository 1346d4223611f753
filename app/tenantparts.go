package app

import (
	"fmt"
	"strings"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"hsmlab/sim"
)

// tiles shows few VCMs with everything that one looks for on them.
func (p *tenantPane) tiles(m sim.ModuleSnapshot) ui.UI {
	return ui.Ul().Class("tiles").ID("vcm-tiles").Body(
		ui.Range(m.VCMs).Slice(func(i int) ui.UI { return p.tile(m.VCMs[i]) }))
}

func (p *tenantPane) tile(v sim.VCMSnapshot) ui.UI {
	d := p.Desk
	state := stateOf(v)
	share := "not running"
	if v.State == "active" {
		share = fmt.Sprintf("%d %% of the speed", v.SharePercent)
	}
	return ui.Li().Body(ui.Button().Type("button").Class("tile").DataSet("vcm", v.UUID).DataSet("state", state).
		DataSet("sought", yes(d.tenants.fits(v))).Aria("pressed", yes(v.UUID == d.tenants.chosen)).
		OnClick(func(ui.Context, ui.Event) { d.turnVCM(v.UUID) }, v.UUID).
		Body(
			ui.Span().Class("tile-name").Body(stateMark(state), ui.B().Text(nameOf(v))),
			ui.Span().Class("tile-state").Text(stateWords(v)),
			meter("Disk", v.DiskKB, v.DiskQuotaKB, amount(v.DiskKB)),
			meter("Memory", v.MemoryKB, m500, amount(v.MemoryKB)),
			ui.Span().Class("tile-line").Text(share),
			ui.Span().Class("tile-line", "tile-host").Text(enrolledWords(v)),
		))
}

// m500 is where the meter of a VCM's memory ends, in kilobytes: more is drawn as full.
const m500 = 500 << 10

// turnVCM shows a VCM's particulars, or hides them again.
func (d *desk) turnVCM(uuid string) {
	if d.tenants.chosen == uuid {
		uuid = ""
	}
	d.chooseVCM(uuid)
}

// meter is one value against its limit, small.
func meter(name string, value, limit int, words string) ui.UI {
	kind := "used"
	if limit > 0 && value*10 >= limit*9 {
		kind = "over"
	}
	return ui.Span().Class("meter").Body(ui.Span().Class("meter-name").Text(name), bar([]piece{{value, kind}}, limit), ui.Span().Class("meter-value").Text(words))
}

func enrolledWords(v sim.VCMSnapshot) string {
	switch {
	case len(v.EnrolledOn) == 0:
		return "enrolled nowhere in the lab"
	case len(v.ConnectedTo) > 0:
		return "↔ " + strings.Join(v.EnrolledOn, ", ")
	}
	return "enrolled on " + strings.Join(v.EnrolledOn, ", ") + ", not connected"
}

// tableRows is how many VCMs a page of the table has.
const tableRows = 25

// table has the VCMs in words and numbers, a page at a time.
func (p *tenantPane) table(m sim.ModuleSnapshot) ui.UI {
	d := p.Desk
	sought := d.tenants.sought(m.VCMs)
	pages := max(1, (len(sought)+tableRows-1)/tableRows)
	page := min(d.tenants.page, pages-1)
	rows := sought[min(page*tableRows, len(sought)):min((page+1)*tableRows, len(sought))]
	var heads []ui.UI
	for _, head := range []string{"VCM", "State", "Disk", "Memory", "Share", "Enrolled on", "Address"} {
		heads = append(heads, ui.Th().Scope("col").Text(head))
	}
	return ui.Div().Class("vcm-list").Body(
		ui.Div().Class("table-scroll").TabIndex(0).Role("region").Aria("label", "VCMs as a table").Body(
			ui.Table().Class("bench-table").ID("vcm-table").Body(
				ui.Caption().Text(fmt.Sprintf("VCMs of %s, page %d of %d", m.ESN, page+1, pages)),
				ui.THead().Body(ui.Tr().Body(heads...)),
				ui.TBody().Body(ui.Range(rows).Slice(func(i int) ui.UI { return p.row(m.VCMs[rows[i]]) })),
			)),
		ui.Div().Class("pager").Hidden(pages < 2).Body(
			ui.Button().Type("button").Class("btn").ID("vcm-before").Text("Before").Disabled(page == 0).
				OnClick(func(ui.Context, ui.Event) { d.turnPage(page - 1) }, page),
			ui.Span().Class("small", "muted").Text(fmt.Sprintf("%d of %d", page+1, pages)),
			ui.Button().Type("button").Class("btn").ID("vcm-next").Text("Next").Disabled(page == pages-1).
				OnClick(func(ui.Context, ui.Event) { d.turnPage(page + 1) }, page),
		),
	)
}

func (d *desk) turnPage(page int) {
	d.tenants.page = page
	d.tell(onDesk)
}

func (p *tenantPane) row(v sim.VCMSnapshot) ui.UI {
	d := p.Desk
	share := "–"
	if v.State == "active" {
		share = fmt.Sprintf("%d %%", v.SharePercent)
	}
	on := strings.Join(v.EnrolledOn, ", ")
	if on == "" {
		on = "–"
	}
	return ui.Tr().DataSet("vcm", v.UUID).Body(
		ui.Th().Scope("row").Body(ui.Button().Type("button").Class("linkish").Aria("pressed", yes(v.UUID == d.tenants.chosen)).Text(nameOf(v)).
			OnClick(func(ui.Context, ui.Event) { d.turnVCM(v.UUID) }, v.UUID)),
		ui.Td().Text(stateWords(v)), ui.Td().Text(amount(v.DiskKB)), ui.Td().Text(amount(v.MemoryKB)),
		ui.Td().Text(share), ui.Td().Text(on), ui.Td().Class("mono").Text(v.Address),
	)
}

// particulars are all that is known of the chosen VCM.
func (p *tenantPane) particulars(m sim.ModuleSnapshot) ui.UI {
	at, ok := p.Desk.chosenVCM(m)
	if !ok {
		return ui.Section().ID("vcm-detail").Class("vcm-detail").Aria("label", "The chosen VCM").Hidden(true)
	}
	v := m.VCMs[at]
	var cells []ui.UI
	for _, f := range vcmFacts(v) {
		cells = append(cells, ui.Dt().Text(f.name), ui.Dd().Text(f.value))
	}
	return ui.Section().ID("vcm-detail").Class("vcm-detail").Aria("label", "The chosen VCM").DataSet("vcm", v.UUID).Body(
		ui.Div().Class("hsm-head").Body(
			ui.H3().Body(stateMark(stateOf(v)), ui.Text(nameOf(v))),
			iconButton("Close the particulars", "x").OnClick(func(ui.Context, ui.Event) { p.Desk.chooseVCM("") }),
		),
		meter("Disk", v.DiskKB, v.DiskQuotaKB, quotaWords(v)),
		ui.Dl().Class("facts").Body(cells...),
	)
}

func vcmFacts(v sim.VCMSnapshot) []fact {
	list := []fact{
		{"State", stateWords(v)}, {"UUID", v.UUID}, {"Address", orDash(v.Address)},
		{"Memory", amount(v.MemoryKB)}, {"Processor", fmt.Sprintf("%d %% of its share", v.CPUPercent)}, {"Speed share", fmt.Sprintf("%d %%", v.SharePercent)},
		{"Rating", speedWords(v.Features)}, {"Features", strings.ReplaceAll(v.Features, "|", ", ")},
		{"After a reboot", startWords(v)}, {"Serial card reader", onOff(v.SerialCardreader)},
		{"Enrolled on", orDash(strings.Join(v.EnrolledOn, ", "))}, {"In use by", orDash(strings.Join(v.ConnectedTo, ", "))},
		{"Security World", worldWords(v)}, {"Audit logging", auditWords(v)},
	}
	if v.OverQuota {
		list = append(list, fact{"What helps", "only deletion: it stored more than its quota"})
	}
	return list
}

func orDash(text string) string {
	if text == "" {
		return "–"
	}
	return text
}

func onOff(on bool) string {
	if on {
		return "on"
	}
	return "off"
}

func startWords(v sim.VCMSnapshot) string {
	switch {
	case v.Autostart:
		return "starts by itself"
	case v.RestrictStartup:
		return "starts only when its tenant says so"
	}
	return "is started by the provider"
}

func worldWords(v sim.VCMSnapshot) string {
	if v.World == "" {
		return "none"
	}
	return v.World[:8] + "…"
}

func auditWords(v sim.VCMSnapshot) string {
	switch {
	case v.AuditLogging && v.AuditOpen:
		return "on, not finalised"
	case v.AuditLogging:
		return "on, finalised"
	}
	return "off"
}
