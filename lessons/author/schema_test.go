package author_test

import (
	"flag"
	"io/fs"
	"os"
	"strings"
	"testing"

	"hsmlab/lessons"
	"hsmlab/lessons/author"
)

var update = flag.Bool("update", false, "write lessons/lesson.schema.json anew")

func TestSchemaIsCurrent(t *testing.T) {
	const file = "../lesson.schema.json"
	if *update {
		if err := os.WriteFile(file, author.Schema(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != string(author.Schema()) {
		t.Errorf("%s is old; run: go test ./lessons/author -run Schema -update", file)
	}
}

func TestSchemaTakesEveryLesson(t *testing.T) {
	names, err := fs.Glob(lessons.Files, "*/*/lesson.md")
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		data, err := fs.ReadFile(lessons.Files, name)
		if err != nil {
			t.Fatal(err)
		}
		if complaint := schemaRefuses(t, string(data)); complaint != "" {
			t.Errorf("%s: %s", name, complaint)
		}
	}
	if complaint := schemaRefuses(t, good); complaint != "" {
		t.Errorf("the good lesson: %s", complaint)
	}
}

// What an editor can see, it is told by the schema; and what the schema refuses, lint refuses.
func TestSchemaRefusesWhatLintRefuses(t *testing.T) {
	const who, exam = "pick: [Ada, Grace]", "minutes: 5\nexam: {budget: 5, pass: 50}\nallow: [wait]"
	for _, tt := range []struct{ name, old, new, want string }{
		{"an unknown key", "minutes: 5", "minutes: 5\nminuts: 5", "unknown key minuts"},
		{"a number for a title", "title: Hold it", "title: 42", ".title: 42"},
		{"a title as long as a page", "title: Hold it", "title: " + strings.Repeat("x", 81), "maxLength 80"},
		{"no title", "title: Hold it\n", "", "lacks title"},
		{"a number for a section", `"4.10"]`, "4.10]", ".guide[1]: 4.1 is against"},
		{"no section", `["4.5.4.2", "4.10"]`, "[]", ".guide: [] is against minItems"},
		{"a section that is a word", `"4.10"]`, `"foo"]`, ".guide[1]: foo is against pattern"},
		{"a section twice", `"4.10"]`, `"4.5.4.2"]`, "uniqueItems"},
		{"an unknown scenario", "minutes: 5", "minutes: 5\nscenario: defualt", ".scenario: defualt is against enum"},
		{"an unknown verb", "minutes: 5", "minutes: 5\nallow: [wiat]", ".allow[0]: wiat is against enum"},
		{"a verb twice", "minutes: 5", "minutes: 5\nallow: [wait, wait]", "uniqueItems"},
		{"no role", "[provider]", "[]", ".roles: [] is against minItems"},
		{"a role twice", "[provider]", "[provider, provider]", "uniqueItems"},
		{"an unknown role", "[provider]", "[admin]", ".roles[0]: admin"},
		{"a quoted number", "minutes: 5", `minutes: "5"`, "against type integer"},
		{"a seed below 1", "minutes: 5", "minutes: 5\nseed: -1", ".seed: -1 is against minimum"},
		{"a variable in two ways", who, who + ", range: [1, 2]", ".vars[0]: "},
		{"a variable in no way", ", " + who, "", ".vars[0]: "},
		{"a pick of nothing", who, "pick: []", "minItems"},
		{"a range of one", who, "range: [1]", "minItems"},
		{"a text that goes with", who, "text: x, with: who", "lacks pick"},
		{"a hint of no rung", nudge, nudge + "      - when: .modules[0].power\n", ".tasks[0].hints[1]"},
		{"a hint of two rungs", nudge, nudge + "        where: There.\n", ".tasks[0].hints[0]"},
		{"a host beside a nudge", nudge, nudge + "        on: provider\n", "lacks command"},
		{"a text beside a nudge", nudge, nudge + "        text: There.\n", "lacks command"},
		{"a ladder without a foot", nudge, "", "contains"},
		{"a weight for a never task", tripped, tripped + "\n    weight: 1", ".weight must not be there"},
		{"a never task without a title", "    title: Erase nothing\n", "", "lacks title"},
		{"a never task that says nothing", tripped + "\n", "", "lacks tripped"},
		{"a level task that trips", "    title: Keep it down", "    title: Keep it down\n    tripped: x", ".tripped must not be there"},
		{"a baseline for a level task", "    title: Keep it down", "    title: Keep it down\n    baseline: start", ".baseline must not be there"},
		{"an exam with hints", "minutes: 5", exam, "must not be there"},
		{"an exam with faults", "minutes: 5", strings.Replace(exam, "wait", "fault", 1), ""},
		{"an exam of all verbs", "minutes: 5", strings.Replace(exam, "\nallow: [wait]", "", 1), ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			lesson := change(t, good, tt.old, tt.new)
			if complaint := schemaRefuses(t, lesson); complaint == "" || !strings.Contains(complaint, tt.want) {
				t.Errorf("the schema: got %q, want %q", complaint, tt.want)
			}
			if _, err := author.Parse("lesson.md", lesson); err == nil {
				t.Error("lint finds nothing wrong")
			}
		})
	}
}
