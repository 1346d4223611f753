package author_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"hsmlab/lessons"
	"hsmlab/lessons/author"
)

func TestEveryLessonIsProven(t *testing.T) {
	library, err := author.Load(lessons.Files)
	if err != nil {
		t.Fatal(err)
	}
	for i := range library.Sources {
		source := &library.Sources[i]
		t.Run(source.Lesson.ID, func(t *testing.T) {
			t.Parallel()
			r := author.Prove(source)
			for _, f := range r.Failures {
				t.Error(f)
			}
			t.Log(r.Score())
		})
	}
}

const tiny = `---
id: tiny
title: Tiny
summary: Press, then wait.
minutes: 1
level: beginner
roles: [provider]
guide: ["4.5.4.2"]
vars:
  - {name: name, pick: [ada, bea, cem]}
tasks:
  - id: press
    kind: edge
    goal: .modules[0].button.down
    hints: [{nudge: Press.}, {command: lab hold recovery}]
  - id: note
    kind: edge
    goal: '.hosts.provider.files | has("/root/\($name)")'
    hints: [{nudge: Note it.}, {command: "touch {{$name}}"}]
  - id: no-wipe
    kind: never
    title: Erase nothing
    goal: .modules[0].wipes > 0
    tripped: Gone.
---

Story.

## Press {#press}

Do.

## Note {#note}

Do.

## End {#outro}

Done.
`

const (
	tinySolution = "# task: press\nlab hold recovery\n# task: note\ntouch {{$name}}\n"
	tinyTrip     = "hsmadmin factorystate --all\n"
)

func prove(t *testing.T, change func(fstest.MapFS)) (author.Report, error) {
	t.Helper()
	fsys := fstest.MapFS{
		"c/course.md":               {Data: []byte("---\ntitle: C\nsummary: C.\norder: 1\n---\n")},
		"c/01-tiny/lesson.md":       {Data: []byte(tiny)},
		"c/01-tiny/solution.sh":     {Data: []byte(tinySolution)},
		"c/01-tiny/trip-no-wipe.sh": {Data: []byte(tinyTrip)},
	}
	change(fsys)
	library, err := author.Load(fsys)
	if err != nil {
		return author.Report{}, err
	}
	return author.Prove(&library.Sources[0]), nil
}

func edit(name, old, new string) func(fstest.MapFS) {
	return func(fsys fstest.MapFS) {
		f := fsys["c/01-tiny/"+name]
		f.Data = []byte(strings.Replace(string(f.Data), old, new, 1))
	}
}

// feedback gives the first task of the lesson a feedback.
func feedback(when, text, mistake string) func(fstest.MapFS) {
	return edit("lesson.md", "    goal: .modules[0].button.down", fmt.Sprintf("    goal: .modules[0].button.down\n    feedback: [{when: '%s', text: '%s', mistake: ['%s']}]", when, text, mistake))
}

