//go:build !js

package app

import (
	"fmt"
	"strings"
	"sync"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"hsmlab/sim"
	"hsmlab/sim/cli"
)

// entry is a command in the reference: what its tree says of it, and where it stands.
type entry struct {
	cli.Spec
	name   string // "hsmadmin vcm create"
	parent *entry
	subs   []*entry
}

func (e *entry) path() string { return cli.ReferencePath(e.name) }

// reference is every command of the HSM software in reading order: a group, then what is in it. It is made of the
// trees that the tools themselves read their command lines with, so that it cannot tell anything else than -h.
var reference = sync.OnceValue(func() []*entry {
	var list []*entry
	var add func(cli.Spec, *entry) *entry
	add = func(s cli.Spec, parent *entry) *entry {
		e := &entry{Spec: s, name: s.Name, parent: parent}
		if parent != nil {
			e.name = parent.name + " " + s.Name
		}
		list = append(list, e)
		for _, sub := range s.Group {
			e.subs = append(e.subs, add(sub, e))
		}
		return e
	}
	for _, s := range sim.Commands() {
		add(s, nil)
	}
	return list
})

// referencePages lists the pages of the reference.
func referencePages() []Page {
	pages := []Page{{commandsPath, "Commands — hsmlab", "Every command and subcommand of the simulated HSM software: usage, options, exit statuses, guide section."}}
	for _, e := range reference() {
		pages = append(pages, Page{e.path(), e.name + " — hsmlab", e.About})
	}
	return pages
}

// found is a command as the search sees it (web/js/commands.js).
type found struct {
	Path  string `json:"path"`
	Words string `json:"words"` // in lower case: name, sentence, options and what they do
}

// searchIndex is what the page of all commands is searched by.
func searchIndex() []found {
	var list []found
	for _, e := range reference() {
		words := []string{e.name, e.About, "guide " + e.Guide}
		for _, o := range e.Options()[1:] {
			words = append(words, o.Name, o.About)
		}
		list = append(list, found{e.path(), strings.ToLower(strings.Join(words, " "))})
	}
	return list
}

// commandOf is the page of a path below /commands/.
func commandOf(path string) ui.UI {
	for i, e := range reference() {
		if strings.TrimSuffix(path, "/")+"/" == e.path() {
			return commandPage(i, e)
		}
	}
	return commandsPage()
}

// commandsPage lists all commands, a search above them.
func commandsPage() ui.UI {
	var parts []ui.UI
	for _, e := range reference() {
		if e.parent == nil {
			parts = append(parts, toolSection(e))
		}
	}
	return frame(commandsPath, ui.Div().Class("site-main", "text").Body(
		ui.H1().Text("Commands"),
		ui.P().Class("lead").Text("Every command of the HSM software that the lab has, made from the same tables that the commands "+
			"read their options with. In a terminal, -h after a command shows the same."),
		ui.Form().Class("find").Role("search").Body(
			ui.Label().For("find-command").Text("Search commands and options"),
			ui.Input().Type("search").ID("find-command").Class("field").AutoComplete(false).Attr("spellcheck", "false").
				Attr("data-index", asset("data/commands.json")),
			ui.P().ID("find-count").Class("small", "muted").Role("status").Text(countOf(len(reference()))),
		),
		ui.Div().ID("command-list").Body(parts...),
	))
}

func countOf(n int) string { return fmt.Sprintf("%d commands", n) }

func toolSection(root *entry) ui.UI {
	var rows []ui.UI
	for _, e := range reference() {
		if e == root || strings.HasPrefix(e.name, root.name+" ") {
			rows = append(rows, commandRow(e))
		}
	}
	return ui.Section().Class("command-group").Aria("label", root.name).Body(ui.Ul().Class("commands").Body(rows...))
}

// commandRow is a line of a list of commands.
func commandRow(e *entry) ui.UI {
	return ui.Li().DataSet("path", e.path()).Body(
		ui.A().Class("mono").Href(href(e.path())).Text(e.name),
		ui.Span().Text(e.About),
	)
}

// commandPage is the page of one command.
func commandPage(at int, e *entry) ui.UI {
	return frame(commandsPath, ui.Div().Class("site-main", "text", "command").Body(
		crumbs(e),
		ui.H1().Class("mono").Text(e.name),
		ui.P().Class("lead").Text(e.About),
		ui.H2().Text("Usage"),
		ui.Pre().TabIndex(0).Aria("label", "Usage line").Role("group").Body(ui.Code().Text(e.UsageLine(e.name))),
		subcommandList(e),
		ui.H2().Text("Options"),
		optionTable(e),
		rules(e),
		ui.H2().Text("Exit status"),
		exitStatuses(e),
		ui.H2().Text("Source"),
		ui.P().Text("Section "+e.Guide+" of the vendor's administrator's guide. The layout of help and errors, and the exit statuses, "+
			"are the lab's own where the guide shows none; lab explain tells for each answer."),
		neighbours(at),
	))
}
