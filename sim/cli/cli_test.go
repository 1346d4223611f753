package cli_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/spf13/pflag"

	"hsmlab/sim/cli"
	"hsmlab/sim/clock"
	"hsmlab/sim/host"
)

// tree is a made-up tool with every kind of option and operand.
func tree(p *host.Process) cli.Spec {
	var anywhere, flag bool
	var name string
	var number, seconds int
	var list []string
	said := func(command string) func([]string) int {
		return func(args []string) int {
			p.Printf("%s anywhere=%v flag=%v name=%s number=%d seconds=%d list=%q args=%q\n", command, anywhere, flag, name, number, seconds, list, args)
			return cli.OK
		}
	}
	return cli.Spec{
		Name: "tool", Usage: "<subcommand>", About: "A tool.", Version: "tool 1.0",
		Anywhere: func(f *pflag.FlagSet) { f.BoolVar(&anywhere, "anywhere", false, "May stand anywhere.") },
		Group: []cli.Spec{
			{
				Name: "make", Usage: "[-h] --name NAME [--flag | --number N] FILE [MORE]", About: "Makes.", Guide: "1.2.3",
				Flags: func(f *pflag.FlagSet) {
					f.StringVar(&name, "name", "", "A name.")
					f.BoolVarP(&flag, "flag", "f", false, "A flag.")
					f.IntVarP(&number, "number", "n", 0, "A number.")
					f.StringArrayVar(&list, "list", nil, "Repeatable.")
				},
				Required: []string{"name"}, Exclusive: [][]string{{"flag", "number"}}, Operands: []string{"FILE", "[MORE]"}, Run: said("make"),
			},
			{Name: "wait", Usage: "[--timeout S]", About: "Waits.", Guide: "1.2.4", Timeout: "G-1", Seconds: &seconds, Run: said("wait")},
			{Name: "group", Usage: "<option> [-h]", About: "Groups.", Group: []cli.Spec{{Name: "deep", Usage: "[-h]", About: "Is deep.", Run: said("deep")}}},
			{Name: "later", Usage: "[-h]", About: "Comes later.", AnyArgs: true, Run: said("later")},
		},
	}
}

// run runs the tool and returns its name, status and output.
func run(argv ...string) (name string, status int, text string) {
	var c clock.Clock
	p := &host.Process{Argv: append([]string{"tool"}, argv...)}
	p.Start(&c, func(p *host.Process) int {
		status, name = cli.Run(p, tree(p))
		return status
	}, func(_ *host.Process, _ bool, data string) { text += data }, func(p *host.Process) {})
	c.Advance(time.Second)
	return name, status, text
}

