package app

import (
	"strings"

	"hsmlab/sim"
)

// StateWords say in which state a VCM is.
var StateWords = stateWords

// Amount and QuotaWords write sizes.
var (
	Amount     = amount
	QuotaWords = quotaWords
)

// Sought counts the VCMs that a search and a state leave.
func Sought(list []sim.VCMSnapshot, find, only string) int {
	return len(tenancy{find: find, only: only}.sought(list))
}

// Grid is what is drawn of many VCMs.
type Grid struct {
	Columns, Rows int
	Paths         map[string]string
	Ring          string
}

// DrawGrid draws VCMs.
func DrawGrid(list []sim.VCMSnapshot, find, chosen string) Grid {
	g := drawGrid(list, tenancy{find: find, chosen: chosen})
	return Grid{g.columns, g.rows, g.paths, g.ring}
}

// StepCells is where a key leads among so many VCMs.
func StepCells(count int, key string, from int) (int, bool) {
	return grid{columns: columnsFor(count)}.step(key, from, count)
}

// Boxes are a party's inbox and outbox.
func Boxes(s *sim.Snapshot, party string) (in, out []int) { return inbox(s, party), outbox(s, party) }

// Postbox is a desk without a lab.
type Postbox struct{ desk *desk }

// NewPostbox is one where nothing has come yet.
func NewPostbox(hosts ...string) *Postbox {
	d := newDesk(FreeLab)
	d.hosts, d.shown.snapshot = hosts, &sim.Snapshot{}
	d.beginPost()
	return &Postbox{d}
}

// Came adds a message.
func (p *Postbox) Came(m sim.MessageSnapshot) {
	s := *p.desk.shown.snapshot
	s.Messages = append(s.Messages[:len(s.Messages):len(s.Messages)], m)
	p.change(&s)
}

// Undo takes the last one back.
func (p *Postbox) Undo() {
	s := *p.desk.shown.snapshot
	s.Messages = s.Messages[:len(s.Messages)-1]
	p.change(&s)
}

func (p *Postbox) change(s *sim.Snapshot) {
	before := len(p.desk.shown.snapshot.Messages)
	p.desk.shown.snapshot = s
	p.desk.takePost(before)
}

// Look looks at a party's inbox.
func (p *Postbox) Look(party string) { p.desk.look(party) }

// News counts what is new.
func (p *Postbox) News(party string) int { return p.desk.news(party) }

// LetterOf is an open message as text.
func LetterOf(m sim.MessageSnapshot, where string, data []byte, err error) string {
	l := letterOf(m, where, data, err)
	lines := []string{l.fault, l.note}
	for _, r := range l.rows {
		lines = append(lines, r.name+": "+r.value)
	}
	return strings.Join(lines, "\n")
}

// Deeds counts what people did.
var Deeds = deedsIn
