package coverage_test

import (
	"slices"
	"sync"
	"testing"

	"hsmlab/lessons"
	"hsmlab/lessons/author"
	"hsmlab/lessons/coverage"
	"hsmlab/lessons/guide"
)

// made is the report, for which all transcripts run, once for all tests.
var made = sync.OnceValues(func() (*coverage.Report, error) {
	library, err := author.Load(lessons.Files)
	if err != nil {
		return nil, err
	}
	return coverage.Make(library.Catalog)
})

func report(t *testing.T) *coverage.Report {
	t.Helper()
	r, err := made()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestReport(t *testing.T) {
	r := report(t)
	if got, want := len(r.Rows), len(guide.Behaviours()); got != want {
		t.Errorf("%d rows, want %d", got, want)
	}
	for _, row := range r.Rows {
		b, ok := guide.Find(row.ID)
		switch {
		case !ok:
			t.Errorf("%s is in no list", row.ID)
		case row.Status == coverage.Shown && len(row.Shown) == 0, row.Status != coverage.Shown && len(row.Shown) > 0:
			t.Errorf("%s is %s, shown at %v", row.ID, row.Status, row.Shown)
		case row.Status == coverage.Told && !b.Told:
			t.Errorf("%s is told, and behaviours.tsv does not say so", row.ID)
		}
	}
	for _, part := range []string{"core", "platform", "tenants", "panels"} {
		if missing := r.Only(part).Missing().Rows; len(missing) > 0 {
			t.Errorf("part %s: %d behaviours are missing, the first is %s: %s", part, len(missing), missing[0].ID, missing[0].Text)
		}
	}
}

// TestToldByTheProject keeps the project's own additions to the told ones few, real and reasoned.
func TestToldByTheProject(t *testing.T) {
	n := 0
	for _, row := range report(t).Rows {
		if row.Why == "" {
			continue
		}
		n++
		if row.Status != coverage.Told {
			t.Errorf("%s is %s; it needs no reason to be told", row.ID, row.Status)
		}
	}
	if n != 4 {
		t.Errorf("%d behaviours are told for a reason of our own, want 4; one that can be shown is to be shown", n)
	}
}

func TestTaughtFollowsTheSectionsOfLessons(t *testing.T) {
	taught := map[string][]string{}
	for _, row := range report(t).Rows {
		taught[row.ID] = row.Taught
	}
	for id, want := range map[string]string{
		"G-4.5.4.2-1": "recovery-mode",
		"G-4.21.2-1":  "battery",
	} {
		if !slices.Contains(taught[id], want) {
			t.Errorf("%s is taught in %v, want %s among them, which names its section", id, taught[id], want)
		}
	}
	if got := taught["G-4.21.2-1"]; slices.Contains(got, "recovery-mode") {
		t.Errorf("G-4.21.2-1 is taught in %v; recovery-mode names no section around it", got)
	}
}

func TestExamsTeachNothing(t *testing.T) {
	library, err := author.Load(lessons.Files)
	if err != nil {
		t.Fatal(err)
	}
	exams := map[string]bool{}
	for _, s := range library.Sources {
		exams[s.Lesson.ID] = s.Lesson.Exam != nil
	}
	for _, row := range report(t).Rows {
		for _, id := range row.Taught {
			if exam, ok := exams[id]; exam || !ok {
				t.Errorf("%s is said to be taught in %s, which is an exam or no lesson", row.ID, id)
			}
		}
	}
}

// withoutLesson are sections that have something to do and that no lesson teaches, with the reason. There are none, and
// a lesson is the better answer.
var withoutLesson = map[string]string{}

// TestEverySectionWithSomethingToDoIsTaught: reading about a step is not doing it.
func TestEverySectionWithSomethingToDoIsTaught(t *testing.T) {
	const few = 5
	if n := len(withoutLesson); n > few {
		t.Errorf("%d sections are excused, want %d at most", n, few)
	}
	rows := map[string][]string{}
	taught := map[string]bool{}
	var sections []string
	for _, row := range report(t).Rows {
		if row.Status == coverage.Told {
			continue
		}
		if rows[row.Section] == nil {
			sections = append(sections, row.Section)
		}
		rows[row.Section] = append(rows[row.Section], row.ID)
		taught[row.Section] = len(row.Taught) > 0
	}
	for _, section := range sections {
		switch why := withoutLesson[section]; {
		case !taught[section] && why == "":
			t.Errorf("section %s has something to do (%v) and no lesson names it; write one, or say why not", section, rows[section])
		case taught[section] && why != "":
			t.Errorf("section %s is taught, and excused: %s", section, why)
		}
	}
	for section := range withoutLesson {
		if rows[section] == nil {
			t.Errorf("section %s is excused, and has nothing to do", section)
		}
	}
}

func TestCountsAddUp(t *testing.T) {
	r := report(t)
	counts := r.Counts()
	var sum coverage.Count
	for _, c := range counts[:len(counts)-1] {
		if c.Shown+c.Told+c.Missing != c.Rows {
			t.Errorf("%+v: shown, told and missing are not all", c)
		}
		sum.Rows += c.Rows
		sum.Shown += c.Shown
	}
	if all := counts[len(counts)-1]; all.Part != "all" || all.Rows != sum.Rows || all.Shown != sum.Shown {
		t.Errorf("all is %+v, want the sum of the parts: %d rows, %d shown", all, sum.Rows, sum.Shown)
	}
}
