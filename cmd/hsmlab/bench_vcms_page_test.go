package main_test

import (
	"fmt"
	"strings"
	"testing"

	"hsmlab/cmd/hsmlab/static"
)

// benchTenancyInPage prints what the commands of benchTenancy cost in Chromium: processor time of the page's process
// from Enter to the prompt, redrawing included, since most of the real time is the lab's own waiting.
func benchTenancyInPage(t *testing.T, site static.Files) {
	times := make([]map[string]float64, len(tenancySizes))
	for i, size := range tenancySizes {
		t.Run(size.scenario, func(t *testing.T) { times[i] = pageTenancy(t, site, size.scenario) })
		if times[i] == nil {
			return
		}
	}
	fmt.Printf("\n%-34s %9s %9s %9s %10s %10s\n", "VCMs, Chromium, processor time", "10", "100", "1,000", "×10→100", "×100→1000")
	for _, name := range commandNames() {
		a, b, c := times[0][name], times[1][name], times[2][name]
		fmt.Printf("%-34s %6.0f ms %6.0f ms %6.0f ms %10.1f %10.1f\n", name, a, b, c, b/a, c/b)
	}
}

func pageTenancy(t *testing.T, site static.Files, scenario string) map[string]float64 {
	const rounds = 5
	b := newTab(t, startBrowser(t))
	b.open(serveSite(t, site).address(labPath + "?scenario=" + scenario))
	b.click(`input[name="speed"][value="60"]`)
	b.terminal("provider")
	enter := func(line string) {
		if line != "" {
			eval[[]float64](b, fmt.Sprintf(enterScript, quoteJS(line), 1))
		}
	}
	for line := range strings.SplitSeq(prepareTenancy, "\n") {
		enter(line)
	}
	result := map[string]float64{}
	for _, c := range tenancyCommands {
		var list []float64
		for range rounds {
			before := b.processorTime()
			enter(c.line)
			list = append(list, b.processorTime()-before)
			enter(c.undo)
		}
		result["vcmadmin "+c.name] = median(list)
	}
	return result
}
