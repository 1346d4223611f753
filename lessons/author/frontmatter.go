package author

// FrontMatter is the YAML between the "---" lines that begin a lesson.md. The JSON Schema for editors is
// generated from it (schema.go), so the descriptions here are what an author sees while typing.
type FrontMatter struct {
	ID       string     `json:"id" jsonschema:"required,description=Name of the lesson: that of its folder without the number,pattern=^[a-z0-9]+(-[a-z0-9]+)*$"`
	Title    string     `json:"title" jsonschema:"required,minLength=1,maxLength=80,description=A few words"`
	Summary  string     `json:"summary" jsonschema:"required,minLength=1,maxLength=300,description=What the learner will be able to do; one sentence"`
	Minutes  int        `json:"minutes" jsonschema:"required,minimum=1,maximum=60,description=Time that a learner needs"`
	Level    string     `json:"level" jsonschema:"required,enum=beginner,enum=intermediate,enum=advanced"`
	Roles    []string   `json:"roles" jsonschema:"required,minItems=1,uniqueItems=true,enum=provider,enum=tenant,description=Whose work it is"`
	Guide    []string   `json:"guide" jsonschema:"required,minItems=1,uniqueItems=true,pattern=^[1-9][0-9]*([.][1-9][0-9]*)*$,description=Sections of the guide that it teaches; quoted"`
	Scenario string     `json:"scenario,omitempty" jsonschema:"description=Lab to begin with (hsmlab scenario list); default if missing"`
	Seed     uint64     `json:"seed,omitempty" jsonschema:"minimum=1,description=Seed of the lab and of the variables unless another is asked for; 1 if missing"`
	Vars     []Variable `json:"vars,omitempty" jsonschema:"description=Values picked from the seed; {{$name}} in texts and scripts; $name in goals"`
	Setup    []string   `json:"setup,omitempty" jsonschema:"description=Shell lines that root runs on the provider's host before the learner begins"`
	Allow    []string   `json:"allow,omitempty" jsonschema:"uniqueItems=true,description=Verbs of lab that the learner may use; all if missing"`
	Exam     *Exam      `json:"exam,omitempty" jsonschema:"description=Makes the lesson an exam: no hints and no feedback"`
	Tasks    []Task     `json:"tasks" jsonschema:"required,minItems=1"`
}

// Variable is a value picked from the seed, in one of three ways.
type Variable struct {
	Name  string   `json:"name" jsonschema:"required,pattern=^[a-z][a-z0-9_]*$"`
	Pick  []string `json:"pick,omitempty" jsonschema:"minItems=1,description=One of these"`
	With  string   `json:"with,omitempty" jsonschema:"minLength=1,description=With pick: the value at the place where that variable got its own"`
	Range []int    `json:"range,omitempty" jsonschema:"minItems=2,maxItems=2,description=A whole number; first and last"`
	Text  string   `json:"text,omitempty" jsonschema:"minLength=1,description=Made of the variables above"`
}

// Exam is how an exam is graded.
type Exam struct {
	Budget int `json:"budget" jsonschema:"required,minimum=1,description=Virtual minutes"`
	Pass   int `json:"pass" jsonschema:"required,minimum=1,maximum=100,description=Percent from which it is passed"`
}

// Task is a task without its text, which stands in the section of the body that names it.
type Task struct {
	ID       string     `json:"id" jsonschema:"required,pattern=^[a-z0-9]+(-[a-z0-9]+)*$"`
	Kind     string     `json:"kind" jsonschema:"required,enum=edge,enum=level,enum=never,description=edge: it happened. level: it is so and must be so at the end. never: it must not happen"`
	Title    string     `json:"title,omitempty" jsonschema:"minLength=1,maxLength=80,description=Only for a task without a section; a section's heading is its title"`
	Goal     string     `json:"goal" jsonschema:"required,minLength=1,description=jq over the snapshot (lab state) that yields true or false"`
	Weight   int        `json:"weight,omitempty" jsonschema:"minimum=1,maximum=10,description=Share of the score; 1 if missing"`
	After    []string   `json:"after,omitempty" jsonschema:"uniqueItems=true,description=Tasks that come first; the one before it if missing; [] for none"`
	Baseline string     `json:"baseline,omitempty" jsonschema:"enum=start,enum=active,enum=none,description=Since when an edge goal must have been false once: since the lesson began (start; if missing) or since the task's turn came (active) or not at all (none)"`
	Done     string     `json:"done,omitempty" jsonschema:"minLength=1,description=Sentence shown when it is done"`
	Tripped  string     `json:"tripped,omitempty" jsonschema:"minLength=1,description=Of a never task: what happened and why it matters and what a colleague would do"`
	Hints    []Hint     `json:"hints,omitempty"`
	Feedback []Feedback `json:"feedback,omitempty" jsonschema:"description=Answers to known mistakes"`
}

// Hint is one hint: exactly one of Nudge, Where and Command. Of each the first whose When holds is given.
type Hint struct {
	When    string `json:"when,omitempty" jsonschema:"minLength=1,description=jq predicate; always if missing"`
	Nudge   string `json:"nudge,omitempty" jsonschema:"minLength=1,description=What to think about; {{jq}} is filled in"`
	Where   string `json:"where,omitempty" jsonschema:"minLength=1,description=Where to do it or to read about it; {{jq}} is filled in"`
	Command string `json:"command,omitempty" jsonschema:"minLength=1,description=Command line for the prompt; {{jq}} is filled in"`
	On      string `json:"on,omitempty" jsonschema:"minLength=1,description=Host of that prompt; the provider's if missing"`
	Text    string `json:"text,omitempty" jsonschema:"minLength=1,description=What to say with a command"`
}

// Feedback answers a known mistake while its task is the learner's turn.
type Feedback struct {
	When    string   `json:"when" jsonschema:"required,minLength=1,description=jq predicate"`
	Text    string   `json:"text" jsonschema:"required,minLength=1,description={{jq}} is filled in"`
	Mistake []string `json:"mistake" jsonschema:"required,minItems=1,description=Lines that make the mistake when the task's turn has come: the proofs type them and wait for the answer"`
}

// courseMatter is the front matter of a course.md.
type courseMatter struct {
	Title   string `json:"title" jsonschema:"required,minLength=1,maxLength=80"`
	Summary string `json:"summary" jsonschema:"required,minLength=1,maxLength=300"`
	Order   int    `json:"order" jsonschema:"required"`
}
