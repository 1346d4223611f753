package sim_test

import (
	"bufio"
	"errors"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"hsmlab/sim"
)

var update = flag.Bool("update", false, "record journals of the corpus that are new, or all of them when sim.Version is new; write the schema")

const (
	corpusDir  = "testdata/journals"
	corpusSums = corpusDir + "/HASHES"
)

// TestCorpus replays journals that were recorded when this simulator's version was new. Learners have such
// journals: as long as the version is the same, they must give the same lab.
func TestCorpus(t *testing.T) {
	if *update {
		record(t)
	}
	want := readSums(t)
	for _, name := range slices.Sorted(maps.Keys(recipes)) {
		t.Run(name, func(t *testing.T) {
			j := readCorpus(t, name)
			if j == nil {
				t.Fatalf("%s is not recorded; run: go test ./sim -run Corpus -update", name)
			}
			lab, err := sim.Replay(j)
			if lab != nil {
				defer lab.Close()
			}
			var d *sim.Divergence
			switch {
			case errors.As(err, &d) && j.Header.Version == sim.Version:
				t.Fatalf("%v\nJournals of version %s no longer replay: change sim.Version (lab.go), then run: go test ./sim -run Corpus -update", err, sim.Version)
			case err != nil:
				t.Fatalf("%v; version %s is new: run: go test ./sim -run Corpus -update", err, sim.Version)
			case lab.Hash() != want[name]:
				t.Fatalf("the journal replays, but the lab at its end is another one (hash %s, want %s): change sim.Version (lab.go), then run: go test ./sim -run Corpus -update", lab.Hash(), want[name])
			}
		})
	}
	for name := range want {
		if recipes[name] == nil {
			t.Errorf("%s has a hash of %s, which nobody makes", corpusSums, name)
		}
	}
}

// record writes what is new. A journal of the present version is never written again: that would hide that the
// journals of learners broke.
func record(t *testing.T) {
	t.Helper()
	sums := readSums(t)
	for _, name := range slices.Sorted(maps.Keys(recipes)) {
		old := readCorpus(t, name)
		if old != nil && old.Header.Version == sim.Version {
			continue
		}
		lab := recipes[name](t)
		if err := os.MkdirAll(corpusDir, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(corpusFile(name), lab.Journal().Encode(), 0o644); err != nil {
			t.Fatal(err)
		}
		sums[name] = lab.Hash()
	}
	maps.DeleteFunc(sums, func(name, _ string) bool { return recipes[name] == nil })
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(sums)) {
		fmt.Fprintf(&b, "%s %s\n", name, sums[name])
	}
	if err := os.WriteFile(corpusSums, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

func corpusFile(name string) string { return filepath.Join(corpusDir, name+".jsonl") }

// readCorpus returns a recorded journal, nil when there is none.
func readCorpus(t *testing.T, name string) *sim.Journal {
	t.Helper()
	text, err := os.ReadFile(corpusFile(name))
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		t.Fatal(err)
	}
	j, err := sim.DecodeJournal(text)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return j
}

func readSums(t *testing.T) map[string]string {
	t.Helper()
	sums := map[string]string{}
	f, err := os.Open(corpusSums)
	if errors.Is(err, os.ErrNotExist) {
		return sums
	}
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		name, sum, _ := strings.Cut(lines.Text(), " ")
		sums[name] = sum
	}
	return sums
}
