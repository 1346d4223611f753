package main_test

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"hsmlab/sim"
	"hsmlab/sim/shell"
)

// tenancySizes are scenarios by how many VCMs they have.
var tenancySizes = []struct {
	scenario string
	vcms     int
}{{"ten-vcms", 10}, {"hundred-vcms", 100}, {"thousand-vcms", 1000}}

// tenancyCommands are measured; undo brings the lab back to where it was. What lists every VCM may take ten times
// as long for ten times as many, what is about one of them should not.
var tenancyCommands = []struct{ name, line, undo string }{
	{"list", "vcmadmin list >/dev/null", ""},
	{"list --json", "vcmadmin list --json >/dev/null", ""},
	{"show", "vcmadmin show >/dev/null", ""},
	{"show UUID", "vcmadmin show $last >/dev/null", ""},
	{"stats", "vcmadmin stats >/dev/null", ""},
	{"create", "vcmadmin create --request a.req new >/dev/null", "vcmadmin delete $(vcmadmin list --json | jq -r '.[-1].uuid') >/dev/null"},
	{"start", "vcmadmin start $first >/dev/null", "vcmadmin stop --force $first >/dev/null"},
}

// prepareTenancy makes room for one more VCM, in existence and at work.
const prepareTenancy = `hsmadmin vcm create --request-file a.req >/dev/null
vcmadmin delete $(vcmadmin list --json | jq -r '.[-1].uuid') >/dev/null
first=$(vcmadmin list --json | jq -r '.[0].uuid'); last=$(vcmadmin list --json | jq -r '.[-1].uuid')
vcmadmin stop --force $first >/dev/null`

// benchTenancy prints how long commands about VCMs take natively with 10, 100 and 1,000 of them, and how the time
// grows for ten times as many.
func benchTenancy(t *testing.T) {
	times := make([]map[string]float64, len(tenancySizes))
	for i, size := range tenancySizes {
		times[i] = timeTenancy(t, size.scenario)
	}
	fmt.Printf("\n%-34s %9s %9s %9s %10s %10s\n", "VCMs, native", "10", "100", "1,000", "×10→100", "×100→1000")
	for _, name := range append([]string{"a new lab", "snapshot"}, commandNames()...) {
		a, b, c := times[0][name], times[1][name], times[2][name]
		fmt.Printf("%-34s %6.2f ms %6.2f ms %6.2f ms %10.1f %10.1f\n", name, a, b, c, b/a, c/b)
	}
}

func commandNames() []string {
	var names []string
	for _, c := range tenancyCommands {
		names = append(names, "vcmadmin "+c.name)
	}
	return names
}

// timeTenancy measures one scenario: medians in milliseconds.
func timeTenancy(t *testing.T, scenario string) map[string]float64 {
	const rounds = 9
	result := map[string]float64{}
	result["a new lab"] = timed(rounds, func() { newLab(t, scenario).Close() })
	lab := newLab(t, scenario)
	defer lab.Close()
	result["snapshot"] = timed(rounds, func() {
		if _, err := lab.Do(sim.Elapse{Micros: 1_000_000}); err != nil {
			t.Fatal(err)
		}
		lab.Snapshot()
	})
	kernel := shell.NewKernel(lab, shell.Batch)
	var out strings.Builder
	session := shell.NewSession(kernel, shell.ProviderHost, "root", shell.IO{Out: func(b []byte) { out.Write(b) }})
	defer session.Close()
	run := func(line string) {
		if line != "" && session.RunLine(context.Background(), line) != 0 {
			t.Fatalf("%s: %s failed:\n%s", scenario, line, out.String())
		}
	}
	for line := range strings.SplitSeq(prepareTenancy, "\n") {
		run(line)
	}
	for _, c := range tenancyCommands {
		var list []float64
		for range rounds {
			list = append(list, timed(1, func() { run(c.line) }))
			run(c.undo)
		}
		result["vcmadmin "+c.name] = median(list)
	}
	return result
}

func newLab(t *testing.T, scenario string) *sim.Lab {
	lab, err := sim.New(sim.Options{Scenario: scenario, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	return lab
}

// timed is the median duration of f in milliseconds.
func timed(rounds int, f func()) float64 {
	var list []float64
	for range rounds {
		start := time.Now()
		f()
		list = append(list, float64(time.Since(start).Microseconds())/1000)
	}
	return median(list)
}

// TestBenchTenancy is the part of TestBench about VCMs, by itself: it needs no browser.
func TestBenchTenancy(t *testing.T) {
	if os.Getenv("HSMLAB_BENCH") != "tenancy" {
		t.Skip("HSMLAB_BENCH=tenancy runs this")
	}
	benchTenancy(t)
}
