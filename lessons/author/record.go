package author

import (
	"errors"
	"strconv"
	"strings"

	"hsmlab/lessons"
	"hsmlab/sim"
)

// Record makes a draft of a lesson from what was done in a lab: each command line that changed something becomes a
// task, with goals that were false before it and true after. A line that changed nothing goes before the next that did. The
// draft passes the proofs, or the error says why not: statements that do not matter, and neighbours whose order does not,
// are marked so, for the author to think about. dir is COURSE/NN-NAME.
func Record(dir string, j *sim.Journal) (*Draft, error) {
	r, err := sim.NewReplayer(j, nil)
	if err != nil {
		return nil, err
	}
	lab := r.Lab()
	defer lab.Close()
	home := lessons.Home(lab.Snapshot())
	rec := recording{home: home, start: lessons.View(lab.Snapshot())}
	rec.before, rec.line = rec.start, rec.start
	for _, e := range j.Entries {
		if line, ok := e.Event.(sim.Line); ok {
			rec.next(lab, line)
		}
		if _, err := r.Step(1); err != nil {
			return nil, err
		}
	}
	rec.next(lab, sim.Line{})
	if len(rec.steps) == 0 {
		return nil, errors.New("no command line changed anything that a goal could ask for")
	}
	end := lessons.View(lab.Snapshot())
	for i := range rec.steps {
		rec.steps[i].goals = rec.steps[i].suggest(end)
	}
	d, err := draft(dir, j.Header.Scenario, max(j.Header.Seed, 1), rec.steps)
	if err != nil {
		return nil, err
	}
	return d, d.excuse()
}

// recording is a list of steps that grows.
type recording struct {
	home   string
	start  any // the lab at the beginning,
	before any // before the step
	line   any // and before its last line
	lines  []string
	steps  []step
}

// next ends what the line before did, and begins another.
func (r *recording) next(lab *sim.Lab, line sim.Line) {
	after := lessons.View(lab.Snapshot())
	if found := r.changed(after); len(r.lines) > 0 && len(found) > 0 {
		id := "step-" + strconv.Itoa(len(r.steps)+1)
		r.steps = append(r.steps, step{id: id, title: titled(id), text: sayTask, changes: append(found, r.returned(after)...), lines: r.lines})
		r.lines, r.before = nil, after
	}
	r.line = after
	text := strings.TrimSpace(line.Text)
	switch {
	case text == "" || text == "exit" || text == "logout" || len(faults(text)) > 0: // a slip of the pen is no part of the way
	case line.Host != r.home:
		r.lines = append(r.lines, "lab on "+line.Host+" "+quotedShell(text))
	default:
		r.lines = append(r.lines, text)
	}
}

// quotedShell quotes a command line that lab on hands to a shell, where that is needed.
func quotedShell(text string) string {
	if strings.ContainsAny(text, "'\"$`|&;<>(){}*?[]#~\\!") {
		return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'"
	}
	return text
}