func TestCommandLines(t *testing.T) {
	for _, c := range []struct {
		line   string
		name   string
		status int
		want   string // part of the output
	}{
		{"make --name x file", "tool make", 0, `name=x number=0 seconds=0 list=[] args=["file"]`},
		{"make file --name=x more", "tool make", 0, `args=["file" "more"]`},
		{"make --name x -f file", "tool make", 0, "flag=true"},
		{"make -n 7 --name x file", "tool make", 0, "number=7"},
		{"make -n7 --name x file", "tool make", 0, "number=7"},
		{"make --name x -- --file", "tool make", 0, `args=["--file"]`},
		{"make --name x --list a --list b file", "tool make", 0, `list=["a" "b"]`},
		{"--anywhere make --name x file", "tool make", 0, "anywhere=true"},
		{"make --name x file --anywhere", "tool make", 0, "anywhere=true"},
		{"group deep", "tool group deep", 0, "deep"},
		{"group --anywhere deep", "tool group deep", 0, "anywhere=true"},
		{"later --what ever 1 2 3", "tool later", 0, "later"},
		{"-v", "tool --version", 0, "tool 1.0\n"},
		{"--version", "tool --version", 0, "tool 1.0\n"},
		{"-h", "tool --help", 0, "usage: tool <subcommand>"},
		{"make -h", "tool make --help", 0, "usage: tool make [-h]"},
		{"make --nonsense -h", "tool make", 2, "unrecognized arguments: --nonsense"},
		{"make -h --name x file", "tool make --help", 0, "usage:"},
		{"group deep --help", "tool group deep --help", 0, "Is deep."},

		{"", "tool", 2, "the following arguments are required: <subcommand>"},
		{"group", "tool group", 2, "the following arguments are required: <option>"},
		{"mkae", "tool", 2, "invalid choice: 'mkae' (choose from make, wait, group, later)\ndid you mean: tool make"},
		{"zzzzzzzz", "tool", 2, "invalid choice: 'zzzzzzzz'"},
		{"group make", "tool group", 2, "did you mean: tool make"},
		{"make", "tool make", 2, "the following arguments are required: --name, FILE"},
		{"make --name x", "tool make", 2, "the following arguments are required: FILE"},
		{"make --name x a b c d", "tool make", 2, "unrecognized arguments: c d"},
		{"make --name", "tool make", 2, "argument --name: expected one argument"},
		{"make --name x -f -n 3 file", "tool make", 2, "argument --number: not allowed with argument --flag"},
		{"make --name x -n seven file", "tool make", 2, "argument --number: invalid int value: 'seven'"},
		{"make --name x -z file", "tool make", 2, "unrecognized arguments: -z"},
		{"make --name x --flga file", "tool make", 2, "unrecognized arguments: --flga\ndid you mean --flag"},
		{"make --nam x file", "tool make", 2, "unrecognized arguments: --nam\ndid you mean --name"},
		{"make -name x file", "tool make", 2, "argument --number: invalid int value: 'ame'"},
		{"make --name x -list=1 file", "tool make", 2, "unrecognized arguments: -list\ndid you mean --list"},
		{"make --name x -anywhere file", "tool make", 2, "unrecognized arguments: -anywhere\ndid you mean --anywhere"},
		{"MAKE", "tool", 2, "did you mean: tool make"},
		{"mak", "tool", 2, "did you mean: tool make"},
		{"make --flag=perhaps --name x file", "tool make", 2, "argument --flag: ignored explicit argument 'perhaps'"},
		{"--nonsense make", "tool", 2, "unrecognized arguments: --nonsense"},
		{"__complete make", "tool", 2, "invalid choice: '__complete'"},
		{"help make", "tool", 2, "invalid choice: 'help'"},

		{"wait", "tool wait", 0, "seconds=30"},
		{"wait --timeout 3", "tool wait", 0, "seconds=3"},
		{"wait --timeout 120", "tool wait", 0, "seconds=120"},
		{"wait --timeout 2", "tool wait", 2, "2 is not between 3 and 120 seconds"},
		{"wait --timeout 121", "tool wait", 2, "121 is not between 3 and 120 seconds"},
	} {
		t.Run(c.line, func(t *testing.T) {
			name, status, text := run(strings.Fields(c.line)...)
			if name != c.name || status != c.status || !strings.Contains(text, c.want) {
				t.Errorf("got %q, status %d:\n%s\nwant %q, status %d, with %q", name, status, text, c.name, c.status, c.want)
			}
			if status == cli.Usage && !strings.HasPrefix(text, "usage: tool") {
				t.Errorf("a usage error does not begin with the usage line:\n%s", text)
			}
		})
	}
}

// A value without a character is what an unset shell variable leaves; it must not pass for an option left out.
func TestEmptyValues(t *testing.T) {
	for _, c := range []struct {
		argv []string
		want string
	}{
		{[]string{"make", "--name", "", "file"}, "argument --name: the value is empty"},
		{[]string{"make", "--name=", "file"}, "argument --name: the value is empty"},
		{[]string{"make", "--name", "x", "--list", "a", "--list", "", "file"}, "argument --list: the value is empty"},
		{[]string{"make", "--name", "x", ""}, "argument FILE: the value is empty"},
		{[]string{"make", "--name", "x", "file", ""}, "argument MORE: the value is empty"},
	} {
		if _, status, text := run(c.argv...); status != cli.Usage || !strings.Contains(text, c.want) {
			t.Errorf("%q: got status %d:\n%s\nwant a usage error with %q", c.argv, status, text, c.want)
		}
	}
}

