package author_test

import (
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"hsmlab/lessons/author"
)

// tinyFiles are a course with one lesson.
func tinyFiles() fstest.MapFS {
	return fstest.MapFS{
		"c/course.md":               {Data: []byte("---\ntitle: C\nsummary: C.\norder: 1\n---\n")},
		"c/01-tiny/lesson.md":       {Data: []byte(tiny)},
		"c/01-tiny/solution.sh":     {Data: []byte(tinySolution)},
		"c/01-tiny/trip-no-wipe.sh": {Data: []byte(tinyTrip)},
	}
}

func put(name, text string) func(fstest.MapFS) {
	return func(fsys fstest.MapFS) { fsys[name] = &fstest.MapFile{Data: []byte(text)} }
}

// Each fault of a folder is one problem, with all that one needs to mend it.
func TestOneFaultOfAFolderIsToldWhole(t *testing.T) {
	for _, tt := range []struct {
		name   string
		change func(fstest.MapFS)
		want   string
	}{
		{"a marker of no task", edit("solution.sh", "# task: note\n", "# task: pres\nls\n# task: note\n"), `c/01-tiny/solution.sh:3: "# task: pres" names no task of the lesson; want one of press, note`},
		{"markers in another order", put("c/01-tiny/solution.sh", "# task: note\ntouch {{$name}}\n# task: press\nlab hold recovery\n"),
			`c/01-tiny/solution.sh:1: "# task: note" stands where "# task: press" is due; want the edge tasks in order: press, note`},
		{"a marker of nothing", edit("solution.sh", "lab hold recovery\n", ""), `c/01-tiny/solution.sh:1: "# task: press" has no statement below it; want the commands that do the task`},
		{"a marker too few", edit("solution.sh", "# task: note\n", ""), `c/01-tiny/solution.sh:3: the script ends without "# task: note"; want each edge task in order: press, note`},
		{"no markers", put("c/01-tiny/solution.sh", "# begin\nlab hold recovery\nls\n"), `c/01-tiny/solution.sh:2: this statement stands before the first "# task: ID"; want such a line above the statements of each edge task; the tasks are press, note`},
		{"a marker of a never task and no other", put("c/01-tiny/solution.sh", "# task: no-wipe\nls\n"), `c/01-tiny/solution.sh:2: the script ends without "# task: press"; want each edge task in order: press, note`},
		{"a solution for no tasks", edit("lesson.md", tiny[strings.Index(tiny, "tasks:"):strings.Index(tiny, "---\n\nStory")], "tasks: []\n"), `c/01-tiny/lesson.md:11: tasks is empty; want a list of at least 1` + "\n" + `c/01-tiny/trip-no-wipe.sh: the lesson has no never task "no-wipe"; want trip-TASK.sh with the id of one`},
		{"an empty solution", put("c/01-tiny/solution.sh", ""), `c/01-tiny/solution.sh:1: the script is empty; want the commands that it is there for`},
		{"a solution of comments", put("c/01-tiny/solution.sh", "# task: press\n"), `c/01-tiny/solution.sh:1: the script is empty; want the commands that it is there for`},
		{"no solution", func(f fstest.MapFS) { delete(f, "c/01-tiny/solution.sh") }, `c/01-tiny/lesson.md: there is no solution.sh beside it; want a script that solves the lesson`},
		{"a solution that is a folder", func(f fstest.MapFS) {
			delete(f, "c/01-tiny/solution.sh")
			put("c/01-tiny/solution.sh/x", "")(f)
		}, `c/01-tiny/solution.sh: the file cannot be read: invalid argument`},
		{"a solution in Latin-1", edit("solution.sh", "touch", "# \xfcber\ntouch"), `c/01-tiny/solution.sh:4: the file is not UTF-8: byte 0xfc here is no character; save it as UTF-8`},
		{"no such subcommand", func(f fstest.MapFS) {
			edit("solution.sh", "lab hold recovery", "if true\nthen\n  hsmadmin rest\nfi")(f)
			edit("lesson.md", "Do.", "```bash\nhsmadmin reset\n```")(f)
		}, `c/01-tiny/solution.sh:4: the command cannot work: hsmadmin has no subcommand "rest"`},
		{"no such verb in a trip", edit("trip-no-wipe.sh", "hsmadmin", "lab fly\nhsmadmin"), `c/01-tiny/trip-no-wipe.sh:1: the command cannot work: lab has no verb "fly"`},
		{"no such variable in a script", edit("solution.sh", "touch {{$name}}", "touch {{$nam}}"), `c/01-tiny/solution.sh:4: {{$nam}} is not a variable; want one of {{$name}}`},
		{"no course", func(f fstest.MapFS) { delete(f, "c/course.md") }, `c/course.md: the file is missing, so c/01-tiny/lesson.md is in no course; want one with title, summary and order in its front matter`},
		{"a lesson in the place of a course", put("02-small/lesson.md", tiny), `course.md: the file is missing, so 02-small/lesson.md is in no course; want one with title, summary and order in its front matter`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			fsys := tinyFiles()
			tt.change(fsys)
			_, err := author.Load(fsys)
			if err == nil || err.Error() != tt.want {
				t.Errorf("got\n%v\nwant\n%s", err, tt.want)
			}
		})
	}
}

// locked refuses to open one file.
type locked struct {
	fstest.MapFS
	name string
}

