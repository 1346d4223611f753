package shell_test

import (
	"fmt"
	"testing"
	"time"

	"hsmlab/sim/shell"
)

// TestPingGoesOn: at a terminal ping ends by Ctrl-C, and counts what it has sent.
func TestPingGoesOn(t *testing.T) {
	t.Parallel()
	p := newPerson(t, shell.Live, false)
	p.expect(prompt)
	p.types("ping tenant-a\r")
	for n := 1; n <= 6; n++ {
		p.expect(fmt.Sprintf("icmp_seq=%d ", n))
		p.due(time.Duration(n) * time.Second)
		if n < 6 {
			p.kernel.Advance(time.Second)
		}
	}
	p.types("\x03")
	p.expect("6 packets transmitted, 6 received, 0% packet loss, time 5000ms\r\n")
}

// TestNoHistoryExpansion: what bash would run again at a terminal is refused there; in a script it is a word like others.
func TestNoHistoryExpansion(t *testing.T) {
	t.Parallel()
	p := newPerson(t, shell.Live, false)
	p.expect(prompt)
	for _, line := range []string{"!!", "!5", "sudo !!"} {
		p.types(line + "\r")
		p.expect("!history, because it would run what nobody has seen; use the arrow keys or Ctrl-R\r\n" + prompt)
	}
	if _, errOut, status := run(t, "!!"); status != 127 || errOut != "bash: !!: command not found\n" {
		t.Errorf("in a script: status %d, %q", status, errOut)
	}
}
