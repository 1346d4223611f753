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
			c.add(c.lines.of(path+".id"), "task id %q is taken", t.ID)
		}
		for _, id := range t.After {
			if kind, ok := earlier[id]; !ok || kind == lessons.Never {
				c.add(c.lines.of(path+".after"), "task %q comes after %q, which is not an edge or level task above it", t.ID, id)
			}
		}
		earlier[t.ID] = t.Kind
		c.task(t, path)
	}
	if !slices.ContainsFunc(c.source.Lesson.Tasks, func(t lessons.Task) bool { return t.Kind != lessons.Never }) {
		c.add(c.lines.of("tasks"), "there is nothing to do: every task is a never task")
	}
}

func (c *checker) task(t *lessons.Task, path string) {
	c.oneOf(path+".kind", string(t.Kind), "edge", "level", "never")
	if t.Title == "" {
		c.add(c.lines.of(path), "task %q has no section {#%s} in the body and no title", t.ID, t.ID)
	}
	c.jq(path+".goal", t.Goal, c.lines.of(path+".goal"), goalRules)
	if t.Kind == lessons.Never {
		c.neverTask(t, path)
	} else if t.Tripped != "" {
		c.add(c.lines.of(path+".tripped"), "only a never task can be tripped")
	}
	if t.Kind == lessons.Edge {
		c.oneOf(path+".baseline", string(t.Baseline), "start", "active", "none")
	} else if t.Baseline != "" {
		c.add(c.lines.of(path+".baseline"), "only an edge task has a baseline")
	}
	for i, f := range t.Feedback {
		at := c.lines.of(index(path+".feedback", i))
		c.jq("feedback", f.When, at, hintRules)
		c.interpolated(f.Text, at)
	}
	c.hints(t, path)
}

func (c *checker) neverTask(t *lessons.Task, path string) {
	if t.Tripped == "" {
		c.add(c.lines.of(path), "never task %q has no text for when it is tripped", t.ID)
	}
	if t.Weight != 0 || len(t.Hints)+len(t.Feedback) > 0 || t.HTML != "" || t.Done != "" {
		c.add(c.lines.of(path), "never task %q has a weight, a section, a done text, hints or feedback; it has none of these", t.ID)
	}
}

// hints demands a whole ladder: a rung of each kind that always applies, unless the lesson is an exam.
func (c *checker) hints(t *lessons.Task, path string) {
	always := map[lessons.Rung]bool{}
	for i, h := range t.Hints {
		at := c.lines.of(index(path+".hints", i))
		if always[h.Rung] {
			c.add(at, "this %s can never be given: one above it always applies", h.Rung)
		}
		always[h.Rung] = always[h.Rung] || h.When == ""
		if h.When != "" {
			c.jq("when", h.When, at, hintRules)
		}
		c.hint(h, at)
	}
	if t.Kind == lessons.Never || c.source.Lesson.Exam != nil {
		return
	}
	for _, rung := range []lessons.Rung{lessons.Nudge, lessons.Command} {
		if !always[rung] {
			c.add(c.lines.of(path+".hints"), "task %q has no %s that always applies (without when)", t.ID, rung)
		}
	}
}

func (c *checker) hint(h lessons.Hint, at int) {
	if h.Rung == lessons.Command && h.Line == "" {
		c.add(at, "a hint wants one of nudge, where and command")
	}
	if h.Rung != lessons.Command && (h.Line != "" || h.On != "") {
		c.add(at, "a hint wants exactly one of nudge, where and command; text and on go with a command")
	}
	if strings.Contains(h.Line, "\n") {
		c.add(at, "a command must be one line: it goes into a prompt")
	}
	c.interpolated(h.Text, at)
	c.interpolated(h.Line, at)
}

func (c *checker) interpolated(text string, at int) {
	if strings.Count(text, "{{") != len(lessons.Interpolations(text)) {
		c.add(at, "\"{{\" without \"}}\"")
	}
	for _, inner := range lessons.Interpolations(text) {
		c.jq("{{"+inner+"}}", inner, at, hintRules)
	}
}
