package main

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"
	"unicode"

	"hsmlab/lessons"
)

func printGrades(w io.Writer, rows []gradeRow, o gradeOptions) error {
	switch {
	case o.json:
		enc := json.NewEncoder(w)
		enc.SetIndent("", "  ")
		return enc.Encode(rows)
	case o.csv:
		return csvGrades(w, rows)
	}
	return tableGrades(w, rows)
}

func tableGrades(w io.Writer, rows []gradeRow) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "FILE\tLEARNER\tLESSON\tVARIANT\tSCORE\tRESULT\tTASKS\tTIME\tUNDONE\tNOTE")
	for _, r := range rows {
		if r.Result == nil {
			who, lesson, variant := r.claims()
			fmt.Fprintf(t, "%s\t%s\t%s\t%s\t\t%s\t\t\t\t%s\n", plain(r.File), plain(who), plain(lesson), variant, r.outcome(), plain(r.why()))
			continue
		}
		h := r.Result.Header
		fmt.Fprintf(t, "%s\t%s\t%s\t%d\t%d %%\t%s\t%s\t%s\t%d\t%s\n", plain(r.File), plain(h.Name), plain(h.Lesson), h.Variant,
			r.Result.Percent, r.outcome(), tasksDone(r.Result), timeUsed(r.Result), r.Result.Undone, plain(note(r.Result)))
	}
	if err := t.Flush(); err != nil {
		return err
	}
	_, err := fmt.Fprintln(w, "\n"+summary(rows))
	return err
}

// outcomes are what can become of a file, as table and CSV write it.
const (
	passed     = "passed"
	failed     = "failed"
	rejected   = "rejected"
	unreadable = "unreadable"
	notGraded  = "not graded"
)

func (r gradeRow) outcome() string {
	switch {
	case r.Unreadable != "":
		return unreadable
	case r.Rejected != nil:
		return rejected
	case r.Result == nil:
		return notGraded
	case r.Result.Passed:
		return passed
	}
	return failed
}

// summary counts the outcomes that occur: "3 files: 2 passed, 1 unreadable".
func summary(rows []gradeRow) string {
	var parts []string
	for _, o := range []string{passed, failed, rejected, unreadable, notGraded} {
		n := 0
		for _, r := range rows {
			if r.outcome() == o {
				n++
			}
		}
		if n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, o))
		}
	}
	files := "files"
	if len(rows) == 1 {
		files = "file"
	}
	return fmt.Sprintf("%d %s: %s", len(rows), files, strings.Join(parts, ", "))
}

// learner is the name in a file, proven or claimed; "" if there is none.
func (r gradeRow) learner() string {
	switch {
	case r.Result != nil:
		return r.Result.Header.Name
	case r.Claimed != nil:
		return r.Claimed.Name
	}
	return ""
}

// claims are learner, lesson and variant of a file that was not graded, as it says itself.
func (r gradeRow) claims() (who, lesson, variant string) {
	if r.Claimed == nil {
		return "", "", ""
	}
	return r.Claimed.Name + " (claimed)", r.Claimed.Lesson, strconv.FormatUint(r.Claimed.Variant, 10)
}

func (r gradeRow) why() string {
	if r.Rejected != nil {
		return r.Rejected.Error()
	}
	return r.Unreadable + r.Error // one of them at most
}

func tasksDone(r *lessons.Result) string {
	done, of := 0, 0
	for _, t := range r.Tasks {
		if t.Kind == lessons.Never {
			continue
		}
		of++
		if t.Done {
			done++
		}
	}
	return fmt.Sprintf("%d of %d", done, of)
}

func timeUsed(r *lessons.Result) string {
	text := r.Used.Round(time.Second).String()
	if r.Budget > 0 {
		text += " of " + r.Budget.String()
	}
	return text
}

// note is what a trainer should see besides the score.
func note(r *lessons.Result) string {
	var list []string
	for _, t := range r.Tasks {
		if t.Tripped {
			list = append(list, "tripped: "+t.ID)
		}
	}
	if r.TimeUp {
		list = append(list, "time up")
	}
	if r.Assisted > 0 {
		list = append(list, fmt.Sprintf("%d assisted", r.Assisted))
	}
	if a := r.Header.Accommodation; a > 100 {
		list = append(list, fmt.Sprintf("%d %% time", a))
	}
	return strings.Join(list, ", ")
}

func csvGrades(w io.Writer, rows []gradeRow) error {
	c := csv.NewWriter(w)
	_ = c.Write([]string{"file", "result", "learner", "lesson", "lesson_version", "simulator", "variant", "percent", "used_seconds", "budget_seconds", "undone", "assisted", "accommodation", "note", "claimed"})
	for _, r := range rows {
		_ = c.Write(r.csv())
	}
	c.Flush()
	return c.Error()
}

// csv is the row as a line. The last cell says that nothing proves learner, lesson, versions and variant.
func (r gradeRow) csv() []string {
	g, h := r.Result, r.Claimed
	if g != nil {
		h = &g.Header
	}
	line := []string{cell(r.File), r.outcome(), "", "", "", "", "", "", "", "", "", "", "", cell(r.why()), ""}
	if h != nil {
		copy(line[2:], []string{cell(h.Name), cell(h.Lesson), cell(h.LessonVersion), cell(h.Simulator), strconv.FormatUint(h.Variant, 10)})
		line[12], line[14] = strconv.Itoa(h.Accommodation), "yes"
	}
	if g != nil {
		line[13], line[14] = cell(note(g)), ""
		copy(line[7:], []string{strconv.Itoa(g.Percent), strconv.Itoa(int(g.Used.Seconds())), strconv.Itoa(int(g.Budget.Seconds())), strconv.Itoa(g.Undone), strconv.Itoa(g.Assisted)})
	}
	return line
}

// cell keeps spreadsheets from taking a stranger's text for a formula.
func cell(text string) string {
	text = plain(text)
	if text != "" && strings.ContainsRune("=+-@", rune(text[0])) {
		return "'" + text
	}
	return text
}

// plain takes out what would move the cursor of a terminal or break a line.
func plain(text string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return '?'
		}
		return r
	}, text)
}
