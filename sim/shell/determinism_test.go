package shell_test

import (
	"bytes"
	"runtime"
	"testing"

	"hsmlab/sim"
)

// everything is a script with all that could run in different orders: pipes, loops, functions, background
// jobs that print, write files, run programs of the HSM software and end at the same moment.
const everything = `
f() { hsmadmin status --json | jq -r .[0].esn | tee "$1" | tr 0-9 a-j; }
for i in 1 2 3; do f a$i & done
f b | cat >c & hsmadmin info | grep -c : & hsmadmin gettime &
{ sleep 1; echo one >>log; } & { sleep 1; echo two >>log; } & { sleep 0.5; echo half | tee -a log; } &
for x in $(seq 3); do hsmadmin status | head -$x | sort -r > s$x & done
hsmadmin setnetwork default | cat &
wait; cat log a1 c s3 | sha256sum
hsmadmin reset | cat & lab wait boot; hsmadmin status | tail -1
echo $RANDOM $$ $SECONDS $(jobs | wc -l)
while read -r l; do echo "$l" & done < s3
wait
`

func record(tb testing.TB, script string) (journal []byte, hash, out string) {
	b := newBench(tb)
	b.session.RunScript(tb.Context(), "script", script)
	defer b.kernel.View(func(l *sim.Lab) { l.Close() })
	b.kernel.View(func(l *sim.Lab) { journal, hash = l.Journal().Encode(), l.Hash() })
	return journal, hash, b.out.String() + b.err.String()
}

// TestDeterminism runs the script many times. TestUnderJS compares the hash that it logs with node's.
func TestDeterminism(t *testing.T) {
	runs := 1000
	if testing.Short() || runtime.GOOS == "js" {
		runs = 50 // a thousand under node take a minute: TestThousandRuns has shorter scripts
	}
	same(t, everything, runs)
}

// TestThousandRuns runs each way in which things happen beside each other a thousand times, under node too.
func TestThousandRuns(t *testing.T) {
	for _, c := range []struct{ name, script string }{
		{"pipeline", "hsmadmin gettime | tee f | hsmadmin status | tail -1; cat f"},
		{"background job", "hsmadmin gettime >a & { sleep 1; echo one >>a; } & { sleep 1; echo two >>a; } &\nwait; cat a"},
	} {
		t.Run(c.name, func(t *testing.T) {
			runs := 1000
			if testing.Short() {
				runs = 50
			}
			same(t, c.script, runs)
		})
	}
}

// same runs a script and wants the same journal, lab and output each time.
func same(t *testing.T, script string, runs int) {
	t.Helper()
	journal, hash, out := record(t, script)
	for n := range runs - 1 {
		j, h, o := record(t, script)
		if !bytes.Equal(j, journal) || h != hash || o != out {
			t.Fatalf("run %d differs:\n%s\n%s\nfrom the first:\n%s\n%s", n+2, j, o, journal, out)
		}
	}
	t.Logf("hash %s, output %q", hash, out)
}
