package rewrite_test

import (
	"errors"
	"strings"
	"testing"

	"hsmlab/sim/shell/rewrite"
)

var options = rewrite.Options{Homes: map[string]string{"operator": "/home/operator"}}

func TestText(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, in, want string }{
		{"plain", "ls -l", "ls -l"},
		{"pid", "echo $$ ${!} x$RANDOM", "echo ${__PID} ${__BGPID} x${__RANDOM}"},
		{"arithmetic", "echo $((RANDOM % 6)) RANDOM", "echo $((__RANDOM % 6)) RANDOM"},
		{"out", "a >f 2>>g", ">f'@out' 2>g'@errapp' a"},
		{"in", "a <f", "2>f'@in' a"},
		{"both", "a &>f", ">f'@out' 2>'@errtoout' a"},
		{"dup", "a 2>&1 >&2", "2>'@errtoout' >'@outtoerr' a"},
		{"here string", "a <<<$x", "2>$x'\n''@here' a"},
		{"here doc", "a <<E\n$x \"y\" \\\" \\$\nE", "2>\"\\\n$x \\\"y\\\" \\\\\\\" \\$\n\"'@here' a"},
		{"quoted here doc", "a <<'E'\n$x\nE", "2>'$x\n''@here' a"},
		{"stripped here doc", "a <<-E\n\t\tx\n\ty\nE", "2>\"x\ny\n\"'@here' a"},
		{"pipe", "a | b", "{\n\t(a) >'@pipeout' || '@pipestatus'\n\t(b) 2>'@pipein' || '@pipestatus'\n\tif [[ -o pipefail ]]; then '@pipefail'; else '@pipeend'; fi\n}"},
		{"function", "f() { a; }", "f() {\n\t'@enter' 'f' && '@nothing'\n\t{ a; }\n}"},
		{"tilde", "cd ~operator/x ~nobody ~", "cd '/home/operator'/x '~nobody' ~"},
		{"list", "export; declare -p X; export A=1", "'@declare' 'export'\n'@declare' 'declare' '-p' 'X'\nexport A=1"},
		{"file", "x=$(<f)", "x=$(2>f'@in' '@cat')"},
		{"keys", `a "${!m[@]}"`, `a ${!m[@]}`},
		{"time", "time a", "{\n\t'@timebegin'\n\ta\n\t'@timeend'\n}"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := rewrite.Text(tt.in, options)
			if err != nil {
				t.Fatal(err)
			}
			if got = strings.ReplaceAll(got, rewrite.Mark, "@"); got != tt.want {
				t.Errorf("got %q\nwant %q", got, tt.want)
			}
		})
	}
}

func TestBackground(t *testing.T) {
	t.Parallel()
	got, err := rewrite.Text("a 'b' &", options)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{rewrite.Fork, `"a 'b'"`, rewrite.Run, rewrite.Started, rewrite.Status} {
		if !strings.Contains(got, want) {
			t.Errorf("%q lacks %q", got, want)
		}
	}
}

func TestUnsupported(t *testing.T) {
	t.Parallel()
	for _, in := range []string{
		"cat <(ls)", "tee >(cat)", "a 3>f", "a 2>&3", "a <>f", "coproc x", "select x in a; do :; done",
		"[[ -t 0 ]]", "[[ -O f ]]", "echo {1..1000000000}", "echo {1..999}{1..999}{1..999}",
		strings.Repeat("(", 1000), "a {fd}>f", "echo $(cat <(ls))", "f() { a 9<f; }",
	} {
		_, err := rewrite.Text(in, options)
		if u := (*rewrite.Unsupported)(nil); !errors.As(err, &u) {
			t.Errorf("%.40q: got %v, want an Unsupported", in, err)
		}
	}
}

func FuzzText(f *testing.F) {
	for _, s := range []string{
		"a | b && c & d", "f() { a | b; }; f &", "a <<E\n$x $(b | c)\nE", "for i in {1..3}; do a >&2; done",
		"time ! a |& b", "x=$(<f) y=${!m[@]} z=~operator", "case a in b) c & ;; esac", "a <<-'E'\n\tb\n\tE\n", "((RANDOM++))",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, src string) {
		if len(src) > 2000 || strings.ContainsFunc(src, odd) {
			return // the parser and its printer disagree on some control characters
		}
		out, err := rewrite.Text(src, options)
		if err == nil && strings.Contains(out, rewrite.PipeOut) && !strings.Contains(src, "|") {
			t.Errorf("%q has no pipe but became %q", src, out)
		}
	})
}

func odd(r rune) bool { return r < ' ' && r != '\n' && r != '\t' || r == 127 || r >= 0x80 }
