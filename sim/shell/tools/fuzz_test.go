package tools_test

import (
	"io"
	"strings"
	"sync"
	"testing"
	"time"

	"hsmlab/sim"
	"hsmlab/sim/shell/tools"
)

// lab is only read.
var lab = sync.OnceValue(func() *sim.Lab {
	l, err := sim.New(sim.Options{})
	if err != nil {
		panic(err)
	}
	return l
})

// call runs a tool on a text.
func call(input string, args ...string) (string, int) {
	var out strings.Builder
	c := &tools.Call{
		Args: args, In: strings.NewReader(input), Out: &out, Err: io.Discard, Lab: lab(), Host: "provider", User: "guest", Dir: "/",
		Stop: func() bool { return false }, Change: func(sim.File) error { return io.ErrClosedPipe },
	}
	status := tools.Lookup(args[0]).Run(c)
	return out.String(), status
}

const sample = "one two\nthree\n\n# four=5\n[six]\n"

func soon(t *testing.T, what string, f func()) {
	t.Helper()
	began := time.Now()
	f()
	if d := time.Since(began); d > 5*time.Second {
		t.Errorf("%s took %v", what, d)
	}
}

func FuzzSed(f *testing.F) {
	for _, s := range []string{"s/o/0/g", "2,$d", "/a/,/b/s|x|y|2p", "y/ab/cd/;1a x", "$!{p}", `s/\(a\)\{2,3\}[^]]*/&\1\n/I`, "1~2p", "s/(.*)*$/x/"} {
		f.Add(s, false)
		f.Add(s, true)
	}
	f.Fuzz(func(t *testing.T, script string, extended bool) {
		args := []string{"sed", "-e", script}
		if extended {
			args = []string{"sed", "-E", "-e", script}
		}
		soon(t, script, func() { call(sample, args...) })
	})
}

func FuzzGrep(f *testing.F) {
	for _, s := range []string{"o", "^[^#]*=", `\(a\|b\)\{1,2\}`, "[[:alpha:]]", "*a", "a**", "(", "[", `\<t`, "a{,3}"} {
		f.Add(s, "-E")
		f.Add(s, "-o")
	}
	f.Fuzz(func(t *testing.T, pattern, option string) {
		soon(t, pattern, func() { call(sample, "grep", option, "-e", pattern) })
	})
}

func FuzzFilters(f *testing.F) {
	f.Add("sort", "-k2,3n", "x")
	f.Add("tr", "a-z", "A-Z")
	f.Add("cut", "-d=", "-f1-")
	f.Add("jq", "-R", ".")
	f.Add("jq", "-n", "[limit(5;repeat(1))]|now|localtime")
	f.Add("base64", "-d", "-w3")
	f.Add("uniq", "-c", "-i")
	f.Add("seq", "1", "-9")
	f.Fuzz(func(t *testing.T, name, a, b string) {
		switch name {
		case "sort", "tr", "cut", "uniq", "base64", "seq", "head", "tail", "wc":
			soon(t, name, func() { call(sample, name, a, "--", b) })
		}
	})
}
