//go:build !js

package app

import (
	"fmt"
	"strings"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"hsmlab/sim/cli"
)

// crumbs lead from all commands down to this one.
func crumbs(e *entry) ui.UI {
	var trail []ui.UI
	for up := e.parent; up != nil; up = up.parent {
		trail = append([]ui.UI{ui.Li().Body(ui.A().Class("mono").Href(href(up.path())).Text(up.Name))}, trail...)
	}
	trail = append([]ui.UI{ui.Li().Body(ui.A().Href(href(commandsPath)).Text("Commands"))}, trail...)
	trail = append(trail, ui.Li().Body(ui.Span().Class("mono").Aria("current", "page").Text(e.Name)))
	return ui.Nav().Class("crumbs").Aria("label", "Where this command stands").Body(ui.Ol().Body(trail...))
}

func subcommandList(e *entry) ui.UI {
	if len(e.subs) == 0 {
		return ui.Text("")
	}
	var rows []ui.UI
	for _, s := range e.subs {
		rows = append(rows, commandRow(s))
	}
	return ui.Section().Aria("labelledby", "subcommands").Body(
		ui.H2().ID("subcommands").Text("Subcommands"), ui.Ul().Class("commands").Body(rows...))
}

func optionTable(e *entry) ui.UI {
	var rows []ui.UI
	for _, o := range e.Options() {
		rows = append(rows, optionRow(o, ""))
	}
	for up := e.parent; up != nil; up = up.parent {
		if up.Anywhere == nil {
			continue
		}
		for _, o := range (cli.Spec{Anywhere: up.Anywhere}).Options()[1:] {
			rows = append(rows, optionRow(o, " Of "+up.name+"; it may stand before or after the subcommand."))
		}
	}
	return ui.Div().Class("table-wrap").TabIndex(0).Role("group").Aria("label", "Options of "+e.name).Body(ui.Table().Class("table", "options").Body(
		ui.THead().Body(ui.Tr().Body(ui.Th().Scope("col").Text("Option"), ui.Th().Scope("col").Text("What it does"))),
		ui.TBody().Body(rows...),
	))
}

func optionRow(o cli.Option, more string) ui.UI {
	about := o.About + more
	if o.Required {
		about += " Mandatory."
	}
	return ui.Tr().Body(ui.Th().Scope("row").Body(ui.Code().Text(o.Name)), ui.Td().Text(about))
}

// rules are what the usage line does not say by itself: operands, and options that exclude one another.
func rules(e *entry) ui.UI {
	var list []ui.UI
	for _, o := range e.Operands {
		words := " is mandatory."
		if strings.HasPrefix(o, "[") {
			words = " may be left out."
		}
		list = append(list, ui.Li().Body(ui.Text("The operand "), ui.Code().Text(strings.Trim(o, "[]")), ui.Text(words)))
	}
	for _, group := range e.Exclusive {
		list = append(list, ui.Li().Body(ui.Text("Only one of "), ui.Code().Text("--"+strings.Join(group, " --")), ui.Text(" can be given.")))
	}
	if e.Timeout != "" {
		list = append(list, ui.Li().Text(fmt.Sprintf("--timeout takes %d to %d seconds; %d without the option.", cli.MinTimeout, cli.MaxTimeout, cli.DefaultTimeout)))
	}
	if len(list) == 0 {
		return ui.Text("")
	}
	return ui.Ul().Class("note").Body(list...)
}

// exitStatuses are those of package cli: one table for all tools.
func exitStatuses(e *entry) ui.UI {
	words := map[int]string{
		cli.OK:     "It was done.",
		cli.Failed: "It was refused, or a service did not answer in time.",
		cli.Usage:  "The command line is wrong: nothing was tried.",
	}
	if len(e.subs) > 0 {
		words[cli.OK], words[cli.Failed] = "Help or version was shown.", "See the subcommands: the exit status is theirs."
	}
	var rows []ui.UI
	for _, status := range []int{cli.OK, cli.Failed, cli.Usage} {
		rows = append(rows, ui.Div().Body(ui.Dt().Class("mono").Text(fmt.Sprint(status)), ui.Dd().Text(words[status])))
	}
	return ui.Dl().Class("statuses").Body(rows...)
}

// neighbours lead to the commands before and after in the list of all.
func neighbours(at int) ui.UI {
	all := reference()
	var links []ui.UI
	if at > 0 {
		links = append(links, neighbour("previous", "Before", all[at-1]))
	}
	if at+1 < len(all) {
		links = append(links, neighbour("next", "After", all[at+1]))
	}
	return ui.Nav().Class("neighbours").Aria("label", "Commands beside this one").Body(links...)
}

func neighbour(side, word string, e *entry) ui.UI {
	return ui.A().DataSet("side", side).Href(href(e.path())).Body(
		ui.Span().Class("small", "muted").Text(word), ui.Text(" "), ui.Span().Class("mono").Text(e.name))
}