func TestProveFindsWhatDoesNotHold(t *testing.T) {
	for _, tt := range []struct {
		name   string
		change func(fstest.MapFS)
		want   string // "" means proven
	}{
		{"nothing wrong but the swap", func(fstest.MapFS) {}, "solved with this statement and the next one swapped"},
		{"the swap allowed", edit("solution.sh", "lab hold", "# swap ok: two hands\nlab hold"), ""},
		{"solved at the start", edit("lesson.md", "    goal: .modules[0].button.down", "    baseline: none\n    goal: .modules[0].power"), `task "press" is done or tripped at the start`},
		{"a statement too many", edit("solution.sh", "touch {{$name}}\n", "touch {{$name}}\ntrue\n"), "solved here already"},
		{"a useless statement", edit("solution.sh", "lab hold", "true\nlab hold"), "solved without this statement"},
		{"a task done too late", edit("solution.sh", "lab hold recovery\n# task: note\n", "true\n# task: note\nlab hold recovery\n"), `task "press" is not done by the end of its section`},
		{"a task done too early", func(fsys fstest.MapFS) {
			edit("solution.sh", "lab hold recovery\n", "lab hold recovery\ntouch {{$name}}\n")(fsys)
			edit("solution.sh", "# task: note\ntouch {{$name}}", "# task: note\nlab release recovery")(fsys)
			edit("lesson.md", "  - id: no-wipe", "  - id: let-go\n    kind: level\n    title: Let go\n    goal: .modules[0].button.down | not\n"+
				"    hints: [{nudge: Let go.}, {command: lab release recovery}]\n  - id: no-wipe")(fsys)
		}, `task "note" is done before its section begins`},
		{"a solution that does not solve", edit("solution.sh", "touch {{$name}}", "true"), `task "note" is not done`},
		{"a hint that does not help", edit("lesson.md", `{command: "touch {{$name}}"}`, "{command: ls}"), "following the command hints does not solve the lesson"},
		{"a counter-example that is none", edit("trip-no-wipe.sh", "hsmadmin factorystate --all", "hsmadmin status"), `does not trip task "no-wipe"`},
		{"an alternative that does not solve", func(fsys fstest.MapFS) {
			fsys["c/01-tiny/alternative-lazy.sh"] = &fstest.MapFile{Data: []byte("lab hold recovery\n")}
		}, "alternative-lazy.sh: does not solve the lesson; open: note"},
		{"an excuse that is none", edit("solution.sh", "lab hold", "# drop ok: says who\nlab hold"), "not solved without this statement, although"},
		{"a set-up that fails", edit("lesson.md", "tasks:\n", "setup: [cat /nowhere]\ntasks:\n"), "cannot begin: setup line"},
		{"a goal that anything reaches", func(fsys fstest.MapFS) {
			edit("lesson.md", "    goal: .modules[0].button.down", "    goal: .last != null")(fsys)
			edit("lesson.md", `    goal: '.hosts.provider.files | has("/root/\($name)")'`, "    goal: .last.status == 0")(fsys)
			edit("lesson.md", "    goal: .modules[0].wipes > 0", "    goal: .modules[0].wipes > 5")(fsys)
			edit("solution.sh", "lab hold recovery", "hsmadmin enroll --timeout soon")(fsys)
			edit("solution.sh", "touch {{$name}}", "hsmadmin status")(fsys)
		}, "random acts; ask for more"},
		{"a goal that anything reaches, behind a trip", func(fsys fstest.MapFS) {
			edit("lesson.md", "    goal: .modules[0].button.down", "    goal: .last != null")(fsys)
			edit("lesson.md", `    goal: '.hosts.provider.files | has("/root/\($name)")'`, "    goal: .last.status == 0")(fsys)
			edit("lesson.md", "    goal: .modules[0].wipes > 0", "    goal: '.last != null and .last.name != \"hsmadmin enroll\" and .last.name != \"hsmadmin status\"'")(fsys)
			edit("solution.sh", "lab hold recovery", "hsmadmin enroll --timeout soon")(fsys)
			edit("solution.sh", "touch {{$name}}", "hsmadmin status")(fsys)
		}, "random acts; ask for more"},
		{"a value that cannot be drawn", edit("lesson.md", "pick: [ada, bea, cem]", "pick: ["+strings.Repeat("ada, ", 60_000)+"bea]"), `no seed from 1 to 2000 draws "bea" for {{$name}}: shorten the list`},
		{"a part too many", edit("solution.sh", "touch {{$name}}", "true && touch {{$name}}"), `solution.sh:4: solved without "true", with every seed`},
		{"a part in an if too many", edit("solution.sh", "touch {{$name}}", "if true; then true; touch {{$name}}; fi"), `solution.sh:4: solved without "true", with every seed`},
		{"parts in any order", edit("solution.sh", "touch {{$name}}", "touch a && touch {{$name}}"), `solution.sh:4: solved with "touch a" and what follows it swapped`},
		{"a part for one seed", func(fsys fstest.MapFS) {
			edit("solution.sh", "lab hold", "# swap ok: two hands\nlab hold")(fsys)
			edit("solution.sh", "touch {{$name}}", "if [ {{$name}} = bea ]; then touch bea; else touch {{$name}}; fi")(fsys)
		}, ""},
		{"an excuse for parts that is none", edit("solution.sh", "touch {{$name}}", "# part drop ok: says who\nif true; then touch {{$name}}; fi"), `"# part drop ok:" excuses nothing`},
		{"a hint that never runs", edit("lesson.md", "hints: [{nudge: Press.}, {command: lab hold recovery}]", "hints: [{nudge: Press.}, {when: '.hosts.provider.power == \"off\"', command: lab power on}, {command: lab hold recovery}]"),
			`task "press": the command hint "lab power on" (when .hosts.provider.power == "off") never runs; write a state-NAME.sh`},
		{"a hint that runs in a state", func(fsys fstest.MapFS) {
			edit("solution.sh", "lab hold", "# swap ok: two hands\nlab hold")(fsys)
			edit("lesson.md", "hints: [{nudge: Press.}, {command: lab hold recovery}]", "hints: [{nudge: Press.}, {when: '.hosts.provider.power == \"off\"', command: lab power on}, {when: '.hosts.provider.power == \"booting\"', command: lab wait boot}, {command: lab hold recovery}]")(fsys)
			fsys["c/01-tiny/state-dark.sh"] = &fstest.MapFile{Data: []byte("lab power off\n")}
		}, ""},
		{"a state without a way out", func(fsys fstest.MapFS) {
			edit("lesson.md", "hints: [{nudge: Press.}, {command: lab hold recovery}]", "hints: [{nudge: Press.}, {when: '.hosts.provider.power == \"off\"', command: lab hosts}, {command: lab hold recovery}]")(fsys)
			fsys["c/01-tiny/state-dark.sh"] = &fstest.MapFile{Data: []byte("lab power off\n")}
		}, "state-dark.sh: from there, following the command hints does not solve the lesson"},
		{"a state for nothing", func(fsys fstest.MapFS) {
			fsys["c/01-tiny/state-idle.sh"] = &fstest.MapFile{Data: []byte("ls\n")}
		}, "state-idle.sh: every command hint that runs after it runs without it too"},
		{"feedback for a mistake that is none", feedback(".modules[0].wipes > 3", "The keys are gone.", "hsmadmin status"), `task "press": the feedback when .modules[0].wipes > 3 is not given after its mistake, hsmadmin status; it printed: `},
		{"feedback with nothing to say", feedback(`.last.name == "hsmadmin status"`, "{{.nothing}}", "hsmadmin status"), `jq ".nothing" yields null`},
		{"feedback for what is right", edit("lesson.md", "    goal: '.hosts.provider.files", "    feedback: [{when: '.modules[0].button.down', text: Why?, mistake: [date]}]\n    goal: '.hosts.provider.files"),
			`solution.sh: the review finds that "lab hold recovery on provider" left the way: Why?`},
		{"feedback for a mistake", func(fsys fstest.MapFS) {
			edit("solution.sh", "lab hold", "# swap ok: two hands\nlab hold")(fsys)
			feedback(`.last.name == "hsmadmin status"`, "{{.last.status}}", "hsmadmin status")(fsys)
		}, ""},
		{"a goal without an answer", edit("lesson.md", "    goal: .modules[0].button.down", "    goal: .modules[0].nothing"), "want true or false"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r, err := prove(t, tt.change)
			if err != nil {
				t.Fatal(err)
			}
			got := strings.Join(r.Failures, "\n")
			if tt.want == "" && got != "" || !strings.Contains(got, tt.want) {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
			if tt.name == "the swap allowed" && (len(r.Attempts) != 5 || len(r.Exceptions) != 1 || !strings.Contains(r.Score(), "mutation score 66 %")) {
				t.Errorf("got %d attempts, exceptions %q, %s", len(r.Attempts), r.Exceptions, r.Score())
			}
			if len(r.Seeds) != 5 {
				t.Errorf("a lesson with variables was proven with %d seeds, want 5", len(r.Seeds))
			}
		})
	}
}

