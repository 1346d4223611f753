//go:build !js

package app

import (
	"fmt"
	"sync"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"hsmlab/lessons/coverage"
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

// parts name the parts of the project in which the guide's statements are simulated.
var parts = map[string]string{
	"core":     "One module, its boot and its modes",
	"platform": "The provider's side: firmware, clock, keys, logs, licences",
	"tenants":  "The life of a VCM, from both sides",
	"panels":   "Lights, buttons, switches and the older models",
	"all":      "All",
}

// covered is which statements of the guide the lab shows. Transcripts that no longer hold count as not shown, and
// their own tests tell about them.
var covered = sync.OnceValue(func() *coverage.Report {
	report, err := coverage.Make(library().Catalog)
	if err != nil && report == nil {
		panic("BUG: no coverage: " + err.Error())
	}
	return report
})

// simulatedPage says how much of the guide is in the lab, and what the lab decided by itself.
func simulatedPage() ui.UI {
	counts := covered().Counts()
	all := counts[len(counts)-1]
	return frame("/simulated/", ui.Div().Class("site-main", "text").Body(
		ui.H1().Text("What is simulated"),
		ui.P().Class("lead").Text("The vendor's guide is the authority. Every statement in it about behaviour has a number, and the lab is "+
			"held to that list. Where the guide is silent or says two things, the lab had to decide; the decisions are below."),
		ui.Dl().Class("numbers").Body(
			number(all.Rows, "statements in the guide"),
			number(all.Shown, "shown by a tested transcript"),
			number(all.Told, "can only be told"),
			number(all.Missing, "to come"),
		),
		ui.P().Body(ui.Text("What can only be told stands on the page "), ui.A().Href(href(factsPath)).Text("Good to know"), ui.Text(".")),
		ui.H2().Text("The statements, by part of the lab"),
		countTable("Statements by part", "Part", counts, func(c coverage.Count) string {
			if words, ok := parts[c.Part]; ok {
				return words
			}
			return c.Part
		}),
		ui.Details().Class("note").Body(
			ui.Summary().Text("The same by section of the guide"),
			countTable("Statements by section", "Section", bySection(covered()), func(c coverage.Count) string { return c.Part }),
		),
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

// countTable shows counts; all but the first column are numbers.
func countTable(label, first string, counts []coverage.Count, name func(coverage.Count) string) ui.UI {
	head := func(text string) ui.UI { return ui.Th().Scope("col").Class("num").Text(text) }
	cell := func(n int) ui.UI { return ui.Td().Class("num").Text(n) }
	return ui.Div().Class("table-wrap").TabIndex(0).Role("group").Aria("label", label).Body(ui.Table().Class("table").Body(
		ui.THead().Body(ui.Tr().Body(ui.Th().Scope("col").Text(first), head("Statements"), head("Shown"), head("Told"), head("To come"))),
		ui.TBody().Body(ui.Range(counts).Slice(func(i int) ui.UI {
			c := counts[i]
			return ui.Tr().Body(ui.Th().Scope("row").Text(name(c)), cell(c.Rows), cell(c.Shown), cell(c.Told), cell(c.Missing))
		})),
	))
}

// bySection counts as Counts does, with the guide's sections, in its order, in place of the parts.
func bySection(r *coverage.Report) []coverage.Count {
	var list []coverage.Count
	for _, row := range r.Rows {
		if n := len(list); n == 0 || list[n-1].Part != row.Section {
			list = append(list, coverage.Count{Part: row.Section})
		}
		c := &list[len(list)-1]
		c.Rows++
		switch row.Status {
		case coverage.Shown:
			c.Shown++
		case coverage.Told:
			c.Told++
		default:
			c.Missing++
		}
	}
	return list
}
