package app

import (
	"encoding/json"
	"fmt"
	"sort"
	"strconv"
	"time"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"
	"github.com/open-spaced-repetition/go-fsrs/v3"

	"hsmlab/lessons"
)

// drill is when a solved lesson is to be done again. FSRS decides; here is only how well it went. Dates are those of
// the computer's clock: the lab has no part in them.
type drill struct {
	Card    fsrs.Card `json:"card"`
	Round   int       `json:"round"`             // of the lab at work: 0 as the lesson is written, then 1, 2, … with other seeds
	Rated   int       `json:"rated,omitempty"`   // rounds from the first that are rated: each counts once
	Tripped bool      `json:"tripped,omitempty"` // something happened in this round that must not
}

// drillKey is where a lesson's drill is kept.
func drillKey(lesson string) string { return "drill " + lesson }

// drillFrom reads a kept drill; a damaged one is none.
func drillFrom(text string) drill {
	var d drill
	if json.Unmarshal([]byte(text), &d) != nil {
		return drill{}
	}
	return d
}

// scheduler is FSRS for people who come back after days, not minutes.
var scheduler = func() *fsrs.FSRS {
	p := fsrs.DefaultParam()
	p.EnableShortTerm, p.EnableFuzz = false, false
	return fsrs.NewFSRS(p)
}()

// performance is what a round is judged by.
type performance struct {
	tripped, assisted bool
	hints             int
	spent             time.Duration // with the page in sight
	minutes           int           // that the lesson is meant to take
}

// rating puts a round into FSRS's words. Whoever tripped or took a command did not know it; hints, or three times the
// time, are hard; half of the time is easy.
func (p performance) rating() fsrs.Rating {
	meant := time.Duration(p.minutes) * time.Minute
	switch {
	case p.tripped || p.assisted:
		return fsrs.Again
	case p.hints > 0 || p.spent > 3*meant:
		return fsrs.Hard
	case p.spent < meant/2:
		return fsrs.Easy
	}
	return fsrs.Good
}

// solved is the drill after its round was solved; a round counts once.
func (d drill) solved(p performance, now time.Time) drill {
	if d.Rated > d.Round {
		return d
	}
	if d.Card.Due.IsZero() {
		d.Card = fsrs.NewCard()
	}
	p.tripped = p.tripped || d.Tripped
	d.Card = scheduler.Next(d.Card, now, p.rating()).Card
	d.Rated = d.Round + 1
	return d
}

// due tells whether the lesson wants to be done again.
func (d drill) due(now time.Time) bool { return d.Rated > 0 && !d.Card.Due.After(now) }

// begin is the drill in a later round.
func (d drill) begin(round int) drill {
	d.Round, d.Tripped = round, false
	return d
}

// seedOf is the seed of a lesson's lab in a round. Lessons without variables are written for one seed.
func seedOf(l *lessons.Lesson, round int) uint64 {
	if round == 0 || len(l.Vars) == 0 {
		return l.Seed
	}
	return lessons.AttemptSeed(l.ID, uint64(round), "drill")
}

// roundAsked is the round that the page's address asks for, ?drill=2; 0 for none.
func roundAsked() int {
	n, err := strconv.Atoi(ui.Window().URL().Query().Get("drill"))
	if err != nil || n < 0 || n > 1_000_000 {
		return 0
	}
	return n
}

// takeRound reads which round the lab is in. An address that asks for a later one begins it: the lab of before is
// forgotten, what was achieved is not.
func (d *desk) takeRound(ctx ui.Context, f func(ui.Context)) {
	store := js().Get("store")
	store.Call("read", drillKey(d.lab)).Then(func(v ui.Value) {
		d.drill = drillFrom(textIn(v))
		asked := roundAsked()
		if asked <= d.drill.Round {
			ctx.Dispatch(f)
			return
		}
		d.drill = d.drill.begin(asked)
		js().Call("forget", d.lab).Then(func(ui.Value) {
			store.Call("note", drillKey(d.lab), encodedText(d.drill))
			ctx.Dispatch(f)
		})
	})
}

