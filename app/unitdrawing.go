package app

import (
	"fmt"
	"slices"
	"strings"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"hsmlab/sim"
	"hsmlab/sim/chassis"
)

// A network-attached unit is drawn at 280×596 px, one unit a pixel; its controls are HTML at places of web/css/panels.css.

const (
	unitOpening = `<svg viewBox="0 0 280 596" aria-hidden="true" focusable="false"><defs>
<pattern id="mesh" width="9" height="15.6" patternUnits="userSpaceOnUse"><circle class="hole" cx="2.5" cy="3.9" r="2.9"/><circle class="hole" cx="7" cy="11.7" r="2.9"/><circle class="hole" cx="-2" cy="11.7" r="2.9"/><circle class="hole" cx="11.5" cy="3.9" r="2.9"/></pattern></defs>
`
	// The lid from above, in perspective, with the foil seal over its edge.
	lidClosed = `<path class="plate" d="M20 6h240l18 86H2z"/><path class="line" d="M30 14h220l12 68H18z"/>
<g class="hole"><circle cx="36" cy="20" r="2.500"/><circle cx="244" cy="20" r="2.500"/><circle cx="24" cy="76" r="2.500"/><circle cx="256" cy="76" r="2.500"/></g>
<g class="foil"><path d="M186 30h44l4 24h-46z"/><path class="shine" d="M192 34l30 16M204 32l24 14M189 42l18 11"/></g><text x="210" y="66" text-anchor="middle">SEAL</text>
<text x="36" y="34">LID</text>`
	lidOpen = `<path class="plate" d="M34 2h212l4 8H30z"/><path class="dark" d="M20 12h240l18 80H2z"/>
<path class="psu" d="M34 22h104l-2 60H18z"/><path class="psu" d="M146 22h90l16 60H148z"/>
<text x="38" y="36">MAIN BOARD</text><text x="194" y="36" text-anchor="middle">INTERNAL HSM</text>
<path class="line" d="M158 46h74M158 52h75M158 58h77M158 64h79M158 70h80"/>`
	// The front: bezel of the display, wheel, slot for cards, grille of the beeper.
	unitFront = `<rect class="plate" x="1.500" y="99.500" width="277" height="250" rx="4"/><rect class="dark" x="11" y="121" width="258" height="122" rx="4"/>
<circle class="psu" cx="140" cy="296" r="47"/><circle class="line" cx="140" cy="296" r="47"/>
<g class="hole"><circle cx="228" cy="107" r="1.300"/><circle cx="232" cy="107" r="1.300"/><circle cx="236" cy="107" r="1.300"/><circle cx="228" cy="111" r="1.300"/><circle cx="232" cy="111" r="1.300"/><circle cx="236" cy="111" r="1.300"/><circle cx="228" cy="115" r="1.300"/><circle cx="232" cy="115" r="1.300"/><circle cx="236" cy="115" r="1.300"/></g>
<rect class="dark" x="204" y="318" width="60" height="7" rx="2"/><text x="234" y="338" text-anchor="middle">SLOT 0</text>`
	slotMark  = `<rect class="dark" x="204"` // where the slot begins: a card is behind its edge
	slotCard  = `<rect class="smartcard" x="208" y="291" width="52" height="31" rx="3"/><rect class="hole" x="228" y="298" width="11" height="8" rx="1.500"/>`
	unitSound = `<path class="sound" d="M240 104q6 7 0 14M244 101q9 10 0 20"/>`
	// The front vent, with the tray or the empty bay behind it.
	trayBay  = `<rect class="plate" x="1.500" y="357.500" width="277" height="70" rx="4"/><rect class="dark" x="9" y="364" width="166" height="57" rx="3"/>`
	trayBare = `<path class="faint" d="M16 370v45M168 370v45M16 415h152"/><g class="inside"><text x="92" y="396" text-anchor="middle">BAY EMPTY</text></g>`
	unitRear = `<rect class="plate" x="1.500" y="435.500" width="277" height="158" rx="4"/><text x="270" y="577" text-anchor="end">REAR</text>`
)

// fan is one of the tray; a cross is over one that stands still.
func fan(n int, failed bool) string {
	x := 30 + 41*(n-1)
	text := fmt.Sprintf(`<g transform="translate(%d 392)"><circle class="psu" r="20"/><g class="line"><circle r="14"/><circle r="8"/></g><circle class="hole" r="4"/>`, x)
	if failed {
		text += `<path class="broken" d="M-12-12l24 24M12-12l-24 24"/>`
	}
	return text + `</g>`
}

// psuPicture is a power supply with handle, fan and inlet, or its empty bay.
func psuPicture(n int, state string) string {
	x := 10 + 133*(n-1)
	text := fmt.Sprintf(`<g transform="translate(%d 444)"><rect class="dark" width="127" height="72" rx="3"/>`, x)
	if state == string(chassis.Removed) {
		return text + fmt.Sprintf(`<g class="inside"><text x="63" y="40" text-anchor="middle">PSU %d: BAY EMPTY</text></g></g>`, n)
	}
	text += `<rect class="psu" x="4" y="4" width="119" height="64" rx="2"/><circle class="dark" cx="32" cy="36" r="22"/><g class="faint"><circle cx="32" cy="36" r="15"/><circle cx="32" cy="36" r="8"/></g>` +
		`<path class="dark" d="M66 16h34v26l-5 6h-24l-5-6z"/><g class="pin"><path d="M73 24h3v9h-3zM90 24h3v9h-3zM81.500 32h3v9h-3z"/></g><rect class="line" x="110" y="10" width="7" height="52" rx="3.500"/>` +
		fmt.Sprintf(`<text x="83" y="60" text-anchor="middle">PSU %d</text>`, n)
	if state == string(chassis.Failed) {
		text += `<path class="broken" d="M8 8l111 56M119 8L8 64"/>`
	}
	return text + `</g>`
}

// unitPicture draws a unit as it stands; card tells whether one is in its slot.
func unitPicture(u sim.UnitSnapshot, card bool) ui.UI {
	var b strings.Builder
	b.WriteString(unitOpening)
	if u.LidOpen {
		b.WriteString(lidOpen)
	} else {
		b.WriteString(lidClosed)
	}
	if card {
		b.WriteString(strings.Replace(unitFront, slotMark, slotCard+slotMark, 1))
	} else {
		b.WriteString(unitFront)
	}
	fmt.Fprintf(&b, `<text class="badge" x="14" y="114">%s</text>`, u.Product)
	b.WriteString(`<text x="190" y="113" text-anchor="end">STATUS</text>`)
	fmt.Fprintf(&b, `<circle class="warn-lens" data-lit="%s" cx="260" cy="110" r="5"/>`, yes(u.Warning))
	if u.Beeping {
		b.WriteString(unitSound)
	}
	b.WriteString(trayBay)
	if u.TrayOut {
		b.WriteString(trayBare)
	} else {
		for n := 1; n <= chassis.Fans; n++ {
			b.WriteString(fan(n, slices.Contains(u.FansFailed, n)))
		}
		b.WriteString(`<rect class="grille" x="9" y="364" width="166" height="57" fill="url(#mesh)"/>`)
	}
	b.WriteString(`<text x="227" y="380" text-anchor="middle">FAN TRAY</text>` + unitRear)
	for n := range u.Supplies {
		b.WriteString(psuPicture(n+1, u.Supplies[n]))
	}
	return ui.Raw(b.String() + `</svg>`)
}
