package host_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"hsmlab/sim/clock"
	"hsmlab/sim/host"
)

// stage runs one program and notes what it does.
type stage struct {
	clock  clock.Clock
	p      *host.Process
	events []string
}

func start(program host.Program, p host.Process) *stage {
	s := &stage{p: &p}
	s.p.Start(&s.clock, program,
		func(_ *host.Process, stderr bool, data string) {
			s.events = append(s.events, fmt.Sprintf("%s stderr=%v %q", s.clock.Now(), stderr, data))
		},
		func(p *host.Process) {
			s.events = append(s.events, fmt.Sprintf("%s exit %d", s.clock.Now(), p.Status))
		})
	return s
}

func (s *stage) want(t *testing.T, events ...string) {
	t.Helper()
	if !slices.Equal(s.events, events) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(s.events, "\n"), strings.Join(events, "\n"))
	}
}

func TestProgramTakesItsTime(t *testing.T) {
	s := start(func(p *host.Process) int {
		p.Printf("began %s\n", p.Elapsed())
		p.Sleep(time.Second)
		p.Errorf("done\n")
		return 3
	}, host.Process{})
	s.clock.Advance(host.Startup - clock.Tick)
	s.want(t)
	s.clock.Advance(time.Minute)
	s.want(t, `10ms stderr=false "began 10ms\n"`, `1.01s stderr=true "done\n"`, "1.01s exit 3")
	if !s.p.Ended() {
		t.Error("the program has not ended")
	}
}

func TestProgramReadsItsTerminal(t *testing.T) {
	s := start(func(p *host.Process) int {
		name, ok1 := p.ReadLine("name: ")
		secret, ok2 := p.ReadPassword("secret: ")
		p.Printf("%s %v %s %v", name, ok1, secret, ok2)
		return 0
	}, host.Process{TTY: true})
	if s.p.Feed("too early", false) {
		t.Error("a program that has not begun takes a line")
	}
	s.clock.Advance(time.Hour)
	if reading, hidden := s.p.Reading(); !reading || hidden {
		t.Errorf("at the first prompt: got reading %v, hidden %v", reading, hidden)
	}
	if !s.p.Feed("me", false) {
		t.Error("a program that waits does not take a line")
	}
	if reading, hidden := s.p.Reading(); !reading || !hidden {
		t.Errorf("at the second prompt: got reading %v, hidden %v", reading, hidden)
	}
	s.p.Feed("", true)
	s.want(t, `10ms stderr=true "name: "`, `1h0m0s stderr=true "secret: "`, `1h0m0s stderr=true "\n"`, `1h0m0s stderr=false "me true  false"`, "1h0m0s exit 0")
	if s.p.Feed("too late", false) {
		t.Error("a program that ended takes a line")
	}
}

func TestProgramReadsAFile(t *testing.T) {
	for _, c := range []struct{ stdin, want string }{
		{"", "[]"}, {"a", "[a]"}, {"a\n", "[a]"}, {"a\nb", "[a b]"}, {"\n\n", "[ ]"}, {"a\n\nb\n", "[a  b]"},
	} {
		var lines []string
		start(func(p *host.Process) int {
			for {
				line, ok := p.ReadLine("")
				if !ok {
					return 0
				}
				lines = append(lines, line)
			}
		}, host.Process{Stdin: []byte(c.stdin)}).clock.Advance(time.Second)
		if got := fmt.Sprint(lines); got != c.want {
			t.Errorf("standard input %q: got lines %s, want %s", c.stdin, got, c.want)
		}
	}
}

func TestKill(t *testing.T) {
	for _, c := range []struct {
		name string
		wait time.Duration
		tty  bool
		want []string
	}{
		{"before it began", 0, true, []string{"0s exit 130"}},
		{"at a prompt", time.Second, true, []string{`10ms stderr=true "? "`, "1s exit 130"}},
		{"asleep", time.Second, false, []string{`10ms stderr=true "? "`, `10ms stderr=true "\n"`, "1s exit 130"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			unwound := false
			s := start(func(p *host.Process) int {
				defer func() { unwound = true }()
				p.ReadLine("? ")
				p.Sleep(time.Hour)
				p.Printf("never")
				return 0
			}, host.Process{TTY: c.tty})
			s.clock.Advance(c.wait)
			s.p.Kill(130)
			s.p.Kill(9)
			s.clock.Advance(24 * time.Hour)
			s.want(t, c.want...)
			if unwound != (c.wait > 0) {
				t.Errorf("unwound: got %v", unwound)
			}
		})
	}
}

// A program that waits again while it is being unwound must not come back to life.
func TestKilledProgramCannotWait(t *testing.T) {
	s := start(func(p *host.Process) int {
		defer p.Sleep(time.Hour)
		p.Sleep(time.Hour)
		return 0
	}, host.Process{})
	s.clock.Advance(time.Second)
	s.p.Kill(143)
	s.clock.Advance(24 * time.Hour)
	s.want(t, "1s exit 143")
}

// A broken program tells where: the caller's stack would not.
func TestBrokenProgramTellsItsStack(t *testing.T) {
	defer func() {
		text := fmt.Sprint(recover())
		for _, want := range []string{"BUG: tool -x", "index out of range", "brokenProgram"} {
			if !strings.Contains(text, want) {
				t.Errorf("panic does not tell %q:\n%s", want, text)
			}
		}
	}()
	s := start(brokenProgram, host.Process{Argv: []string{"tool", "-x"}})
	s.clock.Advance(time.Second)
}

func brokenProgram(p *host.Process) int { return int(p.Argv[len(p.Argv)][0]) }

func TestPathAndEnvironment(t *testing.T) {
	p := host.Process{Dir: "/root/x", Env: []string{"A=1", "B", "C=x=y", "A=2"}}
	for name, want := range map[string]string{"a": "/root/x/a", "../a": "/root/a", "/a/../b": "/b", "": "/root/x", "../../../..": "/"} {
		if got := p.Path(name); got != want {
			t.Errorf("Path(%q): got %s, want %s", name, got, want)
		}
	}
	for name, want := range map[string]string{"A": "1", "B": "", "C": "x=y", "D": ""} {
		if got := p.Getenv(name); got != want {
			t.Errorf("Getenv(%s): got %q, want %q", name, got, want)
		}
	}
}
