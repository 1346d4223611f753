package tenancymodel_test

import (
	"flag"
	"runtime"
	"testing"

	"pgregory.net/rapid"
)

// wanted is how many actions are taken in all, in two halves at the same time.
const wanted = 100_000

// TestTenancy lets a provider and two tenants do what they like. The seed is random; rapid prints it with a
// failure, and -rapid.seed takes it.
func TestTenancy(t *testing.T) {
	set(t, "rapid.steps", "80")
	set(t, "rapid.checks", "60")
	set(t, "rapid.shrinktime", "1m")
	set(t, "rapid.nofailfile", "true") // the script says it better
	half := wanted / 2
	if runtime.GOARCH == "wasm" || testing.Short() {
		half /= 50
	}
	for _, scenario := range []string{"two-tenants", "mid-speed"} {
		t.Run(scenario, func(t *testing.T) {
			t.Parallel()
			taken := 0
			for taken < half && !t.Failed() {
				rapid.Check(t, func(r *rapid.T) {
					p := open(r, scenario)
					defer p.lab.Close()
					r.Repeat(p.actions())
					taken += p.acts
				})
			}
			t.Logf("%d actions", taken)
		})
	}
}

// set sets a flag of rapid's for this test.
func set(t *testing.T, name, value string) {
	f := flag.Lookup(name)
	before := f.Value.String()
	t.Cleanup(func() { _ = f.Value.Set(before) })
	if err := f.Value.Set(value); err != nil {
		t.Fatal(err)
	}
}
