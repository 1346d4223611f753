package app

import (
	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"hsmlab/sim"
)

// The rear of a host is drawn at 280×484 px, one unit a pixel, so that the controls on it can be HTML. Their places
// are in web/css/bench.css: LED at (52,170), recovery button at (52,270), mains switch at (110,30). Those of a Solo are in
// web/css/panels.css: Clear button at (52,244), mode switch at (52,314).

// rearOpening begins the drawing: the plate, the power supply with its fan and inlet.
const rearOpening = `<svg viewBox="0 0 280 484" aria-hidden="true" focusable="false">
<defs>
<linearGradient id="steel" x1="0" x2="1"><stop class="steel-b" offset="0"/><stop class="steel-a" offset=".28"/><stop class="steel-a" offset=".7"/><stop class="steel-b" offset="1"/></linearGradient>
<pattern id="vent" width="9" height="15.6" patternUnits="userSpaceOnUse"><circle class="hole" cx="2.5" cy="3.9" r="2.9"/><circle class="hole" cx="7" cy="11.7" r="2.9"/><circle class="hole" cx="-2" cy="11.7" r="2.9"/><circle class="hole" cx="11.5" cy="3.9" r="2.9"/></pattern>
<clipPath id="vents"><rect x="29" y="417" width="46" height="38" rx="4"/></clipPath>
</defs>
<rect class="plate" x="1.5" y="1.5" width="277" height="481" rx="7"/>
<rect class="psu" x="11.5" y="13.5" width="257" height="90" rx="3"/>
<circle class="dark" cx="56" cy="58.5" r="35"/>
<g class="faint"><circle cx="56" cy="58.5" r="28"/><circle cx="56" cy="58.5" r="20"/><circle cx="56" cy="58.5" r="12"/><path d="M31 33.500l50 50M81 33.500l-50 50" stroke-width="2"/></g>
<circle class="hole" cx="56" cy="58.5" r="5"/>
<path class="dark" d="M172 34h56a4 4 0 0 1 4 4v32l-10 12h-44l-10-12v-32a4 4 0 0 1 4-4z"/>
<g class="pin"><rect x="181" y="44" width="5" height="15" rx="1"/><rect x="214" y="44" width="5" height="15" rx="1"/><rect x="197.500" y="56" width="5" height="15" rx="1"/></g>
<g class="hole"><circle cx="21" cy="22" r="3"/><circle cx="259" cy="22" r="3"/><circle cx="21" cy="95" r="3"/><circle cx="259" cy="95" r="3"/></g>
<text class="on-plate" x="130" y="97" text-anchor="middle">MAINS</text>
<rect class="dark" x="12" y="116" width="80" height="360" rx="2"/>`

// bracket is full-height: folded lip with its screw, and the name of the LED below it.
const bracket = `<path class="bracket" d="M18 118h68v344l-8 12h-52l-8-12z"/>
<path class="bracket" d="M15 118h74v13h-74z"/>
<path class="dark" d="M45 118h14v4a7 5 0 0 1-14 0z"/><circle class="hole" cx="52" cy="121" r="6.500"/><path class="line" d="M48 121h8M52 117v8"/>
<text x="52" y="152" text-anchor="middle">STATUS</text>`

// socket is the mini-DIN socket of the serial card reader.
const socket = `<g transform="translate(0 32)"><circle class="hole" cx="52" cy="334" r="25"/><circle class="line" cx="52" cy="334" r="25"/><circle class="dark" cx="52" cy="334" r="19.500"/>
<path class="hole" d="M49 313h6v5h-6zM32.500 340l5-2 1.600 4-4.700 2.200zM71.500 340l-5-2-1.600 4 4.700 2.200z"/>
<g class="pin"><circle cx="43.500" cy="325" r="2"/><circle cx="52" cy="323.500" r="2"/><circle cx="60.500" cy="325" r="2"/><circle cx="41" cy="334" r="2"/><circle cx="52" cy="332.500" r="2"/><circle cx="63" cy="334" r="2"/><circle cx="45" cy="343" r="2"/><circle cx="59" cy="343" r="2"/><rect x="49" y="339" width="6" height="7" rx="1"/></g></g>`

// airHoles are what a card with a fan or a large heat sink has in its bracket.
const airHoles = `<rect x="29" y="417" width="46" height="38" fill="url(#vent)" clip-path="url(#vents)"/>`

// card5s is the bracket of an nShield 5s: LED, recovery button, socket, air holes.
const card5s = bracket + `<text x="52" y="237" text-anchor="middle">RECOVERY</text>` + socket +
	`<text x="52" y="408" text-anchor="middle">nShield 5s</text>` + airHoles +
	`<path class="lead" d="M66 170h42M82 270h26M80 366h28"/>`

// cardSolo is the bracket of an nShield Solo or Solo XC: LED, the recessed Clear button, the mode switch with its
// letters, socket (guide 4.3.2 and the figure that it refers to).
const cardSolo = bracket + `<text x="52" y="224" text-anchor="middle">CLEAR</text><circle class="hole" cx="52" cy="244" r="13"/><circle class="line" cx="52" cy="244" r="13"/>
<text x="52" y="275" text-anchor="middle">MODE</text><rect class="track" x="42" y="278" width="20" height="72" rx="3"/><rect class="line" x="42" y="278" width="20" height="72" rx="3"/>
<g class="letter"><text x="74" y="294" text-anchor="middle">M</text><text x="74" y="318" text-anchor="middle">O</text><text x="74" y="342" text-anchor="middle">I</text></g>
<g transform="translate(0 18)">` + socket + `</g><path class="lead" d="M66 170h42M68 244h40M84 314h24M80 384h28"/>`

// emptySlot is a slot cover: nothing is fitted.
const emptySlot = `<path class="psu" d="M18 118h68v344l-8 12h-52l-8-12z"/><path class="psu" d="M15 118h74v13h-74z"/>
<circle class="hole" cx="52" cy="121" r="6.500"/><path class="line" d="M48 121h8M52 117v8"/>
<rect class="hole" x="30" y="150" width="44" height="7" rx="3.500"/><rect class="hole" x="30" y="170" width="44" height="7" rx="3.500"/><rect class="hole" x="30" y="190" width="44" height="7" rx="3.500"/><rect class="hole" x="30" y="210" width="44" height="7" rx="3.500"/><rect class="hole" x="30" y="230" width="44" height="7" rx="3.500"/><rect class="hole" x="30" y="250" width="44" height="7" rx="3.500"/>`

// rearOf draws the host's rear with the card in the slot, or with the cover of an empty one.
func rearOf(m sim.ModuleSnapshot, fitted bool) ui.UI {
	inside := card5s
	switch {
	case !fitted:
		inside = emptySlot
	case isXC(m):
		inside = cardSolo + `<text x="52" y="422" text-anchor="middle" textLength="58" lengthAdjust="spacingAndGlyphs">nShield Solo XC</text><g transform="translate(0 9)">` + airHoles + `</g>`
	case isSolo(m):
		inside = cardSolo + `<text x="52" y="422" text-anchor="middle">nShield Solo+</text><path class="line" d="M32 440h40M32 449h40"/>`
	}
	return ui.Raw(rearOpening + inside + `</svg>`)
}
