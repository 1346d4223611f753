package author

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"hsmlab/lessons"
	"hsmlab/sim"
)

// Record makes a draft of a lesson from what was done in a lab: each command line that changed something becomes a
// task, with goals that were false before it and true after. A line that changed nothing goes before the next that did, or is
// left out when it failed. Answers to programs stand in the solution; where they cannot, the error names the line. The
// draft passes the proofs, or the error says why not: statements that do not matter, and neighbours whose order does not,
// are marked so, for the author to think about. dir is COURSE/NN-NAME.
func Record(dir string, j *sim.Journal) (*Draft, error) {
	var rec recording
	if err := rec.replay(j); err != nil {
		return nil, err
	}
	if len(rec.steps) == 0 {
		return nil, errors.New("no command line changed anything that a goal could ask for")
	}
	if err := rec.tidy(j.Header); err != nil {
		return nil, err
	}
	for i := range rec.steps {
		rec.steps[i].goals = rec.steps[i].suggest(rec.line)
	}
	d, err := draft(dir, j.Header.Scenario, max(j.Header.Seed, 1), rec.steps)
	if err != nil {
		return nil, err
	}
	err = d.excuse()
	return d, errors.Join(rec.advise(d), err)
}

// replay does again what was done and makes the steps.
func (r *recording) replay(j *sim.Journal) error {
	again, err := sim.NewReplayer(j, nil)
	if err != nil {
		return err
	}
	lab := again.Lab()
	defer lab.Close()
	r.home, r.start = lessons.Home(lab.Snapshot()), lessons.View(lab.Snapshot())
	r.before, r.line = r.start, r.start
	for _, e := range j.Entries {
		if line, ok := e.Event.(sim.Line); ok {
			r.next(lab, line)
		} else {
			r.events = append(r.events, e.Event)
		}
		if _, err := again.Step(1); err != nil {
			return err
		}
	}
	r.next(lab, sim.Line{})
	return nil
}

// recording is a list of steps that grows.
type recording struct {
	home   string
	start  any // the lab at the beginning,
	before any // before the step
	line   any // and before its last line; when all is done, at the end
	typed  sim.Line
	events []sim.Event // since that was typed
	shells []bool      // that exit leaves: whether a script opens them, too
	lines  []string
	steps  []step
	advice []advice
}

// advice is what an author may write instead of a line that no script can do.
type advice struct{ line, text string }

// next ends what the line before did, and begins another.
func (r *recording) next(lab *sim.Lab, line sim.Line) {
	after := lessons.View(lab.Snapshot())
	if text := r.written(); text != "" {
		r.lines = append(r.lines, text)
	}
	if found := r.changed(after); len(r.lines) > 0 && len(found) > 0 {
		id := "step-" + strconv.Itoa(len(r.steps)+1)
		r.steps = append(r.steps, step{id: id, title: titled(id), text: sayTask, changes: append(found, r.returned(after)...), lines: r.lines})
		r.lines, r.before = nil, after
	}
	r.line, r.typed, r.events = after, line, nil
}

// written is what a script does instead of the line that was typed; "" for nothing.
func (r *recording) written() string {
	text := strings.TrimSpace(r.typed.Text)
	if text == "" || len(faults(text)) > 0 || !r.entered(text) { // a slip of the pen is no part of the way
		return ""
	}
	text, instead := scripted(text, r.events)
	if r.typed.Host != r.home {
		text = "lab on " + r.typed.Host + " " + quotedShell(text)
	}
	if instead != "" {
		r.advice = append(r.advice, advice{text, instead})
	}
	return text
}

// entered keeps count of the shells that are opened and left, and tells whether a script needs the line. Another user's
// shell it does; one more of the same user's would read the script itself.
func (r *recording) entered(text string) bool {
	words := strings.Fields(text)
	switch last := len(r.shells) - 1; {
	case opensShell(words):
		r.shells = append(r.shells, words[0] == "su" || words[0] == "sudo")
		return r.shells[last+1]
	case words[0] != "exit" && words[0] != "logout":
		return true
	case last < 0:
		return false
	default:
		kept := r.shells[last]
		r.shells = r.shells[:last]
		return kept
	}
}

// tidy leaves out what failed and therefore did nothing, such as a command that was answered with no.
func (r *recording) tidy(h sim.Header) error {
	s, err := setUp(&lessons.Lesson{Scenario: h.Scenario, Seed: h.Seed})
	if err != nil {
		return err
	}
	defer s.close()
	for i := range r.steps {
		all := r.steps[i].lines
		last := len(all) - 1 // which did what the step is about
		kept := slices.DeleteFunc(slices.Clone(all[:last]), func(line string) bool {
			return s.run(s.home, line) != 0 && keepsShell(line)
		})
		s.run(s.home, all[last])
		r.steps[i].lines = append(kept, all[last])
	}
	return nil
}

// advise names the lines of the solution that no script can do, and what to write instead.
func (r *recording) advise(d *Draft) error {
	var problems Problems
	n := notes{file: d.Dir + "/solution.sh", found: &problems}
	for _, a := range r.advice {
		if before, _, ok := strings.Cut("\n"+d.Files["solution.sh"], "\n"+a.line+"\n"); ok {
			n.add(strings.Count(before, "\n")+1, "%s: %s", short(a.line), a.text)
		}
	}
	return problems.err()
}

// quotedShell quotes a command line that lab on hands to a shell, where that is needed.
func quotedShell(text string) string {
	if strings.ContainsAny(text, "'\"$`|&;<>(){}*?[]#~\\!\n") {
		return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'"
	}
	return text
}
