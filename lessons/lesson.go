package lessons

import (
	"encoding/json"
	"fmt"
)

// Catalog is everything that can be learnt, in the order in which it is offered.
type Catalog struct {
	Courses []Course `json:"courses"`
}

// Course is a row of lessons that belong together.
type Course struct {
	ID      string   `json:"id"` // name of its folder
	Title   string   `json:"title"`
	Summary string   `json:"summary"` // one or two sentences of plain text
	Lessons []Lesson `json:"lessons"`
}

// Lesson is a compiled lesson. Texts may hold variables, "{{$name}}", until Bind fills them in; those that end in
// HTML are fragments of clean HTML (see package author), the others plain text.
type Lesson struct {
	ID       string     `json:"id"`
	Course   string     `json:"course"`
	Number   int        `json:"number"`  // place in the course, from 1
	Version  string     `json:"version"` // changes when what is graded changes; text does not count
	Title    string     `json:"title"`
	Summary  string     `json:"summary"`
	Minutes  int        `json:"minutes"` // that a learner needs, about
	Level    string     `json:"level"`   // "beginner", "intermediate" or "advanced"
	Roles    []string   `json:"roles"`   // "provider", "tenant"
	Guide    []string   `json:"guide"`   // sections of the vendor's guide, "4.5.4.2"
	Scenario string     `json:"scenario"`
	Seed     uint64     `json:"seed"`            // of the lab and of the variables, unless another is asked for
	Vars     []Var      `json:"vars,omitempty"`  // picked from the seed
	Setup    []string   `json:"setup,omitempty"` // lines run by root on the provider's host before the learner begins
	Allow    []string   `json:"allow,omitzero"`  // verbs of `lab` that the learner may use; nil means all, an empty list none
	Exam     *Exam      `json:"exam,omitempty"`
	Intro    string     `json:"introHTML"`
	Tasks    []Task     `json:"tasks"`
	Outro    Section    `json:"outro"`
	Shown    []string   `json:"shown,omitempty"`  // commands in the blocks of its text
	Values   []VarValue `json:"values,omitempty"` // of the variables; only in a bound lesson
}

// Section is a titled part of a lesson's text.
type Section struct {
	Title string `json:"title"`
	HTML  string `json:"html"`
}

// Exam makes a lesson a test: no hints, no feedback on the way.
type Exam struct {
	BudgetMinutes int `json:"budgetMinutes"` // virtual time
	PassPercent   int `json:"passPercent"`   // score from which it is passed
}

// Kind says how a task's goal counts.
type Kind string

const (
	Edge  Kind = "edge"  // done once the goal has become true; stays done
	Level Kind = "level" // done as long as the goal is true
	Never Kind = "never" // tripped once the goal has become true; stays tripped
)

// Baseline says from when on an edge goal must have been seen false before it can tick the task, so that nothing
// ticks by itself.
type Baseline string

const (
	FromStart  Baseline = "start"  // seen false since the lesson began; the default
	FromActive Baseline = "active" // seen false since the task's turn came: for states that were there before
	FromNone   Baseline = "none"   // true from the beginning is fine
)

// Task is one thing to do, to keep or to avoid.
type Task struct {
	ID       string     `json:"id"`
	Kind     Kind       `json:"kind"`
	Title    string     `json:"title"`
	HTML     string     `json:"html,omitempty"` // text of its step; empty for tasks without a section of their own
	Goal     string     `json:"goal"`           // jq over the snapshot; yields exactly one true or false
	Weight   int        `json:"weight"`         // share of the score; 0 for never
	After    []string   `json:"after"`          // tasks that must be done before this one's turn comes
	Baseline Baseline   `json:"baseline,omitempty"`
	Done     string     `json:"done,omitempty"`    // sentence shown when it is ticked
	Tripped  string     `json:"tripped,omitempty"` // of a never task: what happened, why it matters, what a colleague would do
	Hints    []Hint     `json:"hints,omitempty"`
	Feedback []Feedback `json:"feedback,omitempty"`
}

// Rung is a step of the hint ladder.
type Rung string

const (
	Nudge   Rung = "nudge"   // what to think about
	Where   Rung = "where"   // where to do it, or where to read
	Command Rung = "command" // the command line, written into the prompt but not run; marks the task assisted
)

// Rungs is the ladder from the gentlest hint to the plainest.
var Rungs = []Rung{Nudge, Where, Command}

// Hint helps with a task that is not done. Of the hints of one rung the first whose When holds is given.
//
// Text and Line may hold "{{jq}}", filled in from the snapshot when the hint is given.
type Hint struct {
	Rung Rung   `json:"rung"`
	When string `json:"when,omitempty"` // jq predicate; empty means always
	Text string `json:"text,omitempty"`
	Line string `json:"line,omitempty"` // of a command hint: what goes into the prompt
	On   string `json:"on,omitempty"`   // host of that prompt; empty means the provider's
}

// Feedback answers a known mistake by itself, while its task is the learner's turn.
//
// One that asks about the last command (.last) answers to what was done since the turn came, and to what failed and made it
// come.
type Feedback struct {
	When    string   `json:"when"`
	Text    string   `json:"text"` // with "{{jq}}"
	Mistake []string `json:"-"`    // lines that make the mistake when the turn has come, for the proofs
}

// Find returns the task with that id.
func (l *Lesson) Find(id string) (*Task, bool) {
	for i := range l.Tasks {
		if l.Tasks[i].ID == id {
			return &l.Tasks[i], true
		}
	}
	return nil, false
}

// Card is the lesson without what only its own page needs: for lists.
func (l Lesson) Card() Lesson {
	l.Intro, l.Outro, l.Setup, l.Vars = "", Section{}, nil, nil
	tasks := make([]Task, len(l.Tasks))
	for i, t := range l.Tasks {
		tasks[i] = Task{ID: t.ID, Kind: t.Kind, Title: t.Title, Weight: t.Weight, After: t.After}
	}
	l.Tasks = tasks
	return l
}

// Decode reads a compiled lesson.
func Decode(data []byte) (*Lesson, error) {
	var l Lesson
	if err := json.Unmarshal(data, &l); err != nil {
		return nil, fmt.Errorf("lessons: not a compiled lesson: %w", err)
	}
	if l.ID == "" || len(l.Tasks) == 0 {
		return nil, fmt.Errorf("lessons: not a compiled lesson: it has no id or no tasks")
	}
	return &l, nil
}
