package author

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"

	"hsmlab/lessons"
)

// asWritten keeps what compiling drops and messages need.
type asWritten struct {
	lines    lines
	sections []section
	blanks   []shown // "{{…}}" in the body
	broken   bool    // it could not be read at all: no more problems are looked for
}

// Parse reads the text of one lesson.md. The name is for messages. What it returns is compiled as far as it
// could be read; the error, if any, is Problems. Load does the same with the scripts and the folder's name.
func Parse(name, text string) (lessons.Lesson, error) {
	var problems Problems
	lesson, extra := readLesson(text, notes{file: name, found: &problems})
	c := checker{notes: notes{file: name, found: &problems}, lines: extra.lines, sections: extra.sections, blanks: extra.blanks,
		source: &Source{Lesson: lesson}}
	if !extra.broken {
		c.lesson()
	}
	return lesson, problems.err()
}

func readLesson(text string, n notes) (lessons.Lesson, asWritten) {
	var head FrontMatter
	extra := asWritten{lines: lines{}}
	matter, body, bodyLine, err := front(text)
	if err != nil {
		n.addError(err)
		extra.broken = true
		return lessons.Lesson{}, extra
	}
	var ok bool
	if extra.lines, ok = decode(matter, &head, n); !ok {
		extra.broken = true
		return lessons.Lesson{}, extra
	}
	extra.sections, extra.blanks = readBody([]byte(body), bodyLine, n), blanks(body, bodyLine)
	lesson := compile(head)
	for i := range extra.sections {
		extra.sections[i].html = atHome(extra.sections[i].html, lesson.Scenario)
	}
	place(&lesson, extra.sections, n)
	for _, s := range extra.sections {
		for _, cmd := range s.commands {
			lesson.Shown = append(lesson.Shown, cmd.text)
		}
	}
	lesson.Version = version(lesson)
	return lesson, extra
}

func compile(head FrontMatter) lessons.Lesson {
	lesson := lessons.Lesson{
		ID: head.ID, Title: head.Title, Summary: head.Summary, Minutes: head.Minutes, Level: head.Level,
		Roles: head.Roles, Guide: head.Guide, Scenario: head.Scenario, Seed: head.Seed,
		Setup: head.Setup, Allow: head.Allow,
	}
	if lesson.Scenario == "" {
		lesson.Scenario = "default"
	}
	if lesson.Seed == 0 {
		lesson.Seed = 1
	}
	for _, v := range head.Vars {
		lesson.Vars = append(lesson.Vars, lessons.Var(v))
	}
	if head.Exam != nil {
		lesson.Exam = &lessons.Exam{BudgetMinutes: head.Exam.Budget, PassPercent: head.Exam.Pass}
	}
	before := []string{}
	for _, t := range head.Tasks {
		task := compileTask(t, before)
		if task.Kind != lessons.Never {
			before = []string{t.ID}
		}
		lesson.Tasks = append(lesson.Tasks, task)
	}
	return lesson
}

// compileTask fills the defaults in. before is the task that comes first unless the author says otherwise.
func compileTask(t Task, before []string) lessons.Task {
	task := lessons.Task{
		ID: t.ID, Kind: lessons.Kind(t.Kind), Title: t.Title, Goal: t.Goal, Weight: t.Weight, After: t.After,
		Baseline: lessons.Baseline(t.Baseline), Done: t.Done, Tripped: t.Tripped,
	}
	switch {
	case task.Kind == lessons.Never:
		task.After = []string{}
	default:
		if task.Weight == 0 {
			task.Weight = 1
		}
		if task.After == nil {
			task.After = before
		}
		if task.Kind == lessons.Edge && task.Baseline == "" {
			task.Baseline = lessons.FromStart
		}
	}
	for _, h := range t.Hints {
		task.Hints = append(task.Hints, compileHint(h))
	}
	for _, f := range t.Feedback {
		task.Feedback = append(task.Feedback, lessons.Feedback(f))
	}
	return task
}

func compileHint(h Hint) lessons.Hint {
	hint := lessons.Hint{When: h.When, Text: h.Text, Line: h.Command, On: h.On}
	switch {
	case h.Nudge != "":
		hint.Rung, hint.Text = lessons.Nudge, h.Nudge
	case h.Where != "":
		hint.Rung, hint.Text = lessons.Where, h.Where
	default:
		hint.Rung = lessons.Command
	}
	return hint
}

// atHome labels the blocks that are meant for the host on which the lesson begins with the name that it has in the scenario.
func atHome(html, scenario string) string {
	hosts := hostsOf(scenario)
	if len(hosts) == 0 || slices.Contains(hosts, "provider") {
		return html
	}
	return strings.ReplaceAll(html, `data-on="provider"`, `data-on="`+hosts[0]+`"`)
}

// place gives each section of the body to its task.
func place(lesson *lessons.Lesson, sections []section, n notes) {
	for _, s := range sections {
		switch task, ok := lesson.Find(s.id); {
		case s.line == 0:
			lesson.Intro = s.html
		case s.id == "outro":
			lesson.Outro = lessons.Section{Title: s.title, HTML: s.html}
		case s.id == "" || len(lesson.Tasks) == 0:
		case !ok:
			n.add(s.line, "section {#%s} belongs to no task of the front matter; want one of %s or outro", s.id, strings.Join(ids(lesson), ", "))
		case task.Kind == lessons.Never:
			n.add(s.line, "section {#%s} is for a never task, which has no section; give the task a title in the front matter instead", s.id)
		case task.HTML != "":
			n.add(s.line, "second section for task %q; want one for each task", s.id)
		case task.Title != "":
			n.add(s.line, "task %q has a title in the front matter and a section; its heading is the title", s.id)
		default:
			task.Title, task.HTML = s.title, s.html
		}
	}
}

func ids(lesson *lessons.Lesson) []string {
	var list []string
	for _, t := range lesson.Tasks {
		list = append(list, t.ID)
	}
	return list
}

// version is a fingerprint of what decides how an attempt is graded: the beginning, the rules and the goals.
// Words may be mended without making anybody's transcript foreign.
func version(l lessons.Lesson) string {
	graded := lessons.Lesson{ID: l.ID, Scenario: l.Scenario, Vars: l.Vars, Setup: l.Setup, Allow: slices.Clone(l.Allow), Exam: l.Exam}
	for _, t := range l.Tasks {
		graded.Tasks = append(graded.Tasks, lessons.Task{
			ID: t.ID, Kind: t.Kind, Goal: t.Goal, Weight: t.Weight, After: t.After, Baseline: t.Baseline,
		})
	}
	data, err := json.Marshal(graded)
	if err != nil {
		panic("BUG: a lesson is not JSON: " + err.Error())
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:6])
}
