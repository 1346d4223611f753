package author

import (
	"slices"
	"strings"

	"hsmlab/lessons"
	"hsmlab/lessons/guide"
	"hsmlab/sim/shell"
)

// people are the verbs that stand for hands and people: what an exam leaves.
var people = []string{
	"hosts", "on", "send", "wait", "hold", "release", "power", "switch", "jumper", "press", "led",
	"card", "battery", "lid", "fan", "psu", "inspect", "panel", "move", "buy", "form", "return",
	"undo", // recorded in the transcript
}

func (c *checker) allow() {
	l := &c.source.Lesson
	if l.Exam != nil && l.Allow == nil {
		c.add(c.lines.of("exam"), "an exam must say which verbs it allows")
	}
	for _, verb := range l.Allow {
		if !slices.Contains(shell.VerbNames(), verb) {
			c.add(c.lines.of("allow"), "lab has no verb %q; want one of %s", verb, strings.Join(shell.VerbNames(), ", "))
		} else if l.Exam != nil && !slices.Contains(people, verb) {
			c.add(c.lines.of("allow"), "an exam allows people and hardware, not lab %s", verb)
		}
	}
}

// scripts checks the shell scripts of the folder against the tasks and the text.
func (c *checker) scripts() {
	bound, err := c.source.Lesson.Bind(c.source.Lesson.Seed)
	if err != nil {
		c.add(c.lines.of("vars"), "%v", err)
		return
	}
	if c.source.Solution.text == "" {
		c.add(0, "there is no solution.sh beside it")
		return
	}
	ran := c.statements(bound, c.source.Solution, true)
	for _, f := range c.source.Alternatives {
		ran = append(ran, c.statements(bound, f, false)...)
	}
	for _, f := range c.source.States {
		c.statements(bound, f, false)
	}
	for id, f := range c.source.Trips {
		if t, ok := bound.Find(id); !ok || t.Kind != lessons.Never {
			notes{file: f.name, found: c.found}.add(0, "the lesson has no never task %q", id)
		}
		c.statements(bound, f, false)
	}
	for i, t := range bound.Tasks {
		if _, ok := c.source.Trips[t.ID]; t.Kind == lessons.Never && !ok {
			c.add(c.lines.of(index("tasks", i)), "never task %q has no trip-%s.sh that trips it", t.ID, t.ID)
		}
	}
	c.commands(bound, ran)
}

// statements parses a script and returns the lines that it runs. With tasks, each task must have its section.
func (c *checker) statements(bound *lessons.Lesson, f file, tasks bool) []string {
	script, err := f.script(bound)
	if err != nil {
		if p, ok := err.(Problem); ok {
			*c.found = append(*c.found, p)
		}
		return nil
	}
	n := notes{file: f.name, found: c.found}
	var got, ran []string
	for _, s := range script.Statements {
		ran = append(ran, strings.Split(s.Text, "\n")...)
		if tasks && s.Task == "" {
			n.add(s.Line, "this statement stands before the first \"# task: ID\"")
		}
		if !slices.Contains(got, s.Task) {
			got = append(got, s.Task)
		}
	}
	var want []string
	for _, t := range bound.Tasks {
		if t.Kind == lessons.Edge {
			want = append(want, t.ID)
		}
	}
	got = slices.DeleteFunc(got, func(id string) bool {
		t, ok := bound.Find(id)
		if tasks && id != "" && !ok {
			n.add(0, "\"# task: %s\" names no task of the lesson", id)
		}
		return !ok || t.Kind != lessons.Edge
	})
	if tasks && !slices.Equal(got, want) {
		n.add(0, "the script works at %s; want each edge task in order: %s", strings.Join(got, ", "), strings.Join(want, ", "))
	}
	return ran
}

// commands demands that what the text shows is run by a script or a hint of the lesson (the proofs run hints),
// so that it cannot drift from what works.
func (c *checker) commands(bound *lessons.Lesson, ran []string) {
	for _, t := range bound.Tasks {
		for _, h := range t.Hints {
			ran = append(ran, h.Line)
		}
	}
	for _, s := range c.sections {
		for _, cmd := range s.commands {
			if text := bound.Fill(cmd.text); !slices.ContainsFunc(ran, func(line string) bool { return strings.TrimSpace(line) == text }) {
				c.add(cmd.line, "%q is shown as a command, but no script and no hint of the lesson runs it", text)
			}
		}
	}
}

func guideHas(section string) bool {
	return slices.ContainsFunc(guide.Behaviours(), func(b guide.Behaviour) bool {
		return b.Section == section || strings.HasPrefix(b.Section, section+".")
	})
}
