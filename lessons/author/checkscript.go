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
		c.add(c.lines.of("exam"), "an exam must say which verbs it allows; want allow: [VERB, …], or [] for none")
	}
	for i, verb := range l.Allow {
		at := c.lines.of(index("allow", i))
		if !slices.Contains(shell.VerbNames(), verb) {
			c.add(at, "lab has no verb %q; want one of %s", verb, strings.Join(shell.VerbNames(), ", "))
		} else if l.Exam != nil && !slices.Contains(people, verb) {
			c.add(at, "an exam allows people and hardware, not lab %s; want some of %s", verb, strings.Join(people, ", "))
		}
	}
}

// scripts checks the shell scripts of the folder against the tasks and the text.
func (c *checker) scripts() {
	bound, err := c.source.Lesson.Bind(c.source.Lesson.Seed)
	if err != nil {
		c.once(c.lines.of("vars"), err.Error())
		return
	}
	if c.source.Solution.name == "" {
		c.add(0, "there is no solution.sh beside it; want a script that solves the lesson")
		return
	}
	before := len(*c.found)
	ran := c.statements(bound, c.source.Solution, true)
	for _, f := range c.source.Alternatives {
		ran = append(ran, c.statements(bound, f, false)...)
	}
	for _, f := range c.source.States {
		c.statements(bound, f, false)
	}
	for id, f := range c.source.Trips {
		if t, ok := bound.Find(id); !ok || t.Kind != lessons.Never {
			notes{file: f.name, found: c.found}.add(0, "the lesson has no never task %q; want trip-TASK.sh with the id of one", id)
		}
		c.statements(bound, f, false)
	}
	for i, t := range bound.Tasks {
		if _, ok := c.source.Trips[t.ID]; t.Kind == lessons.Never && !ok {
			c.add(c.lines.of(index("tasks", i)), "never task %q has no trip-%s.sh that trips it; want such a script beside lesson.md", t.ID, t.ID)
		}
	}
	if len(*c.found) == before { // of scripts with problems nobody knows what they are to run
		c.shown(bound, ran)
	}
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
	if len(script.Statements) == 0 {
		n.once(1, "the script is empty; want the commands that it is there for")
		return nil
	}
	var ran []prompt
	home := c.home()
	for _, s := range script.Statements {
		ran = append(ran, promptsOf(home, s.Text)...)
		for _, fault := range faultsIn(s.Text) {
			n.add(s.Line+fault.line-1, "the command cannot work: %s", fault.text)
		}
	}
	for _, b := range blanks(f.text, 1) {
		if varBlank.MatchString(b.text) && !c.isVar(b.text) {
			n.add(b.line, "{{%s}} is not a variable; %s", b.text, c.wantVar())
		}
	}
	if tasks {
		n.markers(bound, script)
	}
	return ran
}

// markers demands a section of the script for each edge task, in their order. Level tasks may have one.
func (n notes) markers(bound *lessons.Lesson, script Script) {
	var want, all []string
	for _, t := range bound.Tasks {
		if t.Kind == lessons.Edge {
			want = append(want, t.ID)
		}
		if t.Kind != lessons.Never {
			all = append(all, t.ID)
		}
	}
	if len(all) == 0 {
		return // which the front matter was told
	}
	if first := script.Statements[0]; first.Task == "" {
		n.add(first.Line, "this statement stands before the first \"# task: ID\"; want such a line above the statements of each edge task; the tasks are %s", strings.Join(all, ", "))
		return
	}
	next, known := 0, true
	for _, m := range script.Markers {
		t, ok := bound.Find(m.Task)
		switch {
		case ok && !script.works(m.Task):
			n.add(m.Line, "\"# task: %s\" has no statement below it; want the commands that do the task", m.Task)
			known = false
		case !ok:
			n.add(m.Line, "\"# task: %s\" names no task of the lesson; want one of %s", m.Task, strings.Join(all, ", "))
			known = false
		case t.Kind != lessons.Edge || slices.Contains(want[:next], m.Task):
		case next < len(want) && m.Task == want[next]:
			next++
		case known:
			n.add(m.Line, "\"# task: %s\" stands where \"# task: %s\" is due; want the edge tasks in order: %s", m.Task, want[next], strings.Join(want, ", "))
			return
		}
	}
	if known && next < len(want) {
		n.add(script.Lines, "the script ends without \"# task: %s\"; want each edge task in order: %s", want[next], strings.Join(want, ", "))
	}
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
