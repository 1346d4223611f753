package author_test

import (
	"errors"
	"strings"
	"testing"

	"hsmlab/lessons"
	"hsmlab/lessons/author"
)

const good = `---
id: hold-it
title: Hold it
summary: You hold a button.
minutes: 5
level: beginner
roles: [provider]
guide: ["4.5.4.2", "4.10"]
vars:
  - {name: who, pick: [Ada, Grace]}
tasks:
  - id: press
    kind: edge
    goal: .modules[0].button.down
    done: It is down.
    hints:
      - nudge: Push, {{$who}}.
      - command: lab hold recovery
  - id: keep
    kind: level
    title: Keep it down
    goal: .modules[0].button.down
    hints:
      - nudge: Keep it, for {{.modules[0].button.held_us / 1000000}} s so far.
      - command: lab hold recovery
  - id: no-wipe
    kind: never
    title: Erase nothing
    goal: .modules[0].wipes > 0
    tripped: All gone.
---

A story about {{$who}} & others.

## Press the button {#press}

Hold it, see [guide 4.5.4.2](guide:4.5.4.2) and ` + "`lab hold <x>`" + `:

` + "```bash" + `
lab hold recovery
` + "```" + `

## The end {#outro}

Done.
`

func TestParse(t *testing.T) {
	l, err := author.Parse("lesson.md", good)
	if err != nil {
		t.Fatal(err)
	}
	if got := l.Guide; len(got) != 2 || got[1] != "4.10" {
		t.Errorf("guide: got %q, want 4.10 as written", got)
	}
	if l.Scenario != "default" || l.Seed != 1 || len(l.Tasks) != 3 {
		t.Errorf("got scenario %q, seed %d, %d tasks", l.Scenario, l.Seed, len(l.Tasks))
	}
	press, keep := l.Tasks[0], l.Tasks[1]
	if press.Title != "Press the button" || press.Weight != 1 || press.Baseline != lessons.FromStart || len(press.After) != 0 {
		t.Errorf("press: got %+v", press)
	}
	if len(keep.After) != 1 || keep.After[0] != "press" {
		t.Errorf("keep comes after %v, want press", keep.After)
	}
	for _, want := range []string{
		`<pre class="command" data-on="provider"><code>lab hold recovery` + "\n</code></pre>",
		`<a class="guide" data-guide="4.5.4.2">guide 4.5.4.2</a>`,
		`<code>lab hold &lt;x&gt;</code>`,
	} {
		if !strings.Contains(press.HTML, want) {
			t.Errorf("press: HTML %s\nlacks %s", press.HTML, want)
		}
	}
	if l.Intro != "<p>A story about {{$who}} &amp; others.</p>" || l.Outro.Title != "The end" {
		t.Errorf("got intro %q, outro %+v", l.Intro, l.Outro)
	}
}

