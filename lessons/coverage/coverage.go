// Package coverage reports, for each behaviour that the guide states, where it is shown, where it is taught, and
// what is missing.
//
// Shown means that a transcript of lessons/guide cites the behaviour and, now and here, really shows it: the
// transcripts are run. Taught means that a lesson which is no exam names its very section of the guide: one that names
// 4.5.4 does not claim to teach 4.5.4.3. It does not mean that the lesson comes to each statement of that section, which
// nothing here can tell; so reports speak of the section. Told marks facts that leave nothing to simulate; the app's reference pages state them.
// Everything else is missing.
package coverage

import (
	"fmt"
	"slices"
	"strings"

	"hsmlab/lessons"
	"hsmlab/lessons/guide"
)

// MaxTold is how many behaviours may be told at most.
const MaxTold = 60

// Status says what is known of a behaviour.
type Status string

const (
	Shown   Status = "shown"
	Told    Status = "told"
	Missing Status = "missing"
)

// Row is one behaviour.
type Row struct {
	ID      string   `json:"id"`
	Section string   `json:"section"`
	Part    string   `json:"part"`
	Kind    string   `json:"kind"`
	Text    string   `json:"text"`
	Status  Status   `json:"status"`
	Shown   []string `json:"shown"`         // "4.5.4-recovery-mode.txt:12"
	Taught  []string `json:"taught"`        // ids of lessons on the section
	Why     string   `json:"why,omitempty"` // why it is told, where the list of behaviours does not say so
}

// Report is the whole list, in the order of the guide.
type Report struct {
	Rows []Row `json:"rows"`
}

// Make runs every transcript and joins the result with the lessons. The error lists what is wrong with the
// transcripts (unknown ids, output that differs, rules that were not broken) or the list; the report still holds
// what could be found.
func Make(catalog lessons.Catalog) (*Report, error) {
	shown, problems := transcripts()
	taught := taughtBy(catalog)
	report := &Report{}
	told := 0
	for _, b := range guide.Behaviours() {
		row := Row{
			ID: b.ID, Section: b.Section, Part: b.Part, Kind: b.Kind, Text: b.Text,
			Status: Missing, Shown: shown[b.ID], Taught: taught(b.Section), Why: b.Why,
		}
		if b.Told {
			told++
		}
		switch {
		case len(row.Shown) > 0:
			row.Status = Shown
		case b.Told:
			row.Status = Told
		}
		report.Rows = append(report.Rows, row)
	}
	if told > MaxTold {
		problems = append(problems, fmt.Sprintf("behaviours.tsv: %d behaviours are told, want at most %d", told, MaxTold))
	}
	if len(problems) > 0 {
		return report, fmt.Errorf("%s", strings.Join(problems, "\n"))
	}
	return report, nil
}

// transcripts runs them all and returns where each behaviour is shown.
func transcripts() (shown map[string][]string, problems []string) {
	shown = map[string][]string{}
	for _, name := range guide.Names() {
		stage := &guide.Stage{}
		problems = append(problems, run(stage, name)...)
		if err := stage.Close(); err != nil {
			problems = append(problems, name+": "+err.Error())
		}
		for _, s := range stage.Shown {
			shown[s.ID] = append(shown[s.ID], fmt.Sprintf("%s:%d", s.File, s.Line))
		}
	}
	return shown, problems
}

func run(stage *guide.Stage, name string) (problems []string) {
	blocks, err := guide.Blocks(name)
	if err != nil {
		return []string{err.Error()}
	}
	for _, b := range blocks {
		out, err := stage.Run(b)
		if err != nil {
			return append(problems, err.Error())
		}
		if out != b.Expected {
			problems = append(problems, fmt.Sprintf("%s:%d: the answer differs from the transcript; run go test ./lessons/guide", b.File, b.Line))
		}
	}
	return problems
}

// taughtBy returns the lessons that teach a section, which are those that name it. A section around it does not do:
// whoever teaches how to get into recovery mode need not teach the way out. Exams ask, and teach nothing.
func taughtBy(catalog lessons.Catalog) func(section string) []string {
	return func(section string) []string {
		ids := []string{}
		for _, course := range catalog.Courses {
			for _, l := range course.Lessons {
				if l.Exam == nil && slices.Contains(l.Guide, section) {
					ids = append(ids, l.ID)
				}
			}
		}
		return ids
	}
}

// Only returns the rows of one part, or of all when part is "".
func (r *Report) Only(part string) *Report {
	if part == "" {
		return r
	}
	return &Report{Rows: slices.DeleteFunc(slices.Clone(r.Rows), func(row Row) bool { return row.Part != part })}
}

// Missing returns the rows that are neither shown nor told.
func (r *Report) Missing() *Report {
	return &Report{Rows: slices.DeleteFunc(slices.Clone(r.Rows), func(row Row) bool { return row.Status != Missing })}
}

// Count is a line of the summary.
type Count struct {
	Part                               string
	Rows, Shown, Told, Missing, Taught int
}

// Counts sums the report up by part, in alphabetical order, with the sum of all at the end.
func (r *Report) Counts() []Count {
	var list []Count
	all := Count{Part: "all"}
	for _, row := range r.Rows {
		i := slices.IndexFunc(list, func(c Count) bool { return c.Part == row.Part })
		if i < 0 {
			i = len(list)
			list = append(list, Count{Part: row.Part})
		}
		list[i].add(row)
		all.add(row)
	}
	slices.SortFunc(list, func(a, b Count) int { return strings.Compare(a.Part, b.Part) })
	return append(list, all)
}

func (c *Count) add(row Row) {
	c.Rows++
	switch row.Status {
	case Shown:
		c.Shown++
	case Told:
		c.Told++
	default:
		c.Missing++
	}
	if len(row.Taught) > 0 {
		c.Taught++
	}
}
