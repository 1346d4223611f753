package tools

import (
	"slices"
	"strings"

	"hsmlab/sim"
	"hsmlab/sim/cli"
)

// page is a page of the lab's manual: what a command is, how it is called, and what to know of it.
type page struct {
	is       string // after the dash of NAME
	synopsis string // without the name; "" takes the tool's
	text     string // paragraphs, separated by blank lines
}

// Manual is the manual page of a command, false if there is none. A program of the HSM software for which nobody wrote
// a page has one made of its own help.
func Manual(name string) (string, bool) {
	p, ok := findPage(name)
	if !ok {
		p, ok = helpPage(name)
	}
	if !ok {
		return "", false
	}
	synopsis := p.synopsis
	if t := Lookup(name); t != nil && synopsis == "" {
		synopsis = t.Synopsis
	}
	var b strings.Builder
	title := strings.ToUpper(name) + "(1)"
	b.WriteString(title + "   hsmlab   " + title + "\n\nNAME\n    " + name + " - " + p.is + "\n\nSYNOPSIS\n")
	for _, line := range strings.Split(synopsis, "\n") {
		b.WriteString(strings.TrimRight("    "+name+" "+line, " ") + "\n")
	}
	b.WriteString("\nDESCRIPTION\n")
	for i, paragraph := range strings.Split(p.text, "\n\n") {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(fold(paragraph, 74))
	}
	if _, ok := program(name); ok {
		b.WriteString("\nREFERENCE\n    " + cli.ReferencePath(name) + " on this site\n")
	}
	return b.String(), true
}

// program finds a program of the HSM software.
func program(name string) (cli.Spec, bool) {
	all := sim.Commands()
	i := slices.IndexFunc(all, func(s cli.Spec) bool { return s.Name == name })
	if i < 0 {
		return cli.Spec{}, false
	}
	return all[i], true
}

// helpPage is a page made of what -h of a program tells.
func helpPage(name string) (page, bool) {
	s, ok := program(name)
	if !ok {
		return page{}, false
	}
	first, _, _ := strings.Cut(s.About, ".")
	p := page{is: strings.ToLower(first[:1]) + strings.Join(strings.Fields(first[1:]), " "), synopsis: s.Usage, text: s.About}
	for _, g := range s.Group {
		p.text += "\n\n " + g.Name + "  " + g.About
	}
	for _, o := range s.Options() {
		p.text += "\n\n" + o.Name + ": " + o.About
	}
	p.text += "\n\nGuide section " + s.Guide + "."
	return p, true
}

// Pages lists the names of all manual pages, sorted.
func Pages() []string {
	var list []string
	for _, pages := range manual {
		for name := range pages {
			list = append(list, name)
		}
	}
	slices.Sort(list)
	return list
}

// manual is in parts, to be read by people.
var manual = []map[string]page{filePages, textPages, hostPages, shellPages, labPages, hsmPages}

func findPage(name string) (page, bool) {
	for _, pages := range manual {
		if p, ok := pages[name]; ok {
			return p, true
		}
	}
	return page{}, false
}

// fold breaks a paragraph into indented lines. One that begins with a blank stays as it is.
func fold(s string, width int) string {
	if strings.HasPrefix(s, " ") {
		return "   " + strings.ReplaceAll(s, "\n", "\n   ") + "\n"
	}
	var b strings.Builder
	line := "   "
	for _, w := range strings.Fields(s) {
		if len(line)+1+len(w) > width+4 {
			b.WriteString(line + "\n")
			line = "   "
		}
		line += " " + w
	}
	return b.String() + line + "\n"
}
