package shell_test

import (
	"context"
	"strings"
	"testing"
	"time"
)

// FuzzLine runs hostile lines: no panic, an end soon after Ctrl-C, and a shell that still works.
func FuzzLine(f *testing.F) {
	for _, s := range []string{
		"while :; do :; done", "a | b & c && d", "f() { f | f & }; f", "cat <<E\n$(x)\nE", "x=$x$x; eval \"$x\"", "exec >/f; exec 2>&1",
		"for ((;;)); do ((x++)); done", "echo {1..9}{a..z} ~ ~x $$ $! $RANDOM ${!m[@]}", "trap 'exit 3' EXIT; set -eux; false",
		"hsmadmin status | jq '.[]' > a; sed s/a/b/g <a | sort -k1 | uniq -c", "read x <<<y; mapfile a < /etc/passwd; echo ${a[@]:1:2}",
		"lab hold recovery; lab power cycle; lab wait boot; lab undo 3", "su operator; sudo -i; exit; exit; exit", "lab on tenant-a 'sleep 1; lab on provider x'",
		"source /etc/passwd; . <(x)", "printf '%*d%q' 99 1 a; printf %b '\\x41\\c'", "jobs; fg; kill %1; wait; history; type ls; command -v ls",
		"case $x in a) ;; esac; select x in a; do :; done", "grep '[' /etc/passwd; find / -name '*' -delete", "rm -rf /; ls /", "test a -a; [ ; [[ -t 0 ]]",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, line string) {
		if len(line) > 1000 {
			return
		}
		b := newBench(t)
		defer b.session.Close()
		ctx, cancel := context.WithTimeout(context.Background(), 200*time.Millisecond)
		defer cancel()
		began := time.Now()
		b.session.RunLine(ctx, line)
		if d := time.Since(began); d > 10*time.Second {
			t.Errorf("it ended after %v", d)
		}
		if !b.lab.HostUp("provider") {
			return
		}
		b.out.Reset()
		b.session.RunLine(t.Context(), "builtin echo alive >/dev/tty")
		if !strings.Contains(b.out.String(), "alive") {
			t.Errorf("the shell is gone: %q, %q", b.out.String(), b.err.String())
		}
	})
}
