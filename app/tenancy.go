package app

import (
	"fmt"
	"strings"

	"hsmlab/sim"
	"hsmlab/sim/feature"
	"hsmlab/sim/vcm"
)

// tenancy is what the learner looks at among the VCMs of an HSM.
type tenancy struct {
	esn    string // "" is the first HSM with VCMs
	find   string // text that names, UUIDs, addresses and hosts are searched for
	only   string // state to which the view is limited; "" is all
	chosen string // UUID of the VCM whose particulars are shown
	list   bool   // as a table
	page   int    // of the table, from 0
}

// vcmState is a state in which a VCM can be seen, and how it is told apart without colour.
type vcmState struct{ id, words string }

// vcmStates are the states, in the order of the legend.
var vcmStates = []vcmState{
	{"operational", "operational"},
	{"uninitialized", "uninitialized"},
	{"setup", "being set up"},
	{"maintenance", "maintenance"},
	{"error", "error"},
	{"disk", "stopped, disk full"},
	{"inactive", "inactive"},
}

// stateOf is the state of a VCM: the mode of one that runs, or why it does not.
func stateOf(v sim.VCMSnapshot) string {
	switch {
	case v.OverQuota:
		return "disk"
	case v.State != "active":
		return "inactive"
	case v.Mode == "operational", v.Mode == "uninitialized", v.Mode == "maintenance":
		return v.Mode
	case strings.HasPrefix(v.Mode, "error"), v.Mode == "failed":
		return "error"
	}
	return "setup" // initialization and pre-initialization
}

// stateWords says it, with the mode's own name where the state covers several.
func stateWords(v sim.VCMSnapshot) string {
	id := stateOf(v)
	if id == "setup" {
		return "active, " + v.Mode
	}
	for _, s := range vcmStates {
		if s.id == id {
			return s.words
		}
	}
	panic("BUG: a VCM in the state " + id)
}

// census counts the VCMs of each state.
func census(list []sim.VCMSnapshot) map[string]int {
	n := map[string]int{}
	for _, v := range list {
		n[stateOf(v)]++
	}
	return n
}

// fits tells whether a VCM is among those that the learner wants to see.
func (t tenancy) fits(v sim.VCMSnapshot) bool {
	if t.only != "" && stateOf(v) != t.only {
		return false
	}
	find := strings.ToLower(strings.TrimSpace(t.find))
	if find == "" {
		return true
	}
	for _, text := range append([]string{v.Name, v.UUID, v.Address}, v.EnrolledOn...) {
		if strings.Contains(strings.ToLower(text), find) {
			return true
		}
	}
	return false
}

// sought are those VCMs, as places in the list.
func (t tenancy) sought(list []sim.VCMSnapshot) []int {
	var places []int
	for i, v := range list {
		if t.fits(v) {
			places = append(places, i)
		}
	}
	return places
}

// speedWords are the rating of a feature word in names.
func speedWords(features string) string {
	word, err := feature.Parse(features)
	if err != nil {
		return ""
	}
	speed, _ := word.Speed()
	return speed.String() + " speed"
}

// amount writes kilobytes in the unit that fits, with the figures that vcmadmin stats prints.
func amount(kb int) string {
	switch {
	case kb >= 1<<20:
		return vcm.Gigabytes(kb)
	case kb >= 10<<10:
		return vcm.Megabytes(kb)
	}
	return fmt.Sprintf("%d KB", kb)
}

// quotaWords set what a VCM stores against its quota, to the kilobyte: rounded, the last ones would look like the quota.
func quotaWords(v sim.VCMSnapshot) string {
	return fmt.Sprintf("%d KB of %d KB", v.DiskKB, v.DiskQuotaKB)
}

// shortUUID is enough of a UUID to tell VCMs apart.
func shortUUID(uuid string) string {
	head, _, _ := strings.Cut(uuid, "-")
	return head
}

// nameOf is what a VCM is called: its name, or the beginning of its UUID.
func nameOf(v sim.VCMSnapshot) string {
	if v.Name != "" {
		return v.Name
	}
	return shortUUID(v.UUID)
}

// isHSM tells whether a module can hold VCMs.
func isHSM(m sim.ModuleSnapshot) bool { return m.Solo == nil }

// hosting is the HSM whose VCMs are shown: the chosen one, the one on the bench, or the first.
func (d *desk) hosting() (sim.ModuleSnapshot, bool) {
	fitted := d.hsms()
	if len(fitted) == 0 {
		return sim.ModuleSnapshot{}, false
	}
	for _, m := range fitted {
		if m.ESN == d.tenants.esn {
			return m, true
		}
	}
	if m, ok := d.shown.module(); ok && isHSM(m) {
		return m, true
	}
	return fitted[0], true
}

// hsms are the modules that can hold VCMs, wherever they are.
func (d *desk) hsms() []sim.ModuleSnapshot {
	var list []sim.ModuleSnapshot
	if d.shown.snapshot == nil {
		return nil
	}
	for _, m := range d.shown.snapshot.Modules {
		if isHSM(m) {
			list = append(list, m)
		}
	}
	return list
}

// chosenVCM is the VCM whose particulars are shown, and its place in the HSM.
func (d *desk) chosenVCM(m sim.ModuleSnapshot) (int, bool) {
	for i, v := range m.VCMs {
		if v.UUID == d.tenants.chosen {
			return i, true
		}
	}
	return 0, false
}