func (l locked) Open(name string) (fs.File, error) {
	if name == l.name {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return l.MapFS.Open(name)
}

func (l locked) ReadFile(name string) ([]byte, error) {
	if name == l.name {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return l.MapFS.ReadFile(name)
}

func TestAFileThatMayNotBeReadSaysSo(t *testing.T) {
	for _, name := range []string{"c/course.md", "c/01-tiny/lesson.md", "c/01-tiny/solution.sh", "c/01-tiny/trip-no-wipe.sh"} {
		_, err := author.Load(locked{tinyFiles(), name})
		if want := name + ": the file cannot be read: permission denied"; err == nil || err.Error() != want {
			t.Errorf("got  %v\nwant %s", err, want)
		}
	}
}

// Goals, conditions and blanks are asked once, in the lab that the learner finds.
func TestBeginAsksOnce(t *testing.T) {
	const goal, hints = "    goal: .modules[0].button.down\n", "hints: [{nudge: Press.}, {command: lab hold recovery}]"
	const later = "hints: [{nudge: Note it.}, {command: \"touch {{$name}}\"}]"
	for _, tt := range []struct {
		name   string
		change func(fstest.MapFS)
		want   string // "" means no problem
	}{
		{"as it is", func(fstest.MapFS) {}, ""},
		{"several values", edit("lesson.md", goal, "    goal: 'true, false'\n"), `14: tasks[0].goal yields several values (true, false, …) in the lab as the lesson begins; want exactly one true or false`},
		{"no value", edit("lesson.md", goal, "    goal: empty\n"), `14: tasks[0].goal yields nothing in the lab as the lesson begins; want exactly one true or false`},
		{"a text", edit("lesson.md", goal, "    goal: .modules[0].esn\n"), `14: tasks[0].goal yields "363B-481D-F3BD" in the lab as the lesson begins; want exactly one true or false`},
		{"a failure", edit("lesson.md", goal, "    goal: .modules.x\n"), `14: tasks[0].goal fails (expected an object but got: array`},
		{"no end", edit("lesson.md", goal, "    goal: '[range(1e9)] | any'\n"), `14: tasks[0].goal does not come to an end in the lab as the lesson begins; want exactly one true or false`},
		{"a never goal", edit("lesson.md", "    goal: .modules[0].wipes > 0", "    goal: .modules[0].wipes"), `23: tasks[2].goal yields 0 in the lab`},
		{"a condition", edit("lesson.md", hints, "hints: [{nudge: Press., when: '.modules[0].boot'}, {nudge: Press.}, {command: lab hold recovery}]"), `15: tasks[0].hints[0].when yields "up" in the lab`},
		{"a condition below one that holds", edit("lesson.md", hints, "hints: [{nudge: Press., when: '.modules[0].power'}, {nudge: Press., when: .nothing}, {nudge: Press.}, {command: lab hold recovery}]"), ""},
		{"a condition of later", edit("lesson.md", later, "hints: [{nudge: Note., when: '.nothing | .[]'}, {nudge: Note., when: .nothing}, {nudge: Note.}, {command: \"touch {{$name}}\"}]"), ""},
		{"a condition of later that never has an answer", edit("lesson.md", later, "hints: [{nudge: Note., when: '1'}, {nudge: Note.}, {command: \"touch {{$name}}\"}]"), `19: tasks[1].hints[0].when yields 1 in the lab`},
		{"a feedback", edit("lesson.md", hints, hints+"\n    feedback: [{when: .nothing, text: No., mistake: [date]}]"), `16: tasks[0].feedback[0].when yields null in the lab`},
		{"a blank", edit("lesson.md", "{nudge: Press.}", "{nudge: 'Press {{.modules[0].esn, 1}}.'}"), `15: {{.modules[0].esn, 1}} yields several values ("363B-481D-F3BD", 1, …) in the lab as the lesson begins; want exactly one value`},
		{"a blank of another state", edit("lesson.md", hints, "hints: [{nudge: 'Press {{empty}}.', when: '.modules[0].power | not'}, {nudge: Press.}, {command: lab hold recovery}]"), ""},
		{"a blank without end", edit("lesson.md", "Note it.", "'Note {{[range(1e9)] | length}}.'"), `19: {{[range(1e9)] | length}} does not come to an end in the lab as the lesson begins; want exactly one value`},
		{"a set-up line that fails", edit("lesson.md", "tasks:\n", "setup:\n  - ls\n  - cat /nowhere\ntasks:\n"), `13: setup line "cat /nowhere" ends with status 1, want 0: `},
		{"a set-up line that says nothing", edit("lesson.md", "tasks:\n", "setup:\n  - \"false\"\ntasks:\n"), `12: setup line "false" ends with status 1, want 0: it printed nothing`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			fsys := tinyFiles()
			tt.change(fsys)
			library, err := author.Load(fsys)
			if err != nil {
				t.Fatal(err)
			}
			err = author.Begin(&library.Sources[0])
			var problems author.Problems
			if tt.want == "" && err != nil || tt.want != "" && (!errors.As(err, &problems) || len(problems) != 1 || !strings.HasPrefix(err.Error(), "c/01-tiny/lesson.md:"+tt.want)) {
				t.Errorf("got  %v\nwant %s", err, tt.want)
			}
		})
	}
}
