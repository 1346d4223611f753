package author

import (
	"fmt"
	"path"
	"regexp"
	"strings"

	"github.com/goccy/go-yaml"
)

// Draft is the beginning of a lesson: its files, by name in its folder.
type Draft struct {
	Dir   string // COURSE/NN-NAME
	Files map[string]string
}

var dirPattern = regexp.MustCompile(`^[a-z0-9-]+/[0-9]{2}-[a-z0-9]+(-[a-z0-9]+)*$`)

// step is a task of a draft.
type step struct {
	id, title, text string
	changes         []change // what a goal could ask for
	goals           []string // the first is taken, the others are offered
	lines           []string // of the solution
}

// NewDraft is a lesson with one small task that passes the proofs, for an author to change. All that lint finds in it is
// what is still to be written. dir is COURSE/NN-NAME.
func NewDraft(dir string) (*Draft, error) {
	return draft(dir, "default", 1, []step{{
		id: "set-network", title: "Give the module a network",
		text:  sayTask,
		goals: []string{`.modules[0] | .boot == "up" and .network.address == "192.168.7.1/24"`},
		lines: []string{"hsmadmin setnetwork ipv4static --address 192.168.7.1/24 --gateway 192.168.7.254", "hsmadmin reset", "lab wait boot"},
	}})
}

func draft(dir, scenario string, seed uint64, steps []step) (*Draft, error) {
	if !dirPattern.MatchString(dir) {
		return nil, fmt.Errorf("lesson folder %q: want COURSE/NN-NAME, small letters, digits and dashes", dir)
	}
	_, id, _ := strings.Cut(path.Base(dir), "-")
	d := &Draft{Dir: dir, Files: map[string]string{}}
	d.Files["lesson.md"] = draftLesson(id, scenario, seed, steps)
	d.Files["solution.sh"] = draftSolution(steps)
	return d, nil
}

// Course is a course.md for a course that does not exist yet.
func (d *Draft) Course() string {
	return "---\ntitle: " + yamlText(titled(path.Dir(d.Dir))) + "\nsummary: " + sayCourse + "\norder: 50\n---\n"
}

func draftLesson(id, scenario string, seed uint64, steps []step) string {
	var head, body strings.Builder
	fmt.Fprintf(&head, "---\nid: %s\ntitle: %s\nsummary: %s\nminutes: 10\nlevel: beginner\n"+
		"roles: [provider]\nguide: [\"3.1.2.1\"] %s\nscenario: %s\nseed: %d\ntasks:\n", yamlText(id), yamlText(titled(id)), saySummary, sayGuide, scenario, seed)
	body.WriteString(sayStory + "\n\n")
	for _, s := range steps {
		fmt.Fprintf(&head, "  - id: %s\n    kind: edge\n    goal: %s\n", s.id, quoted(s.goals[0]))
		for _, other := range s.goals[1:] {
			fmt.Fprintf(&head, "    # or: %s\n", other)
		}
		head.WriteString("    done: " + sayDone + "\n    hints:\n      - nudge: " + sayNudge + "\n      - where: " + sayWhere + "\n")
		head.WriteString(s.commands())
		fmt.Fprintf(&body, "## %s {#%s}\n\n%s\n\n```bash\n%s\n```\n\n", s.title, s.id, s.text, strings.Join(s.lines, "\n"))
	}
	body.WriteString("## What you have done {#outro}\n\n" + sayOutro + "\n")
	return head.String() + "---\n\n" + body.String()
}

// commands is the hint that types the step's lines. Which of them were done already only the author can say, so all of them
// go into one line.
func (s step) commands() string {
	var line strings.Builder
	for i, text := range s.lines {
		line.WriteString(oneLine(text))
		if i < len(s.lines)-1 && !strings.HasSuffix(text, "&") {
			line.WriteString(";")
		}
		line.WriteString(" ")
	}
	return fmt.Sprintf("      - command: %s\n", quoted(strings.TrimSpace(line.String())))
}

// oneLine is a command that does what a text of several lines does, as one with a here-document.
func oneLine(text string) string {
	if !strings.Contains(text, "\n") {
		return text
	}
	return "eval $'" + strings.NewReplacer(`\`, `\\`, "'", `\'`, "\n", `\n`).Replace(text) + `\n'`
}

func draftSolution(steps []step) string {
	var b strings.Builder
	for i, s := range steps {
		if i > 0 {
			b.WriteString("\n")
		}
		fmt.Fprintf(&b, "# task: %s\n%s\n", s.id, strings.Join(s.lines, "\n"))
	}
	return b.String()
}

// quoted writes a text as YAML of one line.
func quoted(text string) string { return "'" + strings.ReplaceAll(text, "'", "''") + "'" }

// yamlText is a text without quotes where YAML takes it for one, else with: "42" and "true" are none.
func yamlText(text string) string {
	var value any
	if err := yaml.Unmarshal([]byte(text), &value); err == nil {
		if _, is := value.(string); is {
			return text
		}
	}
	return quoted(text)
}

func titled(id string) string {
	text := strings.ReplaceAll(id, "-", " ")
	return strings.ToUpper(text[:1]) + text[1:]
}
