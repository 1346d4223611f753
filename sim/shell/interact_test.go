package shell_test

import (
	"context"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"hsmlab/sim"
	"hsmlab/sim/shell"
)

// person sits at a terminal: reads what it shows and types.
type person struct {
	t      *testing.T
	kernel *shell.Kernel
	s      *shell.Session
	mu     sync.Mutex
	shown  strings.Builder
	read   int // how much of shown was expected already
	news   chan struct{}
}

func newPerson(t *testing.T, policy shell.Policy, plain bool) *person {
	t.Helper()
	lab, err := sim.New(sim.Options{Seed: 7})
	if err != nil {
		t.Fatal(err)
	}
	p := &person{t: t, kernel: shell.NewKernel(lab, policy), news: make(chan struct{}, 1)}
	p.sit(plain)
	return p
}

func (p *person) sit(plain bool) {
	p.s = shell.NewSession(p.kernel, shell.ProviderHost, "root", shell.IO{Out: p.look, Terminal: true, Plain: plain, Columns: 80, Rows: 24})
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() { p.s.Interact(ctx); close(done) }()
	p.t.Cleanup(func() { cancel(); p.s.Close(); <-done })
}

func (p *person) look(b []byte) {
	p.mu.Lock()
	p.shown.Write(b)
	p.mu.Unlock()
	select {
	case p.news <- struct{}{}:
	default:
	}
}

func (p *person) types(keys string) { p.s.Input([]byte(keys)) }

// due waits until the next thing to happen by itself is at t: a program says that it sleeps some time after its line is
// echoed.
func (p *person) due(t time.Duration) {
	p.t.Helper()
	p.until(fmt.Sprintf("something is due at %v", t), func() bool {
		next, ok := p.kernel.NextDue()
		return ok && next == t
	})
}

// until waits until something holds.
func (p *person) until(what string, holds func() bool) {
	p.t.Helper()
	for deadline := time.Now().Add(20 * time.Second); !holds(); runtime.Gosched() {
		if time.Now().After(deadline) {
			p.t.Fatalf("it never holds that %s", what)
		}
	}
}

// expect waits until the terminal shows text after what was expected before.
func (p *person) expect(text string) {
	p.t.Helper()
	deadline := time.After(20 * time.Second)
	for {
		p.mu.Lock()
		all := p.shown.String()
		i := strings.Index(all[p.read:], text)
		if i >= 0 {
			p.read += i + len(text)
		}
		p.mu.Unlock()
		if i >= 0 {
			return
		}
		select {
		case <-p.news:
		case <-deadline:
			p.t.Fatalf("no %q in %q", text, all[p.read:])
		}
	}
}

const prompt = "root@provider:~# "

func TestInteract(t *testing.T) {
	t.Parallel()
	p := newPerson(t, shell.Batch, false)
	p.expect(prompt)
	p.types("echo hi\r")
	p.expect("echo hi\r\nhi\r\n" + prompt)
	p.types("cd /etc\r")
	p.expect("root@provider:/etc# ")
	p.types("cd\r")
	p.expect(prompt)
	p.types("for i in 1 2\r")
	p.expect("> ")
	p.types("do echo $i; done\r")
	p.expect("1\r\n2\r\n" + prompt)
	p.types("su operator\r")
	p.expect("operator@provider:/root$ ")
	p.types("whoami; exit\r")
	p.expect("operator\r\nexit\r\n" + prompt)
	p.types("exit\r")
	p.expect("logout\r\n" + prompt)
	p.types("sleep 5 &\r")
	p.expect("[1] ")
	p.expect(prompt)
	p.types("sleep 9\r")
	p.expect("[1]+  Done                    sleep 5\r\n" + prompt)
	p.types("hsmadmin st\t --js\t\r")
	p.expect(`"esn"`)
	p.expect(prompt)
	p.types("\x12ech\r")
	p.expect("hi\r\n")
}

