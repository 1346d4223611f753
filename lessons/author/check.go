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
	if len(l.Roles) == 0 {
		c.add(c.lines.of("roles"), "roles is empty; want provider, tenant or both")
	}
	for _, role := range l.Roles {
		c.oneOf("roles", role, "provider", "tenant")
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

// absent tells that a compulsory value was not written, which reading the front matter has told already.
func (c *checker) absent(path, got string) bool {
	_, written := c.lines[path]
	return got == "" && !written
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

func (c *checker) guide() {
	if len(c.source.Lesson.Guide) == 0 {
		c.add(c.lines.of("guide"), "guide is empty; want the sections that the lesson teaches")
	}
	for _, sec := range c.source.Lesson.Guide {
		if !guideHas(sec) {
			c.add(c.lines.of("guide"), "guide section %q states nothing that behaviours.tsv knows", sec)
		}
	}
	for _, s := range c.sections {
		for _, sec := range guideLinks(s.html) {
			if !guideHas(sec) {
				c.add(s.line, "link to guide section %q, which states nothing that behaviours.tsv knows", sec)
			}
		}
	}
}

func (c *checker) exam() {
	exam := c.source.Lesson.Exam
	if exam == nil {
		return
	}
	for _, t := range c.source.Lesson.Tasks {
		if len(t.Hints)+len(t.Feedback) > 0 {
			c.add(c.lines.of("exam"), "task %q of an exam has hints or feedback", t.ID)
		}
	}
}

func (c *checker) vars() {
	seen := map[string]bool{}
	for i, v := range c.source.Lesson.Vars {
		path := index("vars", i)
		switch ways := countTrue(len(v.Pick) > 0, v.Range != nil, v.Text != ""); {
		case !varPattern.MatchString(v.Name) || seen[v.Name]:
			c.add(c.lines.of(path), "variable name %q is taken or not small letters, digits and underscores", v.Name)
		case ways != 1:
			c.add(c.lines.of(path), "variable %q wants exactly one of pick, range and text", v.Name)
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

// body checks what stands in the sections: only variables are filled in there, never jq.
func (c *checker) body() {
	l := &c.source.Lesson
	if strings.TrimSpace(l.Intro) == "" {
		c.add(c.lines.of("tasks"), "the lesson has no introduction above its first section")
	}
	if l.Outro.HTML == "" {
		c.add(c.lines.of("tasks"), "the lesson has no section {#outro}")
	}
	for _, s := range c.sections {
		for _, used := range lessons.Interpolations(s.html + s.title) {
			if !c.isVar(used) {
				c.add(max(s.line, c.lines.of("tasks")), "{{%s}} in the text is not a variable; jq is filled in only in hints and feedback", used)
			}
		}
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

func (c *checker) isVar(inner string) bool {
	return slices.ContainsFunc(c.source.Lesson.Vars, func(v lessons.Var) bool { return "$"+v.Name == inner })
}

func countTrue(conditions ...bool) int {
	n := 0
	for _, c := range conditions {
		if c {
			n++
		}
	}
	return n
}