// rate notes for the schedule what happened in the lesson.
func (d *desk) rate(c lessons.Change) {
	if d.progress == nil || d.sitting != nil || len(c.Tripped) == 0 && !c.Solved {
		return
	}
	d.drill.Tripped = d.drill.Tripped || len(c.Tripped) > 0
	if c.Solved {
		p := performance{spent: d.spent, minutes: d.lesson.Minutes}
		for _, t := range d.progress.State().Tasks {
			p.assisted = p.assisted || t.Assisted
			p.hints += t.Hints
		}
		d.drill = d.drill.solved(p, time.Now())
		d.askUpdate()
	}
	if r := d.rig; r != nil && !r.keeper.off {
		r.keeper.store("note", drillKey(d.lab), encodedText(d.drill))
	}
}

// spentKey is the note of the time that was spent in a lab. It goes with the lab when the learner starts over.
func spentKey(lab string) string { return "lab " + lab + " spent" }

// keepSpent keeps the time that was spent.
func (d *desk) keepSpent(k *keeper) {
	if d.lesson != nil {
		k.store("note", spentKey(d.lab), fmt.Sprint(int(d.spent/time.Second)))
	}
}

// takeSpent takes up the time that was kept.
func (d *desk) takeSpent(kept keptLab) {
	n, err := strconv.Atoi(kept.notes[spentKey(d.lab)])
	if err == nil {
		d.spent = time.Duration(n) * time.Second
	}
}

// drillsFrom reads the notes of the store.
func drillsFrom(text string) map[string]drill {
	notes := map[string]string{}
	_ = json.Unmarshal([]byte(text), &notes) // nothing kept is no drills
	kept := map[string]drill{}
	for key, note := range notes {
		kept[key[len(drillKey("")):]] = drillFrom(note)
	}
	return kept
}

// dueDrills are the lessons that are due, the longest waiting first.
func dueDrills(c *lessons.Catalog, drills map[string]drill, now time.Time) []lessons.Lesson {
	var due []lessons.Lesson
	for _, course := range c.Courses {
		for _, l := range course.Lessons {
			if drills[l.ID].due(now) && l.Exam == nil {
				due = append(due, l)
			}
		}
	}
	sort.SliceStable(due, func(i, j int) bool { return drills[due[i].ID].Card.Due.Before(drills[due[j].ID].Card.Due) })
	return due
}

// drillList is the catalogue's list of what is due. It is closed at first, so that nothing moves when it is known.
func drillList(c *lessons.Catalog, drills map[string]drill, now time.Time) ui.UI {
	due := dueDrills(c, drills, now)
	words := "Due drills: none"
	if len(due) > 0 {
		words = fmt.Sprintf("Due drills: %d", len(due))
	}
	return ui.Details().Class("drills").ID("drills").DataSet("due", len(due)).Body(
		ui.Summary().Text(words),
		ui.P().Class("muted", "small").Text("Lessons that you have finished come back here when it is time to do them again: sooner after "+
			"hints, a long search or a mishap, later when they went well. A drill begins afresh, where a lesson has variables with other "+
			"values; what you have finished stays finished."),
		ui.Ul().Class("cards").Body(ui.Range(due).Slice(func(i int) ui.UI {
			l := due[i]
			next := drills[l.ID].Round + 1
			return ui.Li().Class("card").DataSet("drill", l.ID).Body(
				ui.H3().Body(ui.A().Href(href(lessonPath(l.ID))+fmt.Sprintf("?drill=%d", next)).Text(l.Title)),
				ui.P().Text(l.Summary),
				ui.P().Class("card-meta").Body(ui.Span().Text(fmt.Sprintf("%d min", l.Minutes)), ui.Span().Text("due since "+drills[l.ID].Card.Due.Format("2 January"))),
			)
		})),
	)
}
