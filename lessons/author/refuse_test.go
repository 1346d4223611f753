package author_test

import (
	"errors"
	"strings"
	"testing"

	"hsmlab/lessons/author"
)

// change is a lesson with one place of it rewritten.
func change(t *testing.T, text, old, new string) string {
	t.Helper()
	changed := strings.Replace(text, old, new, 1)
	if changed == text {
		t.Fatalf("the lesson has no %q", old)
	}
	return changed
}

const (
	nudge   = "      - nudge: Push, {{$who}}.\n"
	tripped = "    tripped: All gone."
	theEnd  = "Done.\n"
)

// Each mistake is one problem, all of it: where, what, and what was expected.
func TestOneMistakeIsToldWhole(t *testing.T) {
	for _, tt := range []struct{ name, old, new, want string }{
		{"a hint of two rungs", nudge, nudge + "        where: There.\n", "17: a hint wants exactly one of nudge, where and command; this one has nudge and where"},
		{"a hint of no rung", nudge, nudge + "      - when: .modules[0].power\n", "18: a hint wants exactly one of nudge, where and command; this one has none"},
		{"a text beside a nudge", nudge, nudge + "        text: There.\n", "18: text goes with a command; this hint is a nudge, which says everything itself"},
		{"an empty rung", nudge, nudge + "      - where: ''\n", "18: tasks[0].hints[1].where is empty; want text"},

		{"a number for a title", "title: Hold it", "title: 42", `3: title must be text, not the number 42; quote it: "42"`},
		{"a number for a section", `"4.10"]`, `4.10]`, `8: guide[1] must be text, not the number 4.10; quote it: "4.10"`},
		{"a truth for a title", "title: Hold it", "title: true", `3: title must be text, not the truth value true; quote it: "true"`},
		{"nothing for a title", "title: Hold it", "title:", `3: title must be text, not nothing`},
		{"a list for a title", "title: Hold it", "title: [a]", `3: title must be text, not a list`},
		{"a title as long as a page", "title: Hold it", "title: " + strings.Repeat("x", 1000), "3: title has 1000 characters; want at most 80"},
		{"a heading as long as a page", "## Press the button", "## " + strings.Repeat("x", 81), "35: the heading has 81 characters; want at most 80"},
		{"a quoted number", "minutes: 5", `minutes: "5"`, `5: minutes is "5"; want a whole number without quotes, 1 to 60`},
		{"half a minute", "minutes: 5", `minutes: 0.5`, `5: minutes is the number 0.5; want a whole number without quotes, 1 to 60`},
		{"a seed below 0", "minutes: 5", "minutes: 5\nseed: -1", `6: seed is the number -1; want a whole number without quotes, at least 1`},
		{"a seed of 0", "minutes: 5", "minutes: 5\nseed: 0", `6: seed is 0; want a whole number, at least 1`},

		{"a role twice", "roles: [provider]", "roles:\n  - provider\n  - provider", `9: roles[1] is "provider" again, like roles[0]; want each once`},
		{"no role", "roles: [provider]", "roles: []", `7: roles is empty; want a list of at least 1`},
		{"a section twice", `"4.10"]`, `"4.5.4.2"]`, `8: guide[1] is "4.5.4.2" again, like guide[0]; want each once`},
		{"no section", `["4.5.4.2", "4.10"]`, `[]`, `8: guide is empty; want a list of at least 1`},
		{"no such section", `"4.10"]`, "\n  \"4.13.9\"]", `9: guide section "4.13.9", of which lessons/guide/behaviours.tsv has no statement; want a section that it names, such as 4.13, 4.13.1, 4.13.2`},
		{"a pick of nothing", "pick: [Ada, Grace]", "pick: []", `10: vars[0].pick is empty; want a list of at least 1`},
		{"a variable in no way", ", pick: [Ada, Grace]", "", `10: variable "who" has none; it wants exactly one of pick, range and text`},

		{"a never task without a title", "    title: Erase nothing\n", "", `26: never task "no-wipe" has no title; want title: in the front matter, for it has no section`},
		{"a never task with a section", theEnd, theEnd + "\n## Nothing {#no-wipe}\n\nNo.\n", `47: section {#no-wipe} is for a never task, which has no section; give the task a title in the front matter instead`},
		{"a never task with an order", tripped, tripped + "\n    after: [press]", `31: never task "no-wipe" has after; it has only a title, a goal and a tripped text`},

		{"a link to no section", "## The end", "See that\nand [this](guide:9.9).\n\n## The end", `44: link to guide section "9.9", of which lessons/guide/behaviours.tsv has no statement; want a section that it names, such as 1, 1.1.1, 2, 3.1.1, 3.1.2, 3.1.2.1`},
		{"no such variable in the introduction", "A story", "A\n{{$foo}}", `34: {{$foo}} in the text is not a variable; want one of {{$who}}; jq is filled in only in hints and feedback`},
		{"no such variable in a heading", "## Press", "## Press {{$foo}}", `35: {{$foo}} in the text is not a variable; want one of {{$who}}; jq is filled in only in hints and feedback`},
		{"no such variable in a text", "done: It is down.", "done: It is {{$foo}}.", `15: {{$foo}} in the text is not a variable; want one of {{$who}}; jq is filled in only in hints and feedback`},
		{"no such variable in the set-up", "minutes: 5", "minutes: 5\nsetup:\n  - ls\n  - echo {{$foo}}", `8: setup[1] uses {{$foo}}, which is not a variable; want one of {{$who}}`},
		{"a variable that does not end", theEnd, "Done, {{$who.\n", `45: "{{$who." in the text is not closed; want {{$NAME}}`},
		{"a byte of Latin-1", theEnd, "Don\xe9.\n", `45: the file is not UTF-8: byte 0xe9 here is no character; save it as UTF-8`},
		{"a byte of a program", theEnd, "Don\x00.\n", `45: the file holds a control character, 0x00; want text (UTF-8)`},
		{"one line end of Windows", theEnd, "Done.\r\n", `45: the lines end as on Windows (CRLF); save the file with Unix line ends (LF)`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := author.Parse("lesson.md", change(t, good, tt.old, tt.new))
			if want := "lesson.md:" + tt.want; err == nil || err.Error() != want {
				t.Errorf("got  %v\nwant %s", err, want)
			}
		})
	}
}

