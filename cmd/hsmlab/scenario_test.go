package main

import (
	"bytes"
	"encoding/json"
	"testing"

	"hsmlab/sim"
)

// TestScenarioListIsComplete holds the list for programs to what a lab can begin in: each name works, once.
func TestScenarioListIsComplete(t *testing.T) {
	var out bytes.Buffer
	if err := listScenarios(&out, true); err != nil {
		t.Fatal(err)
	}
	var rows []map[string]string
	if err := json.Unmarshal(out.Bytes(), &rows); err != nil {
		t.Fatal(err)
	}
	if got, want := len(rows), len(sim.Scenarios()); got != want {
		t.Errorf("%d scenarios are listed, want %d", got, want)
	}
	seen := map[string]bool{}
	for _, r := range rows {
		if seen[r["name"]] || r["title"] == "" || r["about"] == "" {
			t.Errorf("%v: listed twice, or without title or description", r)
		}
		seen[r["name"]] = true
		lab, err := sim.New(sim.Options{Scenario: r["name"], Seed: 1})
		if err != nil {
			t.Errorf("%s: %v", r["name"], err)
			continue
		}
		lab.Close()
	}
}
