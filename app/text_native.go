//go:build !js

package app

import (
	"fmt"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"hsmlab/lessons/guide"
)

// aboutPage says what this is.
func aboutPage() ui.UI {
	return frame("/about/", ui.Div().Class("site-main", "text").Body(
		ui.H1().Text("About hsmlab"),
		ui.P().Class("lead").Text("A training lab for people who run nShield 5s hardware security modules for several tenants."),
		ui.H2().Text("What you can do here"),
		ui.P().Text("You sit in front of what the real module offers: the bracket at the rear of its host, with the LED and the recovery "+
			"mode button, and a shell in which hsmadmin and vcmadmin work as the vendor's guide says. Mistakes cost nothing. "+
			"Lessons tick themselves off by what happened to the equipment, not by what you typed."),
		ui.H2().Text("Independent and simulated"),
		ui.P().Text("hsmlab is an independent project. It is not made, endorsed or supported by Entrust, and nShield is a trademark of its "+
			"owner. No code or firmware of the product is in it. The behaviour follows the public administrator's guide; where the guide is "+
			"silent or contradicts itself, the lab decides and says so."),
		ui.P().Body(ui.Text("In the terminal, "), ui.Code().Text("lab explain"), ui.Text(" tells why the last command answered as it did, and how sure "+
			"the lab is. All decisions are on the page "), ui.A().Href(href("/simulated/")).Text("What is simulated"),
			ui.Text(". Before you touch a real module, read the guide that came with it.")),
		ui.P().Text("Keys and signatures in the lab are real cryptography from a known seed. They protect nothing: never put a secret of yours in here."),
		ui.H2().Text("Privacy"),
		ui.P().Text("Nothing leaves your browser. There is no account, no server behind the page and no measuring. Your labs and your progress "+
			"are kept in this browser's storage; clear the site's data and they are gone. Files that you save (journals, reports) go to your "+
			"own disk, and what you typed is in them."),
		ui.H2().Text("Licence"),
		ui.P().Body(ui.Text("Apache License 2.0. The licences of the parts it is built from are in "),
			ui.A().Href(asset("licenses.txt")).Text("licenses.txt"), ui.Text(".")),
	))
}

// partWords name the parts of the project in which the guide's statements are simulated.
var partWords = []struct{ part, words string }{
	{"core", "One module, its boot, its modes and a first tenant"},
	{"platform", "The provider's side: firmware, clock, keys, logs, licences"},
	{"tenants", "The life of a VCM, from both sides"},
	{"panels", "Lights, buttons, switches and the older models"},
}

// simulatedPage says how much of the guide is in the lab, and what the lab decided by itself.
func simulatedPage() ui.UI {
	all := guide.Behaviours()
	count, told := map[string]int{}, map[string]int{}
	tellable := 0
	for _, b := range all {
		count[b.Part]++
		if b.Told {
			told[b.Part]++
			tellable++
		}
	}
	var rows []ui.UI
	for _, p := range partWords {
		rows = append(rows, ui.Tr().Body(
			ui.Th().Scope("row").Text(p.words),
			ui.Td().Class("num").Text(count[p.part]),
			ui.Td().Class("num").Text(told[p.part]),
		))
	}
	return frame("/simulated/", ui.Div().Class("site-main", "text").Body(
		ui.H1().Text("What is simulated"),
		ui.P().Class("lead").Text("The vendor's guide is the authority. Every statement in it about behaviour has a number, and the lab is "+
			"held to that list. Where the guide is silent or says two things, the lab had to decide; the decisions are below."),
		ui.Dl().Class("numbers").Body(
			number(len(all), "statements in the guide"),
			number(len(all)-tellable, "can be simulated"),
			number(tellable, "can only be told"),
			number(len(rulings), "decisions of the lab"),
		),
		ui.H2().Text("The statements, by part of the lab"),
		ui.Div().Class("table-wrap").TabIndex(0).Role("group").Aria("label", "Statements by part").Body(ui.Table().Class("table").Body(
			ui.THead().Body(ui.Tr().Body(ui.Th().Scope("col").Text("Part"), ui.Th().Scope("col").Class("num").Text("Statements"),
				ui.Th().Scope("col").Class("num").Text("Told only"))),
			ui.TBody().Body(rows...),
		)),
		ui.P().Class("muted", "small", "note").Text("Not all of them are in this version yet. A command that is not simulated says so, with exit status 1, "+
			"and changes nothing."),
		ui.H2().Text("How sure the lab is"),
		ui.P().Body(ui.Text("Each refusal carries its basis, and "), ui.Code().Text("lab explain"), ui.Text(" shows it for the last command.")),
		ui.Ul().Body(
			ui.Li().Body(ui.B().Text("Documented"), ui.Text(": the guide states it.")),
			ui.Li().Body(ui.B().Text("Inferred"), ui.Text(": it follows from what the guide states.")),
			ui.Li().Body(ui.B().Text("Simulated"), ui.Text(": no public source shows it, so the lab's authors designed it.")),
		),
		ui.H2().Text("What the lab decided"),
		ui.Div().Class("table-wrap").TabIndex(0).Role("group").Aria("label", "Decisions of the lab").Body(ui.Table().Class("table").Body(
			ui.THead().Body(ui.Tr().Body(ui.Th().Scope("col").Text("Number"), ui.Th().Scope("col").Text("Question"), ui.Th().Scope("col").Text("In the lab"))),
			ui.TBody().Body(ui.Range(rulings).Slice(func(i int) ui.UI {
				r := rulings[i]
				return ui.Tr().Body(ui.Td().Class("mono").Text(r.id), ui.Td().Text(r.question), ui.Td().Text(r.answer))
			})),
		)),
	))
}

func number(n int, words string) ui.UI {
	return ui.Div().Body(ui.Dt().Text(words), ui.Dd().Text(fmt.Sprint(n)))
}
