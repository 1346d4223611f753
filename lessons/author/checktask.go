package author

import (
	"fmt"
	"slices"
	"strings"

	"hsmlab/lessons"
)

func index(path string, i int) string { return fmt.Sprintf("%s[%d]", path, i) }

func (c *checker) tasks() {
	earlier := map[string]lessons.Kind{}
	for i := range c.source.Lesson.Tasks {
		t := &c.source.Lesson.Tasks[i]
		path := index("tasks", i)
		c.pattern(path+".id", t.ID, idPattern)
		if _, taken := earlier[t.ID]; taken || t.ID == "outro" {
			c.add(c.lines.of(path+".id"), "task id %q is taken; want another", t.ID)
		}
		for _, id := range t.After {
			if kind, ok := earlier[id]; !ok || kind == lessons.Never {
				c.add(c.lines.of(path+".after"), "task %q comes after %q, which is not an edge or level task above it", t.ID, id)
			}
		}
		earlier[t.ID] = t.Kind
		c.task(t, path)
	}
	if len(c.source.Lesson.Tasks) > 0 && !slices.ContainsFunc(c.source.Lesson.Tasks, func(t lessons.Task) bool { return t.Kind != lessons.Never }) {
		c.add(c.lines.of("tasks"), "there is nothing to do: every task is a never task; want an edge or level task")
	}
}

func (c *checker) task(t *lessons.Task, path string) {
	c.oneOf(path+".kind", string(t.Kind), "edge", "level", "never")
	c.title(t, path)
	if t.Goal != "" {
		c.jq(path+".goal", t.Goal, c.lines.of(path+".goal"), goalRules)
	}
	if t.Kind == lessons.Never {
		c.neverTask(t, path)
	} else if c.written(path + ".tripped") {
		c.add(c.lines.of(path+".tripped"), "task %q has a tripped text; only a never task can be tripped", t.ID)
	}
	if t.Kind == lessons.Edge {
		c.oneOf(path+".baseline", string(t.Baseline), "start", "active", "none")
	} else if t.Baseline != "" {
		c.add(c.lines.of(path+".baseline"), "task %q has a baseline; only an edge task has a baseline", t.ID)
	}
	for i, f := range t.Feedback {
		at := c.lines.of(index(path+".feedback", i))
		c.jq("feedback", f.When, at, hintRules)
		c.interpolated(f.Text, at)
	}
	c.hints(t, path)
}

// title demands one; sections give it to edge and level tasks.
func (c *checker) title(t *lessons.Task, path string) {
	switch {
	case t.Title != "" || t.HTML != "" || c.written(path+".title"):
	case t.Kind == lessons.Never:
		c.add(c.lines.of(path), "never task %q has no title; want title: in the front matter, for it has no section", t.ID)
	default:
		c.add(c.lines.of(path), "task %q has no section {#%s} in the body and no title; want \"## HEADING {#%s}\"", t.ID, t.ID, t.ID)
	}
}

func (c *checker) neverTask(t *lessons.Task, path string) {
	if !c.written(path + ".tripped") {
		c.add(c.lines.of(path), "never task %q has no text for when it is tripped; want tripped: what happened and why it matters", t.ID)
	}
	for _, key := range c.among(path, "weight", "after", "done", "hints", "feedback") {
		c.add(c.lines.of(path+"."+key), "never task %q has %s; it has only a title, a goal and a tripped text", t.ID, key)
	}
}

// hints demands a whole ladder: a rung of each kind that always applies, unless the lesson is an exam.
func (c *checker) hints(t *lessons.Task, path string) {
	always, sound := map[lessons.Rung]bool{}, true
	for i, h := range t.Hints {
		place := index(path+".hints", i)
		at := c.lines.of(place)
		if !c.form(h, place) {
			sound = false
			continue
		}
		if always[h.Rung] {
			c.add(at, "this %s can never be given: one above it always applies; want a when there, or this one first", h.Rung)
		}
		always[h.Rung] = always[h.Rung] || h.When == ""
		if h.When != "" {
			c.jq("when", h.When, at, hintRules)
		}
		c.hint(h, at)
	}
	if t.Kind == lessons.Never || c.source.Lesson.Exam != nil || !sound {
		return
	}
	for _, rung := range []lessons.Rung{lessons.Nudge, lessons.Command} {
		if !always[rung] {
			c.add(c.lines.of(path+".hints"), "task %q has no %s that always applies; want one without when", t.ID, rung)
		}
	}
}

// form tells whether a hint is of one rung, with what belongs to it.
func (c *checker) form(h lessons.Hint, place string) bool {
	before := len(*c.found)
	if has := c.among(place, "nudge", "where", "command"); len(has) != 1 {
		c.add(c.lines.of(place), "a hint wants exactly one of nudge, where and command; this one has %s", orNone(has))
	} else if h.Rung != lessons.Command {
		for _, key := range c.among(place, "on", "text") {
			c.add(c.lines.of(place+"."+key), "%s goes with a command; this hint is a %s, which says everything itself", key, h.Rung)
		}
	}
	return len(*c.found) == before && h.Text+h.Line != "" // what is empty was told of when it was read
}

func (c *checker) hint(h lessons.Hint, at int) {
	if strings.Contains(h.Line, "\n") {
		c.add(at, "a command must be one line: it goes into a prompt")
	}
	c.interpolated(h.Text, at)
	c.interpolated(h.Line, at)
}

func (c *checker) interpolated(text string, at int) {
	if strings.Count(text, "{{") != len(lessons.Interpolations(text)) {
		c.add(at, "\"{{\" without \"}}\"; want {{$NAME}} or {{jq}}")
	}
	for _, inner := range lessons.Interpolations(text) {
		c.jq("{{"+inner+"}}", inner, at, hintRules)
	}
}
