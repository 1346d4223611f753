package shell_test

import (
	"strings"
	"testing"

	"hsmlab/sim/shell"
)

func TestJobs(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, script, out, err string
		status                 int
	}{
		{"order of starting", "for i in 1 2 3; do { sleep $i; echo $i; } & done; wait; echo end", "1\n2\n3\nend\n", "", 0},
		{"runs until it waits", "{ echo a; sleep 1; echo c; } & echo b; wait", "a\nb\nc\n", "", 0},
		{"background never drives the clock", "sleep 100 & date +%M; kill %1; wait; date +%M", "00\n00\n", "", 0},
		{"foreground drives it", "{ sleep 2; echo x; } & sleep 3; echo y", "x\ny\n", "", 0},
		{"status", "(exit 3) & wait $!; echo $?", "3\n", "", 0},
		{"wait for a number", "sleep 1 & (sleep 2; exit 4) & wait %2; echo $?", "4\n", "", 0},
		{"wait for a stranger", "wait 99999; echo $?", "127\n", "bash: wait: pid 99999 is not a child of this shell\n", 0},
		{"jobs", "sleep 5 & sleep 1; jobs; wait; jobs", "[1]+  Running                 sleep 5 &\n", "", 0},
		{"kill", "sleep 50 & kill %1; wait %1; echo $?", "143\n", "", 0},
		{"kill by number", "sleep 50 & kill -9 $!; wait $!; echo $?", "137\n", "", 0},
		{"kill nobody", "kill %9", "", "bash: kill: %9: no such job\n", 1},
		{"kill a busy job", "while :; do :; done & sleep 1; kill %1; wait; echo $?", "0\n", "", 0},
		{"fg", "{ sleep 5; echo x; } & fg; date +%S", "{ sleep 5; echo x; }\nx\n05\n", "", 0},
		{"empty input", "cat & wait; echo $?", "0\n", "", 0},
		{"variables stay apart", "x=1; { x=2; sleep 1; echo $x; } & x=3; wait; echo $x", "2\n3\n", "", 0},
		{"job in a pipe", "{ sleep 1 & echo a; wait; echo b; } | cat", "a\nb\n", "", 0},
		{"pipe in a job", "echo a | tr a b & wait", "b\n", "", 0},
		{"fork bomb", ":(){ :|:& };:; wait; echo on", "on\n", "bash: fork: retry: Resource temporarily unavailable\n", 0},
		{"exit in a job", "{ exit 3; } & wait $!; echo $?", "3\n", "", 0},
		{"function as a job", "f() { sleep 1; echo $1; }; f a & f b; wait", "a\nb\n", "", 0},
		{"output to a file", "{ echo a; sleep 1; echo b; } >f & cat f; wait; cat f", "a\na\nb\n", "", 0},
		{"job of a job", "{ { sleep 2; echo in; } & sleep 1; echo out; } & wait", "out\nin\n", "", 0},
		{"virtual time", "sleep 1h; date +%H:%M", "09:00\n", "", 0},
		{"dates", "for d in 08:15 '20 minutes ago' '10 minutes' +1hour -90min '-1 hour ago'; do date -d \"$d\" +%H:%M; done", "08:15\n07:40\n08:10\n09:00\n06:30\n09:00\n", "", 0},
		{"deadlock", "wait_for() { wait $1; }; sleep 1 & wait_for %1; echo $?", "0\n", "", 0},
		{"two programs", "hsmadmin status >a & hsmadmin status >b; wait; cmp() { [ \"$(cat a)\" = \"$(cat b)\" ]; }; cmp && echo same", "same\n", "", 0},
		{"coprocess", "coproc cat", "", "bash: not simulated: coproc, because one command runs at a time; use & and a file\n", 2},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			out, errOut, status := run(t, tt.script)
			if tt.name == "fork bomb" {
				errOut = firstLine(errOut)
			}
			if out != tt.out || errOut != tt.err || status != tt.status {
				t.Errorf("got  %q, %q, %d\nwant %q, %q, %d", out, errOut, status, tt.out, tt.err, tt.status)
			}
		})
	}
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line + "\n"
}

