package author

import (
	"regexp"
	"slices"
	"testing"

	"hsmlab/lessons"
)

// curriculum is what has to be taught, by course: each topic by the lessons on it.
var curriculum = map[string]map[string][]string{
	"first-light": {"boot and LED": {"boot-and-light"}, "status": {"looking-around"}, "clock": {"the-clock"}, "modes and interlock": {"platform-modes"}},
	"provisioning": {
		"single setup": {"single-setup"}, "networking": {"vcm-networking"}, "request to enrolment": {"request-to-enrolment"},
		"features and licences": {"features-and-licences"}, "authorised start": {"authorised-start"}, "changing properties": {"changing-properties"},
		"limits and statistics": {"limits-and-statistics"}, "stop, force, delete with audit log": {"stop-force-delete"},
	},
	"health": {
		"upgrade": {"firmware-upgrade"}, "VSN, rollback and its limit": {"vsn-and-rollback"}, "clock drift": {"clock-drift"},
		"signed logs": {"signed-logs"}, "log space": {"log-space"}, "temperatures and battery": {"temperature-and-battery"},
	},
	"recovery": {
		"factory state": {"factory-state"}, "recovery mode, alone and with two people": {"recovery-mode", "recovery-mode-two"},
		"lost keys, with and without backup": {"lost-keys-with-backup", "recovery-mode"}, "moving a module": {"moving-a-module"}, "lost clock": {"lost-clock"},
		"logs critical": {"logs-critical"}, "failed state": {"failed-state"}, "power lost in an upgrade": {"power-lost-in-upgrade"}, "the wrong one of two": {"wrong-one-of-two"},
	},
	"light": {
		"states": {"led-states"}, "5s codes": {"morse-codes"}, "Solo and XC codes": {"sos-codes"}, "mode switch and jumpers": {"mode-switch"}, "tamper": {"tamper"},
	},
	"neighbours": {
		"Remote Operator": {"remote-slot", "remote-cards"}, "network-attached unit": {"network-unit"}, "virtualisation": {"passthrough"},
		"battery": {"battery"}, "return": {"product-return"},
	},
	"exams": {"provider": {"provider-exam"}, "tenant": {"tenant-exam"}, "incident response": {"incident-exam"}},
}

const (
	leastLessons    = 36
	mostReading     = 4
	leastMinutes    = 5
	mostMinutes     = 20
	lettersOfAStory = 150
)

func TestCurriculumIsWhole(t *testing.T) {
	library, err := Load(lessons.Files)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(library.Sources); n < leastLessons {
		t.Errorf("there are %d lessons, want %d", n, leastLessons)
	}
	for course, topics := range curriculum {
		for topic, ids := range topics {
			for _, id := range ids {
				if source, ok := library.Find(id); !ok || source.Lesson.Course != course && id != "recovery-mode" {
					t.Errorf("%s: %s: there is no lesson %s", course, topic, id)
				}
			}
		}
	}
	for _, s := range library.Sources {
		l := s.Lesson
		if l.Minutes < leastMinutes || l.Minutes > mostMinutes {
			t.Errorf("%s takes %d minutes, want %d to %d", l.ID, l.Minutes, leastMinutes, mostMinutes)
		}
		if n := len(tag.ReplaceAllString(l.Intro, "")); n < lettersOfAStory {
			t.Errorf("%s begins with %d letters, which is no story", l.ID, n)
		}
	}
}

var tag = regexp.MustCompile(`<[^>]*>`)

// Lessons in which one only looks teach little: a few may.
func TestFewLessonsAreForReadingOnly(t *testing.T) {
	library, err := Load(lessons.Files)
	if err != nil {
		t.Fatal(err)
	}
	var reading []string
	for i := range library.Sources {
		if s := &library.Sources[i]; !does(t, s) {
			reading = append(reading, s.Lesson.ID)
		}
	}
	t.Logf("reading only: %v", reading)
	if len(reading) > mostReading {
		t.Errorf("%d lessons are for reading only: %v; want %d at most", len(reading), reading, mostReading)
	}
}

// beside is what changes by looking around and taking notes.
var beside = regexp.MustCompile(`^\.hosts\b`)

// does tells whether the solution of a lesson, at its end or in between, changes something of the equipment.
func does(t *testing.T, source *Source) bool {
	t.Helper()
	bound, err := source.Lesson.Bind(source.Lesson.Seed)
	if err != nil {
		t.Fatal(err)
	}
	script, err := source.Solution.script(bound)
	if err != nil {
		t.Fatal(err)
	}
	s, err := newStage(bound)
	if err != nil {
		t.Fatal(err)
	}
	defer s.close()
	before := lessons.View(s.lab.Snapshot())
	for _, stmt := range script.Statements {
		s.run(s.home, stmt.Text)
		after := changes("", before, lessons.View(s.lab.Snapshot()))
		if slices.ContainsFunc(after, func(c change) bool { return !beside.MatchString(c.path) }) {
			return true
		}
	}
	return false
}

// TestBlocksNameHostsThatAreThere looks at the label above each block of commands, which tells whose prompt is meant.
func TestBlocksNameHostsThatAreThere(t *testing.T) {
	library, err := Load(lessons.Files)
	if err != nil {
		t.Fatal(err)
	}
	label := regexp.MustCompile(`data-on="([^"]*)"`)
	for _, s := range library.Sources {
		text := s.Lesson.Intro + s.Lesson.Outro.HTML
		for _, task := range s.Lesson.Tasks {
			text += task.HTML
		}
		for _, found := range label.FindAllStringSubmatch(text, -1) {
			if !slices.Contains(hostsOf(s.Lesson.Scenario), found[1]) {
				t.Errorf("%s: a block is labelled %q; scenario %s has no such host", s.Dir, found[1], s.Lesson.Scenario)
				break
			}
		}
	}
}