func TestInterrupts(t *testing.T) {
	t.Parallel()
	p := newPerson(t, shell.Live, false)
	p.expect(prompt)
	p.types("abc\x03")
	p.expect("^C\r\n" + prompt)
	for _, line := range []string{"sleep 1000", "while true; do :; done", "cat", "for ((;;)); do ((x++)); done", "lab wait 5m", "jq -n 'repeat(1)' >/dev/null", "hsmadmin reset; hsmadmin status; lab wait boot", "yes >/dev/null", "read x"} {
		p.types(line + "\r")
		p.expect(line + "\r\n")
		p.types("\x03")
		p.expect("^C\r\n" + prompt)
		p.types("echo $?\r")
		p.expect("130\r\n" + prompt)
	}
}

func TestResponsive(t *testing.T) {
	t.Parallel()
	p := newPerson(t, shell.Live, false)
	p.expect(prompt)
	p.types("while true; do :; done\r")
	for range 100 {
		p.kernel.Advance(time.Second)
		p.kernel.Snapshot()
	}
	p.kernel.View(func(l *sim.Lab) {
		if l.Now() != 100*time.Second {
			t.Errorf("it is %v, want 100s", l.Now())
		}
	})
	p.types("\x03")
	p.expect("^C\r\n" + prompt)
}

func TestLiveClock(t *testing.T) {
	t.Parallel()
	p := newPerson(t, shell.Live, false)
	p.expect(prompt)
	p.types("sleep 10; date +%S\r")
	p.expect("\r\n")
	p.due(10 * time.Second)
	p.kernel.Advance(9 * time.Second)
	p.kernel.Advance(1 * time.Second)
	p.expect("10\r\n" + prompt)
	p.types("{ sleep 5; echo late; } &\r")
	p.expect(prompt)
	p.types("ec")
	p.expect("ec")
	p.due(15 * time.Second)
	p.kernel.Advance(5 * time.Second)
	p.expect("late\r\n" + prompt + "ec")
	p.types("ho on\r")
	p.expect("on\r\n")
}

// Who waits for time in the foreground wants it to pass; who waits for keys, or in the background, does not.
func TestWantsTime(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		typed, seen string
		want        bool
	}{
		{"", "", false},
		{"sleep 10\r", "sleep 10\r\n", true},
		{"echo a | (sleep 10; cat)\r", "cat)\r\n", true},
		{"hsmadmin status\r", "status\r\n", true},
		{"sleep 10 &\r", "[1] ", false},
		{"read x\r", "read x\r\n", false},
		{"seq 99 | less\r", "1\r\n", false},
		{"sleep 10\r\x03", "^C\r\n", false},
	} {
		p := newPerson(t, shell.Live, false)
		p.expect(prompt)
		p.types(c.typed)
		p.expect(c.seen)
		p.until(fmt.Sprintf("after %q time is wanted: %v", c.typed, c.want), func() bool { return p.kernel.WantsTime() == c.want })
		for range 20 { // and it stays so
			if got := p.kernel.WantsTime(); got != c.want {
				t.Errorf("%q: wants time %v, want %v", c.typed, got, c.want)
				break
			}
		}
	}
}

func TestPlainJob(t *testing.T) {
	t.Parallel()
	p := newPerson(t, shell.Live, true)
	p.expect(prompt)
	p.types("{ sleep 5; echo late; } &\r")
	p.expect("[1] ")
	p.expect(prompt)
	p.due(5 * time.Second)
	p.kernel.Advance(5 * time.Second)
	p.expect("\nlate\n" + prompt)
}

func TestPrograms(t *testing.T) {
	t.Parallel()
	p := newPerson(t, shell.Batch, false)
	p.expect(prompt)
	p.types("cat | tr a-z A-Z\r")
	p.expect("A-Z\r\n")
	p.types("one\rtw\x7fwo\r\x04")
	p.expect("ONE\r\nTWO\r\n" + prompt)
	p.types("read -p 'name? ' n; echo \"<$n>\"\r")
	p.expect("\nname? ")
	p.types("you\r")
	p.expect("<you>\r\n" + prompt)
	p.types("nano f\r")
	p.expect("nano (simulated)")
	p.types("some text\r\x0f\r\x18")
	p.expect(prompt)
	p.types("cat f\r")
	p.expect("some text\r\n")
	p.types("seq 100 | less\r")
	p.expect("line 23/")
	p.types("G")
	p.expect("(END)")
	p.types("q")
	p.expect(prompt)
	p.types("[ -t 0 ] && [ -t 1 ] && echo both\r")
	p.expect("both\r\n")
}

