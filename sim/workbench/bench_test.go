package workbench_test

import (
	"strings"
	"testing"

	"hsmlab/sim/workbench"
)

func do(t *testing.T, steps ...string) *workbench.Bench {
	t.Helper()
	var b workbench.Bench
	for _, s := range steps {
		if err := b.Do(s, false); err != nil {
			t.Fatalf("step %q: %v", s, err)
		}
	}
	return &b
}

func TestReplacementInOrder(t *testing.T) {
	b := do(t, "strap", "pull", "lay", "fingers", "tweezers plastic", "cell "+workbench.Part, "insert plus-up")
	if v, changed := b.Millivolts(); v != 3_160 || !changed {
		t.Errorf("BT1 shows %d mV (changed: %v), want 3160", v, changed)
	}
	if err := b.Do("fit", false); err != nil || len(b.Mistakes) > 0 || b.Away() {
		t.Errorf("fit: %v, mistakes %q, away %v; want a module in its slot without mistakes", err, b.Mistakes, b.Away())
	}
}

func TestStepsOutOfOrderAreImpossible(t *testing.T) {
	for _, c := range []struct {
		before []string
		step   string
	}{
		{nil, "lay"}, {nil, "fingers"}, {[]string{"pull"}, "tweezers plastic"}, {[]string{"pull", "lay", "cell cell-a"}, "insert plus-up"},
		{[]string{"pull", "lay", "tweezers plastic"}, "insert plus-up"}, {nil, "fit"}, {nil, ""}, {nil, "hammer"},
	} {
		b := do(t, c.before...)
		if err := b.Do(c.step, false); err == nil {
			t.Errorf("after %q, step %q was possible", c.before, c.step)
		}
	}
	var b workbench.Bench
	if err := b.Do("pull", true); err == nil {
		t.Error("a module was pulled out of a system with power")
	}
}

func TestMistakesAreNoted(t *testing.T) {
	for _, c := range []struct {
		steps []string
		want  string
	}{
		{[]string{"pull"}, "ESD"},
		{[]string{"strap", "pull", "lay", "tweezers metal"}, "non-conductive"},
		{[]string{"strap", "pull", "lay", "tweezers plastic", "cell cell-a", "insert plus-down"}, "polarity"},
		{[]string{"strap", "pull", "lay", "tweezers plastic", "cell cell-c", "insert plus-up"}, "explosion"},
	} {
		b := do(t, c.steps...)
		if len(b.Mistakes) != 1 || !strings.Contains(b.Mistakes[0], c.want) {
			t.Errorf("%q: mistakes %q, want one about %s", c.steps, b.Mistakes, c.want)
		}
	}
}

// What was put in wrongly can be taken out and put in again, or changed for another; the mistake stays noted.
func TestWrongCellComesOut(t *testing.T) {
	b := do(t, "strap", "pull", "lay", "tweezers plastic", "cell cell-c", "insert plus-down")
	for _, step := range []string{"insert plus-up", "cell cell-a"} {
		if err := b.Do(step, false); err == nil || !strings.Contains(err.Error(), "a new cell is in BT1 already") {
			t.Errorf("%s: got %v", step, err)
		}
	}
	noted := len(b.Mistakes)
	for _, step := range []string{"tweezers plastic", "cell cell-a", "insert plus-up"} {
		if err := b.Do(step, false); err != nil {
			t.Fatalf("%s: %v", step, err)
		}
	}
	if v, _ := b.Millivolts(); v != 3_160 || b.Reversed || len(b.Mistakes) != noted {
		t.Errorf("BT1 shows %d mV, reversed %v, mistakes %q", v, b.Reversed, b.Mistakes)
	}
	if err := do(t, "pull", "lay", "tweezers plastic").Do("tweezers plastic", false); err == nil || err.Error() != "BT1 is empty already" {
		t.Errorf("twice: %v", err)
	}
}

// Each cell but the first two misses exactly one requirement, and each requirement is missed by one cell.
func TestCells(t *testing.T) {
	seen := map[string]bool{}
	for i, c := range workbench.Cells() {
		missing := c.Misses()
		if want := min(max(i-1, 0), 1); len(missing) != want {
			t.Errorf("cell %s misses %q, want %d", c.Name, missing, want)
		}
		for _, m := range missing {
			seen[strings.Fields(m)[0]] = true
		}
	}
	if len(seen) != 7 {
		t.Errorf("cells miss %d of the 7 requirements: %v", len(seen), seen)
	}
}
