package sim

import (
	"slices"
	"strings"

	"hsmlab/sim/host"
	"hsmlab/sim/refusal"
)

// Explanation tells why a command answered as it did.
type Explanation struct {
	Command string           `json:"command"` // "hsmadmin vcm create"
	Status  int              `json:"status"`
	Refusal *refusal.Refusal `json:"refusal,omitempty"` // the rule that stopped it; nil when nothing did
	Beside  bool             `json:"beside,omitempty"`  // the rule did not stop the command: it explains what is seen
	Note    string           `json:"note,omitempty"`    // what else there is to know
}

func (l *Lab) explain(p *host.Process) {
	if len(p.Refusals) == 0 {
		note := "Nothing was refused. The effect follows the guide; the layout of the output is simulated where the guide shows none."
		if p.Status > 128 {
			note = "The program was interrupted."
		}
		l.explained = append(l.explained, Explanation{Command: p.Name, Status: p.Status, Note: note})
		return
	}
	for _, r := range p.Refusals {
		e := Explanation{Command: p.Name, Status: p.Status, Refusal: &refusal.Refusal{}}
		*e.Refusal = *r
		if r.Guide != "" {
			e.Note = "See section " + r.Guide + " of the guide."
		}
		l.explained = append(l.explained, e)
	}
}

// Explain tells about the programs of the HSM software that ended since the last command line was typed. It
// goes back to the line before when the last one ran none of them: asking for an explanation is a line too.
func (l *Lab) Explain() []Explanation {
	if l.told != nil && l.toldAt == l.ended {
		return slices.Clone(l.told)
	}
	if l.last == nil {
		return nil
	}
	return append(l.lastAnswers(), l.passedOver()...)
}

// passedOver tells, after a command that lists VCMs or starts one, which of them the last reboot of their HSM should
// have started and did not: no command of anybody was refused then.
func (l *Lab) passedOver() []Explanation {
	about := func(string) bool { return true }
	switch l.last.Name {
	case "vcmadmin list", "vcmadmin show", "vcmadmin stats":
	case "vcmadmin start":
		about = func(uuid string) bool { return slices.Contains(l.last.Argv, uuid) }
	default:
		return nil
	}
	var list []Explanation
	for _, m := range l.room.Modules() {
		for _, r := range m.PassedOver(about) {
			list = append(list, Explanation{Command: l.last.Name, Status: l.last.Status, Refusal: r, Beside: true, Note: "See section " + r.Guide + " of the guide."})
		}
	}
	return list
}

func (l *Lab) lastAnswers() []Explanation {
	if len(l.explained) > 0 {
		return slices.Clone(l.explained)
	}
	c := l.last
	var list []Explanation
	for i := range c.Refusals {
		list = append(list, Explanation{Command: c.Name, Status: c.Status, Refusal: &c.Refusals[i], Note: "See section " + c.Refusals[i].Guide + " of the guide."})
	}
	if list == nil {
		list = []Explanation{{Command: c.Name, Status: c.Status, Note: "Nothing was refused. It ran as: " + strings.Join(c.Argv, " ")}}
	}
	return list
}
