package app

import (
	"fmt"
	"path"
	"time"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"hsmlab/sim"
)

// mailPane shows what the parties handed to each other: an inbox and an outbox for each.
type mailPane struct {
	ui.Compo
	Desk *desk
}

// OnMount redraws it with the lab; what lies in the box that it shows is seen.
func (p *mailPane) OnMount(ctx ui.Context) {
	p.Desk.watch(ctx, onLab, onDesk)
	p.Desk.look(p.Desk.party())
	p.Desk.tell(onDesk)
}

func (p *mailPane) Render() ui.UI {
	d := p.Desk
	party := d.party()
	return ui.Div().ID("mail").Class("mail").Body(
		ui.FieldSet().Class("speeds", "party-pick").Body(
			ui.Legend().Class("sr").Text("Whose mail is shown"),
			ui.Range(d.hosts).Slice(func(i int) ui.UI { return p.pick(d.hosts[i], party) }),
		),
		p.box("Inbox", "inbox", "Nothing has come for "+party+" yet.", inbox(d.shown.snapshot, party)),
		p.box("Outbox", "outbox", party+" has handed nothing over yet.", outbox(d.shown.snapshot, party)),
		ui.Div().Class("mail-give").Body(
			ui.Button().Type("button").Class("btn").ID("give").Disabled(d.stage != alive || len(d.hosts) < 2).
				OnClick(func(ui.Context, ui.Event) { d.openHandOver(party, "/root/") }, party).
				Body(icon("send"), ui.Text("Hand over a file of "+party)),
			ui.P().Class("small", "muted").Text("Signatures are judged by what everybody in the lab together knows. The parties themselves check them with commands."),
		),
	)
}

func (p *mailPane) pick(host, party string) ui.UI {
	d := p.Desk
	n := d.news(host)
	return ui.Label().Class("speed").Body(
		ui.Input().Type("radio").Name("mail-party").Value(host).Checked(host == party).
			OnChange(func(ui.Context, ui.Event) { d.showParty(host) }, host),
		ui.Span().Body(ui.Text(host), badge(n)),
	)
}

// badge counts what is new.
func badge(n int) ui.UI {
	return ui.Span().Class("badge").Hidden(n == 0).Body(ui.Text(fmt.Sprint(n)), ui.Span().Class("sr").Text(" new"))
}

func (p *mailPane) box(title, id, empty string, places []int) ui.UI {
	head := ui.H3().ID(id + "-title").Text(title)
	if len(places) == 0 {
		return ui.Section().ID(id).Class("box").Aria("labelledby", id+"-title").Body(head, ui.P().Class("muted", "small").Text(empty))
	}
	return ui.Section().ID(id).Class("box").Aria("labelledby", id+"-title").Body(head,
		ui.Ul().Class("messages").Body(ui.Range(places).Slice(func(i int) ui.UI {
			return p.message(places[i], id == "inbox")
		})))
}

// kindWords are what files are called.
var kindWords = map[string]string{
	"request": "Request", "start-authorisation": "Start authorisation", "vcm-config": "VCM file", "licence": "Licence",
	"log": "System log", "key": "Key", "other": "File",
}

// signatureWords say whether a signature holds.
var signatureWords = map[string]string{
	"valid": "signature holds", "invalid": "signature does not hold", "unknown": "signature cannot be judged", "none": "not signed",
}

func (p *mailPane) message(place int, in bool) ui.UI {
	d := p.Desk
	m := d.shown.snapshot.Messages[place]
	file, other := m.Source, "to "+m.To
	if in {
		file, other = m.Path, "from "+m.From
	}
	opened := d.post.opened == place
	return ui.Li().Class("message").DataSet("place", place).DataSet("kind", m.Kind).DataSet("signature", m.Signature).Body(
		ui.Button().Type("button").Class("message-head").Aria("expanded", yes(opened)).
			OnClick(func(ui.Context, ui.Event) { d.openLetter(place) }, place, d.party()).
			Body(
				icon(kindIcon(m.Kind)),
				ui.Span().Class("message-file").Text(path.Base(file)),
				ui.Span().Class("message-when").Text(timeOf(m.At)),
				ui.Span().Class("message-what").Text(kindWords[m.Kind]+" "+other),
				ui.Span().Class("seal").DataSet("seal", m.Signature).Body(icon(sealIcon(m.Signature)), ui.Text(signatureWords[m.Signature])),
				ui.Span().Class("message-about").Text(m.About),
			),
		p.letter(m, opened),
	)
}

// timeOf is the time of day of a moment in the snapshot.
func timeOf(stamp string) string {
	at, err := time.Parse(time.RFC3339, stamp)
	if err != nil {
		panic("BUG: the time of a message: " + err.Error())
	}
	return at.Format("15:04:05")
}

func kindIcon(kind string) string {
	switch kind {
	case "request", "start-authorisation":
		return "file-pen"
	case "vcm-config":
		return "cpu"
	case "key":
		return "key"
	}
	return "file-text"
}

func sealIcon(signature string) string {
	return map[string]string{"valid": "check", "invalid": "x", "unknown": "circle-help", "none": "minus"}[signature]
}

// letter is the open message with what can be done with it.
func (p *mailPane) letter(m sim.MessageSnapshot, opened bool) ui.UI {
	if !opened {
		return ui.Div().Hidden(true)
	}
	d := p.Desk
	l := d.post.letter
	var cells []ui.UI
	for _, f := range l.rows {
		cells = append(cells, ui.Dt().Text(f.name), ui.Dd().Text(f.value))
	}
	host, file := holder(m, d.party())
	line := inspectLine(m, file)
	return ui.Div().Class("letter").Body(
		ui.P().Class("fault", "small").Text(l.fault),
		ui.P().Class("warn-note", "small").Hidden(l.note == "").Text(l.note),
		ui.Dl().Class("facts").Body(cells...),
		ui.Div().Class("letter-end").Body(
			ui.Button().Type("button").Class("btn").DataSet("do", "hand").Text("Hand it on").Disabled(l.fault != "").
				OnClick(func(ui.Context, ui.Event) { d.handOn(m) }, m.Path, m.At, d.party()),
			ui.Button().Type("button").Class("btn").DataSet("do", "inspect").Text("Command to look at it").Hidden(line == "" || l.fault != "").
				OnClick(func(ui.Context, ui.Event) { d.front(host); d.view = "terminal"; d.propose(host, line) }, host, line),
		),
	)
}
