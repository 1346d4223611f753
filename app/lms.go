package app

import (
	ui "github.com/maxence-charriere/go-app/v9/pkg/app"

	"hsmlab/lessons"
)

// portable tells that the page lies in a package which somebody else serves, below a path that nobody knew when it was
// made. There are no other pages then, and no service worker.
func portable() bool { return ui.Getenv("HSMLAB_PORTABLE") != "" }

// lms is the bridge to the learning management system that launched the page: web/lazy/scorm.js, which only
// packages bring, or web/lazy/cmi5.js.
func lms() ui.Value { return js().Get("lms") }

// attemptReport is what a bridge learns of an attempt: how it stands, and nothing that the learner typed.
type attemptReport struct {
	Lesson  string       `json:"lesson"`
	Tasks   []taskReport `json:"tasks"`
	Percent int          `json:"percent"`
	Graded  bool         `json:"graded"` // there is something to score
	Solved  bool         `json:"solved"`
	Failed  bool         `json:"failed"`  // something happened that must not
	Current string       `json:"current"` // task whose turn it is; "" for none
}

type taskReport struct {
	ID       string `json:"id"`
	State    string `json:"state"` // done, active, todo or tripped
	Assisted bool   `json:"assisted"`
}

func reportOf(p *lessons.Progress) attemptReport {
	score := p.Score()
	r := attemptReport{Lesson: p.Lesson().ID, Percent: score.Percent(), Graded: score.Of > 0, Solved: p.Solved(), Failed: score.Failed}
	for _, t := range p.Lesson().Tasks {
		s, _ := p.Task(t.ID)
		r.Tasks = append(r.Tasks, taskReport{t.ID, stateWord(s), s.Assisted})
	}
	if current := p.Current(); len(current) > 0 {
		r.Current = current[0]
	}
	return r
}

// tellLMS reports how the attempt stands, if anybody wants to know. An exam is silent until it is over; then it was passed
// or failed by its pass mark.
func (d *desk) tellLMS() {
	s := d.sitting
	if d.progress == nil || !lms().Truthy() || s != nil && !s.ended {
		return
	}
	r := reportOf(d.progress)
	if s != nil {
		r.Percent, r.Solved, r.Failed = s.result.score.Percent(), s.result.score.Passed, !s.result.score.Passed
	}
	lms().Call("progress", encodedText(r))
}

// hearLMS shows what the bridge has to say: that there is no LMS, say, or that it closed the session. A bridge that
// knows the way back to the course gives it a button.
func (d *desk) hearLMS() {
	if !lms().Truthy() {
		return
	}
	words := stringIn(lms(), "words")
	if words == "" {
		return
	}
	n := notice{ID: "lms", Kind: "warn", Text: words, Buttons: []noticeButton{d.dismiss("lms")}}
	if lms().Get("calm").Truthy() {
		n.Kind = ""
	}
	if lms().Get("leave").Truthy() {
		n.Buttons = []noticeButton{{Label: "Back to the course", Main: true, Do: func() { lms().Call("leave") }}}
	}
	d.say(n)
}

// reload loads the page anew. A bridge keeps its session over that.
func reload() { js().Call("reload") }
