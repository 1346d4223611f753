package shell_test

import "testing"

// BenchmarkLine runs command lines that do not wait.
func BenchmarkLine(b *testing.B) {
	for _, line := range []string{"echo hi", "ls -l /etc", "hsmadmin status --json | jq -r .[0].esn", "nosuchcommand", "for i in 1 2 3; do echo $i | cat; done"} {
		b.Run(line, func(b *testing.B) {
			bench := newBench(b)
			for b.Loop() {
				bench.session.RunLine(b.Context(), line)
			}
		})
	}
}
