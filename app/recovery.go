package app

import (
	"fmt"
	"time"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"
)

// holdFor is how long the button must stay down after a reboot has begun (guide 4.5.4.2).
const holdFor = 60 * time.Second

const svgNS = "http://www.w3.org/2000/svg"

func svg(tag string) ui.HTMLElem { return ui.Elem(tag).XMLNS(svgNS) }

// recoveryButton is the push button on the card. It does not latch: it is down as long as something holds it.
type recoveryButton struct {
	ui.Compo
	Desk *desk
}

func (b *recoveryButton) OnMount(ctx ui.Context) { b.Desk.watch(ctx, onTime, onLab, onDesk) }

func (b *recoveryButton) Render() ui.UI {
	d := b.Desk
	m, _ := d.shown.module()
	return ui.Button().Type("button").Class("recovery").ID("recovery").DataSet("hold", "recovery").DataSet("control", "recovery button").
		Aria("label", "Recovery mode button, press and hold").Aria("pressed", yes(m.Button.Down)).
		Aria("describedby", "recovery-text").Disabled(d.stage != alive).
		On("hold-start", func(ui.Context, ui.Event) { d.press(true) }).
		On("hold-end", func(ui.Context, ui.Event) { d.letGo() }).
		Body(b.face())
}

func (b *recoveryButton) face() ui.UI {
	return svg("svg").Attr("viewBox", "0 0 52 52").Aria("hidden", "true").Body(
		svg("circle").DataSet("part", "well").Attr("cx", 26).Attr("cy", 26).Attr("r", 15),
		svg("circle").DataSet("part", "cap").Attr("cx", 26).Attr("cy", 26).Attr("r", 10),
		svg("circle").DataSet("part", "track").Attr("cx", 26).Attr("cy", 26).Attr("r", 22),
		svg("circle").DataSet("part", "ring").Attr("cx", 26).Attr("cy", 26).Attr("r", 22).Attr("pathLength", 60).
			Attr("transform", "rotate(-90 26 26)").Attr("stroke-dasharray", fmt.Sprintf("%.1f 60", b.Desk.ring().Seconds())),
	)
}

// ring is how much of the boot's first minute has passed with the button down.
func (d *desk) ring() time.Duration {
	m, _ := d.shown.module()
	at, booting := d.shown.booting(m)
	if !booting || !m.Button.Down {
		return 0
	}
	return min(at, d.shown.held(m), holdFor)
}

// recoveryWords say how the button stands, and latch it for people who work alone.
type recoveryWords struct {
	ui.Compo
	Desk *desk
}

func (w *recoveryWords) OnMount(ctx ui.Context) { w.Desk.watch(ctx, onTime, onLab, onDesk) }

func (w *recoveryWords) Render() ui.UI {
	d := w.Desk
	return ui.Div().Body(
		ui.B().Text("Recovery mode button"),
		ui.Span().ID("recovery-text").Text(d.recoveryText()),
		ui.Div().Body(
			ui.Button().Type("button").Class("btn").ID("latch").Aria("pressed", yes(d.latch)).Disabled(d.stage != alive).
				OnClick(func(ui.Context, ui.Event) { d.toggleLatch() }).
				Body(icon("hand"), ui.Text("Hold it for me")),
		),
	)
}

func (d *desk) recoveryText() string {
	m, ok := d.shown.module()
	if !ok || !m.Button.Down {
		return "not pressed"
	}
	at, booting := d.shown.booting(m)
	switch held := d.shown.held(m); {
	case booting && at >= holdFor:
		return "down, 60 s into the reboot: let go"
	case booting:
		return fmt.Sprintf("down, %d of 60 s of the reboot", int(at.Seconds()))
	default:
		return fmt.Sprintf("down for %d s", int(held.Seconds()))
	}
}
