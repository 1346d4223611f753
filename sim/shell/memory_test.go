package shell_test

import (
	"testing"

	"hsmlab/sim/shell"
)

// grow fills the heap little by little, which no single command gives away.
const grow = "x=a; for i in {1..18}; do x=$x$x; done; i=0; while true; do v[$i]=$x$i; i=$((i+1)); done; echo no"

// TestMemoryIsLimited ends the line that fills the heap, and nothing else: the next one can give back what was taken. It
// runs alone, since the heap is that of the process.
func TestMemoryIsLimited(t *testing.T) {
	t.Cleanup(shell.LimitMemory(128 << 20))
	const want = "bash: not simulated: more than 128 MB of memory, because a browser has little more\n"
	if out, errOut, status := run(t, grow); out != "" || errOut != want || status != 2 {
		t.Errorf("got  %q, %q, %d\nwant \"\", %q, 2", out, errOut, status, want)
	}
	p := newPerson(t, shell.Batch, false)
	p.expect(prompt)
	p.types(grow + "\r")
	p.expect("more than 128 MB of memory, because a browser has little more\r\n" + prompt)
	p.types("unset v; echo room\r")
	p.expect("\r\nroom\r\n" + prompt)
}
