package author_test

import (
	"slices"
	"strings"
	"testing"

	"hsmlab/lessons/author"
	"hsmlab/sim"
)

// act is something an author does at the prompt: a command line, and what happens before the next.
type act struct {
	line string
	do   []sim.Event
}

const atProvider = "provider"

// asks is a program on the terminal, and what is typed into it.
func asks(line string, argv []string, answers ...string) act {
	return program(line, argv, nil, answers...)
}

func program(line string, argv, env []string, answers ...string) act {
	a := act{line, []sim.Event{sim.Exec{Host: atProvider, User: "root", Argv: argv, Env: env, Dir: "/root", TTY: true}, sim.Elapse{Micros: 3_000_000}}}
	for _, text := range answers {
		a.do = append(a.do, sim.Input{Line: text}, sim.Elapse{Micros: 1_000_000})
	}
	a.do = append(a.do, sim.Elapse{Micros: 5_000_000})
	return a
}

func file(op, name, data string) sim.Event {
	return sim.File{Host: atProvider, User: "root", Op: op, Path: name, Data: []byte(data), Mode: 0o644}
}

var factory = []string{"hsmadmin", "factorystate"}

// recordOf does it in a lab, as a person at a terminal would, and returns the draft.
func recordOf(t *testing.T, acts ...act) (*author.Draft, error) {
	t.Helper()
	lab, err := sim.New(sim.Options{Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	defer lab.Close()
	pid := 0
	for _, a := range acts {
		events := append([]sim.Event{sim.Line{Host: atProvider, User: "root", Dir: "/root", Text: a.line}}, a.do...)
		for _, e := range events {
			if input, ok := e.(sim.Input); ok {
				input.PID = pid
				e = input
			}
			result, err := lab.Do(e)
			if err != nil {
				t.Fatalf("%s: %+v: %v", a.line, e, err)
			}
			if _, ok := e.(sim.Exec); ok {
				pid = result.PID
			}
		}
	}
	return author.Record("mine/01-x", lab.Journal())
}

// statements are the lines of a solution without comments.
func statements(d *author.Draft) string {
	var list []string
	for line := range strings.Lines(d.Files["solution.sh"]) {
		if text := strings.TrimSpace(line); text != "" && !strings.HasPrefix(text, "#") {
			list = append(list, text)
		}
	}
	return strings.Join(list, "\n")
}

var (
	waits   = act{"lab wait boot", []sim.Event{sim.Elapse{Micros: 120_000_000}}}
	enrolls = asks("hsmadmin enroll", []string{"hsmadmin", "enroll"})
	refused = asks("hsmadmin factorystate", factory, "no")
)

// What was typed into programs stands in the solution, which then does the same without anybody who types.
func TestRecordedAnswersAreInTheSolution(t *testing.T) {
	touched := act{"touch z", []sim.Event{file("touch", "/root/z", "")}}
	for _, tt := range []struct {
		name string
		acts []act
		want string
	}{
		{"yes", []act{asks("hsmadmin factorystate", factory, "yes"), waits, enrolls, {line: "exit"}},
			"echo yes | hsmadmin factorystate\nlab wait boot\nhsmadmin enroll"},
		{"no, and then yes", []act{refused, asks("hsmadmin factorystate", factory, "yes")}, "echo yes | hsmadmin factorystate"},
		{"a stray line and a file that is not there", []act{{line: "yess"}, {line: "cat nofile"}, touched}, "touch z"},
		{"with sudo", []act{asks("sudo hsmadmin factorystate", factory, "yes")}, "echo yes | sudo hsmadmin factorystate"},
		{"in a chain", []act{asks("true && hsmadmin factorystate > log", factory, "yes")}, "true && echo yes | hsmadmin factorystate > log"},
		{"in a function", []act{asks("f() { hsmadmin $1; }; f factorystate", factory, "yes")}, "f() { echo yes | hsmadmin $1; }; f factorystate"},
		{"negated, with the redirection first", []act{asks("! >log hsmadmin factorystate", factory, "yes")}, "! echo yes | >log hsmadmin factorystate"},
		{"by a variable", []act{{line: "T=hsmadmin"}, asks("$T factorystate", factory, "yes")}, "T=hsmadmin\necho yes | $T factorystate"},
		{"a passphrase, twice", []act{program("NFAST_SSHADMIN_KEYPROT=KFP hsmadmin keys roll", []string{"hsmadmin", "keys", "roll"},
			[]string{"NFAST_SSHADMIN_KEYPROT=KFP"}, "it's me", "it's me")},
			`printf '%s\n' 'it'\''s me' 'it'\''s me' | NFAST_SSHADMIN_KEYPROT=KFP hsmadmin keys roll`},
		{"an editor", []act{{"nano note", []sim.Event{file("put", "/root/note", "one\nE\n")}}}, "cat > /root/note <<'EE'\none\nE\nEE"},
		{"typed into cat", []act{{"cat > note", []sim.Event{file("put", "/root/note", ""), file("append", "/root/note", "a\n"), file("append", "/root/note", "b\n")}}},
			"cat > note <<'E'\na\nb\nE"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d, err := recordOf(t, tt.acts...)
			if err != nil {
				t.Fatal(err)
			}
			if got := statements(d); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

// Where no script can do what was typed, the line is named, and what to write instead.
func TestWhatNoScriptCanDoIsNamed(t *testing.T) {
	made := act{"echo $N > f", []sim.Event{file("put", "/root/f", "bob\n")}}
	for _, tt := range []struct {
		name string
		acts []act
		want string
	}{
		{"read", []act{{line: "read N"}, made}, `mine/01-x/solution.sh:4: "read N": what was typed into read is not recorded; give the variable its value instead: NAME=VALUE`},
		{"an editor in a loop", []act{{"for f in a b; do nano $f; done", []sim.Event{file("put", "/root/a", "x\n")}}}, `an editor cannot be scripted; write the file with cat > FILE <<'E'`},
		{"half a line", []act{{"cat > note", []sim.Event{file("put", "/root/note", "no end")}}}, `is no text of whole lines; write the file with printf`},
		{"in a loop", []act{{"for i in 1 2; do hsmadmin factorystate; done", append(slices.Clone(refused.do), asks("", factory, "yes").do...)}}, `hsmadmin asked, and what was answered has no place in this line; write echo yes | before the command that asks`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d, err := recordOf(t, tt.acts...)
			if d == nil || err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v\nwant %s", err, tt.want)
			}
		})
	}
}

// A shell of another user is entered and left in the solution as it was in the recording.
func TestRecordedShellsOfOthersAreLeft(t *testing.T) {
	d, err := recordOf(t,
		act{line: "su - operator"},
		act{"touch z", []sim.Event{sim.File{Host: atProvider, User: "operator", Op: "touch", Path: "/home/operator/z"}}},
		act{line: "exit"},
		act{line: "bash"}, act{"touch w", []sim.Event{file("touch", "/root/w", "")}}, act{line: "exit"}, act{line: "exit"})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := statements(d), "su - operator\ntouch z\nexit\ntouch w"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
