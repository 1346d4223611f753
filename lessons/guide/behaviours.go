package guide

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed behaviours.tsv
var table string

// Behaviour is one statement of the guide.
type Behaviour struct {
	ID      string // "G-4.5.4.2-1"; frozen
	Section string
	Text    string
	Kind    string // value, rule, format, output, procedure, state, precondition, limit, error, physical, timing
	Systems string // what it is about, separated by commas
	Part    string // which part of the project simulates it: core, platform, tenant, panels, …
	Told    bool   // nothing to simulate: the app's reference pages say it
	Why     string // why it is told, where the list does not mark it so
}

// Refuses tells whether the behaviour can only be shown by a refusal that carries its id.
func (b Behaviour) Refuses() bool {
	return b.Kind == "error" || b.Kind == "precondition" || b.Kind == "limit"
}

// Behaviours returns the whole list, in the order of the guide.
var Behaviours = sync.OnceValue(func() []Behaviour {
	rows := strings.Split(strings.TrimRight(table, "\n"), "\n")[1:]
	list := make([]Behaviour, 0, len(rows))
	for _, row := range rows {
		f := strings.Split(row, "\t")
		if len(f) != 8 {
			panic("BUG: behaviours.tsv: want 8 columns: " + row)
		}
		list = append(list, Behaviour{
			ID: f[0], Section: f[1], Text: f[3], Kind: f[4], Systems: f[5], Part: f[6],
			Told: strings.TrimSpace(f[7]) == "told" || toldHere[f[0]] != "", Why: toldHere[f[0]],
		})
	}
	return list
})

// Find returns the behaviour with that id.
func Find(id string) (Behaviour, bool) {
	for _, b := range Behaviours() {
		if b.ID == id {
			return b, true
		}
	}
	return Behaviour{}, false
}
