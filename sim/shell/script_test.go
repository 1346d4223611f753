package shell_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"hsmlab/sim"
	"hsmlab/sim/shell"
)

// bench is a lab with a session on the provider's host, as hsmlab run has it.
type bench struct {
	lab     *sim.Lab
	kernel  *shell.Kernel
	session *shell.Session
	out     strings.Builder
	err     strings.Builder
}

func newBench(tb testing.TB) *bench {
	tb.Helper()
	lab, err := sim.New(sim.Options{Seed: 7})
	if err != nil {
		tb.Fatal(err)
	}
	b := &bench{lab: lab, kernel: shell.NewKernel(lab, shell.Batch)}
	b.session = shell.NewSession(b.kernel, shell.ProviderHost, "root", shell.IO{
		Out: func(p []byte) { b.out.Write(p) }, Err: func(p []byte) { b.err.Write(p) },
	})
	return b
}

// run runs a script and returns what it printed and its status.
func run(tb testing.TB, script string) (out, errOut string, status int) {
	tb.Helper()
	b := newBench(tb)
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	status = b.session.RunScript(ctx, "test.sh", script)
	if ctx.Err() != nil {
		tb.Fatalf("%q never ended", script)
	}
	return b.out.String(), b.err.String(), status
}

func TestBash(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, script, out, err string
		status                 int
	}{
		{"unknown command", "foo", "", "bash: foo: command not found\n", 127},
		{"did you mean", "vcadmin", "", "bash: vcadmin: command not found\nDid you mean vcmadmin?\n", 127},
		{"not along PATH", "unpack", "", "bash: unpack: command not found\nDid you mean /mnt/secworld-14.1.1/unpack?\n", 127},
		{"did you mean hsmadmin", "hsadmin status", "", "bash: hsadmin: command not found\nDid you mean hsmadmin?\n", 127},
		{"did you mean by fewer letters", "vcmin delete", "", "bash: vcmin: command not found\nDid you mean vcmadmin?\n", 127},
		{"cd nowhere", "cd /nowhere", "", "bash: cd: /nowhere: No such file or directory\n", 1},
		{"cd to a file", "cd /etc/hostname", "", "bash: cd: /etc/hostname: Not a directory\n", 1},
		{"cd twice", "cd a b", "", "bash: cd: too many arguments\n", 1},
		{"cd and back", "cd /etc; cd - >/dev/null; pwd", "/root\n", "", 0},
		{"no such program", "./x", "", "bash: ./x: No such file or directory\n", 127},
		{"directory as program", "/etc", "", "bash: /etc: Is a directory\n", 126},
		{"no permission to run", "touch x; ./x", "", "bash: ./x: Permission denied\n", 126},
		{"redirect to nowhere", "echo a >/no/x; echo $?", "1\n", "bash: /no/x: No such file or directory\n", 0},
		{"redirect without permission", "su operator -c 'echo a >/etc/x'", "", "bash: /etc/x: Permission denied\n", 1},
		{"su", "su operator\nwhoami\nexit\nwhoami", "operator\nroot\n", "", 0},
		{"su reads its input", "echo whoami | su - operator; whoami; su operator <<X\nwhoami; pwd\nexit 3\nX\necho $?; whoami; echo id -un | sudo -u operator -i; su operator </etc/hostname; whoami", "operator\nroot\noperator\n/root\n3\nroot\noperator\nroot\n", "bash: provider: command not found\n", 0},
		{"sudo without a name", "sudo -Q id; sudo -b id; su -Q; sudo -u", "", "sudo: invalid option -- 'Q'\nusage: sudo [-u user] [-E] [-i | -s | command [word]...]\nsudo: not simulated: option -b, because only -u, -E, -i and -s are\nsu: invalid option -- 'Q'\nTry 'su --help' for more information.\nsudo: option requires an argument -- 'u'\nusage: sudo [-u user] [-E] [-i | -s | command [word]...]\n", 1},
		{"redirect to a directory", "echo a >/etc", "", "bash: /etc: Is a directory\n", 1},
		{"read from nowhere", "cat </no", "", "bash: /no: No such file or directory\n", 1},
		{"substituted file", "echo hi >f; x=$(<f); echo $x; y=$(</no); echo $?", "hi\n1\n", "bash: /no: No such file or directory\n", 0},
		{"syntax error", "echo a\nif true; then\n", "a\n", "test.sh: syntax error: unexpected end of file\n", 2},
		{"open quote", "echo 'a", "", "test.sh: unexpected EOF while looking for matching `''\n", 2},
		{"unexpected token", "echo a\n)", "a\n", "test.sh: syntax error near unexpected token `)'\n", 2},
		{"pipe", "printf 'b\\na\\n' | sort | head -1", "a\n", "", 0},
		{"pipe status", "false | true; echo $?; true | false; echo $?", "0\n1\n", "", 0},
		{"pipefail", "set -o pipefail; (exit 3) | true; echo $?; (exit 3) | (exit 4); echo $?", "3\n4\n", "", 0},
		{"negated pipe", "! true | false; echo $?", "0\n", "", 0},
		{"both streams into the pipe", "ls /no |& cat", "ls: cannot access '/no': No such file or directory\n", "", 0},
		{"pipe keeps variables apart", "x=1; echo a | x=2; echo $x", "1\n", "", 0},
		{"pipe into a loop", "printf '1\\n2\\n' | while read n; do echo \"<$n>\"; done", "<1>\n<2>\n", "", 0},
		{"pipe in a function in a pipe", "f() { cat | tr a-z A-Z; }; echo ab | f | cat", "AB\n", "", 0},
		{"errexit in a pipe", "set -e; false | true; echo on; true | false; echo off", "on\n", "", 1},
		{"errexit in a function", "set -e; f() { false; echo no; }; f; echo no", "", "", 1},
		{"function keeps status", "f() { echo $?; }; false; f", "1\n", "", 0},
		{"or calls a function under errexit", "set -e; f() { echo f; }; false || f; echo on", "f\non\n", "", 0},
		{"doubled variable", "x=a; while true; do x=$x$x; done\necho no", "", "bash: not simulated: variables of more than 64 MB in one command, because they would fill the browser's memory\n", 2},
		{"variable in each place of itself", "x=aa; for i in 1 2 3 4 5 6; do x=${x//a/$x}; done", "", "bash: not simulated: variables of more than 64 MB in one command, because they would fill the browser's memory\n", 2},
		{"much in one command", "seq 600000 >f; x=$(cat f f f f); IFS=; set -- $x $x $x $x $x; echo no", "", "bash: not simulated: a command of more than 64 MB, because it would fill the browser's memory\n", 2},
		{"joining keeps the status", "a=1; b=2; (exit 3); c=$a$b$?; echo $c; set -e; c=$a$(false); echo no", "123\n", "", 1},
		{"endless pipe", "y=$(printf %04000d 1); while :; do echo $y; done | head -1 | wc -l", "1\n",
			"bash: not simulated: more than 64 MB through a pipe, because the stages of a pipeline run one after another\n", 0},
		{"yes", "yes | head -2", "y\ny\n", "bash: not simulated: more than 64 MB through a pipe, because the stages of a pipeline run one after another\n", 0},
		{"more than fits into a pipe", "seq 600000 >f; set -o pipefail; cat f f f f f f f f f f f f f f f f f | wc -c", "67108864\n", "bash: not simulated: more than 64 MB through a pipe, because the stages of a pipeline run one after another\n", 141},
		{"here document", "x=1; cat <<E\n$x \\$x \"q\" \\\"\nE", "1 $x \"q\" \\\"\n", "", 0},
		{"quoted here document", "cat <<'E'\n$x it's\nE", "$x it's\n", "", 0},
		{"stripped here document", "cat <<-E\n\t\ta\n\tb\n\tE\necho on", "a\nb\non\n", "", 0},
		{"here document into a loop", "while read a; do echo \"[$a]\"; done <<E\n1\n2\nE", "[1]\n[2]\n", "", 0},
		{"here string", "cat <<<\"a b\"", "a b\n", "", 0},
		{"read fields", "read a b <<<'1 2 3'; echo \"$b-$a\"", "2 3-1\n", "", 0},
		{"read at the end", "while read -r l || [ -n \"$l\" ]; do echo $l; done < <(echo a)", "", "bash: not simulated: process substitution, <(…) and >(…), because both sides would have to run at the same time; use a pipe or a file\n", 2},
		{"mapfile", "printf '1\\n2\\n' >f; mapfile -t a <f; echo ${#a[@]} ${a[1]}", "2 2\n", "", 0},
		{"error stream", "{ echo o; echo e >&2; } 2>f; cat f", "o\ne\n", "", 0},
		{"swapped order", "ls /no 2>&1 >f; cat f", "ls: cannot access '/no': No such file or directory\n", "", 0},
		{"both to a file", "ls /no /etc/hostname &>f; sort f", "/etc/hostname\nls: cannot access '/no': No such file or directory\n", "", 0},
		{"nested input", "while read a; do cat <<<x; done <<<y", "x\n", "", 0},
		{"append", "echo a >f; echo b >>f; cat f", "a\nb\n", "", 0},
		{"reading what is being written", "{ echo a; cat f; } >f; cat f", "a\na\n", "", 0},
		{"exec redirects", "exec >f; echo a; exec >/dev/stdout", "", "", 0},
		{"descriptor 3", "echo a 3>f", "", "bash: not simulated: redirecting file descriptor 3, because only standard input, output and error exist in the lab\n", 2},
		{"arithmetic", "x=3; ((x+=2)); echo $((x*2)); echo $((1/0))", "10\n", "bash: division by 0 (error token is \"0\")\n", 1},
		{"loop with a failing body", "for ((i = 0; i < 3; i++)); do echo $i; false; done; for i in a b; do false; done; echo $?", "0\n1\n2\n1\n", "", 0},
		{"arrays", "a=(x y); a+=(z); echo ${a[@]} ${#a[@]}; declare -A m=([k]=v); echo ${m[k]} \"${!m[@]}\"", "x y z 3\nv k\n", "", 0},
		{"globs", "cd /etc; echo host*; echo no*", "hostname\nno*\n", "", 0},
		{"braces", "echo {a,b}{1..3}", "a1 a2 a3 b1 b2 b3\n", "", 0},
		{"tilde", "echo ~ ~operator ~nobody", "/root /home/operator ~nobody\n", "", 0},
		{"test", "[ -f /etc/hostname ] && echo file; [ -d /etc -a -r /etc ] && echo dir; [[ abc =~ b. ]] && echo re", "file\ndir\nre\n", "", 0},
		{"no terminal", "[ -t 0 ] || [ -t 1 ] || echo none", "none\n", "", 0},
		{"trap", "trap 'echo bye | cat' EXIT; echo hi", "hi\nbye\n", "", 0},
		{"trap with exit", "trap 'echo bye' EXIT; exit 3", "bye\n", "", 3},
		{"eval", "eval 'echo a | tr a b'; eval 'x=5'; echo $x", "b\n5\n", "", 0},
		{"source", "echo 'y=1; echo $1 | cat; return 4' >f; . ./f arg; echo $? $y", "arg\n4 1\n", "", 0},
		{"script", "printf '#!/bin/bash\\necho $0 $1 | cat\\nexit 5\\n' >s; chmod +x s; ./s a; echo $?", "./s a\n5\n", "", 0},
		{"bash -c", "bash -c 'echo $0 $1' n a; bash -c 'exit 7'; echo $?", "n a\n7\n", "", 0},
		{"exit status", "exit 300", "", "", 44},
		{"exit text", "exit abc; echo no", "", "bash: exit: abc: numeric argument required\n", 2},
		{"readonly", "readonly x=1; x=2; echo $?", "1\n", "bash: x: readonly variable\n", 0},
		{"unset variable", "set -u; echo $nope; echo no", "", "bash: nope: unbound variable\n", 1},
		{"return outside", "return", "", "bash: return: can only `return' from a function or sourced script\n", 1},
		{"type", "type cd ls if nope", "cd is a shell builtin\nls is /usr/bin/ls\nif is a shell keyword\n", "bash: type: nope: not found\n", 1},
		{"command -v", "command -v hsmadmin; command -v nope; echo $?", "/opt/nfast/bin/hsmadmin\n1\n", "", 0},
		{"special parameters", "echo $$ $0; set -- a b; echo $# $2; echo $-", "1187 test.sh\n2 b\n\n", "", 0},
		{"random is the same each time", "echo $((RANDOM == RANDOM)); [ $RANDOM -lt 32768 ] && echo ok", "0\nok\n", "", 0},
		{"seconds", "sleep 3; echo $SECONDS", "3\n", "", 0},
		{"time", "time -p sleep 1", "", "real 1.00\nuser 0.00\nsys 0.00\n", 0},
		{"trace", "set -x; echo a | cat", "a\n", "+ echo a\n+ cat\n", 0},
		{"nested functions", "f() { f; }; f", "", "bash: f: maximum function nesting level exceeded (400)\n", 137},
		{"big brace expansion", "echo {1..9999999}", "", "bash: not simulated: a brace expansion of more than 100000 words, because it would fill the browser's memory\n", 2},
		{"printf", `printf '%s-%03d|%-4s|%x\n' a 7 b 255; printf '%b' 'a\tb\n'; printf '%q\n' 'a b'`, "a-007|b   |ff\na\tb\na\\ b\n", "", 0},
		{"echo -ne", `echo -ne 'a\tb'; echo -E 'a\tb'`, "a\tba\\tb\n", "", 0},
		{"export", "export A='x y'; export | grep A=; env | grep ^A; unset A; env | grep -c ^A=", "declare -x A=\"x y\"\nA=x y\n0\n", "", 1},
		{"assignment for one command", "A=1 env | grep ^A=; echo \"[$A]\"", "A=1\n[]\n", "", 0},
		{"invalid option", "ls --colr; echo $?; head -Q x; echo $?; ls -9; find / -bogus; hostname --shrt", "2\n1\n", "ls: unrecognized option '--colr'\nTry 'ls --help' for more information.\nDid you mean --color?\n" +
			"head: invalid option -- 'Q'\nTry 'head --help' for more information.\nls: invalid option -- '9'\nTry 'ls --help' for more information.\n" +
			"find: unknown predicate `-bogus'\nhostname: unrecognized option '--shrt'\nTry 'hostname --help' for more information.\nDid you mean --short?\n", 255},
		{"option that is not simulated", "ls -Z; ls --inode; ls --rev; find / -exec; head -z /etc/hostname", "", "ls: not simulated: option -Z, because no lesson needs it; man ls lists what is\n" +
			"ls: not simulated: option --inode, because no lesson needs it; man ls lists what is\nls: not simulated: --rev for --reverse, because the lab wants options in full\n" +
			"find: not simulated: option -exec, because no lesson needs it; man find lists what is\nhead: not simulated: option -z, because no lesson needs it; man head lists what is\n", 1},
		{"ping in numbers", "ping -c 0 tenant-a; ping -c x tenant-a; ping -W 0 tenant-a; ping; ping -q tenant-a | grep sent; ping -qc 2 tenant-a | grep transmitted; ping -q tenant-a | grep transmitted", "2 packets transmitted, 2 received, 0% packet loss, time 1000ms\n4 packets transmitted, 4 received, 0% packet loss, time 3000ms\n",
			"ping: invalid argument: '0': out of range: 1 <= value <= 9223372036854775807\nping: invalid argument: 'x'\nping: invalid argument: '0': out of range: 1 <= value <= 9223372036854775807\nping: usage error: Destination address required\n", 0},
		{"device", "ls /dev/null; ls -l /dev/null | cut -c-26; stat -c %F /dev/null", "/dev/null\ncrw-rw-rw- 1 root root 1, \ncharacter special file\n", "", 0},
		{"status of stages", "true | false\necho ${PIPESTATUS[@]}\necho $FUNCNAME", "", "bash: not simulated: PIPESTATUS, because only the status of a whole pipeline is kept; set -o pipefail makes it that of the stage that failed\n" +
			"bash: not simulated: FUNCNAME, because the lab's shell does not keep where a function was called\n", 2},
		{"host name and devices", "hostname new; su operator -c 'hostname new'; ip -br addr show dev lo; ip -br link show lo; ip addr show nope; ip link set lo down; ip route show dev lo", "lo               UNKNOWN        127.0.0.1/8 ::1/128 \nlo               UNKNOWN        <LOOPBACK,UP,LOWER_UP> \n",
			"hostname: not simulated: changing the host name, because everybody in the lab knows the hosts by theirs\nhostname: you must be root to change the host name\nDevice \"nope\" does not exist.\n" +
				"ip: not simulated: ip link set lo down, because the lab's cables and addresses are fixed; routes can be changed\nip: not simulated: ip route show dev lo, because the lab's cables and addresses are fixed; routes can be changed\n", 2},
		{"request that cannot be written", "lab on tenant-a 'hsmadmin vcm create --request-file /no/x; ls /opt/nfast/services/client/tenantreq; hsmadmin vcm enroll --config /etc/passwd'", "", "ERROR: Failed to create VCM request: vcm create: open /no/x: No such file or directory\n" +
			"ERROR: Failed to enroll VCM: vcm enroll: /etc/passwd: not a VCM configuration file: it is not JSON\n", 1},
		{"special permission bits", "mkdir d; chmod 1777 d; chmod u+s d; chmod +t d; stat -c %a d", "755\n", "chmod: not simulated: mode 1777, because the lab's files have no set-user-ID, set-group-ID and sticky bits\n" +
			"chmod: not simulated: mode u+s, because the lab's files have no set-user-ID, set-group-ID and sticky bits\nchmod: not simulated: mode +t, because the lab's files have no set-user-ID, set-group-ID and sticky bits\n", 0},
		{"sed that is not simulated", "touch f; sed 'N;P' f; sed 's/a/b/w x' f; sed '1~2p' f; sed 's//x/' f; sed -i.bak p f", "", "sed: not simulated: command `N', because only s, y, p, d, q, a, i, c and = are\n" +
			"sed: not simulated: the flag w of `s', because no lesson needs it\nsed: not simulated: the address FIRST~STEP, because no lesson needs it\n" +
			"sed: not simulated: an empty pattern, because which pattern was used last depends on the text\nsed: not simulated: a suffix after -i, because no lesson needs it; copy the file first\n", 1},
		{"rm refuses its own directory", "mkdir -p d/e; cd d; rm -rf .; echo $?; rm -rf .. e/.; rm -rf /; ls", "1\ne\n", "rm: refusing to remove '.' or '..' directory: skipping '.'\n" +
			"rm: refusing to remove '.' or '..' directory: skipping '..'\nrm: refusing to remove '.' or '..' directory: skipping 'e/.'\nrm: it is dangerous to operate recursively on '/'\nrm: use --no-preserve-root to override this failsafe\n", 0},
		{"alias", "alias ll='ls -d'\nll /etc\nalias", "/etc\nalias ll='ls -d'\n", "", 0},
		{"sudo", "su operator\nsudo whoami\nsudo cd /\nexit\nsu guest\nsudo whoami", "root\n", "sudo: cd: command not found\nguest is not in the sudoers file.\n", 1},
		{"xargs", "printf '1 2\\n3\\n' | xargs -n 2 echo x", "x 1 2\nx 3\n", "", 0},
		{"umask", "umask; ulimit", "0022\n", "bash: not simulated: ulimit, because nothing in the lab needs it\n", 2},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			out, errOut, status := run(t, tt.script)
			if out != tt.out {
				t.Errorf("printed %q\nwant    %q", out, tt.out)
			}
			if errOut != tt.err {
				t.Errorf("complained %q\nwant       %q", errOut, tt.err)
			}
			if status != tt.status {
				t.Errorf("status %d, want %d", status, tt.status)
			}
		})
	}
}