// Each case changes the good lesson in one place and must be told so, at the line, with what was expected.
func TestParseRefuses(t *testing.T) {
	for _, tt := range []struct{ name, old, new, want string }{
		{"an unknown key", "minutes: 5", "minuts: 5", `lesson.md:5: unknown key "minuts" in the front matter; want one of id, title`},
		{"an unknown key in a task", "    done: It is down.", "    dune: It is down.", `lesson.md:15: unknown key "dune" in tasks[0]; want one of id, kind`},
		{"a missing key", "summary: You hold a button.\n", "", `lacks "summary"`},
		{"a key twice", "minutes: 5", "minutes: 5\nid: other", `lesson.md:6: not YAML: mapping key "id" already defined at line 2; want each key once`},
		{"a title without words", "title: Hold it", "title: ''", `lesson.md:3: title is empty`},
		{"a summary of blanks", "summary: You hold a button.", "summary: ' '", `lesson.md:4: summary is empty`},
		{"no minutes at all", "minutes: 5", "minutes: 0", `lesson.md:5: minutes is 0; want a whole number, 1 to 60`},
		{"a weight of nothing", "    done: It is down.", "    weight: 0", `lesson.md:15: tasks[0].weight is 0; want a whole number, 1 to 10`},
		{"too much weight", "    done: It is down.", "    weight: 11", `lesson.md:15: tasks[0].weight is 11; want a whole number, 1 to 10`},
		{"seed 0", "minutes: 5", "minutes: 5\nseed: 0", `lesson.md:6: seed is 0; want a whole number, at least 1`},
		{"a pass mark of 101", "minutes: 5", "minutes: 5\nexam: {budget: 5, pass: 101}", `lesson.md:6: exam.pass is 101; want a whole number, 1 to 100`},
		{"text for a number", "minutes: 5", "minutes: soon", `lesson.md:5: minutes is "soon"; want a whole number`},
		{"a list for text", "title: Hold it", "title: [a]", `lesson.md:3: title must be text`},
		{"text for a list", "roles: [provider]", "roles: provider", `lesson.md:7: roles must be a list`},
		{"a wrong kind", "kind: edge", "kind: once", `lesson.md:13: tasks[0].kind is "once"; want one of edge, level, never`},
		{"a wrong level", "level: beginner", "level: easy", `lesson.md:6: level is "easy"; want one of beginner`},
		{"a wrong role", "[provider]", "[admin]", `lesson.md:7: roles[0] is "admin"; want one of provider, tenant`},
		{"a wrong id", "id: hold-it", "id: Hold It", `lesson.md:2: id is "Hold It"; want small letters`},
		{"an unknown guide section", `"4.5.4.2", "4.10"`, `"99.1"`, `lesson.md:8: guide section "99.1"`},
		{"an unknown scenario", "minutes: 5", "minutes: 5\nscenario: moon", `lesson.md:6: scenario "moon" does not exist; want one of default`},
		{"an unknown verb", "minutes: 5", "minutes: 5\nallow: [fly]", `lesson.md:6: lab has no verb "fly"`},
		{"a goal that is not jq", "goal: .modules[0].wipes > 0", "goal: .modules[", `lesson.md:29: tasks[2].goal is not jq`},
		{"a goal with now", "goal: .modules[0].wipes > 0", "goal: now > 0", `must not use now: it reads the clock of the learner's computer`},
		{"a goal with $ENV", "goal: .modules[0].wipes > 0", "goal: $ENV.HOME == 1", `must not use $ENV`},
		{"a goal with input", "goal: .modules[0].wipes > 0", "goal: input", `must not use input`},
		{"a goal with localtime", "goal: .modules[0].wipes > 0", "goal: '0 | localtime | .[0] > 5'", `must not use localtime`},
		{"a goal that asks a clock", "goal: .modules[0].wipes > 0", "goal: .modules[0].button.held_us > 0", `must not use held_us: it moves without an event`},
		{"a goal hiding it in a function", "goal: .modules[0].wipes > 0", "goal: 'def f: [now]; f | length > 0'", `must not use now`},
		{"a goal that asks a clock by a pattern", "goal: .modules[0].wipes > 0", "goal: '. as {now: $t} | $t > 5'", `must not use now: it moves`},
		{"a goal that asks a clock by a short pattern", "goal: .modules[0].wipes > 0", "goal: '.hosts.provider as {$clock} | $clock != null'", `must not use clock: it moves`},
		{"a goal that asks a clock by a quoted pattern", "goal: .modules[0].wipes > 0", "goal: '. as {\"now\": $t} | $t > 5'", `must not use now: it moves`},
		{"a goal that copies a clock", "goal: .modules[0].wipes > 0", "goal: '{now} | any(.[]; . > 5)'", `must not use now: it moves`},
		{"a goal that asks by path", "goal: .modules[0].wipes > 0", "goal: 'getpath([\"now\"]) > 5'", `must not use getpath: it reads fields without naming them`},
		{"a goal that asks everything", "goal: .modules[0].wipes > 0", "goal: '[..] | any(. == 5)'", `must not use ..: it reads fields without naming them`},
		{"a goal without end", "goal: .modules[0].wipes > 0", "goal: '[range(0; infinite)] | length > 0'", `must not use infinite: it may never end`},
		{"a goal that goes round", "goal: .modules[0].wipes > 0", "goal: '[recurse(.)] | length > 0'", `must not use recurse`},
		{"a goal that changes something", "goal: .modules[0].wipes > 0", "goal: '(.modules[0].wipes = 5) | .modules[0].wipes > 0'", `must not use =: a goal asks and changes nothing`},
		{"a block for no host", "```bash", "```bash moon", `lesson.md:40: the block is for host "moon"; scenario default has`},
		{"a hint for no host", "- command: lab hold recovery", "- command: lab hold recovery\n        on: moon", `lesson.md:18: the command is for host "moon"`},
		{"a hint that is no bash", "- command: lab hold recovery", "- command: 'hsmadmin ( '", `lesson.md:18: the command is not bash`},
		{"a hint that goes on", "- command: lab hold recovery", "- command: 'cat <<E'", `lesson.md:18: the command is not bash: unclosed here-document`},
		{"a hint with no such subcommand", "- command: lab hold recovery", "- command: hsmadmin frobnicate", `lesson.md:18: the command cannot work: hsmadmin has no subcommand "frobnicate"`},
		{"a hint with no such option", "- command: lab hold recovery", "- command: vcmadmin list | grep x && vcmadmin stop --bogus {{.modules[0].vcms[0].uuid}}", `lesson.md:18: the command cannot work: vcmadmin stop has no option --bogus`},
		{"a hint with no such verb", "- command: lab hold recovery", "- command: lab on tenant-a lab fly", `lesson.md:18: the command cannot work: lab has no verb "fly"`},
		{"a sentence with no such option", "`lab hold <x>`", "`hsmadmin status --bogus`", `lesson.md:37: the text names a command that cannot work: hsmadmin status has no option --bogus`},
		{"a sentence with no such subcommand", "Done.", "Then `vcmadmin halt UUID`.", `lesson.md:45: the text names a command that cannot work: vcmadmin has no subcommand "halt"`},
		{"a hint's text with no such subcommand", "nudge: Push, {{$who}}.", "nudge: 'Try `hsmadmin frobnicate`.'", `lesson.md:17: the text names a command that cannot work: hsmadmin has no subcommand "frobnicate"`},
		{"a feedback with no such option of lab", "tripped: All gone.", "tripped: 'Never `lab hold recovery --harder`.'", `lesson.md:30: the text names a command that cannot work: lab hold has no option --harder`},
		{"an unknown variable", "{{$who}}.", "{{$whom}}.", `lesson.md:17: {{$whom}} is not jq that a lesson can run`},
		{"jq in the text", "about {{$who}}", "about {{.now}}", `{{.now}} in the text is not a variable`},
		{"a section for nobody", "{#press}", "{#pres}", `lesson.md:35: section {#pres} belongs to no task`},
		{"a heading without a task", " {#press}", "", `lesson.md:35: heading "Press the button" names no task`},
		{"no outro", "## The end {#outro}\n\nDone.\n", "", `has no section {#outro}`},
		{"no introduction", "A story about {{$who}} & others.\n", "", `has no introduction`},
		{"raw HTML", "Done.", "<b>Done</b>", `lesson.md:45: raw HTML`},
		{"a script", "Done.", "<script>alert(1)</script>", `lesson.md:45: raw HTML`},
		{"an image", "Done.", "![x](y.png)", `lesson.md:45: an image`},
		{"a strange link", "Done.", "[x](javascript:alert)", `lesson.md:45: link to "javascript:alert"`},
		{"a strange block", "```bash", "```python", `lesson.md:40: block of kind "python"`},
		{"a title twice", "    done: It is down.", "    title: Again", `lesson.md:35: task "press" has a title in the front matter and a section`},
		{"a task without a title", "    title: Keep it down\n", "", `task "keep" has no section {#keep} in the body and no title`},
		{"a never task that says nothing", "    tripped: All gone.\n", "", `never task "no-wipe" has no text`},
		{"an order that cannot be", "    kind: level", "    kind: level\n    after: [later]", `lesson.md:21: task "keep" comes after "later"`},
		{"a ladder without a foot", "      - nudge: Push, {{$who}}.\n", "", `task "press" has no nudge that always applies`},
		{"a hint of two kinds", "- nudge: Push, {{$who}}.", "- nudge: Push\n        command: x", `lesson.md:17: a hint wants exactly one of`},
		{"a hint behind a wall", "      - nudge: Push, {{$who}}.", "      - nudge: Push\n      - nudge: Push more", `lesson.md:18: this nudge can never be given`},
		{"a baseline for a level", "    kind: level", "    kind: level\n    baseline: active", `only an edge task has a baseline`},
		{"a variable from nowhere", "pick: [Ada, Grace]", "text: '{{$what}}'", `lesson.md:10: variable "who" uses {{$what}}`},
		{"a variable in two ways", "pick: [Ada, Grace]", "pick: [Ada], text: x", `lesson.md:10: variable "who" has pick and text; it wants exactly one of`},
		{"not YAML", "title: Hold it", "title: [Hold it", `lesson.md:`},
		{"no front matter", "---\nid:", "id:", `lesson.md:1: it must begin with`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			text := strings.Replace(good, tt.old, tt.new, 1)
			if text == good {
				t.Fatalf("the good lesson has no %q", tt.old)
			}
			_, err := author.Parse("lesson.md", text)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got  %v\nwant %s", err, tt.want)
			}
		})
	}
}