// Without tasks nothing is said of sections and never tasks, which only follow from it.
func TestALessonWithoutTasksIsToldOnce(t *testing.T) {
	from, to := strings.Index(good, "tasks:\n"), strings.Index(good, "---\n\nA story")
	for _, tt := range []struct{ tasks, want string }{
		{"", `lesson.md:2: the front matter lacks "tasks"`},
		{"tasks: []\n", "lesson.md:11: tasks is empty; want a list of at least 1"},
		{"tasks:\n", `lesson.md:11: tasks must be a list, [A, B] or lines "- A", not nothing`},
		{"tasks:\n  press:\n    kind: edge\n", `lesson.md:12: tasks must be a list, [A, B] or lines "- A", not a mapping`},
	} {
		_, err := author.Parse("lesson.md", good[:from]+tt.tasks+good[to:])
		if err == nil || err.Error() != tt.want {
			t.Errorf("%q: got\n%v\nwant %s", tt.tasks, err, tt.want)
		}
	}
}

func TestWhatIsNotYAMLIsToldInPlainWords(t *testing.T) {
	const open = "a quote opens in this line and is not closed in it"
	for _, tt := range []struct{ old, new, want string }{
		{"title: Hold it", `title: "Hold it`, "3: not YAML: " + open},
		{"goal: .modules[0].button.down\n    done", "goal: '.modules[0].button.down\n    done", "14: not YAML: " + open},
		{nudge, "      - nudge: 'Push.\n      - nudge: it's\n      - where: 'x'\n", "17: not YAML: " + open},
		{tripped, "    tripped: \"All gone.", "30: not YAML: " + open},
		{"title: Hold it", "title: 'Hold' it", "3: not YAML: something stands behind a value that has ended"},
		{"title: Hold it", "title: Hold: it", "3: not YAML: a colon where none can be"},
		{"title: Hold it", "title Hold it", "3: not YAML: neither a key nor an item of a list"},
		{"title: Hold it", "title: @x", "3: not YAML: a text cannot begin with this character; quote it"},
		{"[provider]", "[provider", "8: not YAML: a list [ ] is not closed, here or above"},
		{"title: Hold it", "title: {a: b", "4: not YAML: a mapping { } is not closed, here or above"},
		{"    kind: edge", "   kind: edge", "13: not YAML: the line is indented as nothing above it is"},
		{"    kind: edge", "\tkind: edge", "13: not YAML: a tab; indent with spaces"},
		{"nudge: Push, {{$who}}.", "nudge: {{$who}}, push.", "17: not YAML: a \"{\" begins a mapping; quote a text that begins so, with {{ too"},
		{"title: Hold it", `title: "a\q"`, "3: not YAML: a backslash that means nothing in double quotes"},
	} {
		_, err := author.Parse("lesson.md", change(t, good, tt.old, tt.new))
		var problems author.Problems
		if !errors.As(err, &problems) || len(problems) != 1 || !strings.HasPrefix(err.Error(), "lesson.md:"+tt.want) {
			t.Errorf("%q: got\n%v\nwant one problem, lesson.md:%s", tt.new, err, tt.want)
		}
	}
}
