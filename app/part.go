package app

import ui "github.com/maxence-charriere/go-app/v9/pkg/app"

// brand is the way home; in a package there is none.
func brand() ui.UI {
	mark := ui.Raw(`<svg class="brand-mark" viewBox="0 0 20 20" aria-hidden="true"><rect x="6.5" y="1" width="7" height="18" rx="1.5" ` +
		`fill="none" stroke="currentColor" stroke-width="1.6"/><circle cx="10" cy="6" r="1.9" fill="currentColor"/>` +
		`<path d="M8.6 11.5h2.8M8.6 14h2.8" stroke="currentColor" stroke-width="1.4" stroke-linecap="round"/></svg>`)
	name := ui.Span().Class("brand-name").Text("hsmlab")
	if portable() {
		return ui.Span().Class("brand").Body(mark, name)
	}
	return ui.A().Class("brand").Href(href("/")).Aria("label", "hsmlab: all lessons").Body(mark, name)
}

// iconButton shows only an icon; label says what it does.
func iconButton(label, iconName string) ui.HTMLButton {
	return ui.Button().Type("button").Class("btn").DataSet("kind", "icon").Aria("label", label).Title(label).
		Body(icon(iconName))
}

// yes writes a Boolean for ARIA, where a missing attribute and "false" differ.
func yes(b bool) string {
	if b {
		return "true"
	}
	return "false"
}

// js is the object that the page's modules share (web/js).
func js() ui.Value { return ui.Window().Get("hsmlab") }
