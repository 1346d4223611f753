package app

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"hsmlab/lessons"
)

// filter says which lessons of the catalogue are shown.
type filter struct {
	role    string // "provider" or "tenant"; "" is all
	section string // of the guide, with those below it; "" is all
}

// fits tells whether a lesson is shown.
func (f filter) fits(l lessons.Lesson) bool {
	section := strings.TrimSuffix(strings.TrimSpace(f.section), ".")
	within := func(s string) bool { return s == section || strings.HasPrefix(s, section+".") }
	return (f.role == "" || slices.Contains(l.Roles, f.role)) && (section == "" || slices.ContainsFunc(l.Guide, within))
}

// of is the lessons of a course that are shown.
func (f filter) of(course lessons.Course) []lessons.Lesson {
	return slices.DeleteFunc(slices.Clone(course.Lessons), func(l lessons.Lesson) bool { return !f.fits(l) })
}

// filterBar chooses what of the catalogue is shown.
func (c *cataloguePage) filterBar() ui.UI {
	all, shown := 0, 0
	for _, course := range c.catalog.Courses {
		all += len(course.Lessons)
		shown += len(c.filter.of(course))
	}
	return ui.Form().Class("filter").Role("search").Aria("label", "Lessons to show").OnSubmit(func(_ ui.Context, e ui.Event) { e.PreventDefault() }).Body(
		ui.Label().For("filter-role").Text("For"),
		ui.Select().ID("filter-role").Class("field").Disabled(c.ctx == nil).OnChange(func(ctx ui.Context, _ ui.Event) {
			c.filter.role = ctx.JSSrc().Get("value").String()
		}).Body(c.role("", "everyone"), c.role("provider", "providers"), c.role("tenant", "tenants")),
		ui.Label().For("filter-section").Text("Guide section"),
		ui.Input().Type("search").ID("filter-section").Class("field").List("filter-sections").Placeholder("all, or such as 4.5").
			AutoComplete(false).Disabled(c.ctx == nil).Value(c.filter.section).OnInput(func(ctx ui.Context, _ ui.Event) {
			c.filter.section = ctx.JSSrc().Get("value").String()
		}),
		ui.DataList().ID("filter-sections").Body(ui.Range(sectionsOf(c.catalog)).Slice(func(i int) ui.UI {
			return ui.Option().Value(sectionsOf(c.catalog)[i])
		})),
		ui.P().Class("muted").Role("status").ID("filter-count").Text(countWords(shown, all)),
	)
}

func (c *cataloguePage) role(value, label string) ui.UI {
	return ui.Option().Value(value).Selected(c.filter.role == value).Text(label)
}

func countWords(shown, all int) string {
	switch shown {
	case all:
		return fmt.Sprintf("%d lessons", all)
	case 0:
		return "No lesson fits. Ask for less, or for a section above."
	}
	return fmt.Sprintf("%d of %d lessons", shown, all)
}

// sectionsOf lists the sections of the guide that lessons name, in the guide's order.
func sectionsOf(c *lessons.Catalog) []string {
	var all []string
	for _, course := range c.Courses {
		for _, l := range course.Lessons {
			all = append(all, l.Guide...)
		}
	}
	slices.SortFunc(all, compareSections)
	return slices.Compact(all)
}

// compareSections orders "4.9" before "4.10".
func compareSections(a, b string) int {
	return slices.CompareFunc(strings.Split(a, "."), strings.Split(b, "."), func(x, y string) int {
		m, _ := strconv.Atoi(x)
		n, _ := strconv.Atoi(y)
		return cmp.Or(cmp.Compare(m, n), strings.Compare(x, y))
	})
}
