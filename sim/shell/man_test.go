package shell_test

import (
	"strings"
	"testing"

	"hsmlab/sim/shell/tools"
)

// Whatever a learner can type has a manual page: all that help lists, the HSM software among it.
func TestEveryCommandHasAPage(t *testing.T) {
	t.Parallel()
	out, _, status := run(t, "help | sed -n '3,/^$/p'")
	words := strings.Fields(out)
	if status != 0 || len(words) < 80 {
		t.Fatalf("help: status %d, %d words", status, len(words))
	}
	for _, name := range words {
		if _, ok := tools.Manual(name); !ok {
			t.Errorf("no manual page for %s", name)
		}
	}
}