func TestTypedAhead(t *testing.T) {
	t.Parallel()
	p := newPerson(t, shell.Live, false)
	p.expect(prompt)
	p.types("sleep 5\r")
	p.expect("sleep 5\r\n")
	p.types("echo late\r")
	p.expect("echo late\r\n")
	p.kernel.Advance(5 * time.Second)
	p.expect("late\r\nlate\r\n" + prompt)
}

func TestHostOff(t *testing.T) {
	t.Parallel()
	p := newPerson(t, shell.Live, false)
	p.expect(prompt)
	p.types("sleep 100; echo never\r")
	p.expect("never\r\n")
	p.kernel.Do(sim.Power{Host: "provider"})
	p.expect("Connection to provider closed.\r\n")
	p.expect("(provider is off) $ ")
	p.types("ls\r")
	p.expect("No route to host\r\n(provider is off) $ ")
	p.types("lab power on\r")
	p.expect("lab power on\r\n(provider is booting) $ ")
	p.kernel.Advance(2 * time.Minute)
	p.expect("provider is up again: logged in as root.\r\n" + prompt)
}

func TestUndoWhileRunning(t *testing.T) {
	t.Parallel()
	p := newPerson(t, shell.Live, false)
	p.expect(prompt)
	p.types("echo a >f\r")
	p.expect(prompt)
	p.types("hsmadmin status\r")
	p.expect("status\r\n")
	if n, err := p.kernel.Undo(1); n != 1 || err != nil {
		t.Errorf("undo: %d, %v", n, err)
	}
	p.expect("terminated (the lab went back in time)\r\n" + prompt)
	p.types("echo $?\r")
	p.expect("137\r\n")
}

func TestPlain(t *testing.T) {
	t.Parallel()
	p := newPerson(t, shell.Batch, true)
	p.expect(prompt)
	p.types("echo hi\r")
	p.expect("echo hi\nhi\n" + prompt)
	p.types("read x; echo \"<$x>\"\r")
	p.expect("read x; echo \"<$x>\"\n")
	p.until("a program reads", func() bool { return p.s.State().Reading })
	p.types("a b\r")
	p.expect("a b\n<a b>\n" + prompt)
	p.types("nano f\r")
	p.expect("cannot show an editor")
	p.types("sleep 1h; echo done\r")
	p.expect("done\n" + prompt)
	if strings.ContainsAny(p.shown.String(), "\x1b\r") {
		t.Errorf("escape sequences in %q", p.shown.String())
	}
}

func TestRestore(t *testing.T) {
	t.Parallel()
	p := newPerson(t, shell.Batch, true)
	p.expect(prompt)
	for _, line := range []string{"su operator", "cd /opt/nfast", "export NFAST_X='a b'", "ls >/dev/null", "cd bin"} {
		p.types(line + "\r")
		p.expect(line + "\n")
		p.expect("$ ")
	}
	again := newPerson(t, shell.Batch, true)
	var journal *sim.Journal
	p.kernel.View(func(l *sim.Lab) { journal = l.Journal() })
	lab, err := sim.Replay(journal)
	if err != nil {
		t.Fatal(err)
	}
	again.expect(prompt)
	again.kernel.Replace(lab)
	s := shell.NewSession(again.kernel, "provider", "root", shell.IO{Out: again.look, Terminal: true, Plain: true})
	s.Restore()
	s.RunLine(t.Context(), "whoami; pwd; echo $NFAST_X")
	again.expect("operator\n/opt/nfast/bin\na b\n")
	if h := s.History(); len(h) != 5 || h[0] != "cd /opt/nfast" {
		t.Errorf("history %q", h)
	}
}