func TestLoadChecksScripts(t *testing.T) {
	for _, tt := range []struct {
		name   string
		change func(fstest.MapFS)
		want   string
	}{
		{"no solution", func(fsys fstest.MapFS) { delete(fsys, "c/01-tiny/solution.sh") }, "no solution.sh"},
		{"no counter-example", func(fsys fstest.MapFS) { delete(fsys, "c/01-tiny/trip-no-wipe.sh") }, `never task "no-wipe" has no trip-no-wipe.sh`},
		{"not bash", edit("solution.sh", "lab hold recovery", "lab hold ("), "c/01-tiny/solution.sh:2: not bash"},
		{"a script with Windows line ends", edit("solution.sh", "\n", "\r\n"), "c/01-tiny/solution.sh:1: the lines end as on Windows (CRLF)"},
		{"no marker", edit("solution.sh", "# task: press\n", ""), `stands before the first "# task: ID"`},
		{"a strange marker", edit("solution.sh", "# task: press", "# task: pres"), "names no task"},
		{"a strange file", func(fsys fstest.MapFS) { fsys["c/01-tiny/notes.txt"] = &fstest.MapFile{} }, "notes.txt: a lesson has lesson.md"},
		{"a command that nobody runs", edit("lesson.md", "Do.", "```bash\nlab hold recovery\nhsmadmin reset\n```"), `"hsmadmin reset" is shown as a command for provider, but no script`},
		{"a command run on another host", edit("lesson.md", "Do.", "```bash tenant-a\ntouch {{$name}}\n```"), `shown as a command for tenant-a, but no script and no hint of the lesson runs it there`},
		{"a folder with another name", func(fsys fstest.MapFS) {
			for _, f := range []string{"lesson.md", "solution.sh", "trip-no-wipe.sh"} {
				fsys["c/02-small/"+f] = fsys["c/01-tiny/"+f]
				delete(fsys, "c/01-tiny/"+f)
			}
		}, `id "tiny" stands in folder "02-small"`},
		{"an id twice", func(fsys fstest.MapFS) {
			for _, f := range []string{"lesson.md", "solution.sh", "trip-no-wipe.sh"} {
				fsys["d/01-tiny/"+f] = fsys["c/01-tiny/"+f]
			}
			fsys["d/course.md"] = fsys["c/course.md"]
		}, `id "tiny" is taken`},
		{"a course without order", func(fsys fstest.MapFS) {
			fsys["c/course.md"] = &fstest.MapFile{Data: []byte("---\ntitle: C\nsummary: C.\n---\n")}
		}, `c/course.md:2: the front matter lacks "order"`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := prove(t, tt.change)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got  %v\nwant %s", err, tt.want)
			}
		})
	}
}