func TestUsageErrorIsARefusal(t *testing.T) {
	var c clock.Clock
	for line, id := range map[string]string{"wait --timeout 1": "G-1", "make": ""} {
		p := &host.Process{Argv: append([]string{"tool"}, strings.Fields(line)...)}
		p.Start(&c, func(p *host.Process) int { status, _ := cli.Run(p, tree(p)); return status }, func(*host.Process, bool, string) {}, func(*host.Process) {})
		c.Advance(time.Second)
		if len(p.Refusals) != 1 || p.Refusals[0].ID != id || p.Refusals[0].Guide == "" {
			t.Errorf("%s: got refusals %+v, want one with id %q and a section", line, p.Refusals, id)
		}
	}
}

func TestHelpNamesEveryOption(t *testing.T) {
	_, _, text := run("make", "-h")
	for _, want := range []string{"--name NAME", "-f, --flag ", "-n, --number NUMBER", "--list LIST", "guide section 1.2.3"} {
		if !strings.Contains(text, want) {
			t.Errorf("help lacks %q:\n%s", want, text)
		}
	}
}

func TestComplete(t *testing.T) {
	values := func(name string) []string {
		return map[string][]string{"name": {"anna", "otto"}, "FILE": {"a.txt"}}[name]
	}
	for _, c := range []struct {
		line string // its last word is begun or empty
		want []string
	}{
		{"tool ", []string{"group", "later", "make", "wait"}},
		{"tool m", []string{"make"}},
		{"tool group ", []string{"deep"}},
		{"tool make --n", []string{"--name", "--number"}},
		{"tool make --name ", []string{"anna", "otto"}},
		{"tool make --name o", []string{"otto"}},
		{"tool make --flag ", []string{"a.txt"}},
		{"tool make ", []string{"a.txt"}},
		{"tool nonsense ", []string{"group", "later", "make", "wait"}},
	} {
		got := cli.Complete(tree(nil), strings.Split(c.line, " "), values)
		slices.Sort(got)
		if !slices.Equal(got, c.want) {
			t.Errorf("%q: got %q, want %q", c.line, got, c.want)
		}
	}
}

func TestNearest(t *testing.T) {
	names := []string{"status", "info", "enroll", "esn", "json"}
	for word, want := range map[string]string{"statsu": "status", "enrol": "enroll", "xyz": "", "": "", "inf": "info", "jsn": "json", "esm": "esn", "STATUS": "status", "e": "", "stat": "status", strings.Repeat("status", 50): ""} {
		if got := cli.Nearest(word, names); got != want {
			t.Errorf("Nearest(%.20q): got %q, want %q", word, got, want)
		}
	}
}

// FuzzRun: whatever is typed, the tool answers with one of its exit statuses, twice the same.
func FuzzRun(f *testing.F) {
	for _, s := range []string{"make\x00--name\x00x\x00file", "--anywhere\x00group\x00-h", "-\x00--\x00---\x00-=\x00--=\x00-ff", "wait\x00--timeout=0x1e", "make\x00-n1e9\x00-hv"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, line string) {
		argv := strings.Split(line, "\x00")
		name, status, text := run(argv...)
		if status < 0 || status > 2 || text == "" || !strings.HasPrefix(name, "tool") {
			t.Errorf("%q: got %q, status %d:\n%s", argv, name, status, text)
		}
		if again := fmt.Sprint(run(argv...)); again != fmt.Sprint(name, status, text) {
			t.Errorf("%q: second answer differs: %s", argv, again)
		}
	})
}
