package author

import (
	"regexp"
	"slices"
	"strings"

	"hsmlab/lessons"
)

// checker finds what can be read but must not be.
type checker struct {
	notes
	lines    lines
	sections []section
	blanks   []shown // "{{…}}" in the body
	source   *Source
}

var (
	idPattern  = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	varPattern = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)
)

// all checks a lesson and its scripts.
func (c *checker) all() {
	c.lesson()
	c.scripts()
}

func (c *checker) lesson() {
	l := &c.source.Lesson
	c.pattern("id", l.ID, idPattern)
	c.oneOf("level", l.Level, "beginner", "intermediate", "advanced")
	for i, role := range l.Roles {
		c.oneOf(index("roles", i), role, "provider", "tenant")
	}
	c.scenario()
	c.guide()
	c.allow()
	c.exam()
	c.vars()
	c.tasks()
	c.body()
	c.commands()
}

// absent tells that a value was not written, or was nothing that could be read, which reading the front matter has told.
func (c *checker) absent(path, got string) bool {
	told := func(p Problem) bool { return p.File == c.file && p.Line == c.lines.of(path) }
	return got == "" && (!c.written(path) || slices.ContainsFunc(*c.found, told))
}

func (c *checker) pattern(path, got string, want *regexp.Regexp) {
	if !c.absent(path, got) && !want.MatchString(got) {
		c.add(c.lines.of(path), "%s is %q; want small letters, digits and dashes (%s)", path, got, want)
	}
}

func (c *checker) oneOf(path, got string, want ...string) {
	if !c.absent(path, got) && !slices.Contains(want, got) {
		c.add(c.lines.of(path), "%s is %q; want one of %s", path, got, strings.Join(want, ", "))
	}
}

func (c *checker) scenario() {
	if names := scenarios(); !slices.Contains(names, c.source.Lesson.Scenario) {
		c.add(c.lines.of("scenario"), "scenario %q does not exist; want one of %s", c.source.Lesson.Scenario, strings.Join(names, ", "))
	}
}

func (c *checker) exam() {
	exam := c.source.Lesson.Exam
	if exam == nil {
		return
	}
	for _, t := range c.source.Lesson.Tasks {
		if len(t.Hints)+len(t.Feedback) > 0 {
			c.add(c.lines.of("exam"), "task %q of an exam has hints or feedback; an exam has none", t.ID)
		}
	}
}

func (c *checker) vars() {
	seen := map[string]bool{}
	for i, v := range c.source.Lesson.Vars {
		path := index("vars", i)
		switch ways := c.among(path, "pick", "range", "text"); {
		case seen[v.Name]:
			c.add(c.lines.of(path), "variable name %q is taken; want another", v.Name)
		case !varPattern.MatchString(v.Name) && !c.absent(path+".name", v.Name):
			c.add(c.lines.of(path), "variable name %q; want small letters, digits and underscores, a letter first", v.Name)
		case len(ways) != 1:
			c.add(c.lines.of(path), "variable %q has %s; it wants exactly one of pick, range and text", v.Name, orNone(ways))
		case v.Range != nil && (len(v.Range) != 2 || v.Range[0] > v.Range[1]):
			c.add(c.lines.of(path), "variable %q: range is %v; want first and last", v.Name, v.Range)
		case v.With != "" && !c.goesWith(v, seen):
			c.add(c.lines.of(path), "variable %q goes with %q; want a variable above it with a pick of the same length", v.Name, v.With)
		}
		for _, used := range lessons.Interpolations(v.Text) {
			if !seen[strings.TrimPrefix(used, "$")] {
				c.add(c.lines.of(path), "variable %q uses {{%s}}, which is not a variable above it", v.Name, used)
			}
		}
		seen[v.Name] = true
	}
}

// goesWith tells whether a variable can take the place that another one drew.
func (c *checker) goesWith(v lessons.Var, above map[string]bool) bool {
	return above[v.With] && slices.ContainsFunc(c.source.Lesson.Vars, func(o lessons.Var) bool {
		return o.Name == v.With && o.With == "" && len(o.Pick) == len(v.Pick)
	})
}

// body checks what stands in the sections: an introduction, a section for each task in their order, an end.
func (c *checker) body() {
	l := &c.source.Lesson
	c.variables()
	if strings.TrimSpace(l.Intro) == "" {
		c.add(c.lines.of("tasks"), "the lesson has no introduction; want a text above its first section")
	}
	if l.Outro.HTML == "" {
		c.add(c.lines.of("tasks"), "the lesson has no section {#outro}; want \"## HEADING {#outro}\" and a text at its end")
	}
	var want, got []string
	for _, t := range l.Tasks {
		if t.HTML != "" {
			want = append(want, t.ID)
		}
	}
	for _, s := range c.sections {
		if slices.Contains(want, s.id) && !slices.Contains(got, s.id) {
			got = append(got, s.id)
		}
	}
	if !slices.Equal(got, want) {
		c.add(c.lines.of("tasks"), "the sections come in the order %s, the tasks in the order %s", strings.Join(got, ", "), strings.Join(want, ", "))
	}
}

// written tells whether a value stands in the front matter.
func (c *checker) written(path string) bool {
	_, ok := c.lines[path]
	return ok
}

// among are those of the keys that the mapping at the path has.
func (c *checker) among(path string, keys ...string) []string {
	return slices.DeleteFunc(keys, func(key string) bool { return !c.written(path + "." + key) })
}

func orNone(words []string) string {
	if len(words) == 0 {
		return "none"
	}
	return strings.Join(words, " and ")
}
