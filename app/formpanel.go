package app

import (
	"fmt"
	"strings"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"hsmlab/sim"
	"hsmlab/sim/hypervisor"
)

// serverView is a server with virtual machines: the cards in it, its management program as a window with forms, and the
// virtual machines (guide 4.18).
type serverView struct {
	ui.Compo
	Desk *desk
}

func (v *serverView) OnMount(ctx ui.Context) { v.Desk.watch(ctx, onLab, onDesk) }

func (v *serverView) Render() ui.UI {
	d := v.Desk
	h, _ := d.shown.server()
	return ui.Div().Class("server").Body(
		serverPicture(h),
		ui.P().Class("unit-words").ID("server-words").Text(serverWords(h)),
		d.cardsVerbs(h),
		ui.H3().Text("Forms of "+h.Kind),
		d.formVerbs(h),
		d.formWindow(h),
		d.powershell(h),
		ui.H3().Text("Virtual machines"),
		d.guestList(h),
	)
}

func (d *desk) form(h sim.HypervisorSnapshot, act string) { d.set(h.Name, sim.FormControl, act) }

// formVerb is a button for one act at the server.
func (d *desk) formVerb(h sim.HypervisorSnapshot, label, act string) ui.HTMLButton {
	return d.act(label, "form", func() { d.form(h, act) }, h.Name, act)
}

// serverWords say what the server does with the card.
func serverWords(h sim.HypervisorSnapshot) string {
	words := fmt.Sprintf("%s, %d Solo XC in it", h.Kind, h.Cards)
	for _, s := range []struct {
		is   bool
		text string
	}{{h.Hidden, "hidden from Dom0"}, {h.Marked, "marked for passthrough"}, {h.Disabled, "disabled in the host"}, {h.Dismounted, "dismounted from the host"}} {
		if s.is {
			words += ", " + s.text
		}
	}
	return words + "."
}

// serverPicture is the rear of the server with its slots.
func serverPicture(h sim.HypervisorSnapshot) ui.UI {
	var b strings.Builder
	b.WriteString(`<svg class="server-rear" viewBox="0 0 280 74" aria-hidden="true" focusable="false"><rect class="plate" x="1.500" y="1.500" width="277" height="71" rx="4"/><rect class="psu" x="9" y="9" width="62" height="56" rx="2"/><circle class="dark" cx="32" cy="37" r="19"/><circle class="faint" cx="32" cy="37" r="12"/><path class="dark" d="M56 28h11v18h-11z"/>`)
	for n := range 2 {
		fmt.Fprintf(&b, `<g transform="translate(%d %d)"><rect class="dark" width="128" height="25" rx="2"/>`, 80, 10+29*n)
		if n < h.Cards {
			b.WriteString(`<rect class="bracket" x="3" y="3" width="122" height="19" rx="2"/><circle class="hole" cx="14" cy="12.500" r="3.500"/><circle class="hole" cx="27" cy="12.500" r="3.500"/><rect class="hole" x="36" y="9" width="18" height="7" rx="1.500"/><circle class="hole" cx="66" cy="12.500" r="6.500"/><text x="79" y="15.500">Solo XC</text>`)
		} else {
			b.WriteString(`<rect class="psu" x="3" y="3" width="122" height="19" rx="2"/><path class="line" d="M20 12.500h88"/>`)
		}
		b.WriteString(`</g>`)
	}
	b.WriteString(`<g class="pin"><rect x="218" y="14" width="13" height="13" rx="1"/><rect x="235" y="14" width="13" height="13" rx="1"/></g><path class="dark" d="M218 36h46v20h-46z"/></svg>`)
	return ui.Raw(b.String())
}

// cardsVerbs put Solo XC into the server or take them out.
func (d *desk) cardsVerbs(h sim.HypervisorSnapshot) ui.UI {
	return ui.Div().Body(ui.B().Class("cards-title").Aria("hidden", "true").Text("Solo XC in the server"), ui.FieldSet().Class("speeds", "cards-in").Body(
		ui.Legend().Class("sr").Text("Solo XC in the server"),
		ui.Range([]int{0, 1, 2}).Slice(func(n int) ui.UI {
			return ui.Label().Class("speed").Body(
				ui.Input().Type("radio").Name("cards-in").Value(fmt.Sprint(n)).DataSet("control", "form").Checked(h.Cards == n).Disabled(d.stage != alive).
					OnChange(func(ui.Context, ui.Event) { d.form(h, fmt.Sprint("card ", n)) }, h.Name, n+1),
				ui.Text([]string{"none", "one", "two"}[n]),
			)
		}),
	))
}

