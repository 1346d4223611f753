package author

import (
	"slices"
	"strings"

	"mvdan.cc/sh/v3/syntax"

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
	c.shown(bound, ran)
}

// statements parses a script and returns the command lines that it runs. With tasks, each task must have its section.
func (c *checker) statements(bound *lessons.Lesson, f file, tasks bool) []prompt {
	script, err := f.script(bound)
	if err != nil {
		if p, ok := err.(Problem); ok {
			*c.found = append(*c.found, p)
		}
		return nil
	}
	c.marks(f.name, bound.Fill(f.text), tasks)
	n := notes{file: f.name, found: c.found}
	var got []string
	var ran []prompt
	home := c.home()
	for _, s := range script.Statements {
		ran = append(ran, promptsOf(home, s.Text)...)
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

// promptsOf are the command lines in a statement: itself, what is in it, and what it hands to another host.
func promptsOf(home, text string) []prompt {
	list := []prompt{{home, text}}
	parsed, err := syntax.NewParser(syntax.Variant(syntax.LangBash)).Parse(strings.NewReader(text), "")
	if err != nil {
		return list
	}
	syntax.Walk(parsed, func(n syntax.Node) bool {
		s, ok := n.(*syntax.Stmt)
		if !ok {
			return true
		}
		from, to := bounds(s)
		list = append(list, prompt{home, strings.TrimSpace(text[from:to])})
		if call, ok := s.Cmd.(*syntax.CallExpr); ok {
			list = append(list, elsewhere(call, text)...)
		}
		return true
	})
	return list
}

// elsewhere is the command of "lab on HOST COMMAND", as it was written; in quotes it is one word.
func elsewhere(call *syntax.CallExpr, text string) []prompt {
	words := wordsOf(call.Args)
	if len(words) < 4 || words[0] != "lab" || words[1] != "on" {
		return nil
	}
	command := text[call.Args[3].Pos().Offset():call.End().Offset()]
	return []prompt{{words[2], command}, {words[2], strings.Join(words[3:], " ")}}
}

func guideHas(section string) bool {
	return slices.ContainsFunc(guide.Behaviours(), func(b guide.Behaviour) bool {
		return b.Section == section || strings.HasPrefix(b.Section, section+".")
	})
}