func TestRoom(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, script, out, err string
		status                 int
	}{
		{"recovery", "lab hold recovery; hsmadmin reset >/dev/null; lab wait 70s; lab release recovery; lab wait boot; lab state -r '.modules[0].image'", "recovery\n", "", 0},
		{"released too early", "lab hold recovery; hsmadmin reset >/dev/null; lab wait 30s; lab release recovery; lab wait boot; lab state -r '.modules[0].image'", "primary\n", "", 0},
		{"lamp", "lab led; lab fault battery; lab led --decode", "blue: the system has booted and is idle\nred  . - .  1-1-1  Battery voltage out of spec -> contact Support for a new battery, and replace the old one\n", "", 0},
		{"watch", "{ lab led --watch=100s; } & hsmadmin reset >/dev/null; lab wait boot; wait", "", "", 0},
		{"wait for long", "lab wait 1h30m; echo $SECONDS; lab wait 1h30x; lab wait ''", "5400\n", "lab wait: \"1h30x\" is no duration such as 90s, 5m or 1h30m, up to a year\nusage: lab wait DURATION|boot|idle\nlab wait: \"\" is no duration such as 90s, 5m or 1h30m, up to a year\nusage: lab wait DURATION|boot|idle\n", 2},
		{"explain another command", "hsmadmin vcm Start 2>/dev/null\nlab wait 1s; lab explain\nls >/dev/null\nlab explain | head -1", "hsmadmin vcm: exit status 2\n" +
			"  refused by  hsmadmin vcm, usage: argument <subcommand>: invalid choice: 'Start' (choose from create, start, enroll, unenroll, setproperties, inspect-request, info, getenvstats, single-setup, logs)\n" +
			"              did you mean: hsmadmin vcm start\n  basis       simulated\n  guide       4.10.1.16\n  reference   /commands/hsmadmin-vcm/\nThe last command is none of the HSM software: there is no rule to explain. The last of those was:\n", "", 0},
		{"unknown verb", "lab hodl", "", "lab: no verb \"hodl\"; there are " + strings.Join(shell.VerbNames(), ", ") + "\nDid you mean lab hold?\n", 2},
		{"send", "echo x >f; lab send f tenant-a:/tmp/; lab on tenant-a cat /tmp/f", "sent 2 bytes to tenant-a:/tmp/f\nx\n", "", 0},
		{"fetch", "lab on tenant-a 'echo y >g'; lab send tenant-a:g provider:/tmp/h >/dev/null; cat /tmp/h", "y\n", "", 0},
		{"send nothing", "lab send nope tenant-a:", "", "lab send: nope: No such file or directory\n", 1},
		{"on", "lab on tenant-a hostname; lab on nowhere ls", "tenant-a\n", "lab on: no host \"nowhere\"; lab hosts lists them\n", 1},
		{"power ends the line", "lab power off; echo no\nls\nlab power on\nlab wait boot\nhostname", "provider\n", "ssh: connect to host provider port 22: No route to host\nssh: connect to host provider port 22: No route to host\n", 0},
		{"undo", "echo a >f\necho b >f\nlab undo\ncat f", "took back 1 step; it is 08:00:00\na\n", "", 0},
		{"nothing to undo", "lab undo", "nothing to undo\n", "", 0},
		{"wait too long", "lab wait 5y", "", "lab wait: \"5y\" is no duration such as 90s, 5m or 1h30m, up to a year\nusage: lab wait DURATION|boot|idle\n", 2},
		{"state", "lab state -c '.hosts|keys'", "[\"provider\",\"tenant-a\"]\n", "", 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			out, errOut, status := run(t, tt.script)
			if tt.name == "watch" {
				out = ""
			}
			if out != tt.out || errOut != tt.err || status != tt.status {
				t.Errorf("got  %q, %q, %d\nwant %q, %q, %d", out, errOut, status, tt.out, tt.err, tt.status)
			}
		})
	}
}
