package shell_test

import (
	"context"
	"slices"
	"testing"

	"hsmlab/sim/shell"
)

// A here-document goes on until its last line, and no further: otherwise nobody gets out of it at the prompt.
func TestIncomplete(t *testing.T) {
	for text, want := range map[string]bool{
		"cat <<E\n": true, "cat <<E\nx\n": true, "cat <<E\nx\nE\n": false, "cat <<E\nE\n": false, "cat <<E\nx E\n": true,
		"cat > k <<'E'\n$x\n": true, "cat > k <<'E'\n$x\nE\n": false, "cat <<-E\n\tx\n\tE\n": false, "cat <<-E\n\tx\n": true, "cat <<\\E\nx\nE\n": false,
		"cat <<A <<B\na\nA\n": true, "cat <<A <<B\na\nA\nb\nB\n": false, "cat <<E && ls\nx\nE\n": false,
		"if true; then\n": true, "echo 'a\n": true, "echo a \\\n": true, "ls |\n": true, "ls\n": false, "ls )\n": false,
	} {
		if got := shell.Incomplete(text); got != want {
			t.Errorf("Incomplete(%q): got %v, want %v", text, got, want)
		}
	}
}

// The journal holds each statement of a script as a line of its own, here-documents whole and alone.
func TestScriptStatementsInTheJournal(t *testing.T) {
	b := newBench(t)
	b.session.RunScript(context.Background(), "test.sh", "cat <<E\nx\nE\ncat <<'E' > f\ny\nE\npwd\n")
	var got []string
	for _, line := range b.lab.History() {
		got = append(got, line.Text)
	}
	if want := []string{"cat <<E\nx\nE", "cat <<'E' > f\ny\nE", "pwd"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
