package author

import (
	"fmt"
	"regexp"
	"strings"
)

// What stands in a draft where only its author knows what to write. The words say what that is, and until they are gone
// the lesson is not finished.
const (
	sayCourse  = "Say in a sentence what one can do after this course."
	saySummary = "Say in a sentence what the learner will be able to do."
	sayStory   = "Tell the story: who you are, what is at stake, what has happened."
	sayTask    = "Say what to do here, why, and what it costs to get it wrong."
	sayDone    = "Say what has changed."
	sayNudge   = "Ask what helps to find the way."
	sayWhere   = "Name the command, or the section of the guide."
	sayOutro   = "Say what it was good for."
	sayGuide   = "# name the sections that it teaches, then delete this comment"

	// Reasons of a recorded solution for what its goals do not ask for.
	sayDropped = "nothing asks for what it does: mend the goals, or leave it out"
	saySwapped = "recorded in this order, and nothing asks for it: say whether it matters"
)

var (
	placeholders = []string{sayCourse, saySummary, sayStory, sayTask, sayDone, sayNudge, sayWhere, sayOutro, sayGuide, sayDropped, saySwapped}
	stepTitle    = regexp.MustCompile(`^## (Step [0-9]+) \{#`)
)

// unfinished notes the lines of a file that still say what a draft says.
func (n notes) unfinished(text string) {
	number := 0
	for line := range strings.Lines(text) {
		number++
		for _, p := range placeholders {
			if strings.Contains(line, p) {
				n.draft(number, p)
			}
		}
		if m := stepTitle.FindStringSubmatch(line); m != nil {
			n.draft(number, m[1]+": say in the title what is done here.")
		}
	}
}

// draft notes what is still to be written.
func (n notes) draft(line int, what string) {
	text := fmt.Sprintf("still to be written: %q", strings.TrimPrefix(what, "# "))
	*n.found = append(*n.found, Problem{File: n.file, Line: line, Text: text, Draft: true})
}