// A file that cannot be read at all has one problem, not a dozen that follow from it.
func TestOneCauseOneProblem(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"Windows line ends", strings.ReplaceAll(good, "\n", "\r\n"), "lesson.md:1: the lines end as on Windows (CRLF); save the file with Unix line ends (LF)"},
		{"a byte order mark", "\ufeff" + good, "lesson.md:1: the file begins with a byte order mark"},
		{"Latin-1", good + "\xe4", "lesson.md:46: the file is not UTF-8: byte 0xe4"},
		{"a tab", strings.Replace(good, "    kind: edge", "\tkind: edge", 1), "lesson.md:13: not YAML: "},
		{"a bracket left open", strings.Replace(good, "roles: [provider]", "roles: [provider", 1), "lesson.md:8: not YAML: "},
		{"no front matter", "Hello.\n", `lesson.md:1: it must begin with a line "---"`},
		{"no level", strings.Replace(good, "level: beginner\n", "", 1), `lesson.md:2: the front matter lacks "level"`},
		{"a list", "---\n- a\n...\n---\n- b\n---\n", "lesson.md:"},
	} {
		_, err := author.Parse("lesson.md", tt.text)
		var problems author.Problems
		if !errors.As(err, &problems) || len(problems) != 1 || !strings.HasPrefix(problems.Error(), tt.want) {
			t.Errorf("%s: got\n%v\nwant 1 problem, %s", tt.name, err, tt.want)
		}
	}
}

