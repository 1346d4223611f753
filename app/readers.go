package app

import (
	"fmt"
	"slices"
	"strings"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"hsmlab/sim"
)

// reader is a smart card reader that hands can reach from the bench: that of the host, or the one at the serial port
// of the module.
type reader struct {
	target string // host, or ESN
	name   string
	id     string // of its elements
}

// readers are those of the host on the bench.
func (d *desk) readers() []reader {
	list := []reader{{d.shown.host, "Card reader of " + d.shown.host, "reader-host"}}
	if u, ok := d.shown.unit(); ok {
		return append([]reader{{u.ESN, "Slot 0 of " + u.Name, "reader-unit"}}, list...)
	}
	if m, _ := d.shown.module(); d.fitted() {
		list = append(list, reader{m.ESN, "Reader at the module’s serial port", "reader-module"})
	}
	return list
}

// cardIn is the card in a reader.
func (d *desk) cardIn(r reader) (sim.CardSnapshot, bool) {
	if d.shown.snapshot == nil {
		return sim.CardSnapshot{}, false
	}
	for _, c := range d.shown.snapshot.Cards {
		if c.Reader == r.target {
			return c, true
		}
	}
	return sim.CardSnapshot{}, false
}

// deck are the cards that can be put into a reader of the host on the bench: those of its own box and every written
// one, the host's own first.
func (d *desk) deck() []sim.CardSnapshot {
	var list []sim.CardSnapshot
	if d.shown.snapshot == nil {
		return nil
	}
	own := func(c sim.CardSnapshot) bool { return strings.HasPrefix(c.Name, d.shown.host+"-") }
	for _, c := range d.shown.snapshot.Cards {
		if c.Reader == "" && (own(c) || c.Kind != "blank") {
			list = append(list, c)
		}
	}
	slices.SortStableFunc(list, func(a, b sim.CardSnapshot) int {
		switch {
		case own(a) == own(b):
			return 0
		case own(a):
			return -1
		}
		return 1
	})
	return list
}

// cardWords say what a card is.
func cardWords(c sim.CardSnapshot) string {
	if c.Kind == "blank" {
		return "blank"
	}
	words := fmt.Sprintf("%s card %d, quorum %s", c.Kind, c.Share, c.Quorum)
	if c.Title != "" {
		words += ", " + c.Title
	}
	return words
}

// readerWords say how a reader stands.
func (d *desk) readerWords(r reader) string {
	if c, in := d.cardIn(r); in {
		return c.Name + ", " + cardWords(c)
	}
	return "no card in it"
}

// insertCard puts the chosen card into a reader, or the first one if none was chosen.
func (d *desk) insertCard(r reader) {
	deck := d.deck()
	if d.rig == nil || len(deck) == 0 {
		return
	}
	name := d.picked[r.id]
	if !slices.ContainsFunc(deck, func(c sim.CardSnapshot) bool { return c.Name == name }) {
		name = deck[0].Name
	}
	d.rig.event(sim.Insert{Card: name, Target: r.target})
}

func (d *desk) removeCard(name string) {
	if d.rig != nil {
		d.rig.event(sim.Remove{Card: name})
	}
}

// readerBox shows the readers below the drawing.
type readerBox struct {
	ui.Compo
	Desk *desk
}

// OnMount redraws it with the lab.
func (b *readerBox) OnMount(ctx ui.Context) { b.Desk.watch(ctx, onLab, onDesk) }

func (b *readerBox) Render() ui.UI {
	d := b.Desk
	list := d.readers()
	return ui.Div().Class("readers").Body(ui.Range(list).Slice(func(i int) ui.UI {
		r := list[i]
		_, in := d.cardIn(r)
		return ui.Div().Class("reader").ID(r.id).DataSet("card", yes(in)).Body(
			readerPicture(in),
			ui.Div().Body(
				ui.B().Text(r.name),
				ui.Span().Class("reader-state").Text(d.readerWords(r)),
				d.cardVerbs(r),
			),
		)
	}))
}

// readerPicture is a reader from above, with the card in its slot or without.
func readerPicture(in bool) ui.UI {
	card := svg("g").DataSet("part", "card").Body(
		svg("rect").Attr("x", 13).Attr("y", 2).Attr("width", 30).Attr("height", 34).Attr("rx", 3),
		svg("rect").DataSet("part", "chip").Attr("x", 23).Attr("y", 8).Attr("width", 10).Attr("height", 8).Attr("rx", 1.5),
	)
	parts := []ui.UI{}
	if in {
		parts = append(parts, card)
	}
	parts = append(parts,
		svg("rect").DataSet("part", "box").Attr("x", 4).Attr("y", 22).Attr("width", 48).Attr("height", 30).Attr("rx", 4),
		svg("rect").DataSet("part", "slot").Attr("x", 11).Attr("y", 25).Attr("width", 34).Attr("height", 3).Attr("rx", 1.5),
	)
	return svg("svg").Attr("viewBox", "0 0 56 56").Aria("hidden", "true").DataSet("reader", "").Body(parts...)
}

// cardVerbs are what hands can do at a reader. The same stand beside the drawing and in the list.
func (d *desk) cardVerbs(r reader) ui.UI {
	if c, in := d.cardIn(r); in {
		return ui.Div().Class("verbs").Body(
			ui.Button().Type("button").Class("btn").DataSet("control", "card reader").Aria("label", "Remove "+c.Name+" from: "+r.name).Text("Remove").
				OnClick(func(ui.Context, ui.Event) { d.removeCard(c.Name) }, c.Name))
	}
	deck := d.deck()
	return ui.Div().Class("verbs").Body(
		ui.Label().Class("sr").For(r.id+"-pick").Text("Card for: "+r.name),
		ui.Select().ID(r.id+"-pick").Class("field").Disabled(d.stage != alive || len(deck) == 0).
			OnChange(func(ctx ui.Context, _ ui.Event) { d.pick(r.id, ctx.JSSrc().Get("value").String()) }, r.id).
			Body(ui.Range(deck).Slice(func(i int) ui.UI {
				c := deck[i]
				return ui.Option().Value(c.Name).Selected(c.Name == d.picked[r.id]).Text(c.Name + ", " + cardWords(c))
			})),
		ui.Button().Type("button").Class("btn").DataSet("control", "card reader").Aria("label", "Insert into: "+r.name).Text("Insert").
			Disabled(d.stage != alive || len(deck) == 0).
			OnClick(func(ui.Context, ui.Event) { d.insertCard(r) }, r.target),
	)
}

// pick notes which card was chosen for a reader.
func (d *desk) pick(id, card string) {
	if d.picked == nil {
		d.picked = map[string]string{}
	}
	d.picked[id] = card
}

// serialWords say what the socket on the card's bracket has to do with cards.
func (d *desk) serialWords() string {
	m, _ := d.shown.module()
	if c, in := d.cardIn(reader{target: m.ESN}); in {
		return c.Name + " is in the reader that is plugged in"
	}
	return "mini-DIN-8 socket; its reader has no card"
}