// formVerbs open the forms, each with a tick when it was finished.
func (d *desk) formVerbs(h sim.HypervisorSnapshot) ui.UI {
	done := map[string]bool{}
	for _, name := range h.Done {
		done[name] = true
	}
	return ui.Div().Class("verbs", "forms").Body(ui.Range(h.Forms).Slice(func(i int) ui.UI {
		name := h.Forms[i]
		label := name
		if done[name] {
			label += " ✓"
		}
		return d.formVerb(h, label, "open "+name).Aria("label", "Open form "+name+map[bool]string{true: ", done"}[done[name]])
	}))
}

// The screen writes an option and a field so; everything else is text.
const (
	optionMark = "  ( ) "
	fieldMark  = "  [ ______ ]"
)

// screenParts takes a screen apart: what it tells, the options to pick from, and whether a value is asked for.
func screenParts(h sim.HypervisorSnapshot) (told, options []string, asks bool) {
	for _, line := range h.Screen {
		if o, ok := strings.CutPrefix(line, optionMark); ok {
			options = append(options, o)
		} else if line == fieldMark {
			asks = true
		} else {
			told = append(told, line)
		}
	}
	return told, options, asks
}

// formWindow is the window of the management program.
func (d *desk) formWindow(h sim.HypervisorSnapshot) ui.UI {
	told, options, asks := screenParts(h)
	open := asks || len(options) > 0
	if len(told) == 0 {
		told = []string{"No form is open."}
	}
	title := h.Kind
	if open {
		title, told = told[len(told)-1], told[:len(told)-1]
	}
	body := []ui.UI{ui.Pre().Class("window-told").ID("form-told").Role("status").Hidden(len(told) == 0).Text(strings.Join(told, "\n"))}
	for _, o := range options {
		body = append(body, d.formVerb(h, o, "pick "+o).Class("window-option"))
	}
	if asks {
		body = append(body, d.entry("form-value", "Value", "OK", "form", true, func(text string) { d.form(h, "enter "+text) }, h.Name))
	}
	return ui.Div().Class("window").DataSet("refused", yes(h.Refusal != nil)).Role("group").Aria("label", "Window of "+h.Kind).Body(
		ui.Div().Class("window-title").Body(ui.Span().ID("form-title").Text(title), d.formVerb(h, "Cancel", "cancel").Disabled(!open)),
		ui.Div().Class("window-body").Body(body...),
	)
}

// powershell takes lines on Hyper-V; their text is that of the guide as corrected (D-28).
func (d *desk) powershell(h sim.HypervisorSnapshot) ui.UI {
	if h.Kind != string(hypervisor.HyperV) {
		return ui.Div().Hidden(true)
	}
	return d.entry("ps-line", "PowerShell", "Run", "form", true, func(text string) { d.form(h, "ps "+text) }, h.Name)
}

// guestList are the virtual machines with what can be done to them.
func (d *desk) guestList(h sim.HypervisorSnapshot) ui.UI {
	if len(h.Guests) == 0 {
		return ui.P().Class("muted", "small").Text("None yet: form new-vm makes one.")
	}
	return ui.Ul().Class("guests").Body(ui.Range(h.Guests).Slice(func(i int) ui.UI {
		g := h.Guests[i]
		return ui.Li().Body(ui.Span().Body(ui.B().Text(g.Name), ui.Text(" "+guestWords(g))), d.guestVerb(h, g))
	}))
}

func guestWords(g sim.GuestSnapshot) string {
	words := map[bool]string{true: "runs", false: "is off"}[g.Running]
	if len(g.Devices) > 0 {
		words += ", has " + strings.Join(g.Devices, " and ")
	}
	return words
}

func (d *desk) guestVerb(h sim.HypervisorSnapshot, g sim.GuestSnapshot) ui.UI {
	label, act := "Start", "start "
	if g.Running {
		label, act = "Stop", "stop "
	}
	return d.formVerb(h, label, act+g.Name).Aria("label", label+" "+g.Name)
}