func TestAnExamHasNoHints(t *testing.T) {
	text := strings.Replace(good, "minutes: 5", "minutes: 5\nexam: {budget: 10, pass: 60}\nallow: [wait, fault]", 1)
	_, err := author.Parse("lesson.md", text)
	for _, want := range []string{"lesson.md:6: task \"press\" of an exam has hints", "not lab fault"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

func TestVersionFollowsGradingNotWords(t *testing.T) {
	version := func(old, new string) string {
		l, _ := author.Parse("lesson.md", strings.Replace(good, old, new, 1))
		return l.Version
	}
	if version("Hold it, see", "Keep it down, see") != version("", "") {
		t.Error("a word changed the version")
	}
	if version("button.down", "button.down | not") == version("", "") {
		t.Error("another goal did not change the version")
	}
}

func FuzzParse(f *testing.F) {
	f.Add(good)
	f.Add("---\nid: x\n---\n")
	f.Add("---\n- a\n- b\n---\n## X {#y}\n")
	f.Add("---\ntasks:\n  - id: a\n    goal: '{{'\n    hints: [{nudge: '{{ {} }}'}]\n---\n```bash\n")
	f.Add("---\na: &x [*x]\n---\n|a|\n|-|\n|b|\n")
	f.Fuzz(func(t *testing.T, text string) {
		l, err := author.Parse("lesson.md", text)
		var problems author.Problems
		if err != nil && !errors.As(err, &problems) {
			t.Errorf("got an error that is not Problems: %v", err)
		}
		if err == nil {
			if _, err := l.Bind(1); err != nil {
				t.Errorf("a lesson without problems cannot be bound: %v", err)
			}
		}
	})
}
