package author

import (
	"regexp"
	"slices"
	"strings"

	"hsmlab/lessons"
)

// varBlank is what looks like a variable between "{{" and "}}".
var varBlank = regexp.MustCompile(`^\$[A-Za-z_][A-Za-z0-9_]*$`)

// variables checks the blanks of what is written once, when an attempt begins: they name variables, jq has no place there.
func (c *checker) variables() {
	l := &c.source.Lesson
	c.filledOnce(l.Title, "title")
	c.filledOnce(l.Summary, "summary")
	for i, line := range l.Setup {
		c.variablesOnly(line, index("setup", i))
	}
	for i, t := range l.Tasks {
		path := index("tasks", i)
		if t.HTML == "" {
			c.filledOnce(t.Title, path+".title")
		}
		c.filledOnce(t.Done, path+".done")
		c.filledOnce(t.Tripped, path+".tripped")
	}
	for _, b := range c.blanks {
		c.blank(b.text, b.line)
	}
}

func (c *checker) filledOnce(text, path string) {
	for _, b := range blanks(text, 0) {
		c.blank(b.text, c.lines.of(path))
	}
}

func (c *checker) blank(inner string, at int) {
	switch {
	case strings.HasPrefix(inner, "{{"):
		c.add(at, "%q in the text is not closed; want {{$NAME}}", inner)
	case !c.isVar(inner):
		c.add(at, "{{%s}} in the text is not a variable; %s; jq is filled in only in hints and feedback", inner, c.wantVar())
	}
}

// variablesOnly checks the variables of shell code, in which other double braces may have a meaning of their own.
func (c *checker) variablesOnly(text, path string) {
	for _, b := range blanks(text, 0) {
		if varBlank.MatchString(b.text) && !c.isVar(b.text) {
			c.add(c.lines.of(path), "%s uses {{%s}}, which is not a variable; %s", path, b.text, c.wantVar())
		}
	}
}

// wantVar says which variables there are.
func (c *checker) wantVar() string {
	var names []string
	for _, v := range c.source.Lesson.Vars {
		names = append(names, "{{$"+v.Name+"}}")
	}
	if len(names) == 0 {
		return "the lesson has no vars"
	}
	return "want one of " + strings.Join(names, ", ")
}

func (c *checker) isVar(inner string) bool {
	return slices.ContainsFunc(c.source.Lesson.Vars, func(v lessons.Var) bool { return "$"+v.Name == inner })
}

// blanks are the "{{…}}" of a text, with the lines in which they begin, from first on. One that does not end is given as it
// stands, "{{" included.
func blanks(text string, first int) []shown {
	var found []shown
	for at := 0; ; {
		begin := strings.Index(text[at:], "{{")
		if begin < 0 {
			return found
		}
		line := first + strings.Count(text[:at+begin], "\n")
		inner, _, closed := strings.Cut(text[at+begin+2:], "}}")
		if !closed {
			return append(found, shown{line: line, text: "{{" + firstLine(inner)})
		}
		found = append(found, shown{line: line, text: inner})
		at += begin + len("{{") + len(inner) + len("}}")
	}
}
