package app

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"hsmlab/lessons"
)

// standing is how far the learner is with a lesson; it is kept apart from the lab's journal and never lost.
type standing struct {
	Tasks  []string `json:"tasks"`          // finished once, sorted
	Of     int      `json:"of"`             // how many tasks there are
	Solved bool     `json:"solved"`         // once, whatever was done later
	Best   int      `json:"best,omitempty"` // of an exam: best score in percent
	At     string   `json:"at,omitempty"`   // when the learner was last there
}

// done is how many tasks were finished.
func (s standing) done() int { return min(len(s.Tasks), s.Of) }

// standingKey is where a lesson's standing is kept.
func standingKey(lesson string) string { return "standing " + lesson }

// cataloguePage lists what can be learnt.
type cataloguePage struct {
	ui.Compo

	catalog   *lessons.Catalog
	standings map[string]standing
	drills    map[string]drill
	kept      ui.UI
	file      progressFile
	aside     aside
	filter    filter
	update    bool       // a new version of the lab waits
	ctx       ui.Context // of the browser; nil while prerendering
	release   func()     // what the browser holds of ours
}

// OnInit keeps the prerendered list until its data have come.
func (c *cataloguePage) OnInit() {
	if ui.IsClient {
		c.kept = keptPage()
		return
	}
	c.catalog = catalogOf()
}

// OnMount fetches the list and the learner's standings.
func (c *cataloguePage) OnMount(ctx ui.Context) {
	if !ui.IsClient {
		return
	}
	c.ctx = ctx
	c.update = updateReady()
	c.release = ui.Window().AddEventListener("hsmlab-update-ready", func(ui.Context, ui.Event) { c.update = true })
	whenReady(ctx, "store", func(ctx ui.Context) {
		c.load(ctx)
	})
}

// OnDismount lets go of the browser.
func (c *cataloguePage) OnDismount() {
	if c.release != nil {
		c.release()
	}
}

func (c *cataloguePage) load(ctx ui.Context) {
	store := js().Get("store")
	c.lookAside()
	store.Call("notes", standingKey("")).Then(func(v ui.Value) {
		kept := standingsFrom(textIn(v))
		store.Call("notes", drillKey("")).Then(func(v ui.Value) {
			drills := drillsFrom(textIn(v))
			fetchJSON(ctx, "data/catalogue.json", func(_ ui.Context, data []byte) {
				var catalog lessons.Catalog
				if err := json.Unmarshal(data, &catalog); err == nil {
					c.catalog, c.standings, c.drills, c.kept = &catalog, kept, drills, nil
				}
				markReady()
			})
		})
	})
}

// standingsFrom reads the notes of the store; a damaged one is left out.
func standingsFrom(text string) map[string]standing {
	notes := map[string]string{}
	_ = json.Unmarshal([]byte(text), &notes) // nothing kept is no standings
	kept := map[string]standing{}
	for key, note := range notes {
		var s standing
		if json.Unmarshal([]byte(note), &s) == nil {
			kept[strings.TrimPrefix(key, standingKey(""))] = s
		}
	}
	return kept
}

func (c *cataloguePage) Render() ui.UI {
	if c.kept != nil || c.catalog == nil {
		if c.kept == nil {
			return frame("/")
		}
		return c.kept
	}
	rows := []ui.UI{
		c.updateBanner(),
		ui.H1().Text("Run an nShield 5s for several tenants"),
		ui.P().Class("lead").Text("A simulated HSM on a bench, two hosts with a real shell, and lessons that watch what happens to the " +
			"equipment. You are the provider, the tenant, and the finger on the recovery button."),
		c.resume(),
		drillList(c.catalog, c.drills, time.Now()),
		c.filterBar(),
	}
	for _, course := range c.catalog.Courses {
		if course.Lessons = c.filter.of(course); len(course.Lessons) > 0 {
			rows = append(rows, c.course(course))
		}
	}
	rows = append(rows, c.yours())
	return frame("/", ui.Div().Class("site-main").Body(rows...))
}

func (c *cataloguePage) course(course lessons.Course) ui.UI {
	return ui.Section().Class("course").Aria("labelledby", "course-"+course.ID).Body(
		ui.H2().ID("course-"+course.ID).Text(course.Title),
		ui.P().Text(course.Summary),
		ui.Ul().Class("cards").Body(ui.Range(course.Lessons).Slice(func(i int) ui.UI { return c.card(course.Lessons[i]) })),
	)
}

func (c *cataloguePage) card(l lessons.Lesson) ui.UI {
	s := c.standings[l.ID]
	words := "not begun"
	switch {
	case s.Solved:
		words = "finished"
	case s.Of > 0:
		words = fmt.Sprintf("%d of %d tasks done", s.done(), s.Of)
	}
	return ui.Li().Class("card").DataSet("card", l.ID).Body(
		ui.H3().Body(ui.A().Href(href(lessonPath(l.ID))).Text(l.Title)),
		ring(s),
		ui.P().Text(l.Summary),
		ui.P().Class("card-meta").Body(
			ui.Span().Text(fmt.Sprintf("%d min", l.Minutes)), ui.Span().Text(l.Level),
			ui.Span().Text(strings.Join(l.Roles, " and ")), ui.Span().Text(words),
		),
	)
}

// ring draws a standing.
func ring(s standing) ui.UI {
	share := 0
	if s.Of > 0 {
		share = 100 * s.done() / s.Of
	}
	inner := fmt.Sprintf(`<circle data-part="track" cx="14" cy="14" r="12"/><circle data-part="ring" cx="14" cy="14" r="12" `+
		`pathLength="100" stroke-dasharray="%d 100" transform="rotate(-90 14 14)"/>`, share)
	if s.Solved {
		inner = `<circle data-part="ring" cx="14" cy="14" r="12"/><path data-part="tick" d="M8.500 14.500l4 4 7-8"/>`
	}
	return ui.Raw(`<svg class="card-ring" viewBox="0 0 28 28" aria-hidden="true">` + inner + `</svg>`)
}

// resume is where to go on: the lesson that was left last, or the first one.
func (c *cataloguePage) resume() ui.UI {
	var first, last, next *lessons.Lesson
	for i := range c.catalog.Courses {
		for j := range c.catalog.Courses[i].Lessons {
			l := &c.catalog.Courses[i].Lessons[j]
			s, begun := c.standings[l.ID]
			if first == nil {
				first = l
			}
			if begun && !s.Solved && (last == nil || s.At > c.standings[last.ID].At) {
				last = l
			}
			if next == nil && !s.Solved {
				next = l
			}
		}
	}
	switch {
	case last != nil:
		s := c.standings[last.ID]
		return resumeCard("Continue: "+last.Title, fmt.Sprintf("%d of %d tasks done. The lab is as you left it.", s.done(), s.Of), "Continue", lessonPath(last.ID))
	case first == nil || next == nil:
		return resumeCard("All lessons are finished", "The free lab is yours.", "Open the free lab", "/lab/")
	case next == first:
		return resumeCard("Start here: "+first.Title, first.Summary, "Begin", lessonPath(first.ID))
	}
	return resumeCard("Next: "+next.Title, next.Summary, "Begin", lessonPath(next.ID))
}

func resumeCard(title, text, verb, path string) ui.UI {
	return ui.Section().Class("continue").ID("continue").Aria("label", "Where to go on").Body(
		ui.Div().Body(ui.H2().Text(title), ui.P().Class("muted").Text(text)),
		ui.A().Class("btn").DataSet("kind", "primary").Href(href(path)).Text(verb),
	)
}
